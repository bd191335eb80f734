"""What can be typed on the command line. Loads nothing of the office, so that help comes at once.

Values stay text here: each command reads its own and says in one sentence what is wrong with one.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from paratui.cli.command_table import COMMANDS
from paratui.cli.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

VERSION = "0.1.0"

EXIT_CODES = """\
exit codes:
  0  done
  1  verify, repair, backup or restore found damage, doctor something to mend,
     or import refused some rows
  2  what was given cannot be used, or the office cannot be opened
  3  somebody else changed the record meanwhile
  4  the office cannot be written now
  130  interrupted"""

HOME = """\
Take client calls with live notes, keep the call log, work the follow-up queue.
Without a command the program opens.

The office folder is --office, else PARATUI_OFFICE, else /srv/paratui when this
account may write there, else ~/.local/share/paratui."""


def parser(only: str | None = None) -> Parser:
    """The whole command line, or as much of it as one command needs; "" is the program itself."""
    whole = Parser(
        prog="paratui",
        description=HOME,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"paratui {VERSION}")
    whole.add_argument("--office", metavar="DIR", default=None, help="the office folder")
    whole.set_defaults(command="program")
    commands = whole.add_subparsers(metavar="COMMAND", title="commands")
    for name, (summary, example, options) in COMMANDS.items():
        if only is not None and name != only:
            continue
        one = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[:1].upper()}{summary[1:]}.",
            epilog=f"example:\n{example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # Left out here, what stands before the command keeps its value.
        one.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
        options(one)
        one.set_defaults(command=name.replace("-", "_"))
    return whole


def read(argv: Sequence[str]) -> argparse.Namespace:
    """What was typed; help, the version and mistakes end in SystemExit."""
    return parser(_named(argv)).parse_args(argv)


def _named(argv: Sequence[str]) -> str | None:
    """The command that is surely meant, None when only the whole command line can tell: making it takes 5 ms."""
    words = iter(argv)
    for word in words:
        if word == "--office":
            next(words, None)
        elif word in COMMANDS:
            return word
        elif not word.startswith("--office="):
            return None
    return ""
