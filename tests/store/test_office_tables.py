"""The office's own tables stand before the shipped ones; one that cannot be used loosens nothing and says why."""

from __future__ import annotations

import os

import pytest

from paratui.domain.consent_kinds import Manner, Rule
from paratui.store.office_data_file import MOST_BYTES, marks
from paratui.store.office_data_tables import (
    area_codes,
    consent_rules,
    guards,
    known_names,
    practice_areas,
    usable_cards,
    usable_checklists,
)

HEAD = 'version = "7"\nsource = "the office"\nreviewed = 2026-11-02\n'
OHIO = """
[[places]]
code = "OH"
name = "Ohio"
phone = "all-party"
in_person = "all-party"
why = "the office asks everyone there"
source = "M. Okafor"
reviewed = 2026-11-02
verified_by = "M. Okafor"
"""
AREA = """
title = "Boats"
when = "Collisions on the water"
hold = "One moment, {client}: the names first."
keep_out = ["the story"]
[[questions]]
id = "day"
title = "day of the collision"
ask = "On which day did it happen?"
type = "date"
what = "collision"
"""
GUARD = """
[[guards]]
id = "sure"
card = "promise"
why = "Nobody knows that."
source = "the office"
words = ["we surely win"]
"""
CODES = """
[[areas]]
place = "Guam"
regions = ["GU"]
zones = ["Pacific/Guam"]
area_codes = [671]
"""
READERS = {
    "consent.toml": consent_rules,
    "nicknames.toml": known_names,
    "guards.toml": guards,
    "area_codes.toml": area_codes,
    "cards.toml": usable_cards,
    "practice_areas/family.toml": practice_areas,
    "checklists/client-call.toml": usable_checklists,
}
ANY_FILE = pytest.mark.parametrize("name", READERS)


def written(folder, name, text):
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problem_of(folder, name) -> str:
    """The one sentence about the office's own file, whatever table it is."""
    found = READERS[name](folder)
    (problem,) = found.problems
    assert "\n" not in problem
    assert problem.startswith(str(folder / name))
    return problem


# The office's own before the shipped


def test_a_place_of_the_office_stands_before_the_shipped_one_and_the_rest_stays(tmp_path):
    written(tmp_path, "consent.toml", HEAD + OHIO)
    shipped, own = consent_rules(None).table, consent_rules(tmp_path).table
    assert shipped.read("OH").place.rule(Manner.PHONE) is Rule.ONE_PARTY
    assert own.read("OH").place.rule(Manner.PHONE) is Rule.ALL_PARTY
    assert own.verifier(own.read("OH").place) == "M. Okafor"
    assert own.read("CA") == shipped.read("CA")
    assert own.says == shipped.says
    assert own.version == f"{shipped.version} + office 7"


def test_names_and_guards_of_the_office_take_the_place_of_the_whole_shipped_file(tmp_path):
    written(tmp_path, "nicknames.toml", HEAD.replace('"7"', "7") + 'given = [{ name = "Zoe", short = ["Zo"] }]')
    written(tmp_path, "guards.toml", HEAD + GUARD)
    names = known_names(tmp_path).table
    assert "zoe" in names.relatives("zo")
    assert names.relatives("bob") == {}
    assert [guard.id for guard in guards(tmp_path).table.guards] == ["sure"]


def test_area_codes_and_question_sets_of_the_office_stand_beside_the_shipped_ones(tmp_path):
    written(tmp_path, "area_codes.toml", HEAD + CODES)
    written(tmp_path, "practice_areas/boats.toml", HEAD + AREA)
    written(tmp_path, "practice_areas/family.toml", HEAD + AREA)
    codes, areas = area_codes(tmp_path), practice_areas(tmp_path)
    assert (codes.table.areas["671"].place, codes.table.areas["415"].place) == ("Guam", "California")
    assert (areas.table["boats"].title, areas.table["family"].title) == ("Boats", "Boats")
    assert areas.table["debt"] == practice_areas(None).table["debt"]
    assert codes.problems == areas.problems == ()


def test_a_file_saved_on_windows_is_read(tmp_path):
    text = (HEAD + OHIO).replace("\n", "\r\n").encode("utf-8-sig")
    written(tmp_path, "consent.toml", text)
    found = consent_rules(tmp_path)
    assert found.problems == ()
    assert found.table.read("Ohio").place.verified_by == "M. Okafor"


def test_equal_texts_of_several_files_are_held_once(tmp_path):
    written(tmp_path, "practice_areas/boats.toml", HEAD + AREA)
    written(tmp_path, "practice_areas/rafts.toml", HEAD + AREA)
    boats, rafts = (practice_areas(tmp_path).table[one] for one in ("boats", "rafts"))
    assert boats.questions[0].ask is rafts.questions[0].ask


# What cannot be used


