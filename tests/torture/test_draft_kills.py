"""What the screen calls saved survives kill -9: people typing ten keys a second, each on a call."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector

import pytest

from paratui.domain.call_draft import replayed
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind
from paratui.services.call_lines import typed_form
from paratui.services.calls import Calls
from tests.torture.typist import desk_of

TYPIST = Path(__file__).with_name("typist.py")
ROOT = Path(__file__).parents[2]
PEOPLE = 20
KEYS_A_SECOND = 10

ENDING = """
import sys
from pathlib import Path
from tests.torture.kill_points import Moment, Watch
from tests.torture.typist import desk_of
from paratui.services.call_session import CallSession
desk = desk_of(Path(sys.argv[1]), "ana")
session = CallSession.begin(desk, checklist="client-call", version="1")
session.add_line("hearing moved")
session.add_line("> send her the new notice")
if sys.argv[2] == "announced":
    session.announce()
session._draft.flush()
Watch(Path(sys.argv[1]), Moment(1, sys.argv[3]), lambda *_: None)
session.end()
"""


class Killed:
    """One typist as the test sees it: a pipe, and when it is to be killed."""

    def __init__(self, pipe: int, seconds: float) -> None:
        self.pipe = pipe
        self.seconds = seconds
        self.heard = b""

    def last_told(self):
        """The last thing it said was saved; a line the kill cut does not count."""
        whole = self.heard.split(b"\n")[:-1]
        return json.loads(whole[-1]) if whole else None


def type_and_be_killed(folder: Path, seed: int, latest: float) -> list[Killed]:
    """Twenty typists at once, each killed at a moment nobody chose, at the latest after so many seconds."""
    draw, ends = random.Random(seed), [os.pipe() for _ in range(PEOPLE)]
    typists = [Killed(end[0], draw.uniform(0.3, latest)) for end in ends]
    told = [end[1] for end in ends]
    command = [sys.executable, TYPIST, folder, str(seed), str(KEYS_A_SECOND), *map(str, told)]
    room = subprocess.Popen(
        command, pass_fds=told, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"PYTHONPATH": ROOT}
    )
    for fd in told:
        os.close(fd)
    processes = dict(zip(typists, map(handle, json.loads(room.stdout.readline())), strict=True))
    begun = time.monotonic()
    with DefaultSelector() as pipes:
        for typist in typists:
            pipes.register(typist.pipe, EVENT_READ, typist)
        while pipes.get_map():
            now = time.monotonic() - begun
            assert now < latest + 60, "a killed typist's pipe stays open"
            for typist in [one for one in processes if now >= one.seconds]:
                kill(processes.pop(typist))
            for key, _ in pipes.select(0.005):
                heard = os.read(key.fd, 1 << 16)
                key.data.heard += heard
                if not heard:
                    pipes.unregister(key.fd)
                    os.close(key.fd)
    for process in processes.values():
        kill(process)
    _, complaints = room.communicate(timeout=60)
    assert b"Traceback" not in complaints, complaints.decode()
    return typists


def handle(pid: int) -> int:
    """What names this process even when its number is given to another; -1 when it is gone already."""
    try:
        return os.pidfd_open(pid)
    except ProcessLookupError:
        return -1


def kill(process: int) -> None:
    if process >= 0:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(process, signal.SIGKILL)
        os.close(process)


def check_one(folder: Path, login: str, told) -> None:
    """Take the call up as its owner does at the next start, compare it with what was told, and end it."""
    desk = desk_of(folder, login)
    cut = Calls(desk).cut()
    if told is None:
        # Killed before the first word of anything saved: there may be a call, and there may be none.
        assert len(cut) <= 1
        for one in cut:
            Calls(desk).take_up(one, stopped_at_the_drop=True).discard()
        desk.leave()
        return
    assert [one.orphan.call for one in cut] == [told["call"]], f"{login}'s call was called saved and is not offered"
    events = cut[0].orphan.events
    assert len(events) >= told["events"], f"{login} lost {told['events'] - len(events)} events that were saved"
    then = replayed(events[: told["events"]])
    lines = {str(line.line): typed_form(line) for line in then.call.lines}
    assert lines == told["lines"]
    assert {one.step: one.answer for one in then.call.checklist.answers} == told["answers"]
    assert (then.typing, then.typing_line, then.aside) == (told["typing"], told["at_line"], told["aside"])
    session = Calls(desk).take_up(cut[0], stopped_at_the_drop=True)
    for number, words in told["lines"].items():
        line = session.line(int(number))
        assert words in {typed_form(line), *(typed_form(line.but(text=v.text, kind=v.kind)) for v in line.versions)}
    ended = session.end()
    promised = [line for line in ended.call.lines if line.kind in {*FOLLOW_UP_KINDS, Kind.INSTRUCTION}]
    assert [item.line for item in ended.follow_ups] == [line.line for line in promised]
    assert desk.store.get("call", told["call"])["status"] == "ended"
    assert Calls(desk).cut() == []
    desk.leave()


def test_what_the_screen_calls_saved_survives_kill_9(tmp_path, long):
    kills = told = lines = 0
    for round_ in range(10 if long else 2):
        folder = tmp_path / f"office{round_}"
        typists = type_and_be_killed(folder, round_, 8.0 if long else 4.0)
        watching = desk_of(folder, "watcher")
        assert watching.store.living_drafts() == set()
        for place, typist in enumerate(typists):
            last = typist.last_told()
            check_one(folder, f"person{place}", last)
            kills += 1
            told += last is not None
            lines += len(last["lines"]) if last else 0
        assert list((folder / "drafts").iterdir()) == []
        assert watching.store.verify().findings == ()
        watching.leave()
    print(f"{kills} kills, {told} of them after something was called saved, {lines} saved lines, none lost")
    assert told > kills // 2


@pytest.mark.parametrize("announced", ["announced", "not announced"])
@pytest.mark.parametrize(
    ("change", "written"), [("write segment", False), ("fdatasync segment", True), ("unlink draft", True)]
)
def test_a_call_killed_while_it_is_being_written_is_there_once(tmp_path, announced, change, written):
    """Killed before its commit it is offered again; killed after, before its draft is gone, it is not."""
    folder = tmp_path / "office"
    command = [sys.executable, "-c", ENDING, folder, announced, change]
    ended = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": ROOT}, timeout=60, check=False, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert len(list((folder / "drafts").iterdir())) == 1
    desk = desk_of(folder, "ana")
    cut = Calls(desk).cut()
    assert len(cut) == (0 if written else 1)
    for one in cut:
        Calls(desk).take_up(one, stopped_at_the_drop=True).end()
    (call,) = desk.store.records("call")
    assert [call["status"], *(line["text"] for line in call["lines"])] == [
        "ended",
        "hearing moved",
        "send her the new notice",
    ]
    assert [item["text"] for item in desk.store.open_follow_ups()] == ["send her the new notice"]
    assert Calls(desk).cut() == []
    assert list((folder / "drafts").iterdir()) == []
    desk.leave()
