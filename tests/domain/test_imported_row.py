"""One row of somebody else's contacts becomes a person, or says in a sentence what is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.errors import BadInput
from paratui.domain.imported_row import Entry, Trouble, read_row
from paratui.domain.person import KnownNumber
from paratui.domain.person_columns import FIELDS, field_of, guessed, is_header, mapped
from paratui.domain.row_fields import NumberCell, RowFields
from paratui.domain.spreadsheet_cell import guarded, unguarded


def row(*values, role="other"):
    return read_row(Entry(2, values), "US", role)


def person(*values):
    read = row(*values)
    assert read.troubles == ()
    return read.person


def why(*values):
    read = row(*values)
    assert read.person is None
    return [(one.field, one.why) for one in read.troubles]


def test_a_name_is_put_together_and_a_company_alone_is_the_name():
    assert person(("last_name", "García"), ("first_name", "María")).name == "María García"
    assert person(("first_name", "Jo"), ("last_name", "Reed"), ("suffix", "Jr.")).name == "Jo Reed Jr."
    assert person(("company", "Acme, Inc.")).name == "Acme, Inc."
    both = person(("name", "Jo Reed"), ("company", "Acme, Inc."))
    assert (both.name, both.related) == ("Jo Reed", ("Acme, Inc.",))
    assert why(("phone", "(415) 555-2671")) == [("Name", "Neither a name nor a company stands in this row")]


def test_several_numbers_in_one_cell_are_several_and_each_keeps_what_answers_there():
    known = person(
        ("name", "Jo Reed"),
        ("phone_label", "Work Fax"),
        ("phone", "415 555 2671"),
        ("mobile", "415 555 2672; +44 20 7946 0958"),
        ("phone", "n/a"),
        ("phone", "(415) 555-2671"),
    )
    assert known.phones == ("+14155552671", "+14155552672", "+442079460958")
    assert [one.line for one in known.numbers] == ["fax", "mobile", "mobile"]
    for cell in ("415 555 2671 ::: 4155552672", "4155552671\n4155552672", "4155552671 / 4155552672"):
        assert person(("name", "Jo"), ("phone", cell)).phones == ("+14155552671", "+14155552672")
    assert person(("name", "Jo"), ("phone", "4155552671, ext. 12")).phones == ("+14155552671;ext=12",)


def test_what_is_known_of_a_number_stands_with_that_number():
    known = person(
        ("name", "Jo Reed"),
        ("phone", "4155552671 x12"),
        ("phone_safe", "No"),
        ("phone_say_only", "Ann"),
        ("phone", "4155552672"),
        ("phone_voicemail", "yes"),
    )
    assert known.numbers == (
        KnownNumber(number="+14155552671;ext=12", safe="no", say_only="Ann"),
        KnownNumber(number="+14155552672", voicemail="yes"),
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("phone", "ask at noon", "no whole telephone number"),
        ("phone", "555-2671", "no whole telephone number"),
        ("role", "boss", "none of client"),
        ("zone", "Mars/Base", "no time zone"),
        ("zone", "../../etc/passwd", "no time zone"),
        ("voicemail", "perhaps", "none of yes"),
        ("name", "x" * 121, "at most 120 letters"),
        ("other_name", "x" * 121, "at most 120 letters"),
        ("phone", "noon, later; 4155552671", '"noon" is no whole telephone number (and 1 more in this cell)'),
        ("phone", "1," * 900, "900 numbers and 100 fit"),
        ("minor", "perhaps", "none of yes, no"),
        ("phone_safe", "perhaps", "none of yes, no, not asked"),
        ("remarks", "x" * 2_001, "2,001 letters"),
        ("remarks", "SSN 123-45-6789", "social security"),
    ],
)
def test_what_cannot_be_used_is_refused_by_field_with_a_sentence(field, value, said):
    [(where, sentence)] = why(*([] if field == "name" else [("name", "Jo Reed")]), (field, value))
    assert where == FIELDS[field]
    assert said in sentence


def test_every_mistake_of_a_row_is_told_at_once_each_by_its_field():
    assert why(
        *(("mobile", "noon"), ("phone_safe", "perhaps"), ("role", "boss"), ("zone", "Mars"), ("say", "x" * 2_001)),
        *(("remarks", "SSN 123-45-6789"), ("phone", "415 555 2671"), ("phone_voicemail", "never")),
    ) == [
        ("Name", "Neither a name nor a company stands in this row"),
        ("Phone, mobile", '"noon" is no whole telephone number'),
        ("Safe to call: the phone to the left", '"perhaps" is none of yes, no, not asked'),
        ("Voicemail: at the phone to the left", '"never" is none of yes, no, not asked'),
        ("Role", '"boss" is none of client, prospect, adverse party, witness, counsel, other'),
        ("How the name is said", "It has 2,001 letters and 2,000 fit"),
        ("Time zone", '"Mars" is no time zone; write it such as America/New_York'),
        ("Remarks", "There is a social security number in it, which is not kept; take it out"),
    ]


def test_a_row_full_of_mistakes_tells_the_first_and_how_many_more_there_are():
    told = why(("name", "Jo"), *[("phone", "noon")] * 50)
    assert told[19:] == [("Phone", '"noon" is no whole telephone number'), ("row", "30 more mistakes stand in it")]


def test_of_two_columns_of_names_the_second_is_another_name_and_not_lost():
    known = person(("name", "Jo Reed"), ("name", "Jo Poe"), ("name", "Jo Reed"), ("other_name", "J. Reed"))
    assert (known.name, known.other_names) == ("Jo Reed", ("Jo Poe", "J. Reed"))


def test_a_row_that_did_not_come_whole_is_not_said_to_be_nobodys():
    torn = Entry(2, (("phone", "noon"),), troubles=(Trouble("line 3", "It is no line of a vCard"),))
    read = read_row(torn, "US", "other")
    assert [one.field for one in read.troubles] == ["line 3", "Phone"]


def test_a_name_too_long_only_when_it_is_put_together_is_refused_beside_every_other_mistake():
    assert why(("first_name", "x" * 70), ("last_name", "y" * 70), ("role", "boss"))[0] == (
        "Name",
        "A name has at most 120 letters; write the name alone",
    )


def test_more_numbers_than_anybody_has_are_refused_also_over_many_cells():
    cells = [("phone", f"415 555 {place:04}") for place in range(101)]
    assert why(("name", "Jo"), *cells) == [("Phone", "There are 101 numbers and 100 fit")]
    assert len(person(("name", "Jo"), *cells[1:]).phones) == 100


def test_a_column_can_go_to_every_field_and_to_no_other():
    assert {*RowFields.model_fields, *NumberCell.model_fields} == set(FIELDS) - {""}


def test_half_a_pair_of_signs_is_no_error():
    assert person(("name", "Jo \ud83d"), ("remarks", "\udc00 x")).name == "Jo \ufffd"


def test_controls_escape_sequences_and_direction_marks_are_gone_and_formulas_stay_text():
    known = person(("name", "\x1b[31m\u202eJo\u200b Reed\x07"), ("remarks", '=HYPERLINK("http://x")\r\nsecond'))
    assert known.name == "Jo Reed"
    assert known.remarks == '=HYPERLINK("http://x") second'


def test_a_birthday_is_asked_of_a_caller_and_a_day_nobody_knows_is_none():
    assert person(("name", "Jo"), ("birthday", "19860412")).identity_facts == ("born 1986-04-12",)
    assert person(("name", "Jo"), ("birthday", "0/0/00")).identity_facts == ()
    for said in ("4/12/1986", "12.4.86", "--04-12", "1986", "April 12, 1986", "29/02/1984"):
        assert person(("name", "Jo"), ("birthday", said)).identity_facts == (f"born {said}",)


@pytest.mark.parametrize("said", ["13/45/1970", "1970-13-45", "19860431", "30.2.1970", "1-2-3-4", "0412"])
def test_what_can_be_no_day_of_birth_is_refused_with_its_sentence(said):
    told = [("Birthday", f'"{said}" is no day of birth; write it such as 1970-12-31')]
    assert why(("name", "Jo"), ("birthday", said)) == told


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Primary Phone Number", "phone"),
        ("Primary Email Address", "email"),
        ("Telefon", "phone"),
        ("Sprache", "language"),
        ("Handy", "mobile"),
        ("E-Mail-Adresse", "email"),
        ("Vorname", "first_name"),
        ("Nachname", "last_name"),
        ("Firma", "company"),
        ("Geburtstag", "birthday"),
        ("Straße", "street"),
        ("Strasse", "street"),
        ("Ort", "city"),
        ("PLZ", "postal_code"),
    ],
)
def test_common_headers_of_clio_and_in_german_are_known(header, field):
    assert field_of(header) == field


@given(st.lists(st.tuples(st.sampled_from(sorted(FIELDS)), st.text(max_size=60)), max_size=6))
def test_nothing_that_stands_in_a_row_is_an_error(values):
    read = row(*values)
    assert (read.person is None) == bool(read.troubles)


# The columns


CLIO = "title,job_title,first_name,last_name,company,business_street,business_city,business_state"
CLIO += ",business_postal_code,email_address,primary_phone"


def test_the_columns_of_clio_outlook_and_google_are_known():
    assert [field_of(one) for one in CLIO.split(",")] == [
        *("", "", "first_name", "last_name", "company", "street", "city", "state"),
        *("postal_code", "email", "phone"),
    ]
    outlook = {"Mobile Phone": "mobile", "Business Phone 2": "work", "E-mail 2 Address": "email", "Home Fax": "fax"}
    google = {"Phone 1 - Value": "phone", "Phone 1 - Label": "phone_label", "E-mail 1 - Value": "email"}
    google |= {"Organization Name": "company", "Given Name": "first_name", "Address 1 - Formatted": "address"}
    for header, field in (outlook | google).items():
        assert field_of(header) == field, header


def test_a_first_row_that_is_somebody_is_no_header_and_the_columns_are_guessed():
    rows = [["Jo Reed", "(415) 555-2671", "jo@example.com", "12"], ["Al Roe", "212-555-0101", "al@example.com", ""]]
    assert not is_header(rows[0])
    assert guessed(["", "", "", ""], rows) == ("name", "phone", "email", "")


def test_a_column_is_mapped_by_its_name_or_place_and_a_wrong_wish_says_what_there_is():
    columns = ("Full", "Handy Nr", "Column 3")
    assert mapped(columns, ("name", "", ""), ["handy nr=mobile", "Column 3=none"]) == ("name", "mobile", "")
    assert mapped(columns, ("", "", ""), ["column 1=name"]) == ("name", "", "")
    for wish, said in (("x", "names no column"), ("Full=shoe", "no field shoe"), ("Fax=fax", "no column")):
        with pytest.raises(BadInput, match=said):
            mapped(columns, ("", "", ""), [wish])


# Cells of our own files


@pytest.mark.parametrize("text", ["=1+1", "+1 415", "-x", "@x", "\tx", "'=x", "+14155552671-1"])
def test_what_a_spreadsheet_would_compute_is_made_a_text(text):
    assert guarded(text) == f"'{text}"


@given(st.text(max_size=12))
def test_a_guarded_cell_is_read_back_as_it_was(text):
    assert unguarded(guarded(text)) == text


def test_a_telephone_number_stays_as_other_programs_read_it():
    assert guarded("+14155552671 x12") == "+14155552671 x12"