@ANY_FILE
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version = '1'\nsource = \n", "is not valid TOML (Invalid value (at line 2"),
        (b'version = "1"\n\nsource = "\xff"', "is not valid TOML (line 3 is not UTF-8)"),
        ("a = " + "[" * 5000, "lists within lists"),
        (f"a = {'9' * 5000}", "is not valid TOML"),
        (b"#" * (MOST_BYTES + 1), "is larger than 2 MB"),
        (b"\x00\x01\x02", "is not valid TOML"),
        (b"", "it is missing; write it"),
    ],
    ids=["syntax", "letters", "nested", "number", "huge", "binary", "empty"],
)
def test_a_file_that_is_no_data_gives_one_sentence_and_the_shipped_table(tmp_path, name, text, says):
    written(tmp_path, name, text)
    problem = problem_of(tmp_path, name)
    assert says in problem
    assert "(until then " in problem or "(or move the file away " in problem
    found, shipped = READERS[name](tmp_path).table, READERS[name](None).table
    if name == "consent.toml":
        assert found == shipped.without_places()
    elif isinstance(shipped, dict):
        assert found == shipped
    else:
        assert found.version == shipped.version


@ANY_FILE
def test_a_folder_or_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(tmp_path, name):
    path = tmp_path / name
    path.mkdir(parents=True)
    assert "is not a file" in problem_of(tmp_path, name)
    path.rmdir()
    os.mkfifo(path)
    assert "is not a file" in problem_of(tmp_path, name)
    path.unlink()
    path.symlink_to(tmp_path / "nowhere")
    assert "is not a file" in problem_of(tmp_path, name)


@ANY_FILE
def test_a_file_nobody_may_read_is_told_with_whom_to_ask(tmp_path, name, monkeypatch):
    path = written(tmp_path, name, HEAD)

    def refused(self, *args, **kwargs):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)

    opened = type(path).open
    monkeypatch.setattr(type(path), "open", refused)
    assert "cannot be read (Permission denied); ask the office's admin" in problem_of(tmp_path, name)


def test_an_office_folder_that_cannot_be_listed_makes_recording_strict_and_stops_nothing(tmp_path, monkeypatch):
    def refused(self):
        if self in {tmp_path, tmp_path / "practice_areas", tmp_path / "checklists"}:
            raise PermissionError(13, "Permission denied")
        return listed(self)

    listed = type(tmp_path).iterdir
    monkeypatch.setattr(type(tmp_path), "iterdir", refused)
    for read in READERS.values():
        found = read(tmp_path)
        assert all("cannot be read" in problem for problem in found.problems)
        assert len(found.problems) == 1
    assert consent_rules(tmp_path).table.places == ()
    assert set(practice_areas(tmp_path).table) == set(practice_areas(None).table)


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("consent.toml", HEAD + OHIO + 'colour = "red"\n', 'place "Ohio", field colour: it is not known'),
        ("consent.toml", HEAD + OHIO.replace('"all-party"', '"maybe"', 1), 'place "Ohio", field phone: "maybe"'),
        ("consent.toml", HEAD + OHIO.replace('"all-party"', "3", 1), 'place "Ohio", field phone: 3 is no rule'),
        ("consent.toml", HEAD + OHIO + OHIO, "OH is the code of"),
        ("consent.toml", HEAD + OHIO.replace('"Ohio"', '"California"'), '"California" already means California (CA)'),
        ("consent.toml", HEAD + '[says]\nask = "May I, {uncle}?"', "nothing can fill {uncle}"),
        ("consent.toml", HEAD + "places = 7", "field places: it must be a list"),
        ("consent.toml", HEAD.replace("2026-11-02", '"soon"') + OHIO, "field reviewed"),
        ("nicknames.toml", HEAD.replace('"7"', "7") + 'given = [{ name = "--" }]', '"--" under --'),
        ("nicknames.toml", HEAD + 'given = ["Bob"]', "name number 1: it is no entry; begin it with [[given]]"),
        ("practice_areas/family.toml", HEAD + AREA.replace('"date"', '"day"'), 'question "day", field type'),
        ("practice_areas/family.toml", f'id = "boats"\n{HEAD}{AREA}', 'the id is "boats"; make it "family"'),
        ("guards.toml", HEAD + GUARD.replace('"promise"', '"nobody"'), 'guard "sure", field card: there is no card'),
        ("guards.toml", HEAD + GUARD.replace("we surely win", "||"), 'guard "sure", field words'),
        ("area_codes.toml", HEAD + CODES.replace("671", "71"), "area number 1, field area_codes: 71 is no area code"),
        ("area_codes.toml", HEAD + CODES.replace("Pacific/Guam", "Mars/Base"), '"Mars/Base" is no time zone'),
        ("area_codes.toml", HEAD + CODES + CODES, "the area code 671 stands there twice"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_used_is_named_with_its_field(tmp_path, name, text, where):
    written(tmp_path, name, text)
    assert where in problem_of(tmp_path, name)


STEPS = """
title = "Our own"
[[steps]]
id = "hello"
stage = "opening"
title = "hello"
say = "Hello {client}."
"""
CARD = """
[[cards]]
id = "upset"
title = "T"
when = "w"
say = ["We hear you."]
source = "us"
"""
DATE_WORD = """
[[dates]]
id = "sunk"
what = "sinking"
ask = "When did it sink?"
words = ["sank"]
"""


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("checklists/client-call.toml", HEAD + STEPS + "requird = true", 'step "hello", field requird: {required}'),
        ("checklists/client-call.toml", f"intak = true\n{HEAD}{STEPS}", "field intak: {intake}"),
        ("guards.toml", HEAD + GUARD + 'unles = ["the cup"]', 'guard "sure", field unles: {unless}'),
        ("guards.toml", HEAD + DATE_WORD + "urgnet = true", 'date word "sunk", field urgnet: {urgent}'),
        ("practice_areas/family.toml", HEAD + AREA + "urgnet = true", 'question "day", field urgnet: {urgent}'),
        ("practice_areas/family.toml", HEAD + AREA + 'onlyif = "x"', 'question "day", field onlyif: {only_if}'),
        (
            "practice_areas/family.toml",
            HEAD + AREA + 'only_if = { question = "q", answers = ["yes"], anwsers = [] }',
            'question "day", field anwsers of only_if: {answers}',
        ),
        ("cards.toml", CARD + 'avoids = ["calm down"]', 'card "upset", field avoids: {avoid}'),
        ("cards.toml", CARD + 'rungs = [{ moment = "m", say = "Now.", sey = "" }]', "field sey of rungs: {say}"),
        ("area_codes.toml", HEAD + CODES + 'zone = ["Mars/Base"]', "area number 1, field zone: {zones}"),
        ("nicknames.toml", HEAD.replace('"7"', "7") + 'given = [{ name = "Bo", shrt = [] }]', "field shrt: {short}"),
        ("consent.toml", HEAD + OHIO + 'in_persn = "one-party"', 'place "Ohio", field in_persn: {in_person}'),
        ("cards.toml", CARD + 'colour = "red"', 'card "upset", field colour: it is not known; take it out'),
    ],
)  # fmt: skip
def test_a_field_spelled_wrong_is_told_with_the_one_that_was_meant_and_the_file_is_not_used(
    tmp_path, name, text, where
):
    written(tmp_path, name, text)
    told = where.replace("{", "it is not known; did you mean ").replace("}", "?")
    assert told in problem_of(tmp_path, name)


