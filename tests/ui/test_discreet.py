"""Discreet, screen by screen: no name and no number of anybody stands anywhere, whatever is opened."""

from __future__ import annotations

import asyncio
import contextlib
import re
import threading
from types import SimpleNamespace

import pytest

from paratui.domain.call import Call
from paratui.domain.errors import ParatuiError
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.matter import Matter, Party
from paratui.domain.note_line import NoteLine
from paratui.domain.on_the_line import Participant
from paratui.domain.search_words import folded
from paratui.domain.wall_clock import utc_text
from paratui.services.calls import OnCall
from paratui.services.line_parties import LineParties
from paratui.services.people import People
from paratui.store.interface import Put
from paratui.ui.name_veil import NameVeil
from paratui.ui.name_words import NEVER_ALONE
from paratui.ui.ordinary_words import ORDINARY
from paratui.ui.screens.item_page import show_life
from tests.ui.test_every_size import MOMENT, WAYS, Pictured, gone, in_the_end
from tests.ui.test_painter import Paper, an_office

SMALL = 4
KEYS = {"QueueScreen": ["?", "o"], "CallPage": ["v"], "ClientPage": ["v"], "CallScreen": ["f8"]}


def secrets(app):
    """The words of names that are no words of everyday, and all but the last two digits of the numbers."""
    everybody = list(app.people.everybody())
    words = {folded(word) for one in everybody for word in re.findall(r"[^\W\d_]+", one.name)}
    ends = {number[-7:-2] for one in everybody for number in one.phones}
    return {word for word in words if len(word) >= SMALL} - ORDINARY - NEVER_ALONE, ends


def seen(rows, names, ends, bare):
    """What can be read on the screen and should not be."""
    for place, row in enumerate(rows):
        if place == bare:
            continue
        words = {folded(word) for word in re.findall(r"[^\W\d_]+", row)}
        digits = re.sub(r"(?<=\d)[ ().\-/]{1,2}(?=\d)", "", row)
        yield from (f"{word} in {row!r}" for word in words & names)
        yield from (f"{end} in {row!r}" for end in ends if end in digits)


@pytest.mark.parametrize("size", [(80, 24), (140, 36)], ids=str)
def test_no_screen_shows_a_known_name_or_number(tmp_path, size):
    opening = an_office(tmp_path / "office", MOMENT)
    people = tmp_path / "people.csv"
    people.write_text("name,phone\nRosa Delgado,4155550100\nMaria Garcia,4155552671\n")
    app = Pictured(opening, opening.desk())
    wrong = []

    async def looked(what):
        found = list(seen(app.rows_shown(), *secrets(app), app.picture.bare_row))
        for _ in range(100):
            if not found:
                return
            # What was read a moment ago is painted a moment later.
            await asyncio.sleep(0.02)
            found = list(seen(app.rows_shown(), *secrets(app), app.picture.bare_row))
        wrong.extend(f"{what}: {one}" for one in found)

    async def session():
        app.begin(*size)
        app.driver_class = Paper
        async with app.run_test(headless=False, size=size) as pilot:
            await pilot.press("D")
            await app.keys_taken()
            for name in WAYS:
                await gone(app, pilot, name, str(people))
                await in_the_end(app, name)
                with contextlib.suppress(asyncio.CancelledError, ParatuiError):
                    await looked(name)
                    for key in KEYS.get(name, ()):
                        await pilot.press(key)
                        await app.keys_taken()
                        await looked(f"{name} {key}")
                while len(app.screen_stack) > 1:
                    await app.pop_screen()
                await pilot.press("f2", "x")

    asyncio.run(session())
    assert not wrong, "\n".join(wrong)


def discreetly(tmp_path, steps, size=(80, 24), before=None):
    """Work discreetly in the demo office, and do the steps; `before` is done at the desk on another day."""
    opening = an_office(tmp_path / "office", MOMENT)
    app = Pictured(opening, opening.desk())
    if before:
        before(app._desk)

    async def session():
        app.begin(*size)
        app.driver_class = Paper
        async with app.run_test(headless=False, size=size) as pilot:
            await pilot.press("D")
            await app.keys_taken()
            await steps(app, pilot)

    asyncio.run(session())


