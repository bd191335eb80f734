"""Files of people as they come: other encodings, cards, damage, and what was never a contact list."""

from __future__ import annotations

import codecs
import os
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paratui.domain.errors import BadInput, ParatuiError
from paratui.domain.imported_row import read_row
from paratui.services.importing.people_file import (
    MOST_COLUMNS,
    MOST_ROWS,
    open_people_file,
    read_people_file,
    without_header,
)

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Jo Reed\nTEL;TYPE=CELL:+1 415 555 2671\nEND:VCARD\n"


def people(raw):
    file = read_people_file(raw.encode() if isinstance(raw, str) else raw)
    return [read_row(entry, "US", "other").person for entry in file.entries(file.fields)]


def refused(raw):
    with pytest.raises(BadInput) as caught:
        read_people_file(raw.encode() if isinstance(raw, str) else raw)
    return str(caught.value)


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        ("Name\nJosé Núñez\n".encode(), "UTF-8"),
        ("Name\nJosé Núñez\n".encode("utf-8-sig"), "UTF-8"),
        (codecs.BOM_UTF16_LE + "Name\r\nJosé Núñez\r\n".encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + "Name\r\nJosé Núñez\r\n".encode("utf-16-be"), "UTF-16"),
        ("Name\r\nJosé Núñez\r\n".encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_letters_are_right_whatever_program_wrote_the_file(raw, encoding):
    assert read_people_file(raw).encoding == encoding
    assert [one.name for one in people(raw)] == ["José Núñez"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign):
    assert people(sign.join(["First Name", "Last Name"]) + "\n" + sign.join(["Jo", "Reed"]))[0].name == "Jo Reed"


@pytest.mark.parametrize(
    "first",
    ["sep=;", "SEP=;\r", '"sep=;"', "\ufeffsep=;", "sep=;;;;"],
    ids=["plain", "capitals", "quoted", "marked", "filled"],
)
def test_the_sign_excel_names_in_a_line_of_its_own_stands_between_the_cells_and_lines_keep_their_numbers(first):
    file = read_people_file(f"{first}\nName;Phone\nGarcia, Maria, Dr.;(415) 555-2671\n".encode())
    assert file.columns == ("Name", "Phone")
    assert [(row.line, row.cells) for row in file.rows] == [(3, ("Garcia, Maria, Dr.", "(415) 555-2671"))]


def test_a_sign_that_is_named_and_nobody_under_it_is_an_empty_file():
    with pytest.raises(BadInput, match="The file is empty"):
        read_people_file(b"sep=,\n")


def test_a_line_end_in_a_cell_is_no_new_row_and_lines_are_counted_as_the_file_has_them():
    file = read_people_file(b'Name,Notes\n\nJo Reed,"one\ntwo"\nAl Roe,x\n')
    assert [row.line for row in file.rows] == [3, 5]


def test_headers_that_stand_twice_are_told_apart_and_both_are_read():
    file = read_people_file(b"Name,Phone,Phone,\nJo Reed,4155552671,4155552672,x\n")
    assert file.columns == ("Name", "Phone", "Phone (2)", "Column 4")
    assert people("Name,Phone,Phone\nJo Reed,4155552671,4155552672")[0].phones == ("+14155552671", "+14155552672")


def test_a_file_without_headers_loses_nobody():
    file = read_people_file(b"Jo Reed,(415) 555-2671\nAl Roe,(415) 555-2672\n")
    assert (file.headed, file.fields, file.size) == (False, ("name", "phone"), 2)
    named = read_people_file(b"Name\nJo Reed\n")
    assert without_header(named).size == 2


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \r\n ", "empty"),
        (b"|\n||", "empty"),
        (b"Name,Phone\n", "nobody under it"),
        (b"PK\x03\x04whatever", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0whatever", "Excel workbook"),
        (b"%PDF-1.7", "a PDF"),
        (b"Name\nJo\x00Reed\n", "Line 2 holds signs"),
        (bytes(range(256)) * 9, "Line "),
        (codecs.BOM_UTF16_LE + b"a\x00\x00", "Line 1 is no UTF-16"),
        (b"Name\nJo \x81\n", "Line 2 is no Windows-1252"),
        (b'Name\n"Jo\nAl\n', "Line 2: a quotation mark"),
        (b'Name\n"Jo" Reed\n', "Line 2: a quotation mark"),
        (b"Name\n" + b"x" * 200_000, "Line 2: a cell has more than"),
        (b",".join([b"Name"] * 10_000) + b"\nx\n", "10,000 columns"),
        (b"Name\n" + b"Jo Reed\n" * (MOST_ROWS + 2), "more than 50,000 rows"),
    ],
)
def test_what_is_no_contact_list_is_refused_with_the_line(raw, said):
    assert said in refused(raw)


def test_a_row_with_a_cell_too_many_is_refused_alone():
    file = read_people_file(b"Name,Phone\nJo Reed,4155552671\nAl, Roe,4155552672\nEd Poe\n")
    read = [read_row(entry, "US", "other") for entry in file.entries(file.fields)]
    assert [one.person.name if one.person else one.troubles[0].why for one in read] == [
        "Jo Reed",
        "It has 3 cells under 2 columns; a comma too many?",
        "Ed Poe",
    ]


def test_as_many_columns_as_fit_are_read():
    assert people(",".join(["Name"] + ["x"] * (MOST_COLUMNS - 1)) + "\nJo Reed\n")[0].name == "Jo Reed"


