"""A line between ssh and sshd that counts what goes over it, and can be slow, far away, or cut without a word."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections import deque
from dataclasses import dataclass

SLOW_BYTES_A_SECOND = 56_000 / 8
SLOW_ONE_WAY_SECONDS = 0.15
"""A modem's line with a round trip of 300 ms."""
AHEAD_SECONDS = 0.5
"""How much the line holds on its way before whoever sends has to wait."""


@dataclass(frozen=True)
class Traffic:
    """What went over the line: bytes and packets up (to the box) and down, and how often the direction turned up."""

    up: int = 0
    down: int = 0
    packets_up: int = 0
    packets_down: int = 0
    turns: int = 0

    def since(self, before: Traffic) -> Traffic:
        """What was added since."""
        return Traffic(
            self.up - before.up,
            self.down - before.down,
            self.packets_up - before.packets_up,
            self.packets_down - before.packets_down,
            self.turns - before.turns,
        )


class Line:
    """A relay on the loopback to a port: at full speed, or at a rate (bytes a second) and a delay (seconds one way).

    Used with `with`. A packet is what one read found.
    """

    def __init__(self, port: int, rate: float = 0.0, delay: float = 0.0) -> None:
        self._to, self.rate, self.delay = port, rate, delay
        self._counted = threading.Lock()
        self._traffic = Traffic()
        self._last_up = False
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._start(self._accept)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        # close() alone would leave a thread in accept.
        for one in (self._listening, *self._sockets):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for one in (self._listening, *self._sockets):
            one.close()

    @property
    def traffic(self) -> Traffic:
        """Counted when it arrives at the line, before any delay."""
        with self._counted:
            return self._traffic

    def _start(self, run, *given, **named) -> None:
        thread = threading.Thread(target=run, args=given, kwargs=named, name="line", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._to))
            for one in (client, server):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._sockets += [client, server]
            for source, target, up in ((client, server, True), (server, client, False)):
                way = _Way(target, self.rate, self.delay)
                self._start(self._carry, source, way, up=up)
                self._start(way.deliver)

    def _carry(self, source: socket.socket, way: _Way, *, up: bool) -> None:
        data = b"begin"
        while data:
            try:
                data = source.recv(4096)
            except OSError:
                data = b""
            if data:
                self._count(len(data), up=up)
            way.send(data)

    def _count(self, size: int, *, up: bool) -> None:
        with self._counted:
            so_far = self._traffic
            self._traffic = Traffic(
                so_far.up + size * up,
                so_far.down + size * (not up),
                so_far.packets_up + up,
                so_far.packets_down + (not up),
                so_far.turns + (up and not self._last_up),
            )
            self._last_up = up


class _Way:
    """One direction: each piece arrives when the line had time for it, and the distance later."""

    def __init__(self, target: socket.socket, rate: float, delay: float) -> None:
        self._target, self._rate, self._delay = target, rate, delay
        self._on_its_way: deque[tuple[float, bytes]] = deque()
        self._changed = threading.Condition()
        self._free = 0.0

    def send(self, data: bytes) -> None:
        """Take a piece, b"" for the end; returns when the line takes more."""
        with self._changed:
            now = time.monotonic()
            self._free = max(now, self._free) + (len(data) / self._rate if self._rate else 0.0)
            self._on_its_way.append((self._free + self._delay, data))
            self._changed.notify()
            ahead = self._free - now - AHEAD_SECONDS
        if ahead > 0:
            threading.Event().wait(ahead)

    def deliver(self) -> None:
        data = b"begin"
        while data:
            with self._changed:
                self._changed.wait_for(lambda: self._on_its_way)
                due, data = self._on_its_way.popleft()
            wait = due - time.monotonic()
            if wait > 0:
                threading.Event().wait(wait)
            with contextlib.suppress(OSError):
                if data:
                    self._target.sendall(data)
                else:
                    self._target.shutdown(socket.SHUT_WR)
