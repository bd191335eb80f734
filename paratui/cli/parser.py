"""A parser of the command line that explains a mistake in one sentence."""

from __future__ import annotations

import argparse
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Python's own, but for how it refuses."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is, and leave with exit code 2."""
        self.exit(2, f"paratui: {message}; see: {self.prog} --help\n")
