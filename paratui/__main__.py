"""The console script `paratui`, and `python -m paratui`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paratui.cli.command_line import run
from paratui.cli.process_list import cover_words

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    if argv is None:
        argv = sys.argv[1:]
        cover_words(argv)
    return run(argv)


if __name__ == "__main__":
    raise SystemExit(main())
