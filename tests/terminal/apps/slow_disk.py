"""The program on a disk that takes its time: `slow_disk FOLDER ARGUMENTS...`.

Once a file `armed` is in FOLDER, the next commit tells by a file `reached`, which holds its process, that it has come
to its fdatasync. That then takes until there is a file `go`.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from paratui.__main__ import main

folder = Path(sys.argv[1])
real = os.fdatasync


def slow(fd: int) -> None:
    if "/journal/" in str(Path(f"/proc/self/fd/{fd}").readlink()) and (folder / "armed").exists():
        (folder / "armed").unlink()
        (folder / "reached.new").write_text(str(os.getpid()))
        (folder / "reached.new").rename(folder / "reached")
        while not (folder / "go").exists():
            time.sleep(0.005)
    real(fd)


os.fdatasync = slow
if __name__ == "__main__":
    sys.exit(main(sys.argv[2:]))
