"""One run of the command line: the command is loaded, does its work, and every end has its exit code.

Importing this loads no command; each brings what it needs, so `--help` and `today` stay quick.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import TYPE_CHECKING

from paratui.cli import arguments
from paratui.cli.printed import complain, finish
from paratui.domain.errors import ParatuiError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130
NOBODY_READS = 141


def run(argv: Sequence[str]) -> int:
    """Run the command that was typed and return the exit code; never a traceback."""
    try:
        # Nothing is thrown away while loading; looking for it would cost a twentieth of the start.
        gc.disable()
        given = arguments.read(argv)
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


def _unexpected(error: Exception) -> int:
    from paratui.cli.crash_report import write_report  # noqa: PLC0415 - traceback loads only when it is needed

    place = write_report(error, os.environ)
    report = f"give the report in {place} (it holds no client's words)" if place else "tell this"
    complain(
        f"Something went wrong that should not ({type(error).__name__}); "
        f"please {report} to whoever looks after paratui"
    )
    return 2
