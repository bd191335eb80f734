"""`paratui man`: the manual page, made from the command line's own description of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.arguments import EXIT_CODES, VERSION, parser
from paratui.cli.printed import say_file
from paratui.cli.sub_commands import actions, last_commands

if TYPE_CHECKING:
    from argparse import Action, ArgumentParser, Namespace

ENVIRONMENT = {
    "PARATUI_OFFICE": "the office folder, where --office names none",
    "NO_COLOR": "set to anything: no colours; what they mean is said in words as well",
    "XDG_STATE_HOME": "where the place in the tour and the reports of a crash are kept, else ~/.local/state",
}


def run(_given: Namespace) -> int:
    """Print the manual page."""
    say_file(manual_page().encode())
    return 0


def manual_page() -> str:
    """The manual page as roff, section 1."""
    whole = parser()
    about, folder = (whole.description or "").split("\n\n")
    return "\n".join([
        f'.TH PARATUI 1 "" "paratui {VERSION}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        _plain("paratui - client calls, the call log and the follow-up queue of a law office"),
        ".SH SYNOPSIS",
        f".B {_plain('paratui')}",
        _plain("[--office DIR] [COMMAND] [...]"),
        ".SH DESCRIPTION",
        *_filled(about),
        ".PP",
        *_filled(folder),
        ".PP",
        _plain("In the program F1 explains the screen and the field one stands in, ^P lists all that can be done."),
        ".SH OPTIONS",
        *(line for action in actions(whole) if action.option_strings for line in _taken(action)),
        ".SH COMMANDS",
        *(line for one in last_commands(whole) for line in _command(one)),
        ".SH ENVIRONMENT",
        *(line for name, meaning in ENVIRONMENT.items() for line in (".TP", f".B {name}", _plain(meaning))),
        ".SH EXIT STATUS",
        ".EX",
        *map(_plain, EXIT_CODES.splitlines()[1:]),
        ".EE",
        "",
    ])  # fmt: skip


def _command(one: ArgumentParser) -> list[str]:
    usage = " ".join(one.format_usage().split())
    lines = [f'.SS "{_plain(one.prog)}"', *_filled(one.description or ""), ".PP"]
    lines += [f".B {_plain(one.prog)}", _plain(usage.removeprefix(f"usage: {one.prog}").strip())]
    # Help and the office folder are the same for every command, and are said above.
    own = [action for action in actions(one) if action.dest not in {"help", "office"}]
    lines += [line for action in own for line in _taken(action)]
    title, _, examples = (one.epilog or "").partition("\n")
    return [*lines, ".PP", _plain(title.capitalize()), ".EX", *map(_plain, examples.splitlines()), ".EE"]


def _taken(action: Action) -> list[str]:
    """One option or argument with what it means."""
    metavar = action.metavar if isinstance(action.metavar, str) else "" if action.nargs == 0 else action.dest.upper()
    if action.option_strings:
        heads = [f"{name} {metavar}" if metavar and action.nargs != 0 else name for name in action.option_strings]
    else:
        heads = [metavar]
    return [".TP", f".B {_plain(', '.join(heads))}", _plain(action.help or "")]


def _filled(text: str) -> list[str]:
    return [_plain(line.strip()) for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    """Text that roff takes for nothing else: no escapes, no hyphens for minus signs, no requests."""
    said = (
        text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti")
    )
    return f"\\&{said}" if said.startswith((".", "\\(aq", " ")) else said
