"""People with different accounts, umasks and primary groups work in one office; others see nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GROUP = 48200
pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can work as other accounts")

DAY = """
import os
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from paratui.domain.ids import make_id
from paratui.store.interface import Put
from paratui.store.tinydb_folder import verify
from paratui.store.tinydb_folder.store import open_folder

number, umask, *groups = map(int, sys.argv[4:])
os.setgroups(groups)
os.setgid(48210 + number)
os.setuid(48200 + number)
os.umask(umask)

class Clock:
    def now(self):
        return datetime(2026, 10, 8, 14, tzinfo=UTC)
    def ticks(self):
        return 0.0

store = open_folder(Path(sys.argv[1]), sys.argv[2], Clock(), segment_bytes=3000)
draw = count((umask * 100 + number) * 1000)
for doc in store.open_follow_ups():
    store.commit([Put("follow_up", doc | {"assignee": sys.argv[2]}, doc["rev"])])
for _ in range(10):
    record = make_id(Clock().now(), next(draw))
    store.commit([Put("follow_up", {"id": record, "text": "call back", "status": "open"})])
    store.commit([Put("call", {"id": next(draw), "status": "ended"})])
    store.checkpoint(force=True)
store.draft(number).put({"line": "hearing moved"})
store.close()
again = open_folder(Path(sys.argv[1]), sys.argv[2], Clock())
assert again.verify().findings == (), again.verify()
assert again.set_aside() == [], again.set_aside()
assert [draft.call for draft in again.orphaned_drafts()] == [number]
print(len(again.open_follow_ups()), {doc["assignee"] for doc in again.open_follow_ups() if "assignee" in doc})
again.close()
"""


@pytest.fixture
def shared():
    """A folder an admin has made for a group, in a place every account can reach."""
    place = Path(tempfile.mkdtemp(prefix="paratui-accounts-"))
    place.chmod(0o755)
    office = place / "office"
    office.mkdir()
    os.chown(office, 0, GROUP)
    office.chmod(0o2770)
    yield office
    shutil.rmtree(place)


def works(office, number, umask, groups):
    """A day of one person. Python is loaded first: another account may not be able to read where it lies."""
    given = [office, f"person{number}", ROOT, number, umask, *groups]
    return subprocess.run(
        [sys.executable, "-c", DAY, *map(str, given)], capture_output=True, text=True, check=False, cwd="/"
    )


def test_three_accounts_share_an_office_and_a_fourth_sees_nothing(shared):
    for number, umask in ((1, 0o022), (2, 0o077), (3, 0o002), (1, 0o077), (2, 0o022)):
        done = works(shared, number, umask, [GROUP])
        assert done.returncode == 0, done.stderr
        shutil.rmtree(shared / "drafts")
    for path in shared.rglob("*"):
        assert path.stat().st_gid == GROUP, path
        assert path.stat().st_mode & 0o7777 == (0o2770 if path.is_dir() else 0o660), path
    refused = works(shared, 9, 0o022, [])
    assert refused.returncode
    assert "OfficeError" in refused.stderr
