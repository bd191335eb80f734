"""A room of people on calls, each typing ten keys a second, for the torture test of drafts and for the bench.

    typist.py FOLDER SEED KEYS_A_SECOND FD...

One process loads everything and forks a typist for each descriptor. A typist tells through its descriptor, a line
of JSON each, what is saved whenever the screen would say so, and goes on until it is killed. What it tells is what
it typed itself, beside the number of the event up to which the session said it was saved.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from paratui.domain.errors import StoreError
from paratui.domain.office import Office
from paratui.domain.staff import Staff
from paratui.services.call_session import CallSession
from paratui.services.desk import Desk, staff_id
from paratui.services.kept_call import TYPING_PAUSE
from paratui.store.tinydb_folder.store import open_folder
from tests.torture.kill_points import Moment, Watch

OFFICE = Office(firm="Garcia & Lowe", zone="America/New_York", state="NY")
SAID = (
    "> call her thu 3pm",
    "? may I move",
    "~ afraid",
    "no",
    "@ hearing Dec 3",
    "< pay stubs mon",
    "! not at work",
    "* Müller & Søn: 1.200 €",
    "she will wait for the clerk",
)
STEPS = ("greeting", "my-role", "her-role", "ask-to-record")


class Clock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def ticks(self) -> float:
        return time.monotonic()


def desk_of(folder: Path, login: str) -> Desk:
    """The desk of somebody in that office, of the real program but for the names."""
    draw = random.SystemRandom()
    return Desk(
        store=open_folder(folder, login, Clock(), lock_seconds=20.0),
        office=OFFICE,
        me=Staff(id=staff_id(login), login=login, name=login.title(), initials=login[:2].upper()),
        clock=Clock(),
        random=lambda: draw.getrandbits(22),
    )


class Typist:
    """Somebody on a call. `lines`, `answers` and `typing` are what was typed, kept apart from the session."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.session = CallSession.begin(desk, checklist="client-call", version="1")
        self.draw = random.Random(seed)
        self.lines: dict[int, str] = {}
        self.answers: dict[str, str] = {}
        self.typing = ""
        self.at_line = 0
        self.aside = ""
        self._settle_at = float("inf")
        self._wanted = self._next_words()
        self.session.read("> noon")

    def key(self) -> None:
        """The next key: mostly a letter, Enter at the end of a line, now and then something else."""
        chance = self.draw.random()
        if len(self.typing) < len(self._wanted) and chance < 0.94:
            self._type(self._wanted[: len(self.typing) + 1])
        elif self.typing and chance < 0.96:
            self._type(self.typing[:-1])
        elif chance < 0.97 and self.lines and not self.at_line:
            self._edit_an_earlier_line()
        elif chance < 0.98:
            step, answer = self.draw.choice(STEPS), self.draw.choice(["done", "declined"])
            self.session.answer(step, answer)
            self.answers[step] = answer
        elif chance < 0.99:
            # The screen lets the others know from a thread of its own.
            threading.Thread(target=self._announce, daemon=True).start()
        elif self.typing.strip(" >?~@<!*") and self.typing == self._wanted:
            self._enter()

    def tick(self) -> None:
        """What the screen's timer does when keys pause."""
        if time.monotonic() >= self._settle_at:
            self._settle_at = float("inf")
            self.session.settle()

    def saved(self) -> dict | None:
        """What is saved when the screen says so now, None when it shows an earlier moment."""
        number, said = self.session._put, self.session.saved()
        if not said.all or said.trouble or self.session._put != number:
            return None
        return {
            "call": self.session.call.id,
            "events": number,
            "lines": {str(line): words for line, words in self.lines.items()},
            "answers": self.answers,
            "typing": self.typing,
            "at_line": self.at_line,
            "aside": self.aside,
        }

    def _next_words(self) -> str:
        words = self.draw.choice(SAID)
        return f"{words} {self.draw.randrange(100)}"

    def hand_over(self, text: str) -> bool:
        """What the screen does with a key: the line as it stands is kept, and what is understood of it shown."""
        unsettled = self.session.type(text, self.at_line)
        self.session.read(text)
        return unsettled

    def _type(self, text: str) -> None:
        self.typing = text
        if self.hand_over(text) and self._settle_at == float("inf"):
            self._settle_at = time.monotonic() + TYPING_PAUSE
        if text == self._wanted and self.draw.random() < 0.9:
            self._enter()

    def _enter(self) -> None:
        if self.at_line:
            self.session.reword(self.at_line, self.typing)
            self.lines[self.at_line] = self.typing
            self.typing, self.at_line, self.aside = self.aside, 0, ""
            self.session.type(self.typing)
        else:
            self.lines[self.session.add_line(self.typing).line] = self.typing
            self.typing = ""
        self._wanted = self._next_words()

    def _edit_an_earlier_line(self) -> None:
        self.aside, self.at_line = self.typing, self.draw.choice(list(self.lines))
        self._wanted = f"{self.lines[self.at_line]}, she says"
        self._type(self.lines[self.at_line])

    def _announce(self) -> None:
        with suppress(StoreError):
            self.session.announce()


def type_until_killed(typist: Typist, keys_a_second: float, fd: int) -> None:
    """Type at that pace, and tell what is saved as soon as the screen would."""
    told = open(fd, "wb", buffering=0)  # noqa: SIM115 - it is closed by the kill
    last = None

    def tell() -> None:
        nonlocal last
        saved = typist.saved()
        if saved and saved != last:
            told.write(json.dumps(saved).encode() + b"\n")
            last = saved

    begun = time.monotonic()
    for number in count(1):
        typist.key()
        tell()
        while (left := begun + number / keys_a_second - time.monotonic()) > 0:
            time.sleep(min(left, 0.01))
            typist.tick()
            tell()


def over_a_change(draw: random.Random) -> Moment:
    """Death at a change of the disk: any, or a write to the draft, of which half may be done."""
    if draw.random() < 0.5:
        return Moment(draw.randrange(20, 90))
    return Moment(draw.randrange(2, 20), "write draft", half=draw.random() < 0.5)


def main() -> None:
    folder, seed, keys_a_second = Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    pipes = [int(fd) for fd in sys.argv[4:]]
    children = []
    for place, told in enumerate(pipes):
        pid = os.fork()
        if pid == 0:
            draw = random.Random(seed * 1000 + place)
            if draw.random() < 0.5:
                Watch(folder, over_a_change(draw), lambda *_: None)
            type_until_killed(Typist(desk_of(folder, f"person{place}"), draw.getrandbits(30)), keys_a_second, told)
        children.append(pid)
    for fd in pipes:
        os.close(fd)
    sys.stdout.write(json.dumps(children) + "\n")
    sys.stdout.flush()
    for _ in children:
        os.wait()


if __name__ == "__main__":
    main()
