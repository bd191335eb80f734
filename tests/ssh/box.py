"""The office box of the tests: an sshd of its own on the loopback, its keys, its client, its processes."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.ssh.accounts import program_for_all
from tests.terminal.office import NOW
from tests.terminal.terminal import PATIENCE, Terminal

if TYPE_CHECKING:
    from tests.ssh.accounts import Somebody

SERVER = """\
ListenAddress 127.0.0.1:{port}
ListenAddress 127.0.0.1:{watched}
HostKey {keys}/host
AuthorizedKeysFile {keys}/authorized
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
PrintMotd no
PrintLastLog no
AcceptEnv LANG LC_* PARATUI_* PYTHONWARNINGS NO_COLOR
SetEnv PATH={programs}:/usr/local/bin:/usr/bin:/bin
Match LocalPort {watched}
    ClientAliveInterval 1
    ClientAliveCountMax 1
"""
CLIENT = """\
Host box
    HostName 127.0.0.1
    IdentityFile {keys}/user
    IdentitiesOnly yes
    IdentityAgent none
    UserKnownHostsFile {keys}/known_hosts
    GlobalKnownHostsFile none
    HostKeyAlias box
    StrictHostKeyChecking yes
    BatchMode yes
    LogLevel ERROR
    SendEnv LANG LC_* PARATUI_* PYTHONWARNINGS NO_COLOR
"""


class Box:
    """A running sshd. `watched` is a port whose lines are given up when nothing is heard for two seconds."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.keys = keys = place / "keys"
        keys.mkdir(mode=0o755)
        programs = program_for_all(place)
        for name in ("host", "user"):
            made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(keys / name)]
            subprocess.run(made, check=True, stdin=subprocess.DEVNULL, capture_output=True)
        (keys / "authorized").write_bytes((keys / "user.pub").read_bytes())
        # sshd reads it as the person who logs in.
        (keys / "authorized").chmod(0o644)
        (keys / "known_hosts").write_text(f"box {(keys / 'host.pub').read_text()}")
        (keys / "client").write_text(CLIENT.format(keys=keys))
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.port, self.watched = _free_ports(2)
        config = SERVER.format(keys=keys, port=self.port, watched=self.watched, programs=programs)
        (keys / "server").write_text(config)
        self.log = keys / "log"
        # sshd wants to be called by its full name: it starts itself again for each line.
        sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
        self.process = subprocess.Popen(
            [sshd, "-D", "-f", keys / "server", "-E", self.log], stdin=subprocess.DEVNULL, start_new_session=True
        )
        until(self._answers, "sshd does not answer", self.log)

    def close(self) -> None:
        """End sshd; its lines end with their clients."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def _answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.watched), 1) as line:
            return line.recv(4) == b"SSH-"
        return False


class Office:
    """One office folder on the box and how people come to it."""

    def __init__(self, box: Box, folder: Path, people: tuple[Somebody, Somebody]) -> None:
        self.box, self.folder = box, folder
        self.iris, self.noor = people

    def environ(self, who: Somebody, now: str = "", **env: str | None) -> dict[str, str | None]:
        """What the client's side has set."""
        return {
            "PARATUI_OFFICE": str(self.folder),
            "PARATUI_NOW": now or f"{NOW}!",
            "PARATUI_LOGIN": who.acting or None,
            "PYTHONWARNINGS": "error",
            **env,
        }

    def argv(self, who: Somebody, *words: str, port: int = 0, options: tuple[str, ...] = ("-t",)) -> list[str]:
        """An ssh to the box; without words it is a login."""
        to = ["ssh", "-F", str(self.box.keys / "client"), "-p", str(port or self.box.port), "-l", who.login]
        return [*to, *options, "box", *words]

    def line(self, who: Somebody, *words: str, port: int = 0, options=("-t",), size=(24, 80), now="", **env):
        """Somebody's terminal with an ssh to the box in it, used with `with`; the words are the command there."""
        argv = self.argv(who, *words, port=port, options=options)
        return Terminal(argv, size=size, env=self.environ(who, now, **env))

    def ran(self, who: Somebody, *words: str, options: tuple[str, ...] = ("-T",), now: str = "", **env: str | None):
        """A command over ssh without a terminal."""
        environ = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
        environ |= self.environ(who, now, **env)
        return subprocess.run(
            self.argv(who, *words, options=options),
            env={name: value for name, value in environ.items() if value is not None},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def acting(self, who: Somebody) -> str:
        """The login the office knows somebody by."""
        return who.acting or who.login

    # The box's own side

    def processes(self) -> list[int]:
        """Everything on the box that was started for this office: programs, shells, tmux; not the clients."""
        mark = f"PARATUI_OFFICE={self.folder}".encode()
        return [pid for pid in _pids() if mark in _read(pid, "environ").split(b"\0") and _name(pid) != "ssh"]

    def programs(self) -> list[int]:
        """The processes of paratui itself."""
        return [pid for pid in self.processes() if b"-m\0paratui\0" in _read(pid, "cmdline")]

    def program(self) -> int:
        """The one paratui that runs."""
        until(lambda: len(self.programs()) == 1, "no paratui, or several")
        return self.programs()[0]

    def nobody_left(self) -> None:
        """Wait until nothing of this office runs any more."""
        until(
            lambda: not self.processes(),
            lambda: f"still running: {[_read(pid, 'cmdline') for pid in self.processes()]}",
        )

    def end_all(self) -> None:
        """What a failed test left."""
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def typed_on_disk(self, words: str) -> bool:
        """Whether a call in progress holds these words: what a power cut would leave."""
        drafts = self.folder.glob("drafts/*")
        return any(words in path.read_text(errors="replace") for path in drafts if path.is_file())


def first_office(box: Box, people: tuple[Somebody, Somebody]) -> Path:
    """The demo office on the box, 2770 in the group of both, made by the first of them over the line."""
    folder = box.place / "office"
    folder.mkdir()
    people[0].give(folder)
    folder.chmod(0o2770)
    made = Office(box, folder, people).ran(people[0], f"paratui demo --no-open --office {folder}", now=NOW)
    assert made.returncode == 0, made.stderr
    return folder


def copied(folder: Path, turn: str) -> Path:
    """A copy of an office nobody has open, with its owners and rights."""
    copy = folder.with_name(f"{folder.name}{turn}")
    subprocess.run(["cp", "-a", folder, copy], check=True)
    return copy


def server_of(pid: int) -> int:
    """sshd's process for the line a process runs on."""
    while _name(pid) != "sshd":
        pid = parent(pid)
    return pid


def parent(pid: int) -> int:
    return int(_stat(pid)[1])


def cpu_seconds(pid: int) -> float:
    """Processor time a process has used."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def until(holds, what, log: Path | None = None) -> None:
    """Wait for something that shows on no screen."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what() if callable(what) else what}\n{log.read_text() if log else ''}")
        time.sleep(0.01)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _pids() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _name(pid: int) -> str:
    return _read(pid, "comm").decode().strip()


def _stat(pid: int) -> list[str]:
    """/proc/PID/stat from the state on."""
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
