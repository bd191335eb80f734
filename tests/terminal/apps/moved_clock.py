"""paratui on a clock the test moves: `moved_clock FILE [arguments]`, the file holds the seconds since PARATUI_NOW.

Twelve minutes of a call pass in a second; everything else is the real program.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from paratui.__main__ import main
from paratui.cli import process_clock

SECONDS = Path(sys.argv[1])


class MovedClock(process_clock.StandingClock):
    """Stands still until the test writes another number."""

    def now(self):
        return super().now() + timedelta(seconds=self.ticks())

    def ticks(self):
        return float(SECONDS.read_text())


if __name__ == "__main__":
    process_clock.StandingClock = MovedClock
    sys.argv[1:2] = []
    sys.exit(main())
