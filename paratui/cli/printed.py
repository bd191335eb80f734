"""What the commands print: text for people, JSON for programs, sentences of error.

Nothing that somebody typed reaches a terminal as a control: text is cleaned, JSON is escaped.
"""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from typing import TYPE_CHECKING, Any, TextIO

from paratui.domain.clean_text import clean_text
from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAINLY = "paratui.plainly"
_CONTROLS = "[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def say(line: str = "") -> None:
    """Print one line for a person."""
    _write(f"{clean_text(line).rstrip()}\n", errors=_PLAINLY)


def say_json(value: Any) -> None:
    """Print one JSON value on one line, UTF-8 whatever the locale is."""
    _write(f"{json_text(value)}\n", encoding="utf-8")


def say_json_list(rows: Iterable[Any]) -> None:
    """Print a JSON list as its rows come, one on a line."""
    before = "["
    for row in rows:
        _write(f"{before}\n{json_text(row)}", encoding="utf-8")
        before = ","
    _write("[]\n" if before == "[" else "\n]\n", encoding="utf-8")


def say_file(data: bytes) -> None:
    """Print what a file would hold, UTF-8, as it is; whoever made it left no control in it but the ends of lines."""
    _write(data.decode(), encoding="utf-8")


def json_text(value: Any) -> str:
    """A value as JSON, with no character in it that a terminal would obey."""
    import json  # noqa: PLC0415 - not for the screens

    plain = json.dumps(value, ensure_ascii=False)
    return re.sub(_CONTROLS, lambda found: f"\\u{ord(found[0]):04x}", plain)


def complain(sentence: str) -> None:
    """Print one sentence about what is wrong to standard error."""
    _aside(f"paratui: {clean_text(sentence)}\n")


def remark(sentence: str) -> None:
    """Print something a person should know, but a program reading the output should not get."""
    _aside(f"{clean_text(sentence)}\n")


def ask(question: str) -> None:
    """Print what somebody at the terminal is to answer; the cursor stays behind it."""
    finish()
    _aside(clean_text(question))


def progress(words: str) -> None:
    """Show how far long work is, on one line that is overwritten; nothing where no one watches."""
    if sys.stderr is not None and sys.stderr.isatty():
        _aside(f"\r\x1b[K{words}")


def finish() -> None:
    """Hand over everything printed, so that a reader who left or a full disk is noticed in time."""
    _write("")


def _aside(text: str) -> None:
    if sys.stderr is None:
        return
    try:
        _set_up(sys.stderr, _charset(sys.stderr), _PLAINLY)
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        return  # nobody listens there, and there is nowhere else to say so


def _charset(stream: TextIO) -> str | None:
    """What the terminal shows, as the screens have it; None for a pipe or a file, which is no terminal's to say."""
    if not stream.isatty():
        return None
    from paratui.domain.charset import charset_of  # noqa: PLC0415 - where somebody looks on

    return charset_of(os.environ)


def _plainly(error: UnicodeError) -> tuple[str | bytes, int]:
    """What a charset lacks, in letters of ASCII: Siobhan; a question mark for what has none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata  # noqa: PLC0415 - hardly any terminal is not UTF-8

    from paratui.domain.plain_letters import plain_letters  # noqa: PLC0415 - as above

    lacking = error.object[error.start : error.end]
    plain = (plain_letters(one) or "?" * (not unicodedata.combining(one)) for one in lacking)
    return "".join(plain), error.end


codecs.register_error(_PLAINLY, _plainly)


def _set_up(stream: TextIO, encoding: str | None, errors: str) -> None:
    if isinstance(stream, io.TextIOWrapper) and (stream.errors != errors or encoding not in {None, stream.encoding}):
        stream.reconfigure(encoding=encoding, errors=errors)


def _write(text: str, *, encoding: str | None = None, errors: str = "strict") -> None:
    if sys.stdout is None:
        return
    try:
        if text:
            _set_up(sys.stdout, encoding or _charset(sys.stdout), errors)
        sys.stdout.write(text)
        if not text:
            sys.stdout.flush()
    except OSError as error:
        # Python flushes once more when it leaves, and would complain in its own way.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise ParatuiError(
            f"The output cannot be written ({error.strerror}); see to where it goes. "
            "What the command changed in the office is kept"
        ) from None
