"""Makes the pictures of this folder out of the real program on a demo office: `python screenshots/make.py`.

A day in the life: the queue in the morning, a call with Maria Garcia, its end, the log. The clock is the
script's own, so the same pictures come out each time.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tinydb import TinyDB

from paratui.ui.terminal import prepare

prepare({})

from paratui.services.demo.office import demo_office, fill_demo  # noqa: E402 - after the terminal is prepared
from paratui.services.opening import Account, Opening  # noqa: E402
from paratui.ui.app import ParatuiApp  # noqa: E402

FOLDER = Path(__file__).parent
MORNING = datetime(2026, 11, 24, 17, 12, tzinfo=UTC)
SIZE = (100, 30)
CALL = (
    (7, "4155552671"),
    (24, "<done>"),
    (9, "<done>"),
    (6, "<done>"),
    (18, "<done>"),
    (31, "hearing moved, she got a letter from the court yesterday"),
    (21, "> send her the new notice"),
    (25, '? "should I sign the stipulation he sent me?"'),
    (16, "@ hearing Dec 3, department 402"),
    (30, "~ afraid he will move with the kids before then"),
    (34, "! do not call the house line, he picks up"),
    (40, "< bring the school calendar fri"),
    (12, "<done>"),
    (20, "<rec>"),
    (15, "# who has the children over the winter break"),
    (8, "> call back with the attorney's answer thu 3pm @dana !"),
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
            await self.type(pilot, "", "q", "f3")
            for seconds, line in CALL:
                self.clock.wait(seconds)
                if line == "<done>":
                    await self.type(pilot, "", "ctrl+n")
                elif line == "<rec>":
                    await self.type(pilot, "/rec yes", "enter")
                else:
                    await self.type(pilot, line, "enter")
            self.clock.wait(14)
            await self.type(pilot, "> copy of the order to her sister tomorrow 10am")
            await self.picture(pilot, f"call{suffix}")
            await self.type(pilot, "", "enter", "f8")
            await self.picture(pilot, f"brief{suffix}")
            await self.type(pilot, "", "escape", "f10")
            await self.picture(pilot, f"wrap-up{suffix}")
            await self.type(pilot, "", "enter")
            await self.type(pilot, "not reached yet, next call", "enter")
            await self.type(pilot, "", "f4")
            await self.picture(pilot, f"log{suffix}")
            await self.type(pilot, "/letter court", "enter")
            await self.type(pilot, "", "o")
            await self.picture(pilot, f"call-page{suffix}")
            self.edit_by_hand()
            await self.app.run_worker(self.app.troubles.keep_in_order()).wait()
            await self.type(pilot, "", "q", "f9")
            await self.picture(pilot, f"set-aside{suffix}")


async def first_run() -> None:
    """The three questions of a new office, at the third."""
    clock = SceneClock(MORNING)
    opening = Opening(Path("/srv/paratui"), Account("ana", "Ana Reyes"), {}, lambda _office: clock, lambda: 7)
    scene = Scene.__new__(Scene)
    scene.app = ParatuiApp(opening, None)
    async with scene.app.run_test(size=SIZE) as pilot:
        await scene.type(pilot, "", "ctrl+u")
        await scene.type(pilot, "Harlan & Okafor", "enter")
        await scene.type(pilot, "", "ctrl+u")
        await scene.type(pilot, "Pacific", "enter")
        await scene.type(pilot, "CA")
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
