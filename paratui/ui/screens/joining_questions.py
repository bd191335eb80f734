"""Making several items of one, one of several, and opening again what is closed."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from paratui.domain.alike_words import alike
from paratui.domain.due_told import due_told
from paratui.domain.errors import Conflict, ParatuiError
from paratui.domain.follow_up import CLOSED
from paratui.domain.spoken_time import day_words, due_words
from paratui.domain.wall_clock import from_utc_text
from paratui.ui.screens.item_work import ItemWork

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from paratui.domain.follow_up import FollowUp
    from paratui.ui.area import Answered

REOPENED_BECAUSE = "not settled after all"
# More than this of an item's words are not shown in a list to choose from.
SHOWN = 34


class JoiningQuestions(ItemWork):
    """`b` splits, `+` joins, `z` opens again. Each is one commit and can be taken back."""

    async def ask_split(self) -> None:
        """Ask for the parts of the item under the cursor, a `;` between them."""
        item = self.item
        if item is None:
            return

        async def split(typed: str) -> Answered:
            try:
                made = await asyncio.to_thread(self.queue.split, item, typed)
            except Conflict as conflict:
                self.reload()
                return self.paratui.who_and_when(conflict)
            except ParatuiError as error:
                return str(error)
            self.keep_shown(made)
            self.reload()
            self.say(f"#{item.number} split in {len(made)}: {', '.join(f'#{one.number}' for one in made)}")
            return ""

        await self.ask(
            f"Split #{item.number}: put ; between the parts",
            split,
            value=item.text,
            preview=lambda typed: self._parts_preview(item, typed),
        )

    def _parts_preview(self, item: FollowUp, typed: str) -> str:
        parts = self.queue.parts(item, typed)
        if len(parts) < 2:
            return "such as: send the notice; call the clerk thu 3pm. Each keeps person, matter and source"
        now, office = self.desk.now(), self.desk.office
        said = []
        refused = next((one for one in parts if one.refusal and one.refused not in item.text), None)
        if refused:
            return refused.refusal
        for part in parts:
            due = part.due if part.promised else item.due
            said.append(f"{part.task} ({due_words(from_utc_text(due), now, office) if due else 'no date'})")
        return f"= {len(parts)}: {' | '.join(said)}"

    async def ask_join(self) -> None:
        """Join the marked items into one, else pick a duplicate of the item under the cursor."""
        items, item = self.chosen_items(), self.item
        if len(items) > 1:
            kept = item if item in items else min(items, key=lambda one: one.number)
            await self._ask_join(kept, [one for one in items if one != kept])
        elif item:
            await self._pick_duplicate(item)

    async def _ask_join(self, kept: FollowUp, others: Sequence[FollowUp]) -> None:
        """Join what says the same; the rest is asked about, in the words of both. What cannot be joined is not."""
        try:
            await asyncio.to_thread(self.queue.changes.check_join, kept, others)
        except ParatuiError as error:
            unmark = self.keyed(". [[queue.mark]] takes a mark away") if self.marks_shown else ""
            self.say(f"{error}{unmark}", trouble=True)
            return
        different = [one for one in others if not alike(kept.text, one.text)]
        if not different:
            await self._join(kept, others)
            return

        async def chosen(yes: str) -> None:
            if yes:
                await self._join(kept, others)

        said = " and ".join(f'#{one.number} "{_short(one.text)}"' for one in different[:2])
        more = f" and {len(different) - 2} more" if len(different) > 2 else ""
        says = "both" if len(others) == 1 else "all of it"
        choices = [("y", "yes", f"yes, one item that says {says}"), ("n", "", "no, leave them apart")]
        await self.choose(
            f'{said}{more} into #{kept.number} "{_short(kept.text)}"? They do not say the same',
            choices,
            chosen,
            sure=True,
        )

    async def _pick_duplicate(self, item: FollowUp) -> None:
        others = await self.attempt(lambda: self.queue.may_be_joined(item))
        if not others:
            if others is not None:
                whom = item.person or "nobody named"
                joins = self.keyed("[[queue.join]] joins duplicates")
                self.say(f"No other item of this kind is open for {whom}; {joins}", trouble=True)
            return
        by_id = {str(one.id): one for one in others}

        def find(typed: str) -> list[tuple[str, str]]:
            words = {key: self._joinable_words(item, one) for key, one in by_id.items()}
            rows = [(key, said) for key, said in words.items() if typed.casefold() in said.casefold()]
            # Enter alone joins nothing that somebody has not chosen.
            return rows if same or typed else [("", "none of these: leave them apart"), *rows]

        async def picked(key: str, _typed: str) -> Answered:
            return partial(self._ask_join, item, [by_id[key]]) if key else ""

        same = alike(item.text, others[0].text)
        none = "" if same else "None says the same. "
        await self.pick(f"{none}Which one is joined into #{item.number} {item.text}?", find, picked)

    def _joinable_words(self, item: FollowUp, one: FollowUp) -> str:
        due = due_told(one, self.desk.now(), self.desk.office)
        same = "says the same, " if alike(item.text, one.text) else ""
        return f"#{one.number} {_short(one.text)}  ({same}{due})"

    async def _join(self, kept: FollowUp, others: Sequence[FollowUp]) -> None:
        try:
            joined = await asyncio.to_thread(self.queue.join, kept, others)
        except Conflict as conflict:
            self.reload()
            trouble = self.paratui.who_and_when(conflict)
        except ParatuiError as error:
            trouble = str(error)
        else:
            self.unmark([one.id for one in (kept, *others)])
            self.keep_shown([joined])
            self.show_made(joined)
            self.say(f"#{joined.number}: {joined.history[-1].what}; {self.key_of('queue.undo')} takes it back")
            return
        self.say(trouble, trouble=True)

    async def ask_reopen(self) -> None:
        """Pick what was closed lately, or an item by its number, and open it again."""
        closed = await self.attempt(self.queue.lately_closed)
        if closed is None:
            return
        by_id = {str(one.id): one for one in closed}

        def find(typed: str) -> list[tuple[str, str]]:
            words = {key: self._closed_words(one) for key, one in by_id.items()}
            found = [(key, said) for key, said in words.items() if typed.casefold() in said.casefold()]
            return found or self._closed_by_number(typed, by_id)

        async def picked(key: str, _typed: str) -> Answered:
            return self._asking_why(by_id[key])

        await self.pick("Open which again? Words or a number narrow it", find, picked)

    def _closed_by_number(self, typed: str, by_id: dict[str, FollowUp]) -> list[tuple[str, str]]:
        digits = typed.strip().removeprefix("#")
        if not digits.isdecimal():
            return []
        try:
            item = self.queue.numbered(int(digits))
        except ParatuiError:
            return []
        if item.status not in CLOSED:
            return []
        by_id[str(item.id)] = item
        return [(str(item.id), self._closed_words(item))]

    def _closed_words(self, item: FollowUp) -> str:
        last = item.history[-1] if item.history else None
        who = "you" if last and last.by == self.desk.me.login else self.paratui.name_of(last.by) if last else ""
        when = day_words(from_utc_text(last.at), self.desk.now(), self.desk.office.tz) if last else ""
        return f"{f'#{item.number} {who} {when}':<20} {_short(item.text)}: {item.outcome or item.status}"

    def _asking_why(self, item: FollowUp) -> Callable[[], Awaitable[None]]:
        async def reopen(why: str) -> Answered:
            try:
                opened = await asyncio.to_thread(self.queue.reopen, item, why)
            except Conflict as conflict:
                return f"{self.paratui.who_and_when(conflict)}. Esc leaves it"
            except ParatuiError as error:
                return str(error)
            self.keep_shown([opened])
            self.show_made(opened)
            self.say(f"#{opened.number}: {self.paratui.presence.words(opened.history[-1].what)}")
            return ""

        async def ask() -> None:
            await self.ask(f"Open #{item.number} again: why?", reopen, proposed=REOPENED_BECAUSE)

        return ask


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1].rstrip()}…"
