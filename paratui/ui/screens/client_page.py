"""The page of a person: what is kept of them, their numbers, matters, open items and last calls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from paratui.domain.ids import id_time
from paratui.domain.spoken_time import at_words
from paratui.domain.wall_clock import utc_text
from paratui.services.client_changes import NUMBER_FIELDS, PERSON_FIELDS, Field, known_number, shown
from paratui.services.open_items import open_items_of
from paratui.services.timeline import Timeline
from paratui.ui.about import About
from paratui.ui.commands.record_pages import CLIENT_PAGE_COMMANDS
from paratui.ui.keys_in_force import key_of
from paratui.ui.screens.merge_people import MergeQuestions
from paratui.ui.screens.record_page import RecordPage
from paratui.ui.screens.record_picture import call_rows, heading, item_rows, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.matter import Matter
    from paratui.domain.person import Person
    from paratui.store.interface import Revision
    from paratui.ui.area import Answered
    from paratui.ui.commands.command import Command
    from paratui.ui.widgets.record_rows import Row

_SAID = {"yes": "yes", "no": "no", "not_asked": "not asked"}


class _Shown(NamedTuple):
    person: Person
    matters: tuple[Matter, ...]
    items: tuple[FollowUp, ...]
    spoken: str


class ClientPage(MergeQuestions, RecordPage):
    """One person. A record that was merged shows the person it is part of."""

    NAME = "A person"
    WHAT, KIND = "Person", "person"
    CAN_DO: ClassVar[tuple[Command[Any], ...]] = CLIENT_PAGE_COMMANDS
    DO_NEXT = "go to the field that is wrong or empty and press Enter; [[record.call]] calls."
    HELP_TEXT = (
        "Everything kept of one person. Enter changes the field under the cursor; on a matter, an item or a call it "
        "opens it. Each change is a version: [[record.versions]] shows who changed what and when, [[record.undo]] "
        "takes my last one back. Other names and companies are looked for by every conflict check."
    )
    _shown: _Shown | None = None

    def read_shown(self) -> bool:
        known = self.paratui.people.person(self.record)
        self.record = known.person.id if known else self.record
        person = self.client_changes.person(self.record)
        items = tuple(open_items_of(self.desk, self.whose()[0]))
        self._shown = _Shown(person, known.matters if known else (), items, self._spoken())
        return True

    def _spoken(self) -> str:
        silence = self.paratui.callers.silence
        last, days = silence.last_contact(self.record), silence.silent_days(self.record)
        if last:
            return at_words(last.at, self.desk.now(), self.desk.office.tz)
        if days is None:
            return "not known yet"
        return f"over {silence.horizon} days ago, or never" if days > silence.horizon else "not yet"

    def whose(self) -> tuple[tuple[int, ...], int]:
        return self.paratui.people.ids_of(self.record), 0

    def concerns(self) -> About:
        kind, _, which = self.chosen_row.partition(" ")
        if kind == "matter":
            return About((self.record,), (int(which),))
        return About((self.record,), tuple(one.id for one in self._shown.matters) if self._shown else ())

    def named(self) -> tuple[str, str]:
        person = self._shown.person if self._shown else None
        return (person.name, person.role.replace("_", " ")) if person else ("reading ...", "")

    def revisions(self) -> list[Revision]:
        return self.client_changes.revisions(self.record)

    # Rows

    def rows_shown(self, width: int) -> list[Row]:
        return list(self._rows_of(self._shown, width)) if self._shown else []

    def _rows_of(self, now: _Shown, width: int) -> Iterator[Row]:
        person = now.person
        filled = [one for one in PERSON_FIELDS if _worth(getattr(person, one.name))]
        yield from told("spoken", "last spoken", now.spoken, width)
        if self.differing:
            words = ", ".join(one.about for one in self.differing)
            words += f": {key_of('record.contradictions')} shows it"
            yield from told("differing", "told differently", words, width, cell="late")
        for one in filled:
            yield from self._field(person, one, width)
        none = f"Numbers: none yet, {key_of('client.number')} adds one"
        yield heading(f"Numbers {len(person.phones)}" if person.phones else none)
        for place, number in enumerate(person.phones):
            yield from self._number(person, number, place, width)
        if now.matters:
            yield heading("Matters")
        for matter in now.matters:
            state = "" if matter.status == "open" else f" ({matter.status})"
            words = " · ".join(filter(None, (f"{matter.title}{state}", matter.stage)))
            yield from told(f"matter {matter.id}", matter.number, words, width)
        yield from item_rows(now.items, self.desk, self.paratui.name_of, width)
        yield from call_rows(self.calls, self.desk, width)
        yield heading("Not said yet")
        for one in PERSON_FIELDS:
            if one not in filled:
                yield from self._field(person, one, width)

    def _field(self, person: Person, field: Field, width: int) -> Iterator[Row]:
        value = getattr(person, field.name)
        words = "*" * 8 if field.name == "identity_facts" and value else shown(value)
        if field.name == "say" and value and self.paratui.own.is_discreet:
            words = "hidden"
        grave = field.name == "say_only" and bool(value)
        style = "" if _worth(value) else "muted"
        yield from told(f"field {field.name}", field.label, words, width, style, "late" if grave else "")

    def _number(self, person: Person, number: str, place: int, width: int) -> Iterator[Row]:
        known = known_number(person, number)
        said = [
            "usual" if place == 0 else "",
            known.line,
            {"no": "NOT SAFE TO CALL", "yes": "safe"}.get(known.safe, ""),
            f'say only "{known.say_only}"' if known.say_only else "",
            f"voicemail {_SAID.get(known.voicemail, known.voicemail)}" if known.voicemail != "not_asked" else "",
            known.best_times,
        ]
        words = " · ".join([self.paratui.shown_number(number), *filter(None, said)])
        yield from told(f"number {number}", "number", words, width, cell="late" if known.safe == "no" else "")

    # What can be done

    async def call_now(self) -> None:
        await self.call_about(self.record)

    def timeline(self) -> Timeline:
        return Timeline(self.desk, self.whose()[0], opened=utc_text(id_time(self.record)))

    async def change_row(self) -> None:
        kind, _, which = self.chosen_row.partition(" ")
        opened = self.open_row(kind, which.partition(" ")[0])
        if opened is not None:
            await opened
        elif kind == "field":
            await self._ask_field(next(one for one in PERSON_FIELDS if one.name == which))
        elif kind == "number":
            await self._ask_about(which)
        elif kind == "differing":
            await self.show_contradictions()
        elif kind == "spoken":
            await self.show_timeline()
        elif kind == "more":
            await self.paratui.show_items_of(self.record)

    async def _ask_field(self, field: Field) -> None:
        person = self._shown.person if self._shown else None
        if person is None:
            return
        await self._ask_value(
            f"{person.name}: {field.label}",
            field,
            shown(getattr(person, field.name)),
            lambda typed: self.client_changes.set(person, field, typed),
        )

    async def _ask_value(self, question: str, field: Field, value: str, keep: Callable[[str], object]) -> None:
        if field.choices:
            # The first letter that is free; what answers at a number begins with "nothing special".
            letters: dict[str, str] = {}
            for one in field.choices:
                letters[one] = next(letter for letter in f"{one or 'nothing'}0" if letter not in letters.values())

            async def chosen(choice: str) -> None:
                trouble = await self.kept(partial(keep, choice), f"Kept: {field.label} {choice.replace('_', ' ')}")
                if trouble:
                    self.say(trouble, trouble=True)

            choices = [(letters[one], one, one.replace("_", " ") or "nothing special") for one in field.choices]
            await self.choose(f"{question}: {field.hint}?", choices, chosen, sure=True)
            return

        async def given(typed: str) -> Answered:
            return await self.kept(
                partial(keep, typed), f"Kept: {field.label}; {self.key_of('record.undo')} takes it back"
            )

        await self.ask(question, given, value=value, hint=f"{field.hint} · Enter keeps it, empty takes it away")

    async def _ask_about(self, number: str) -> None:
        person = self._shown.person if self._shown else None
        if person is None:
            return
        known = known_number(person, number)
        keys = dict(zip((one.name for one in NUMBER_FIELDS), "somlb", strict=True))
        choices = [(keys[one.name], one.name, one.label) for one in NUMBER_FIELDS]
        choices += [("u", "usual", "make it the usual one"), ("x", "drop", "take it away")]

        async def chosen(what: str) -> None:
            if what in {"usual", "drop"}:
                work = self.client_changes.first_number if what == "usual" else self.client_changes.drop_number
                trouble = await self.kept(
                    partial(work, person, number), self.keyed("Kept; [[record.undo]] takes it back")
                )
                if trouble:
                    self.say(trouble, trouble=True)
                return
            field = next(one for one in NUMBER_FIELDS if one.name == what)
            await self._ask_value(
                f"{self.paratui.shown_number(number)}: {field.label}",
                field,
                shown(getattr(known, field.name)),
                lambda typed: self.client_changes.set_number(person, number, field, typed),
            )

        await self.choose(f"What about {self.paratui.shown_number(number)}?", choices, chosen, sure=True)

    async def ask_number(self) -> None:
        """One more number."""
        person = self._shown.person if self._shown else None
        if person is None:
            return

        async def given(typed: str) -> Answered:
            return await self.kept(lambda: self.client_changes.add_number(person, typed), "Number kept")

        await self.ask(f"{person.name}: one more number", given, hint="Enter keeps it")

    async def ask_matter(self) -> None:
        """A matter of which this person is the client."""
        if self._shown:
            await self.ask_new_matter(self._shown.person)

    async def ask_merge(self) -> None:
        """Another record of this person."""
        if self._shown:
            await self.ask_merge_with(self._shown.person)

    async def stands_merged(self, kept: Person, gone: Person) -> None:
        if gone.id == self.record:
            await self.app.pop_screen()
            await self.paratui.open_client(kept.id)


def _worth(value: object) -> bool:
    return bool(value) and value != "not_asked"