NOBODY_ENTERED = {"Quentin", "Oberlander", "Hortensia", "Vandersloot", "Ludmila", "Przybylski"}


async def shown_without(app, names, words, *, from_the_first=False):
    """Wait until the words stand there, and none of the names does; or did when they came."""
    for _ in range(300):
        shown = "\n".join(app.rows_shown()[: app.picture.bare_row])
        if words in shown and not any(name in shown for name in names):
            return
        assert not (from_the_first and words in shown), shown
        await asyncio.sleep(0.01)
    raise AssertionError(shown)


def test_who_is_named_on_a_call_and_entered_nowhere_is_initials_there_and_in_the_log(tmp_path):
    async def steps(app, pilot):
        await pilot.press("f3")
        await app.keys_taken()
        await pilot.pause()
        [session] = app.open_calls.sessions
        session.caller_named("Quentin Oberlander")
        LineParties(session, app.desk).join("Hortensia Vandersloot, friend")
        for line in ("+ Ludmila Przybylski, witness", "Hortensia says that Ludmila saw it", "so says Quentin"):
            await pilot.press(*line, "enter")
            await app.keys_taken()
        await shown_without(app, NOBODY_ENTERED, "so says Q.")
        await shown_without(app, NOBODY_ENTERED, "H. says that L. saw it")

    discreetly(tmp_path, steps)


def test_whom_an_old_call_names_is_initials_on_its_page_also_when_discreet_begins_there(tmp_path):
    async def steps(app, pilot):
        desk = app.desk
        call = Call(
            id=desk.new_id(), started=utc_text(desk.now()), status="ended", staff="ana", person="Quentin Oberlander",
            participants=(Participant(key="p1", name="Hortensia Vandersloot"),), outcome="reached",
            lines=(
                NoteLine(line=1, at=1, kind="name", text="Ludmila Przybylski, witness"),
                NoteLine(line=2, at=2, text="Hortensia says that Ludmila saw it"),
            ),
        )  # fmt: skip
        desk.store.commit([Put("call", call.doc(), 0)])
        await app.open_call(call.id)
        await shown_without(app, NOBODY_ENTERED, "H. says that L. saw it")
        await pilot.press("D")
        await app.keys_taken()
        await shown_without(app, (), "Hortensia says that Ludmila saw it")
        await pilot.press("D")
        await app.keys_taken()
        await shown_without(app, NOBODY_ENTERED, "H. says that L. saw it")

    discreetly(tmp_path, steps)


def test_who_takes_part_in_a_matter_by_name_alone_is_initials(tmp_path):
    async def steps(app, pilot):
        desk = app.desk
        parties = (Party(name="Hortensia Vandersloot", role="witness"),)
        matter = Matter(id=desk.new_id(), number="2026-0999", title="Custody", status="open", parties=parties)
        desk.store.commit([Put("matter", matter.doc(), 0)])
        await app.open_matter(matter.id)
        await shown_without(app, NOBODY_ENTERED, "H. V.")

    discreetly(tmp_path, steps)


def test_whom_a_new_item_of_a_colleague_is_about_is_initials_though_entered_nowhere(tmp_path):
    async def steps(app, pilot):
        desk = app.desk
        item = FollowUp(
            id=desk.new_id(), number=9000, text="about the deed", person="Hortensia Vandersloot", status="open",
            due=utc_text(desk.now()), assignee="ana",
        )  # fmt: skip
        desk.store.commit([Put("follow_up", item.doc(), 0)])
        await shown_without(app, (), "about the deed")
        await shown_without(app, NOBODY_ENTERED, "H. V.")

    discreetly(tmp_path, steps, size=(120, 40))


def test_with_whom_a_colleague_is_on_a_call_is_initials_though_entered_nowhere(tmp_path):
    async def steps(app, pilot):
        app.calls.others = lambda: [OnCall("dana", "Hortensia Vandersloot")]
        app.presence.forget()
        app.screen.reload()
        await shown_without(app, (), "on a call with")
        await shown_without(app, NOBODY_ENTERED, "on a call with H. V.")

    discreetly(tmp_path, steps, size=(120, 40))


