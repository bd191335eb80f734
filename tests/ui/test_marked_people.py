"""Marks in the list of people: two are made one, several are exported, and a name typed as keys does no harm."""

from __future__ import annotations

import csv

import pytest

from paratui.domain.person import Person
from paratui.services.actions import Actions
from paratui.services.client_changes import PERSON_FIELDS, ClientChanges
from paratui.services.importing.people_file import read_people_file
from paratui.services.importing.proposal import propose
from paratui.services.importing.take_in import take_in
from paratui.services.office_tables import OfficeTables
from paratui.services.own_keys import set_of_keys
from paratui.services.people import People
from paratui.store.interface import Put
from paratui.ui.commands.contexts import CONTEXTS
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.screens.ask import Ask
from paratui.ui.screens.choose import Choose
from paratui.ui.screens.client_page import ClientPage
from paratui.ui.screens.clients import ClientsScreen
from paratui.ui.screens.which_stays import WhichStays
from tests.services.conftest import SharedOffice
from tests.ui.test_questions import seated


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office that knows two records of one person, a third person and a matter."""
    shared = SharedOffice(clock)
    shared.person("Ana Bell", role="witness")
    maria = shared.person("Maria Garcia", phones=("+14155552671",), language="Spanish")
    mary = shared.person("Mary Garcia", phones=("+12125550101",), language="English")
    shared.matter(clients=(mary.id,))
    shared.follow_up(text="call her back", person_id=mary.id, person=mary.name)
    shared.ids = {"maria": maria.id, "mary": mary.id}
    return shared


def lines(screen) -> list[str]:
    return [" ".join(screen.table.render_line(y).text.split()) for y in range(5)]


def footer(screen) -> str:
    return " ".join(screen.query_one("#footer").shown.split())


async def in_clients(seat) -> ClientsScreen:
    await seat.type("", "f5")
    await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(seat.screen.rows) == 3)
    return seat.screen


async def found(seat, clients, words, number) -> None:
    """Narrow the list to so many people."""
    await seat.type(f"/{words}", "enter")
    await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(clients.rows) == number)


async def both_marked(seat) -> ClientsScreen:
    clients = await in_clients(seat)
    await seat.type("", "down", "space", "space")
    return clients


def test_a_mark_stays_with_its_person_over_searches_orders_and_the_other_list(office):
    async def steps(seat):
        clients = await in_clients(seat)
        await seat.type("", "down", "space")
        assert lines(clients)[2].startswith("*Maria Garcia")
        assert clients.table.cursor == office.ids["mary"]
        assert footer(clients) == "E exports only this one 1 marked"
        await found(seat, clients, "bell", 1)
        await seat.type("", "space")
        assert footer(clients) == "+ makes them one, E exports only these 2 marked, 1 not shown"
        await seat.type("", "tab")
        await seat.until(lambda: clients.matters and len(clients.rows) == 1)
        assert "marked" not in footer(clients)
        await seat.type("", "space")
        await seat.until(lambda: "It is for people, these are matters; Tab shows the people" in footer(clients))
        await seat.type("", "tab")
        await seat.until(lambda: not clients.matters and len(clients.rows) == 1)
        office.person("Zoe Zane")
        clients.changed({"person"})
        await seat.type("", "escape")
        assert "No marks any more; x again takes the search away" in footer(clients)
        await seat.type("", "escape")
        await seat.until(lambda: len(clients.rows) >= 3)
        assert clients.marked == []

    seated(steps, office.desk("ana"))


def test_what_somebody_else_enters_meanwhile_moves_no_mark(office):
    async def steps(seat):
        clients = await both_marked(seat)
        other = office.desk("dana")
        other.store.commit([_put(other, "Aaron Abel")])
        await seat.until(lambda: len(clients.rows) == 4)
        assert [line[:6] for line in lines(clients)[1:]] == ["Aaron ", "Ana Be", "*Maria", "▸*Mary"]
        await seat.type("sn")
        await seat.until(lambda: lines(clients)[0].startswith("Name ▾"))
        assert [line.lstrip("▸ ")[:5] for line in lines(clients)[1:3]] == ["*Mary", "*Mari"]

    seated(steps, office.desk("ana"))


def _put(desk, name):
    return Put("person", Person(id=desk.new_id(), name=name).doc(), 0)


@pytest.mark.parametrize(("key", "kept", "gone"), [("1", "maria", "mary"), ("2", "mary", "maria")])
def test_two_marked_stand_side_by_side_and_the_one_that_stays_takes_the_other_in(office, key, kept, gone):
    async def steps(seat):
        clients = await both_marked(seat)
        await seat.type("+")
        await seat.until(lambda: isinstance(seat.screen, WhichStays))
        rows = [" ".join(line.split()) for line in seat.sees().splitlines()]
        assert "1 Maria Garcia 2 Mary Garcia" in rows
        assert "numbers (415) 555-2671 (212) 555-0101" in rows
        assert "language Spanish English" in rows
        await seat.type(key)
        assert isinstance(seat.screen, WhichStays)
        await seat.type("", "enter")
        await seat.until(lambda: len(clients.rows) == 2)
        assert office.stored("person", office.ids[gone])["merged_into"] == office.ids[kept]
        await seat.until(lambda: clients.table.cursor == office.ids[kept])
        assert clients.marked == []
        await seat.until(lambda: "One record now: Mar" in footer(clients))
        await seat.type("u")
        await seat.until(lambda: "Take back: merged" in seat.sees())
        await seat.type("u")
        await seat.until(lambda: len(clients.rows) == 3)
        assert not office.stored("person", office.ids[gone]).get("merged_into")

    seated(steps, office.desk("ana"))


def test_escape_merges_nobody_and_three_are_not_two(office):
    async def steps(seat):
        clients = await both_marked(seat)
        await seat.type("+", "escape")
        assert isinstance(seat.screen, ClientsScreen)
        await seat.type("**")
        assert clients.marked == []
        await seat.type("*+")
        assert "Two at a time are made one, 3 are marked" in footer(clients)

    seated(steps, office.desk("ana"))
    assert Actions(office.desk("ana")).last() == ""


def test_without_marks_the_other_record_is_looked_for(office):
    async def steps(seat):
        clients = await in_clients(seat)
        await seat.type("", "down")
        await seat.type("+")
        await seat.until(lambda: "Which other record is Maria Garcia too?" in seat.sees())
        await seat.type("mary", "enter")
        await seat.until(lambda: isinstance(seat.screen, WhichStays))
        await seat.type("1", "enter")
        await seat.until(lambda: len(clients.rows) == 2)

    seated(steps, office.desk("ana"))


@pytest.mark.parametrize("ending", ["csv", "vcf"])
def test_only_the_marked_are_exported_and_that_is_noted(office, tmp_path, ending):
    file = tmp_path / f"two.{ending}"

    async def steps(seat):
        clients = await both_marked(seat)
        await found(seat, clients, "mary", 1)
        await seat.type("E")
        await seat.until(lambda: "Export 2 marked people, 1 of them not shown just now to which file?" in seat.sees())
        await seat.type(str(tmp_path / "two.txt"), "enter")
        await seat.until(lambda: "The name ends in .csv" in seat.sees())
        await seat.type(str(file), "enter")
        await seat.until(lambda: "2 people in" in footer(clients))
        assert len(clients.marked) == 2

    seated(steps, office.desk("ana"))
    text = file.read_text()
    assert [name for name in ("Maria Garcia", "Mary Garcia", "Ana Bell") if name in text] == [
        "Maria Garcia",
        "Mary Garcia",
    ]
    if ending == "csv":
        assert [row["Name"] for row in csv.DictReader(text.splitlines())] == ["Maria Garcia", "Mary Garcia"]
    noted = office.desk("dana").store.records("staff")
    assert [one["exported"]["people"] for one in noted if one["login"] == "ana"] == [2]
    assert not (tmp_path / "two.txt").exists()


# Letters are keys


@pytest.mark.parametrize(
    "name", ["maria", "carol", "ursula", "olivia", "linda", "nora", "Emma", "Ida", "sofia", "xavier", "grace", "yara"]
)
def test_a_name_typed_as_keys_writes_nothing_and_opens_no_call(office, name):
    desk = office.desk("ana")
    changes = ClientChanges(desk, People(desk))
    changes.add_number(changes.person(office.ids["mary"]), "212 555 0199")

    async def steps(seat):
        await in_clients(seat)
        before = office.commits()
        await seat.type(name)
        assert office.commits() == before
        assert seat.app.open_calls.screen is None

    seated(steps, desk)


def test_a_letter_that_is_no_key_says_how_one_searches(office):
    async def steps(seat):
        clients = await in_clients(seat)
        await seat.type("v")
        assert footer(clients) == "v is no key here: / searches, F1 lists the keys"

    seated(steps, office.desk("ana"))


def test_of_a_word_the_first_letter_opens_and_the_page_says_so(office):
    async def steps(seat):
        await in_clients(seat)
        await seat.type("olivia")
        assert isinstance(seat.screen, ClientPage)
        assert footer(seat.screen) == "Only the o was taken: in Clients / searches"

    seated(steps, office.desk("ana"))


def test_a_call_and_an_undo_are_asked_about_and_the_same_key_says_yes(office):
    async def steps(seat):
        await in_clients(seat)
        await seat.type("u")
        assert "You have done nothing lately" in footer(seat.screen)
        await seat.type("c")
        await seat.until(lambda: isinstance(seat.screen, Choose))
        assert "Open a call with Ana Bell?" in seat.sees()
        await seat.type("c")
        await seat.until(lambda: seat.app.open_calls.screen is not None)
        assert not isinstance(seat.screen, Ask)

    seated(steps, office.desk("ana"))


def test_after_an_import_undo_says_that_it_stays_and_asks_nothing(office):
    desk = office.desk("ana")
    file = read_people_file(b"Name\nZoe Poe\n")

    async def steps(seat):
        clients = await in_clients(seat)
        take_in(desk, propose(desk, OfficeTables(desk), file, file.fields))
        await seat.type("u")
        await seat.until(lambda: "cannot be taken back that 1 person came in from a file" in footer(clients))
        assert seat.screen is clients

    seated(steps, desk)
    assert "Zoe Poe" in [doc["name"] for doc in desk.store.records("person")]


def test_with_the_left_hand_the_same_key_takes_back_too(office):
    desk = office.desk("ana")
    changes = ClientChanges(desk, People(desk))
    changes.set(changes.person(office.ids["maria"]), PERSON_FIELDS[0], "Maria Reyes")
    IN_FORCE.take_up(set_of_keys("left-hand", CONTEXTS))

    async def steps(seat):
        await seat.type("", "f5")
        await seat.until(lambda: isinstance(seat.screen, ClientsScreen) and len(seat.screen.rows) == 3)
        for key in ("u", "Z"):
            await seat.type(key)
            assert isinstance(seat.screen, Choose)
            assert f"{key} once more takes it back" in seat.sees()
            await seat.type("", "escape")
        await seat.type("Z")
        await seat.type("Z")
        await seat.until(lambda: office.stored("person", office.ids["maria"])["name"] == "Maria Garcia")

    try:
        seated(steps, desk)
    finally:
        IN_FORCE.take_up({})
