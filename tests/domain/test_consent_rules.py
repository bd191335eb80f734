"""The table of recording rules: what is shipped, how a place is understood, what an office may write."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from paratui.domain.consent_kinds import Manner, Rule
from paratui.domain.consent_rules import read_consent_rules
from paratui.domain.errors import BadInput
from paratui.domain.us_places import STATE_NAMES
from tests.domain.consent_table import shipped, shipped_doc

TERRITORIES = {"AS", "GU", "MP", "PR", "VI"}
COUNTRIES = {"CAN": "Canada", "GBR": "United Kingdom", "DEU": "Germany", "AUS": "Australia"}
ALL_BY_PHONE = {"CA", "CT", "DE", "FL", "IL", "MD", "MA", "MT", "NV", "NH", "PA", "WA"}
WARNED = {"MI", "OR", "VT", "HI", "AK", "KY"}
ONE_BY_PHONE = set(STATE_NAMES.values()) - TERRITORIES - ALL_BY_PHONE

STATUTES = {
    "CA": ("632", "632.7"),
    "CT": ("52-570d",),
    "DE": ("1335(a)(4)",),
    "FL": ("934.03",),
    "IL": ("5/14-1", "14-5"),
    "MD": ("10-402",),
    "MA": ("272", "99"),
    "MT": ("45-8-213",),
    "NV": ("200.620",),
    "NH": ("570-A:2",),
    "PA": ("5703", "5704"),
    "WA": ("9.73.030",),
    "MI": ("750.539c",),
    "OR": ("165.540",),
    "HI": ("803-42",),
    "GBR": ("2018",),
    "CAN": ("PIPEDA",),
    "DEU": ("201 StGB",),
}
NUANCES = {
    "CA": ("Smith v. LoanMe", "cordless", "beep"),
    "CT": ("civil", "53a-187", "one party"),
    "DE": ("disagree", "2402(c)(4)", "Vespe", "stricter"),
    "FL": ("privacy", "felony", "934.10"),
    "IL": ("Secret", "private", "takes part"),
    "MD": ("explicit", "felony"),
    "MA": ("secret", "Hyde", "open announcement"),
    "MT": ("know", "warning is enough"),
    "NV": ("in person one party", "200.650", "Lane v. Allstate"),
    "NH": ("misdemeanor", "Locke"),
    "PA": ("third degree",),
    "WA": ("reasonably effective", "announcement is recorded", "narrow"),
    "MI": ("all parties", "Sullivan v. Gray", "Fisher v. Perron"),
    "OR": ("everyone must be told", "Project Veritas"),
    "VT": ("no statute", "federal"),
    "HI": ("711-1111", "private place"),
    "AK": ("not confirmed",),
    "KY": ("not confirmed",),
    "CAN": ("Criminal Code", "purpose", "goes on after the notice"),
    "GBR": ("all reasonable efforts", "legitimate interests"),
    "DEU": ("three years", "attempt"),
    "AUS": ("told at the start",),
}


def place(code):
    return next(one for one in shipped().places if one.code == code)


# What is shipped


def test_every_state_the_district_and_four_countries_stand_there_once_under_their_own_names() -> None:
    codes = [one.code for one in shipped().places]
    assert sorted(codes) == sorted({*STATE_NAMES.values()} - TERRITORIES | set(COUNTRIES))
    named = {one.code: one.name for one in shipped().places}
    assert {code: named[code] for code in COUNTRIES} == COUNTRIES
    assert {name.casefold(): code for code, name in named.items() if len(code) == 2} == {
        name: code for name, code in STATE_NAMES.items() if code not in TERRITORIES
    }


def test_twelve_states_want_everyone_by_telephone_six_are_warned_of_and_the_rest_take_one() -> None:
    by_phone = {one.code: one.phone for one in shipped().places if len(one.code) == 2}
    assert {code for code, rule in by_phone.items() if rule is Rule.ALL_PARTY} == ALL_BY_PHONE
    assert {code for code, rule in by_phone.items() if rule is Rule.ONE_PARTY} == ONE_BY_PHONE
    assert {one.code for one in shipped().places if one.warning} == WARNED


def test_abroad_everyone_must_agree_and_the_united_kingdom_wants_notice() -> None:
    assert {code: place(code).phone for code in COUNTRIES} == {
        "CAN": Rule.ALL_PARTY,
        "GBR": Rule.NOTICE,
        "DEU": Rule.ALL_PARTY,
        "AUS": Rule.ALL_PARTY,
    }


def test_only_these_places_have_another_rule_in_person() -> None:
    other = {one.code: one.in_person for one in shipped().places if one.in_person is not one.phone}
    assert other == {
        "NV": Rule.ONE_PARTY,
        "OR": Rule.NOTICE,
        "HI": Rule.ALL_PARTY,
        "AK": Rule.NOTICE,
        "KY": Rule.NOTICE,
        "GBR": Rule.ALL_PARTY,
    }
    for one in shipped().places:
        assert one.rule(Manner.OTHER).strictness == max(one.phone.strictness, one.in_person.strictness), one.name


@pytest.mark.parametrize("code", sorted(STATUTES))
def test_the_statute_of_a_place_is_the_one_on_record(code) -> None:
    assert all(part in place(code).statute for part in STATUTES[code])


@pytest.mark.parametrize("code", sorted(NUANCES))
def test_the_nuance_of_a_place_is_told(code) -> None:
    told = f"{place(code).why} {place(code).warning}"
    assert [part for part in NUANCES[code] if part not in told] == []


def test_washington_and_connecticut_want_something_on_the_recording_itself_and_nobody_else_does() -> None:
    wanted = {one.code: " ".join(one.on_recording) for one in shipped().places if one.on_recording}
    assert set(wanted) == {"WA", "CT"}
    assert "announcement itself" in wanted["WA"]
    assert all(part in wanted["CT"] for part in ("at its start", "in writing", "15 seconds"))


def test_lawyers_in_colorado_and_south_carolina_are_told_of_stricter_ethics() -> None:
    assert {one.code for one in shipped().places if one.ethics} == {"CO", "SC"}


def test_every_place_names_its_source_and_date_and_nothing_is_verified_by_an_attorney_yet() -> None:
    rules = shipped()
    assert all(one.source and one.reviewed == date(2026, 10, 1) for one in rules.places)
    assert {rules.verified_by} | {one.verified_by for one in rules.places} == {""}
    assert "California" not in {rules.verifier(one) for one in rules.places}
    assert all(one.why for one in rules.places if Rule.ONE_PARTY not in {one.phone, one.in_person})


def test_no_sentence_to_be_read_aloud_says_that_nothing_is_recorded_before_somebody_looked() -> None:
    """A phone system may record by itself, and nobody may be told otherwise."""
    says = shipped().says
    assert "nothing is recorded" not in f"{says.ask} {says.ask_several} {says.declined} {says.silent}".casefold()
    assert "by itself" in says.note
    assert "so that" in says.ask
    assert says.ask.endswith("?")


# How a place is understood


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("CA", "CA"),
        ("ca", "CA"),
        (" California ", "CA"),
        ("the State of California", "CA"),
        ("San Francisco, CA", "CA"),
        ("fresno, california", "CA"),
        ("Austin, Texas, USA", "TX"),
        ("New York, New York", "NY"),
        ("Washington", "WA"),
        ("Washington, D.C.", "DC"),
        ("washington dc", "DC"),
        ("Vancouver, Washington", "WA"),
        ("Vancouver, British Columbia, Canada", "CAN"),
        ("Ontario", "CAN"),
        ("Québec", "CAN"),
        ("UK", "GBR"),
        ("London, U.K.", "GBR"),
        ("Deutschland", "DEU"),
        ("Perth, Western Australia", "AUS"),
        ("West Virginia", "WV"),
        ("Moscow, ID", "ID"),
        ("GA", "GA"),
        ("Atlanta, GA", "GA"),
        ("Atlanta, Georgia, USA", "GA"),
    ],
)
def test_a_place_is_understood_as_people_say_it(said, code) -> None:
    found, why_not = shipped().read(said)
    assert (found.code if found else why_not) == code


@pytest.mark.parametrize(
    ("said", "why_not"),
    [
        ("", "not stated"),
        (" , ", "not stated"),
        ("Puerto Rico", 'no rule is on file for "Puerto Rico"'),
        ("PR", "no rule is on file"),
        ("Texas or California", "no rule is on file"),
        ("California, Texas", "more than one place"),
        ("Kansas, Oklahoma", "more than one place"),
        ("Georgia", "write GA"),
        ("Tbilisi, Georgia", "write GA"),
        ("Texarkana", "no rule is on file"),
        ("Ireland", "no rule is on file"),
        ("Mexico", "no rule is on file"),
        ("somewhere on the road", "no rule is on file"),
        ("USA", "no rule is on file"),
        ("\x1b[2J" + "x" * 5000, "..."),
    ],
)
def test_a_place_that_is_not_clear_has_no_rule_and_says_why(said, why_not) -> None:
    found, told = shipped().read(said)
    assert found is None
    assert why_not in told
    assert len(told) < 120


def test_two_letters_are_a_state_and_never_the_country_that_shares_them() -> None:
    assert shipped().read("DE").place.name == "Delaware"
    assert shipped().read("DEU").place.name == "Germany"
    assert shipped().read("CAN").place.name == "Canada"


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("US-TX", "TX"),
        ("US-DC", "DC"),
        ("CA-ON", "CAN"),
        ("CA", "CAN"),
        ("DE", "DEU"),
        ("GB", "GBR"),
        ("AU", "AUS"),
        ("US", None),
        ("US-PR", None),
        ("IN", None),
        ("", None),
    ],
)
def test_the_region_of_a_number_is_never_taken_for_the_state_that_shares_its_letters(region, code) -> None:
    found = shipped().of_region(region)
    assert (found.code if found else None) == code


# The office's own file


def own_doc(*places, **changed):
    return {"version": "3", "source": "the office", "reviewed": date(2027, 1, 15), "places": list(places)} | changed


def a_place(**changed):
    return {
        "code": "TX",
        "name": "Texas",
        "phone": "all-party",
        "in_person": "all-party",
        "why": "our attorney says so",
        "source": "the office",
        "reviewed": date(2027, 1, 15),
        "verified_by": "M. Okafor",
    } | changed


def test_an_entry_of_the_office_stands_before_the_shipped_one_and_the_others_stay() -> None:
    rules = read_consent_rules(own_doc(a_place()), "own", shipped())
    assert rules.read("Dallas, TX").place.phone is Rule.ALL_PARTY
    assert rules.verifier(rules.read("TX").place) == "M. Okafor"
    assert rules.read("CA").place == shipped().read("CA").place
    assert len(rules.places) == len(shipped().places)
    assert rules.version == "1.0 + office 3"
    assert rules.says == shipped().says
    assert shipped().read("TX").place.phone is Rule.ONE_PARTY


def test_who_signs_the_offices_own_file_has_not_signed_the_shipped_places() -> None:
    own = own_doc(a_place(verified_by=""), verified_by="M. Okafor")
    rules = read_consent_rules(own, "own", shipped())
    assert rules.verifier(rules.read("TX").place) == "M. Okafor"
    assert rules.verifier(rules.read("CA").place) == ""


def test_an_office_may_add_a_place_and_change_a_sentence() -> None:
    mexico = a_place(code="MEX", name="Mexico", also=["México"])
    rules = read_consent_rules(own_doc(mexico, says={"ask": "May we  record?"}), "own", shipped())
    assert rules.read("Tijuana, México").place.code == "MEX"
    assert rules.says.ask == "May we record?"
    assert rules.says.stop == shipped().says.stop


def test_without_its_places_the_table_knows_no_place_any_more() -> None:
    assert shipped().read("TX").place
    bare = shipped().without_places()
    assert bare.read("TX").place is None
    assert bare.says == shipped().says


def changed(code, /, **fields):
    """The shipped file with one entry changed; a field given as None is taken out."""
    doc = shipped_doc()
    entry = next(one for one in doc["places"] if one["code"] == code)
    entry.update(fields)
    for name in [name for name, value in fields.items() if value is None]:
        del entry[name]
    return doc


def with_entry(entry):
    doc = shipped_doc()
    return doc | {"places": [*doc["places"], entry]}


def says(**fields):
    doc = shipped_doc()
    doc["says"].update(fields)
    return doc


@pytest.mark.parametrize(
    ("doc", "sentence"),
    [
        (
            changed("TX", phone="two-party"),
            'place "Texas", field phone: "two-party" is no rule; write one-party, notice',
        ),
        (changed("TX", in_person=True), 'place "Texas", field in_person: true is no rule'),
        (changed("TX", in_person=None), 'place "Texas", field in_person: it is missing; write it'),
        (
            changed("TX", in_persn="all-party"),
            'place "Texas", field in_persn: it is not known; did you mean in_person?',
        ),
        (changed("TX", code="Texas"), 'place "Texas", field code: "Texas" is no code; write two capital letters'),
        (changed("TX", code="tx"), 'field code: "tx" is no code'),
        (changed("TX", code="UK"), 'field code: "UK" is no code'),
        (changed("TX", code="CA"), 'place "Texas", field code: CA is the code of "California" as well'),
        (changed("TX", name="California"), 'place "TX", field name: "California" already means California (CA)'),
        (changed("TX", also=["calif"]), 'place "Texas", field also: "calif" already means California (CA)'),
        (changed("TX", also=["CA"]), 'place "Texas", field also: "CA" already means California (CA)'),
        (changed("TX", also="Lone Star"), 'place "Texas", field also: it must be a list'),
        (changed("TX", also=[" "]), 'place "Texas", field also: it is empty'),
        (changed("TX", name=""), 'place "TX", field name: it is empty; write it'),
        (changed("TX", name=None), 'place "TX", field name: it is missing'),
        (changed("TX", source=None), 'place "Texas", field source: it is missing'),
        (changed("TX", reviewed="soon"), 'place "Texas", field reviewed: '),
        (changed("TX", reviewed=None), 'place "Texas", field reviewed: it is missing'),
        (changed("TX", warning=7), 'place "Texas", field warning: it must be text in quotes'),
        (changed("TX", on_recording=["a beep", 3]), 'place "Texas", field on_recording: it must be text in quotes'),
        (changed("FL", why=None), 'place "Florida", field why: it is missing; say in a sentence'),
        (changed("OR", why=" "), 'place "Oregon", field why: it is missing'),
        (with_entry("Guam"), "place number 56: it is no entry; begin it with [[places]]"),
        (with_entry({}), "place number 56, field code: it is missing"),
        (shipped_doc() | {"places": {"TX": "one-party"}}, "consent.toml, field places: it must be a list"),
        (shipped_doc() | {"place": []}, "consent.toml, field place: it is not known; did you mean places?"),
        (shipped_doc() | {"version": ""}, "consent.toml, field version: it is empty"),
        (shipped_doc() | {"says": "May I?"}, "consent.toml, field says: "),
        (says(ask="May I, {cleint}?"), "consent.toml, field says: nothing can fill {cleint}"),
        (says(begin=" "), "consent.toml, field says: it is empty"),
        ({"version": "1"}, "consent.toml, field source: it is missing"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_naming_file_place_and_field(doc, sentence) -> None:
    with pytest.raises(BadInput) as refused:
        read_consent_rules(doc, "consent.toml")
    said = str(refused.value)
    assert said.startswith("consent.toml")
    assert sentence in said
    assert "\n" not in said


def test_a_clash_with_a_shipped_name_blames_the_offices_own_entry() -> None:
    with pytest.raises(
        BadInput, match=r'^own, place "Alta", field also: "California" already means California \(CA\)'
    ):
        read_consent_rules(own_doc(a_place(code="ALT", name="Alta", also=["California"])), "own", shipped())
    with pytest.raises(BadInput, match=r'^own, place "Texas", field also: "Wyoming" already means Wyoming \(WY\)'):
        read_consent_rules(own_doc(a_place(also=["Wyoming"])), "own", shipped())
    with pytest.raises(BadInput, match=r"^own, field says: "):
        read_consent_rules(own_doc(says=["ask"]), "own", shipped())


def test_the_history_of_a_call_and_its_rule_are_worked_out_without_loading_pydantic() -> None:
    code = "import sys, paratui.domain.consent, paratui.domain.consent_history; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
