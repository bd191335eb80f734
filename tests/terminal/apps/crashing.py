"""The program with /redraw broken: it raises an error that quotes whom the call is with, as errors do."""

from __future__ import annotations

import sys

from paratui.__main__ import main
from paratui.ui.commands.everywhere import Redraw


async def fail(_self, area, words=""):
    raise ValueError(f"cannot read {area.session.call.phone} of {area.session.call.person}")


Redraw.run = fail
raise SystemExit(main(sys.argv[1:]))
