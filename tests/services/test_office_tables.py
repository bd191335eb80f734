"""The office's tables: read when first asked for, by any thread, and anew when somebody changed a file."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event, get_ident

import pytest

from paratui.domain.consent_kinds import Manner, Rule
from paratui.services.office_tables import OfficeTables

OWN = """\
version = "7"
source = "the office"
reviewed = 2026-11-02
[[places]]
code = "OH"
name = "Ohio"
phone = "all-party"
in_person = "all-party"
why = "the office asks everyone there"
source = "M. Okafor"
reviewed = 2026-11-02
"""


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def tables(ana, folder) -> OfficeTables:
    return OfficeTables(replace(ana, folder=folder))


def ohio(tables) -> Rule | None:
    place = tables.consent.read("OH").place
    return place.rule(Manner.PHONE) if place else None


def test_every_table_is_there_and_nothing_is_wrong_with_the_shipped_ones(tables):
    tables.load()
    assert ohio(tables) is Rule.ONE_PARTY
    assert {"family", "criminal-defense"} <= set(tables.areas)
    assert tables.guards.guards
    assert tables.known_names.relatives("bob")
    assert tables.area_codes.areas["415"].place == "California"
    assert tables.cards["promise"].say
    assert tables.checklists["client-call"].steps
    assert tables.problems == tables.unusable == ()


def counted_names(monkeypatch) -> list:
    from paratui.store import office_data_tables  # noqa: PLC0415 - what is counted

    read: list = []
    reading = office_data_tables.known_names
    monkeypatch.setattr(office_data_tables, "known_names", lambda folder: read.append(folder) or reading(folder))
    return read


def test_the_shipped_names_are_read_with_the_first_question_about_them(tables, monkeypatch):
    read = counted_names(monkeypatch)
    tables.load()
    tables.refresh()
    assert (tables.unusable, read) == ((), [])
    assert tables.known_names.relatives("bob")
    tables.load()
    assert len(read) == 1


def test_names_the_office_wrote_itself_are_looked_over_at_once(tables, folder):
    (folder / "nicknames.toml").write_text("given = 3\n")
    tables.load()
    assert tables.unusable == ("nicknames.toml",)


def test_what_every_process_reads_ahead_of_its_calls_brings_no_heavy_library_along():
    code = (
        "import sys; from types import SimpleNamespace;"
        " import paratui.services.conflict_checks, paratui.services.interview, paratui.services.wrapping_up;"
        " from paratui.services.office_tables import OfficeTables;"
        " OfficeTables(SimpleNamespace(folder=None)).load();"
        " print(sorted({'pydantic', 'rapidfuzz', 'email', 'holidays'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


def test_a_table_is_read_once_however_many_threads_ask(tables, monkeypatch):
    from paratui.store import office_data_tables  # noqa: PLC0415 - what is counted

    read = []
    reading = office_data_tables.area_codes
    monkeypatch.setattr(office_data_tables, "area_codes", lambda folder: read.append(folder) or reading(folder))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: tables.area_codes, range(32)))
    assert len(read) == 1
    assert all(one is found[0] for one in found)


def test_a_call_that_begins_sees_what_was_changed_and_keeps_the_rest(tables, folder):
    tables.load()
    names, codes = tables.known_names, tables.area_codes
    (folder / "consent.toml").write_text(OWN)
    assert ohio(tables) is Rule.ONE_PARTY  # nobody has looked again yet
    assert tables.refresh() == ()
    assert ohio(tables) is Rule.ALL_PARTY
    assert tables.known_names is names
    assert tables.area_codes is codes
    (folder / "consent.toml").unlink()
    tables.refresh()
    assert ohio(tables) is Rule.ONE_PARTY


def test_a_file_spoilt_meanwhile_is_named_once_and_makes_recording_strict(tables, folder):
    tables.load()
    (folder / "consent.toml").write_text(OWN.replace('"all-party"', '"maybe"'))
    assert tables.refresh() == ("consent.toml",)
    assert tables.consent.places == ()
    assert tables.unusable == ("consent.toml",)
    assert 'place "Ohio", field phone: "maybe" is no rule' in tables.problems[0]
    assert tables.refresh() == ()
    (folder / "consent.toml").write_text(OWN)
    assert tables.refresh() == ()
    assert tables.problems == ()
    assert ohio(tables) is Rule.ALL_PARTY


def test_a_card_of_the_office_is_known_to_its_guards(tables, folder):
    head = 'version = "7"\nsource = "the office"\nreviewed = 2026-11-02\n'
    guard = '[[guards]]\nid = "g"\ncard = "ours"\nwhy = "w"\nsource = "us"\nwords = ["we surely win"]\n'
    (folder / "guards.toml").write_text(head + guard)
    tables.load()
    assert tables.unusable == ("guards.toml",)
    card = '[[cards]]\nid = "ours"\ntitle = "T"\nwhen = "w"\nsay = ["We hear you."]\nsource = "us"\n'
    (folder / "cards.toml").write_text(card)
    assert tables.refresh() == ()
    assert tables.problems == ()
    assert [one.card for one in tables.guards.guards] == ["ours"]


def test_the_words_watched_for_are_made_ready_once_for_each_practice_area(tables, folder):
    family = tables.watched("family")
    assert tables.watched("family") is family
    assert tables.watched() is not family
    assert tables.watched("no such area").raised("she was served yesterday")
    (folder / "practice_areas").mkdir()
    (folder / "practice_areas" / "family.toml").write_text("title = ")
    assert tables.refresh() == ("practice_areas",)
    assert tables.watched("family") is not family


def counted_words(monkeypatch) -> list[tuple[str, int]]:
    """The area, and the thread, of each time that words are made ready."""
    from paratui.domain import practice_area  # noqa: PLC0415 - what is counted

    made: list = []
    make = practice_area.watched_words

    def counted(guards, areas, area=""):
        made.append((area, get_ident()))
        # Whoever else asks meanwhile comes to its turn.
        Event().wait(0.01)
        return make(guards, areas, area)

    monkeypatch.setattr(practice_area, "watched_words", counted)
    return made


def test_the_words_watched_for_wait_for_the_first_call_and_are_made_once_however_many_threads_ask(
    tables, monkeypatch
):
    made = counted_words(monkeypatch)
    tables.load()
    assert tables.refresh() == ()
    assert made == []
    at_once = Barrier(8)

    def asked(place):
        at_once.wait(10)
        return tables.watched("family" if place % 2 else "")

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(asked, range(8)))
    assert len(made) == 2
    assert len({id(one) for one in found}) == 2
    assert found[1].raised("he was served")


def test_words_that_were_changed_are_made_ready_by_who_reads_the_files_and_not_under_a_key(
    tables, folder, monkeypatch
):
    tables.load()
    before = tables.watched("family")
    made = counted_words(monkeypatch)
    word = '[[dates]]\nid = "x"\nwhat = "x"\nask = "When?"\nwords = ["zebra"]\n'
    head = 'version = "7"\nsource = "the office"\nreviewed = 2026-11-02\n'
    (folder / "guards.toml").write_text(head + word)
    assert tables.watched("family") is before  # nobody has looked again yet
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(tables.refresh).result() == ()
    now = tables.watched("family")
    assert [one.id for one in now.raised("a zebra came")] == ["x"]
    assert [area for area, _ in made] == ["family"]
    assert get_ident() not in {thread for _, thread in made}