@pytest.mark.parametrize("name", ["checklists", "practice_areas"])
def test_a_file_in_the_place_of_a_folder_is_a_problem_and_the_shipped_ones_are_used(tmp_path, name):
    path = tmp_path / name
    path.write_text("a file where a folder should be")
    read = usable_checklists if name == "checklists" else practice_areas
    (problem,) = read(tmp_path).problems
    assert problem.startswith(f"{path} is not a folder; make a folder there")
    assert "(until then the shipped" in problem
    assert read(tmp_path).table == read(None).table
    before = marks(tmp_path, name)
    path.unlink()
    assert marks(tmp_path, name) != before


def test_whatever_is_wrong_with_the_recording_rules_no_place_is_looser_than_everyone(tmp_path):
    written(tmp_path, "consent.toml", HEAD + OHIO.replace('"all-party"', '"maybe"', 1))
    found = consent_rules(tmp_path)
    assert found.table.places == ()
    assert found.table.says == consent_rules(None).table.says
    assert not found.table.read("NY").place
    assert "(until then everyone must agree to every recording)" in found.problems[0]


def test_one_broken_question_set_leaves_the_others_of_the_office(tmp_path):
    written(tmp_path, "practice_areas/boats.toml", HEAD + AREA)
    written(tmp_path, "practice_areas/family.toml", "title = ")
    written(tmp_path, "practice_areas/planes.toml", "title = ")
    found = practice_areas(tmp_path)
    assert found.table["boats"].title == "Boats"
    assert found.table["family"] == practice_areas(None).table["family"]
    assert "planes" not in found.table
    assert ["until then" in problem for problem in found.problems] == [True, False]


def test_a_change_of_a_file_is_noticed_and_reading_is_not(tmp_path):
    assert marks(tmp_path, "consent.toml") == marks(None, "consent.toml") == {}
    path = written(tmp_path, "consent.toml", HEAD)
    before = marks(tmp_path, "consent.toml")
    consent_rules(tmp_path)
    assert marks(tmp_path, "consent.toml") == before != {}
    path.write_text(HEAD + OHIO)
    assert marks(tmp_path, "consent.toml") != before
    written(tmp_path, "practice_areas/boats.toml", AREA)
    assert list(marks(tmp_path, "practice_areas")) == ["boats.toml"]
