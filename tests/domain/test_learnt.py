"""A form is worked out by one thread alone: two at once end the process."""

from __future__ import annotations

import subprocess
import sys

# In a process of its own: what goes wrong here ends it.
FOUR_AT_ONCE = """
import sys, threading
import msgspec
from paratui.domain.learnt import learnt
sys.setswitchinterval(1e-6)
def struct(name, fields):
    return type(msgspec.Struct)(name, (msgspec.Struct,), {"__annotations__": fields, "__module__": "__main__"})
for turn in range(200):
    inner = [struct(f"Inner{turn}_{place}", {f"f{one}": "str" for one in range(10)}) for place in range(8)]
    globals().update({one.__name__: one for one in inner})
    outer = struct(f"Outer{turn}", {one.__name__: one.__name__ for one in inner})
    doc = {one.__name__: {f"f{each}": "x" for each in range(10)} for one in inner}
    begin = threading.Barrier(4)
    def read():
        begin.wait()
        assert msgspec.convert(doc, learnt(outer))
    threads = [threading.Thread(target=read) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
print("read")
"""


def test_four_threads_that_read_a_form_for_the_first_time_all_read_it():
    four = [sys.executable, "-c", FOUR_AT_ONCE]
    done = subprocess.run(four, check=False, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "read\n"), done.stderr
