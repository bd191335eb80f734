"""Is there a terminal here that can hold the screens, and is it set up for them?

Imports no textual, because `prepare` must run before textual reads the environment.
"""

from __future__ import annotations

import errno
import io
import sys
import termios
from typing import TYPE_CHECKING

from paratui.domain.charset import charset_of

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

TERMINALS_WITHOUT_A_SCREEN = frozenset({"", "dumb", "unknown", "network", "dialup", "emacs"})


def why_not_here(environ: Mapping[str, str], *, stdin_isatty: bool, stdout_isatty: bool) -> str:
    """The sentence that says why no screen can be shown here, or "" when one can."""
    if not (stdin_isatty and stdout_isatty):
        return (
            "paratui needs a terminal for its screens: run it in one (over ssh add -t), "
            "or use `paratui today`, `paratui queue` or `paratui log` for plain text"
        )
    term = environ.get("TERM", "")
    if term.lower() in TERMINALS_WITHOUT_A_SCREEN:
        named = f"TERM is {term}" if term else "TERM is not set"
        return (
            f"This terminal cannot place text on the screen ({named}): set TERM, for example "
            "TERM=xterm-256color, or use `paratui today`, `paratui queue` or `paratui log` for plain text"
        )
    return ""


def wait_for_turn() -> bool:
    """Be stopped, as any program is, while the shell has the terminal (`paratui &`), until it brings this one to the
    front; False when nobody can.
    """
    try:
        # Changes nothing; who may not do it is stopped by the kernel.
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, termios.tcgetattr(sys.stdin.fileno()))
    except termios.error as error:
        return bool(error.args[0] != errno.EIO)
    return True


def prepare(environ: MutableMapping[str, str]) -> None:
    """Set what textual reads when it is imported, and write in the charset the terminal is said to have.

    `environ` is the process' own environment. Call it before the first import of textual.
    """
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    # Nothing here speaks to a network; asyncio would load OpenSSL for it all the same, 8 ms and 4 MB of each process.
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]  # the import system's own way to say: there is none
    # Exported by some shells and stale after the first resize, they would overrule the real size.
    environ.pop("COLUMNS", None)
    environ.pop("LINES", None)
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=charset_of(environ), errors="replace")
