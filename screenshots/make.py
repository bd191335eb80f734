"""Makes the pictures of this folder out of the real program on a demo office: `python screenshots/make.py`.

A day in the life: the queue in the morning, a call with Maria Garcia, its end, the log. The clock is the
script's own, so the same pictures come out each time.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tinydb import TinyDB

from paratui.ui.terminal import prepare

# A terminal with all its colours, whatever the script was started in.
os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
prepare({})

from paratui.services.demo.office import demo_office, fill_demo  # noqa: E402 - after the terminal is prepared
from paratui.services.opening import Account, Opening  # noqa: E402
from paratui.ui.app import ParatuiApp  # noqa: E402
from paratui.ui.screens.ask import Ask  # noqa: E402
from paratui.ui.screens.wrap_up import WrapUp  # noqa: E402

FOLDER = Path(__file__).parent
MORNING = datetime(2026, 11, 24, 17, 12, tzinfo=UTC)
SIZE = (100, 30)
# What happens on the call: seconds that go by, what is typed, the keys after it.
CALL: tuple[tuple[float, str, tuple[str, ...]], ...] = (
    (7, "4155552671", ("enter",)),
    (14, "", ("ctrl+n",)),
    (9, "", ("ctrl+n", "t", "enter")),
    (6, "/where CA", ("enter",)),
    (4, "/here CA", ("enter",)),
    (9, "", ("ctrl+n",)),
    (18, "", ("ctrl+n",)),
    (21, "", ("ctrl+n",)),
    (31, "hearing moved, she got a letter from the court yesterday", ("enter",)),
    (21, "> send her the new notice", ("enter",)),
    (25, '? "should I sign the stipulation he sent me?"', ("enter",)),
    (16, "@ hearing Dec 3, department 402", ("enter",)),
    (30, "~ afraid he will move with the kids before then", ("enter",)),
    (34, "! do not call the house line, he picks up", ("enter",)),
    (40, "< bring the school calendar fri", ("enter",)),
)
AGREED: tuple[tuple[float, str, tuple[str, ...]], ...] = (
    (12, "", ("y", "enter")),
    (15, "# who has the children over the winter break", ("enter",)),
    (8, "> call back with the attorney's answer thu 3pm @dana !", ("enter",)),
)
INTAKE = ("+ Carlos Reyes, husband", "+ Reyes Roofing LLC, his company", "+ Danny Garsia, witness")
MESSAGES = (
    "6:40 (415) 555-2671 maria garcia: did the court answer, call back after 3pm !",
    "7:05 510 555 0144: wrong bill, wants somebody from the office @dana",
    "7:30 teodor delacroix: sends the copies on Monday",
)


class SceneClock:
    """A clock the script moves on."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def ticks(self) -> float:
        return (self.moment - MORNING).total_seconds()

    def wait(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class Scene:
    """The program on a demo office, typed at by the script."""

    def __init__(self, folder: Path) -> None:
        self.clock = SceneClock(MORNING)
        random = Random(5)  # noqa: S311 - the same ids each time, no secret
        self.opening = Opening(
            folder / "office",
            Account("ana", ""),
            {"PARATUI_LOGIN": "ana"},
            lambda _office: self.clock,
            lambda: random.getrandbits(32),
        )
        if self.opening.is_new():
            self.opening.set_up(demo_office())
        desk = self.opening.desk()
        fill_demo(desk.store, desk.office, self.clock.now(), Random(2026))  # noqa: S311 - as above
        desk.store.close()
        self.app = ParatuiApp(self.opening, self.opening.desk())

    async def picture(self, pilot: object, name: str) -> None:
        await self.settle(pilot)
        svg = self.app.export_screenshot(title="paratui")
        # The picture needs no font from the network: the reader's own monospace will do.
        svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
        svg = "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")

    async def settle(self, pilot: object) -> None:
        for _ in range(3):
            await self.app.keys_taken()
            await pilot.pause(0.15)  # type: ignore[attr-defined]  # Textual's Pilot

    async def type(self, pilot: object, text: str, *keys: str) -> None:
        await pilot.press(*[_key(letter) for letter in text], *keys)  # type: ignore[attr-defined]
        await self.settle(pilot)

    async def call(self, pilot: object, course: tuple[tuple[float, str, tuple[str, ...]], ...]) -> None:
        for seconds, text, keys in course:
            self.clock.wait(seconds)
            await self.type(pilot, text, *keys)

    async def written(self, pilot: object) -> None:
        """Every open end gets its usual answer, a step that was left out its reason."""
        while any(isinstance(screen, WrapUp) for screen in self.app.screen_stack):
            asked = isinstance(self.app.screen, Ask)
            await self.type(pilot, "not reached yet, next call" if asked else "", "enter")

    async def intake(self, pilot: object) -> None:
        """A new caller: names first, and what the conflict check finds."""
        await self.type(pilot, "", "f2", "f3", "ctrl+f")
        await self.type(pilot, "Janet Okonkwo", "enter")
        for line in INTAKE:
            self.clock.wait(12)
            await self.type(pilot, line, "enter")
        await self.picture(pilot, "intake")
        await self.type(pilot, "/conflict", "enter", "enter")
        await self.picture(pilot, "conflict")
        await self.type(pilot, "", "escape", "f2")

    async def the_day(self, pilot: object) -> None:
        """The morning review, the agenda, who is silent, the figures, a client."""
        for name, keys, back in (
            ("review", ("y", "m"), "escape"),
            ("agenda", ("y", "a"), "escape"),
            ("radar", ("y", "s"), "escape"),
            ("pulse", ("f7",), "escape"),
        ):
            for key in keys:
                await self.type(pilot, "", key)
            await self.settle(pilot)
            await self.picture(pilot, name)
            await self.type(pilot, "", back)
        await self.type(pilot, "", "question_mark")
        await self.picture(pilot, "why")
        await self.type(pilot, "", "escape", "f5")
        await self.picture(pilot, "clients")
        await self.type(pilot, "/maria gar", "enter")
        await self.type(pilot, "", "enter")
        await self.picture(pilot, "person")
        await self.type(pilot, "", "escape", "f2")

    async def messages(self, pilot: object) -> None:
        """The voicemails of the night."""
        await self.type(pilot, "", "v")
        for line in MESSAGES[:-1]:
            await self.type(pilot, line, "enter")
        await self.type(pilot, MESSAGES[-1])
        await self.picture(pilot, "messages")
        await self.type(pilot, "", "ctrl+u", "escape")

    def edit_by_hand(self) -> None:
        """What somebody does to the queue with a script of their own."""
        with TinyDB(self.opening.folder / "hot.json") as hot:
            first, second, third = sorted(hot.all(), key=lambda doc: doc["number"])[-5:-2]
            hot.update({"assignee": "morgan", "due": "2026-11-25T23:00:00Z"}, doc_ids=[first.doc_id])
            hot.update({"due": "next week"}, doc_ids=[second.doc_id])
            hot.remove(doc_ids=[third.doc_id])

    async def play(self, size: tuple[int, int], suffix: str = "") -> None:
        async with self.app.run_test(size=size) as pilot:
            await self.picture(pilot, f"queue{suffix}")
            await self.type(pilot, "", "f1")
            await self.picture(pilot, f"help{suffix}")
            await self.type(pilot, "", "q")
            if not suffix:
                await self.the_day(pilot)
                await self.messages(pilot)
            await self.type(pilot, "", "f3")
            await self.call(pilot, CALL)
            await self.type(pilot, "", "ctrl+r")
            if not suffix:
                await self.picture(pilot, "recording")
            await self.call(pilot, AGREED)
            self.clock.wait(14)
            await self.type(pilot, "> copy of the order to her sister tomorrow 10am")
            await self.picture(pilot, f"call{suffix}")
            await self.type(pilot, "", "enter", "f8")
            await self.picture(pilot, f"brief{suffix}")
            await self.type(pilot, "", "escape", "f10")
            await self.picture(pilot, f"wrap-up{suffix}")
            await self.written(pilot)
            await self.type(pilot, "", "f4")
            await self.picture(pilot, f"log{suffix}")
            await self.type(pilot, "/letter court", "enter")
            await self.type(pilot, "", "o")
            await self.picture(pilot, f"call-page{suffix}")
            if not suffix:
                await self.intake(pilot)
            self.edit_by_hand()
            # An edit is noticed by the next fold, which would not be due for a while.
            await asyncio.to_thread(lambda: self.app.desk.store.checkpoint(force=True))
            await self.app.run_worker(self.app.troubles.keep_in_order()).wait()
            await self.type(pilot, "", "f2", "f9")
            await self.picture(pilot, f"set-aside{suffix}")


async def first_run() -> None:
    """The four questions of a new office, at the last."""
    clock = SceneClock(MORNING)
    opening = Opening(Path("/srv/paratui"), Account("ana", "Ana Reyes"), {}, lambda _office: clock, lambda: 7)
    scene = Scene.__new__(Scene)
    scene.app = ParatuiApp(opening, None)
    async with scene.app.run_test(size=SIZE) as pilot:
        await scene.type(pilot, "Harlan & Okafor", "enter")
        await scene.type(pilot, "CA", "enter")
        await scene.type(pilot, "", "enter")
        await scene.picture(pilot, "first-run")


def _key(letter: str) -> str:
    return "space" if letter == " " else letter


def main() -> int:
    for size, suffix in ((SIZE, ""), ((120, 36), "-wide"), ((80, 24), "-80x24")):
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(Scene(Path(folder)).play(size, suffix))
    asyncio.run(first_run())
    print("\n".join(sorted(path.name for path in FOLDER.glob("*.svg"))))  # noqa: T201 - a script says what it made
    return 0


if __name__ == "__main__":
    sys.exit(main())
