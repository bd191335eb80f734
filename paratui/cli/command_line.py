"""One run of the command line: the command is loaded, does its work, and every end has its exit code.

Importing this loads no command; each brings what it needs, so `--help` and `today` stay quick.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

from paratui.cli.printed import complain, finish
from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

INTERRUPTED = 130
NOBODY_READS = 141


def run(argv: Sequence[str]) -> int:
    """Run the command that was typed and return the exit code; never a traceback."""
    try:
        # Nothing is thrown away while loading; looking for it would cost a twentieth of the start.
        gc.disable()
        given = _nothing_but_the_office(argv) or _read(argv)
        command = import_module(f"paratui.cli.{given.command}")
        # What is loaded stays: unfrozen, it would all be looked through at the next turn.
        gc.freeze()
        gc.enable()
        code: int = command.run(given)
        finish()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except ParatuiError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return NOBODY_READS
    except Exception as error:  # noqa: BLE001 - the last net: whatever it is, a person gets a sentence
        return _unexpected(error)
    return code


def _nothing_but_the_office(argv: Sequence[str]) -> SimpleNamespace | None:
    """`paratui` as it is typed every morning, for which nothing that reads options is loaded; None for all else."""
    match [*argv]:
        case []:
            return SimpleNamespace(command="program", office=None)
        case ["--office", folder] if folder and not folder.startswith("-"):
            return SimpleNamespace(command="program", office=folder)
    return None


def _read(argv: Sequence[str]) -> Namespace:
    from paratui.cli import arguments  # noqa: PLC0415 - as above

    return arguments.read(argv)


def _unexpected(error: Exception) -> int:
    from paratui.cli.crash_report import write_report  # noqa: PLC0415 - traceback loads only when it is needed

    place = write_report(error, os.environ)
    report = f"give the report in {place} (it holds no client's words)" if place else "tell this"
    complain(
        f"Something went wrong that should not ({type(error).__name__}); "
        f"please {report} to whoever looks after paratui"
    )
    return 2
