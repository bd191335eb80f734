"""An office for the doctor: with records, looked over by a real process, mended by the commands it gives."""

from __future__ import annotations

import subprocess
from types import SimpleNamespace

from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.offices import OfficeUnderTest


def fill(folder, clock):
    """Records of every kind, folded."""
    office = OfficeUnderTest(lambda login: open_folder(folder, login, clock), clock)
    store = office.open("dana")
    store.commit([Put("follow_up", office.follow_up()), Put("call", office.call(status="ended"))])
    store.commit([Put("follow_up", office.follow_up(status="done"))])
    assert store.checkpoint(force=True)
    office.close()


def shared_office(shell, clock):
    """An office people work in, shared by a group, with a blank and a quote in its name."""
    folder = shell.office.rename(shell.office.with_name("Dana's office"))
    shell.office = folder
    shell.environ["PARATUI_OFFICE"] = str(folder)
    folder.chmod(0o2770)
    fill(folder, clock)
    return folder


def looked(shell, *words, **more):
    """What doctor --json says, by name of the line; the worst of each name."""
    ran = shell.run(*words, "doctor", "--json", **more)
    assert ran.err == ""
    told = ran.json()
    assert ran.code == (0 if told["good"] else 1)
    assert told["good"] == all(line["level"] != "mend" for line in told["lines"])
    rank = ("ok", "look", "mend")
    lines = sorted(told["lines"], key=lambda line: rank.index(line["level"]))
    return {line["name"]: SimpleNamespace(**line) for line in lines}


def carried_out(line):
    """Do what a line says, as the admin would by copying it; this account needs no sudo."""
    assert line.commands
    for command in line.commands:
        subprocess.run(["sh", "-c", command.removeprefix("sudo ")], check=True, timeout=30)


def everything(folder):
    """What can be seen of every file from outside, to prove that nothing was touched."""
    return {
        str(path.relative_to(folder)): (path.lstat().st_mode, path.lstat().st_mtime_ns, path.lstat().st_size)
        for path in [folder, *folder.rglob("*")]
    }
