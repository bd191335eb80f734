"""The console script `paratui`, and `python -m paratui`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paratui.cli.command_line import run

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    raise SystemExit(main())