def test_a_file_is_refused_by_its_size_before_it_is_read(tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    began = perf_counter()
    with pytest.raises(BadInput, match="1 GB and 64 MB fit"):
        open_people_file(str(path))
    assert perf_counter() - began < 1


@pytest.mark.parametrize("name", ["nobody.csv", ".", "a\0b", "~nobody/x", "pipe", "/dev/zero"])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    with pytest.raises(BadInput):
        open_people_file(name)


# Cards


def test_cards_of_both_versions_are_read_folded_and_escaped():
    text = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Reed, Jo\r\n seph\r\nNICKNAME:Joe,Jo\\,jo\r\nORG:Acme\\; Co;Legal\r\n"
        'TEL;VALUE=uri;TYPE="voice,cell":tel:+1-415-555-2671;ext=12\r\nADR:;;1 Main\\, Apt 2;Springfield;CA;94110;US'
        "\r\nBDAY:19860412\r\nNOTE:one\\ntwo, three\r\nitem1.TEL:415 555 2672\r\nitem1.X-ABLabel:Home Fax\r\n"
        "END:VCARD\r\n"
    )
    first, second = people(text + CARD)
    assert (first.name, first.other_names, first.related) == ("Reed, Joseph", ("Joe", "Jo,jo"), ("Acme; Co",))
    assert first.phones == ("+14155552671;ext=12", "+14155552672")
    assert [one.line for one in first.numbers] == ["mobile", "fax"]
    assert first.address == "1 Main, Apt 2, Springfield, CA 94110, US"
    assert first.remarks == "one two, three"
    assert first.identity_facts == ("born 1986-04-12",)
    assert (second.name, second.phones) == ("Jo Reed", ("+14155552671",))


def test_letters_of_two_programs_in_one_file_are_read_as_neither():
    told = refused("Name\nJosé Núñez\n".encode() + "Zoë Poe\n".encode("cp1252"))
    assert "Line 3 is no UTF-8 text, as the lines before it" in told
    assert people("Name\nCAFÉ\u2019S\nJosé\n".encode("cp1252"))[0].name == "CAFÉ\u2019S"


def test_of_a_card_of_a_million_labels_each_number_has_its_own_at_once():
    lines = "".join(f"g{n}.TEL:+1415555{n:04d}\ng{n}.X-ABLabel:Mobile\n" for n in range(99))
    [jo] = people(CARD.replace("END:", f"{lines}END:"))
    assert [one.line for one in jo.numbers] == ["mobile"] * 100
    begun = perf_counter()
    assert people(CARD.replace("END:", "g.X-ABLabel:Home\ng.TEL:+14155550101\n" * 9000 + "END:")) == [None]
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    "lines",
    [
        "".join(f"TEL:+1415555{n:04d}\n" for n in range(101)),
        "".join(f"NOTE:{n} {'y' * 1900}\n" for n in range(20)),
        f"TEL;X={'y' * 10_000}:+14155550101\n",
    ],
    ids=["numbers", "words", "a parameter"],
)
def test_nobody_of_endless_numbers_or_words_is_taken_in(lines):
    assert people(CARD.replace("END:", f"{lines}END:")) == [None]


def test_a_damaged_card_is_refused_alone_with_its_line():
    damaged, cut = "BEGIN:VCARD\nFN:Al\nTEL\nEND:VCARD\n", "BEGIN:VCARD\nFN:Ed\n"
    file = read_people_file((CARD + damaged + CARD + cut).encode())
    assert [card.line for card in file.cards] == [1, 6, 10, 15]
    assert [bool(card.troubles) for card in file.cards] == [False, True, False, True]
    assert file.cards[1].troubles[0].field == "line 8"


def test_what_stands_between_cards_is_told_by_its_first_line_and_not_lost_in_silence():
    card = "BEGIN:VCARD\nFN:Jo\nEND:VCARD\n"
    file = read_people_file(f"{card}FN:Al\nTEL:1\nEND:VCARD\n\n{card}Name,Phone\nZo,1\n".encode())
    read = [(entry.line, [one.why for one in entry.troubles]) for entry in file.cards]
    stray = ["This stands in no card; BEGIN:VCARD is missing"]
    assert read == [(1, []), (4, stray), (8, []), (11, stray)]


@pytest.mark.parametrize("line", ["VERSION:2.1", "FN;ENCODING=QUOTED-PRINTABLE:=4A=6F"])
def test_old_cards_are_refused_with_what_to_do(line):
    said = refused(f"BEGIN:VCARD\n{line}\nEND:VCARD\n")
    assert "Line 2" in said
    assert "vCard 3.0 or 4.0" in said


@pytest.mark.parametrize("line", ["TEL" + ";a=b" * 2_000, "TEL;a=" + ',""' * 2_000 + "|", "TEL" + ';a="' * 2_000])
def test_a_crafted_line_takes_no_time(line):
    began = perf_counter()
    file = read_people_file(f"BEGIN:VCARD\nFN:Jo\n{line}\nEND:VCARD\n".encode())
    assert file.cards[0].troubles
    assert perf_counter() - began < 1


def test_a_text_that_is_too_long_is_never_cut_off_without_a_word():
    file = read_people_file(CARD.replace("END:", f"NOTE:{'x' * 20_000}\nEND:").encode())
    assert "20,005 letters" in file.cards[0].troubles[0].why


def test_a_picture_of_a_million_folded_lines_takes_no_time():
    picture = "PHOTO;ENCODING=b:" + "\n AAAA" * 200_000
    began = perf_counter()
    assert people(CARD.replace("END:", f"{picture}\nEND:"))[0].name == "Jo Reed"
    assert perf_counter() - began < 3


@given(st.binary(max_size=200) | st.text(alphabet='Name,;"\n\r| =:\\BEGIN:VCARDTL41', max_size=80).map(str.encode))
def test_no_bytes_are_an_error_of_the_program(raw):
    for head in (b"", b"Name,Phone\n", b"BEGIN:VCARD\n"):
        try:
            people(head + raw)
        except ParatuiError:
            continue
