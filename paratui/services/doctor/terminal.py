"""The terminal: whether it can hold the screens, and what tmux, screen and ssh do to the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.charset import ASCII, PYTHONS_OWN, UTF_8, charset_of
from paratui.domain.diagnosis import look, mend, ok

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paratui.domain.diagnosis import Line

WITHOUT_A_SCREEN = frozenset({"", "dumb", "unknown", "network", "dialup", "emacs"})
COLUMNS, ROWS = 80, 24
_SLOW_ESCAPE = 100


class Terminal(NamedTuple):
    """What is known of the terminal: the size is None where there is none.

    `escape_time` is how long tmux waits after Esc, in milliseconds; None outside of tmux or where it is not told.
    """

    environ: Mapping[str, str]
    size: tuple[int, int] | None
    escape_time: int | None = None


def terminal_lines(here: Terminal) -> Iterator[Line]:
    """The lines about the terminal; where there is none only what a login sets."""
    if here.size is None:
        yield look("terminal", "none here, so it was not looked at", "run paratui doctor in the terminal you work in")
        yield _letters_line(here.environ)
        return
    yield _screen_line(here.environ, here.size)
    yield _letters_line(here.environ)
    yield _colours_line(here.environ)
    yield from _session_lines(here)


def _screen_line(environ: Mapping[str, str], size: tuple[int, int]) -> Line:
    term = environ.get("TERM", "")
    if term.lower() in WITHOUT_A_SCREEN:
        named = f"TERM is {term}" if term else "TERM is not set"
        return mend(
            "terminal",
            f"{named}: no text can be placed on such a screen",
            "use another terminal, or if this one can do more, say so:",
            ("export", "TERM=xterm-256color"),
        )
    columns, rows = size
    said = f"{term}, {columns} columns, {rows} rows"
    if columns < COLUMNS or rows < ROWS:
        return look("terminal", said, f"make the window larger: {COLUMNS} columns and {ROWS} rows show everything")
    return ok("terminal", said)


def _letters_line(environ: Mapping[str, str]) -> Line:
    name = _locale(environ)
    if "utf8" in name.lower().replace("-", ""):
        return ok("letters", name)
    said = f"the locale is {name}, not UTF-8" if name else "no locale is set"
    charset = charset_of(environ)
    if charset != UTF_8:
        letters = "" if charset == ASCII else f", and letters as {charset.upper()} has them"
        return look(
            "letters",
            f"{said}; the screens draw lines and marks in ASCII{letters}, and ? for what is missing",
            "if the terminal can show UTF-8, say so:",
            ("export", "LC_ALL=C.UTF-8"),
        )
    return look(
        "letters",
        f"{said}; paratui writes UTF-8 all the same",
        "set the terminal to UTF-8, and for other programs:",
        ("export", "LANG=C.UTF-8"),
    )


def _locale(environ: Mapping[str, str]) -> str:
    """The locale the login has: where it cannot be used, Python sets LC_CTYPE in its own environment."""
    lang = environ.get("LANG", "")
    unusable = lang in {"", "C", "POSIX"} or charset_of(environ) != UTF_8
    if not environ.get("LC_ALL") and unusable and environ.get("LC_CTYPE") in PYTHONS_OWN:
        return lang
    return next((environ[one] for one in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(one)), "")


def _colours_line(environ: Mapping[str, str]) -> Line:
    term = environ.get("TERM", "").lower()
    if environ.get("NO_COLOR"):
        return ok("colours", "greys only, since NO_COLOR is set; every mark can be told without colour")
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return ok("colours", "all of them")
    if "256color" in term or "direct" in term or "kitty" in term:
        return ok("colours", "256")
    better = "tmux-256color" if environ.get("TMUX") else "xterm-256color"
    if environ.get("TMUX"):
        line = ("tmux", "set", "-g", "default-terminal", better)
        return look("colours", f"16, as TERM={term} asks for", "for 256 in new tmux windows:", line)
    return look(
        "colours", f"16, as TERM={term} asks for", "if the terminal can show 256:", ("export", f"TERM={better}")
    )


def _session_lines(here: Terminal) -> Iterator[Line]:
    environ = here.environ
    term = environ.get("TERM", "").lower()
    if environ.get("TMUX"):
        yield _tmux_line(term, here.escape_time)
    elif environ.get("STY"):
        yield ok("screen", "inside GNU screen", "leave a question with ctrl+c, for Esc may come late")
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        came_from = environ.get("SSH_CONNECTION", "").partition(" ")[0]
        yield ok(
            "ssh",
            f"from {came_from}" if came_from else "over ssh",
            "~. after Enter hangs up; EscapeChar none in ~/.ssh/config there turns that off",
        )


def _tmux_line(term: str, escape_time: int | None) -> Line:
    if not term.startswith(("tmux", "screen")):
        return look(
            "tmux",
            f"inside tmux, but TERM is {term}, which is another terminal's name",
            "take the line that sets TERM out of ~/.profile or ~/.bashrc, and log in anew",
        )
    if escape_time is None:
        return ok("tmux", "inside tmux", "if Esc comes late: tmux set -s escape-time 10")
    if escape_time > _SLOW_ESCAPE:
        return look(
            "tmux",
            f"inside tmux, where Esc waits for {escape_time} ms",
            "make it quick, also in ~/.tmux.conf:",
            ("tmux", "set", "-s", "escape-time", "10"),
        )
    return ok("tmux", f"inside tmux, Esc after {escape_time} ms")
