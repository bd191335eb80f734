"""Keeping messages: Enter on one line, on an earlier one being mended, and on many pasted ones."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.received import WAYS
from paratui.domain.spoken_size import count_words
from paratui.ui.screens.message_typing import MessageTyping, head_of
from paratui.ui.screens.slash import slash_command

if TYPE_CHECKING:
    from paratui.domain.received import Received
    from paratui.services.fast_pass import Entry, Understood

MOST_PASTED = 500
# A proposal that stood there for less than this was not read.
LOOK_SECONDS = 0.4


class MessageEntering(MessageTyping):
    """What Enter does."""

    async def came_by(self, received: Received, words: str) -> None:
        """How the next lines came; words behind it are a line that came so, alone."""
        if words.strip():
            await self._enter(f"/{received} {words}")
            return
        self.passing.received = received
        self.draw()
        self.say(f"The next lines are {WAYS[received].many}")

    async def _entered(self, value: str) -> None:
        if not value.strip() or self._chosen is not None:
            await self._enter_nothing()
            return
        command = slash_command(value, self.all_commands())
        if command is not None:
            words = value.partition(" ")[2].strip()
            if not words:
                self.composer.value = ""
            await self.run_command(command, words)
            self.draw_understood()
        else:
            await self._enter(value)

    async def _enter_nothing(self) -> None:
        if self._mending is not None:
            self._drop_or_refuse()
        elif self._chosen is not None:
            self._mend(self._chosen)
        elif self._waiting:
            await self._enter_waiting()
        else:
            self.say(
                self.keyed(
                    "Write who called and what was said; [[messages.undo]] takes the last one back, Esc goes back"
                )
            )

    async def _enter(self, value: str) -> None:
        line = await self._read_now(value)
        if line is None:
            return
        line = self._as_picked(line)
        seen = (
            self._seen is not None and self._seen[0] == head_of(line) and monotonic() - self._seen[1] > LOOK_SECONDS
        )
        if not line.sure and not seen:
            # Nobody is taken for somebody else unseen.
            self.draw_understood()
            self._seen = (head_of(line), float("-inf"))
            another = self.keyed("[[messages.who]] proposes another")
            self.say(f"Is it {line.caller.name or 'nobody named'}? Enter takes it, {another}")
            return
        mending, understood = self._mending, line
        if mending is None:
            entry = await self.attempt(lambda: self.passing.enter(understood))
        elif mending < len(self.passing.entries):
            entry = await self.attempt(lambda: self.passing.mend(mending, understood))
        else:
            entry = await self.attempt(lambda: self.passing.enter(understood))
            if entry:
                self._take_out_waiting(mending - len(self.passing.entries) + 1)
        if entry is None:
            return
        self.paratui.callers.written(entry.call)
        self._back_to_typing()
        self.draw()
        self.say(_kept(entry, mended=mending is not None))

    def _mend(self, place: int) -> None:
        waiting = place - len(self.passing.entries)
        if waiting < 0 and self.passing.entries[place].withdrawn:
            self.say("This one was taken back; enter the line again if it is needed after all", trouble=True)
            return
        self._stash = self.composer.value
        self._mending, self._chosen = place, None
        self.composer.value = self._waiting[waiting] if waiting >= 0 else self.passing.entries[place].typed
        self._read_soon(self.composer.value)
        self.draw()
        self.say("Mend the line, Enter keeps it; the earlier wording stays as a version")

    def _back_to_typing(self) -> None:
        self.composer.value, self._stash = self._stash, ""
        self._mending = self._chosen = None
        self._understood = self._seen = None
        self._picked = (("", ""), 0, True)
        self._read_soon(self.composer.value)

    # Many lines

    async def _pasted(self, lines: list[str]) -> None:
        if len(lines) + len(self._waiting) > MOST_PASTED:
            self.say(f"{MOST_PASTED} lines can wait at once; enter these first, or paste fewer", trouble=True)
            return
        if self._mending is None and self.composer.value.strip():
            lines = [self.composer.value + lines[0], *lines[1:]]
            self.composer.value = ""
        self._waiting += lines
        await self._read_the_waiting()
        wrong = sum(isinstance(one, str) for one in self._read_waiting)
        self.say(
            f"{count_words(len(self._waiting), 'line')} to look over: Enter enters them, Up mends one"
            + (f"; {wrong} cannot be read" if wrong else "")
        )

    async def _read_the_waiting(self) -> None:
        waiting = list(self._waiting)

        def read(typed: str) -> Understood | str:
            try:
                return self.passing.read(typed)
            except ParatuiError as error:
                return str(error)

        def read_all() -> list[Understood | str]:
            # A name that only sounds like somebody's is proposed here as it is for a line typed.
            self.passing.callers.load()
            return [read(one) for one in waiting]

        read_waiting = await self.attempt(read_all)
        self._read_waiting = read_waiting or ["Not read yet; Enter tries again"] * len(waiting)
        self.draw()

    async def _enter_waiting(self) -> None:
        """Enter what was pasted, each line in a commit of its own; what cannot be read stays."""
        entered = 0
        while True:
            place = next((at for at, one in enumerate(self._read_waiting) if not isinstance(one, str)), None)
            if place is None:
                break
            typed = self._waiting[place]
            # Read anew: the line before it may have made the item this one is counted in.
            entry = await self.attempt(lambda typed=typed: self.passing.enter(self.passing.read(typed)))  # type: ignore[misc]
            if entry is None:
                self.draw()
                return
            self.paratui.callers.written(entry.call)
            entered += 1
            self._take_out_waiting(place)
        self.draw()
        left = len(self._waiting)
        more = f"; {left} cannot be read: Up, Enter mends one" if left else ""
        self.say(f"{entered} entered, each with its follow-up{more}", trouble=bool(left))

    def _take_out_waiting(self, place: int) -> None:
        del self._waiting[place], self._read_waiting[place]

    def _drop_or_refuse(self) -> None:
        mending = self._mending
        place = -1 if mending is None else mending - len(self.passing.entries)
        if place < 0:
            self.say(
                self.keyed("It cannot be empty; [[messages.undo]] takes it back, Esc leaves it as it was"),
                trouble=True,
            )
            return
        self._take_out_waiting(place)
        self._back_to_typing()
        self.draw()
        self.say("The pasted line is left out")


def who_of(entry: Entry) -> str:
    """Whom an entry is of, in a sentence."""
    return entry.call.person or entry.call.phone or WAYS[entry.received].words


def _kept(entry: Entry, *, mended: bool) -> str:
    if entry.joined:
        became = f"counted in #{entry.joined.number}"
    else:
        became = ", ".join(f"#{item.number} {item.text}" for item in entry.items)
    return f"{'Mended' if mended else 'Kept'}: {became or who_of(entry)}"