def test_with_whom_a_call_was_that_was_cut_is_initials_though_entered_nowhere(tmp_path):
    async def steps(app, pilot):
        cut = Call(id=1, person="Quentin Oberlander")
        app.open_calls.kept = [SimpleNamespace(state=SimpleNamespace(call=cut))]
        app.screen.say(f"Your call with {cut.person} was cut")
        for _ in range(300):
            shown = "\n".join(app.rows_shown())
            if "was cut" in shown:
                break
            await asyncio.sleep(0.01)
        assert "Your call with Q. O. was cut" in shown

    discreetly(tmp_path, steps)


def test_whom_a_closed_item_is_about_is_initials_in_its_life_when_nobody_is_entered_under_it(tmp_path):
    closed = []

    def before(desk):
        moment = utc_text(desk.now())
        item = FollowUp(
            id=desk.new_id(), number=9001, text="send the form", kind="promise", status="done", created=moment,
            person="Hortensia Vandersloot", history=(Happening(at=moment, by="ana", what="done: sent"),),
        )  # fmt: skip
        desk.store.commit([Put("follow_up", item.doc(), 0)])
        desk.store.own_changes()
        closed.append(item.id)

    async def steps(app, pilot):
        await show_life(app.get_screen("queue"), *closed)
        await shown_without(app, NOBODY_ENTERED, "H. V.")

    discreetly(tmp_path, steps, before=before)


def test_what_is_drawn_was_veiled_before_it_was_cut(tmp_path):
    async def steps(app, pilot):
        await shown_without(app, ("W. S…", "B. H. B…"), "W. S.  ")
        await pilot.press("f6", "t")
        await app.keys_taken()
        await shown_without(app, ("(W. S.\n",), "status update due: Name change (W. S.)")
        await shown_without(app, (), "ask payroll for the order they hold, by fax (L. A. M.)")
        await pilot.press("escape", "f6", "m")
        await app.keys_taken()
        await shown_without(app, ("Injury L.",), "Harlan & Okafor, Family and")

    discreetly(tmp_path, steps)


@pytest.mark.parametrize(("typed", "name", "parts"), [("hiroko", "H. K.", "ROH"), ("jun-ho", "J. B.", "-ho")])
def test_how_a_name_is_said_stands_neither_in_the_list_nor_on_the_page(tmp_path, typed, name, parts):
    async def steps(app, pilot):
        await pilot.press("f5", "/", *typed, "enter")
        await app.keys_taken()
        await shown_without(app, (parts,), f"{name} (hidden), client")
        await pilot.press("enter")
        await app.keys_taken()
        await shown_without(app, (parts,), "how it is said    hidden")
        await shown_without(app, (parts,), f"· {name} · 2026-")

    discreetly(tmp_path, steps)


def test_a_page_that_was_drawn_before_is_drawn_anew_discreetly_and_back(tmp_path):
    async def steps(app, pilot):
        await shown_without(app, (), "W. S.  ")
        await pilot.press("D")
        await app.keys_taken()
        await shown_without(app, ("W. S.",), "Wilhelmina S…")
        await pilot.press("D")
        await app.keys_taken()
        await shown_without(app, ("Wilhelmina",), "W. S.  ")

    discreetly(tmp_path, steps)


def test_a_name_that_is_said_like_a_word_of_everyday_is_hidden_on_its_page(tmp_path):
    async def steps(app, pilot):
        person = app.people.exactly("Hiroko Kimura").person
        app.people.change(person, say="my")
        await app.open_client(person.id)
        await shown_without(app, ("said    my",), "how it is said    hidden")

    discreetly(tmp_path, steps)


