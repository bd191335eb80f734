"""What is reported as saved is on the platter: the order of writes, syncs and renames, watched call by call.

A kill shows nothing of this, since the kernel keeps what was written; only a power cut would.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder


class Watch:
    """Every call that changes the disk or makes it durable, as (name, file)."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self.calls: list[tuple[str, str]] = []
        self._folder = folder.resolve()
        for name in ("write", "fsync", "fdatasync", "ftruncate"):
            patch.setattr(os, name, self._by_fd(name, getattr(os, name)))
        for name in ("replace", "rename"):
            patch.setattr(os, name, self._by_path(getattr(os, name)))

    def _name(self, path: str | Path) -> str:
        return os.path.relpath(path, self._folder)

    def _by_fd(self, name, real):
        def watched(fd, *args):
            self.calls.append((name, self._name(Path(f"/proc/self/fd/{fd}").readlink())))
            return real(fd, *args)

        return watched

    def _by_path(self, real):
        def watched(old, new):
            self.calls.append(("rename", self._name(new)))
            return real(old, new)

        return watched

    def check(self) -> None:
        """Each file is synced between its last write and its rename, each rename by its folder's sync."""
        unsynced: set[str] = set()
        unsynced_names: set[str] = set()
        for name, file in self.calls:
            if name in {"write", "ftruncate"}:
                unsynced.add(file)
            elif name in {"fsync", "fdatasync"}:
                unsynced.discard(file)
                unsynced_names = {one for one in unsynced_names if str(Path(one).parent) != file}
            else:
                assert f"{file}.new" not in unsynced, f"{file} took its place before it was durable"
                if file == "meta.json":
                    assert not unsynced_names, f"meta.json speaks of {unsynced_names} before they are durable"
                unsynced_names.add(file)
        assert not unsynced
        assert not unsynced_names


@pytest.fixture
def watch(folder):
    with pytest.MonkeyPatch.context() as patch:
        yield Watch(patch, folder)


def test_a_commit_is_one_write_and_one_sync(office, watch):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    watch.calls.clear()
    ana.commit([Put("call", office.call(status="ended")), Put("follow_up", office.follow_up())])
    assert watch.calls == [("write", "journal/00000001.jsonl"), ("fdatasync", "journal/00000001.jsonl")]


def test_a_new_office_a_checkpoint_and_a_rotation_are_durable_step_by_step(folder, office, watch):
    ana = office.open()
    for _ in range(30):
        docs = ana.commit([Put("call", office.call(status="ended")), Put("follow_up", office.follow_up())]).docs
        ana.commit([Put("follow_up", docs[1] | {"status": "done"}, 1)])
        ana.checkpoint()
    assert list((folder / "audit").iterdir())
    watch.check()


def test_a_line_somebody_died_over_is_made_durable_before_it_is_folded(folder, office, clock):
    """A process killed between its write and its sync leaves a whole line that only the page cache holds."""
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    with pytest.MonkeyPatch.context() as patch:
        watch = Watch(patch, folder)
        dana = open_folder(folder, "dana", clock)
        dana.checkpoint(force=True)
    files = [call for call in watch.calls if call[0] in {"fdatasync", "rename"}]
    assert files[0] == ("fdatasync", "journal/00000001.jsonl")
    watch.check()
    dana.close()


def test_a_torn_tail_is_safe_in_torn_before_it_is_cut_off(folder, office, watch):
    ana = office.open()
    ana.commit([Put("follow_up", office.follow_up())])
    with (folder / "journal" / "00000001.jsonl").open("ab") as journal:
        journal.write(b"cut off in the mid")
    watch.calls.clear()
    ana.commit([Put("follow_up", office.follow_up())])
    watch.check()
    names = [name for name, _ in watch.calls]
    aside = max(n for n, (name, file) in enumerate(watch.calls) if (name, file) == ("fsync", "torn"))
    assert aside < names.index("ftruncate")


def test_a_draft_is_durable_when_it_says_so(folder, office, watch):
    draft = office.open().draft(office.new_id())
    draft.put({"line": 1})
    draft.flush()
    watch.check()
    (file,) = (folder / "drafts").iterdir()
    assert ("fdatasync", f"drafts/{file.name}") in watch.calls
    assert ("fsync", "drafts") in watch.calls