def test_whom_a_file_of_people_names_is_initials_before_and_after_it_is_compared(tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(
        "name,phone,email,company,Kontakt\n"
        "Newcombe Blathers,(415)-555-0188,nblathers@brumwick.example,Threnody Bakery LLC,Ombra Talvikka\n"
        "Zorblatt Quixley,12,,,\n"
        + "".join(f"{letter}ibibib Bibi,,,,\n" for letter in "BCDFGH")
        + "Hesperine Fandelloni,,,,\nGondrick Pimsylo,13,,,\n"
    )
    names = {"Newcombe", "Blathers", "nblathers", "Threnody", "Talvikka", "Ombra", "Zorblatt", "Quixley", "555-0188"}
    names |= {"Hesperine", "Fandelloni", "Gondrick", "Pimsylo"}

    async def steps(app, pilot):
        await pilot.press("I", *str(people), "enter")
        await app.keys_taken()
        await shown_without(app, names, "N. B. · Z. Q. · B. B.")
        await shown_without(app, names, "n…@brumwick.example")
        await pilot.press("down", "down", "down", "down", "d")
        await app.keys_taken()
        await shown_without(app, names, "O. T.")
        await pilot.press("c")
        await app.keys_taken()
        await shown_without(app, names, "N. B.  ")
        await shown_without(app, names, "Z. Q.  ")
        await shown_without(app, names, "H. F.")
        await shown_without(app, names, "G. P.  ")
        await pilot.press("D")
        await app.keys_taken()
        await shown_without(app, (), "Zorblatt Quixley")
        await pilot.press("D")
        await app.keys_taken()
        await shown_without(app, names, "Z. Q.  ")

    discreetly(tmp_path, steps, size=(120, 36))


def test_the_name_to_say_and_an_address_are_initials_on_a_persons_page(tmp_path):
    async def steps(app, pilot):
        person = app.people.exactly("Hiroko Kimura").person
        [number, *_] = person.phones
        known = person.with_known(number, say_only="Hesperine")
        app.people.change(person, say_only="Gondrick", emails=("hkimura@brumwick.example",), numbers=known)
        await app.open_client(person.id)
        await shown_without(app, ("Gondrick", "Hesperine", "hkimura"), "safe name         G.")
        await shown_without(app, ("Gondrick", "Hesperine", "hkimura"), 'say only "H."')
        await shown_without(app, ("Gondrick", "Hesperine", "hkimura"), "h…@brumwick.example")

    discreetly(tmp_path, steps, size=(100, 40))


@pytest.mark.parametrize("there", [False, True], ids=["before", "there"])
def test_who_else_was_on_a_call_is_initials_in_the_timeline_before_the_call_is_opened(tmp_path, there):
    async def steps(app, pilot):
        desk = app.desk
        person = app.people.exactly("Hiroko Kimura").person
        call = Call(
            id=desk.new_id(), started=utc_text(desk.now()), status="ended", staff="ana", person=person.name,
            person_id=person.id, participants=(Participant(key="p1", name="Hortensia Vandersloot"),),
            outcome="reached", lines=(NoteLine(line=1, at=1, text="Hortensia says no"),),
        )  # fmt: skip
        desk.store.commit([Put("call", call.doc(), 0)])
        await app.open_client(person.id)
        if there:
            await pilot.press("D")
        await pilot.press("t")
        await shown_without(app, () if there else NOBODY_ENTERED, "says no", from_the_first=True)
        if there:
            await shown_without(app, (), "Hortensia says no")
            await pilot.press("D")
        await shown_without(app, NOBODY_ENTERED, "H. says no")

    discreetly(tmp_path, steps, size=(120, 40))


def test_nobody_is_written_out_until_everybody_is_known_and_no_key_waits_for_their_names(tmp_path, monkeypatch):
    known, ours = threading.Event(), []
    everybody, apart = People.everybody, NameVeil.apart

    def late(self):
        known.wait()
        return everybody(self)

    def heard(self, called):
        ours.append((threading.get_ident(), len(called.names)))
        return apart(self, called)

    monkeypatch.setattr(People, "everybody", late)
    monkeypatch.setattr(NameVeil, "apart", heard)

    async def steps(app, pilot):
        try:
            await shown_without(app, ("Roosevelt",), "discreet")
            await shown_without(app, ("Roosevelt",), "S. O.  ")
            assert "Overdue 12" in "\n".join(app.rows_shown())
        finally:
            known.set()
        await shown_without(app, (), "Roosevelt")
        most = max(count for thread, count in ours if thread != threading.get_ident())
        assert most > 50
        assert not [count for thread, count in ours if thread == threading.get_ident() and count > 50]

    discreetly(tmp_path, steps)
