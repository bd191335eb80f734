"""Backups and restores as a test runs them: at once, in a process that is killed, or under a limit."""

from __future__ import annotations

import gzip
import io
import os
import resource
import shutil
import signal
import subprocess
import traceback
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256

import pytest

from paratui.store.tinydb_folder.backup import tar_form
from paratui.store.tinydb_folder.backup.backup import Maker, back_up
from paratui.store.tinydb_folder.backup.manifest import MANIFEST, Manifest, Member, encode
from paratui.store.tinydb_folder.backup.restore import restore

MOMENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
MAKER = Maker("ana", MOMENT, "0.1.0")
# What changes the disk, and where a process may be killed.
CHANGES = ("open", "write", "fsync", "rename", "replace", "link", "unlink", "fchmod", "mkdir", "chmod", "rmdir")


def backed_up(folder, target, to=(), progress=lambda *_: None, maker=MAKER):
    return back_up(folder, target, maker, to, progress)


def restored(file, place, identity=None, uid_of=lambda _: os.getuid(), progress=lambda *_: None):
    return restore(file, place, identity, uid_of, progress)


def contents(folder):
    """Every file of an office but its locks: name and bytes."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if not name.endswith(".lock")}


def killed_at(number, work):
    """Run `work` in a process that is killed at its `number`-th change of the disk; False when it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            _die_at(number)
            work()
        except BaseException:  # noqa: BLE001 - nothing of the test may go on in this process
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status in {0, signal.SIGKILL}, status
    return status == signal.SIGKILL


def _die_at(number):
    left = number

    def watched(name, real):
        def call(*args, **kwargs):
            nonlocal left
            left -= 1
            if left == 0:
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return call

    for name in CHANGES:
        setattr(os, name, watched(name, getattr(os, name)))


@contextmanager
def file_limit(size):
    """No file may grow beyond this many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def ssh_key(path, passphrase=""):
    """Make an ssh key in a file, and return the public one."""
    if not shutil.which("ssh-keygen"):
        pytest.skip("there is no ssh-keygen here")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-C", "", "-N", passphrase, "-f", path], check=True)
    return path.with_name(f"{path.name}.pub").read_text()


def manifest_of(files, **fields):
    """The manifest of some files, as a backup has it."""
    members = [Member(name, len(data), sha256(data).hexdigest()) for name, data in files.items()]
    given = {
        "office": "/srv/paratui",
        "made": "2026-11-20T03:00:00Z",
        "by": "ana",
        "program": "0.1.0",
        "seq": 0,
        "chain": "0" * 64,
        "last": "",
        "last_by": "",
        "members": members,
    }
    return Manifest(**(given | fields))


def archive_of(manifest, entries, *, end=tar_form.END):
    """A backup that says one thing and holds another: `entries` are blocks as they stand after the manifest."""
    first = encode(manifest)
    whole = io.BytesIO()
    whole.write(tar_form.header(MANIFEST, len(first), 0) + first + tar_form.padding(len(first)))
    for entry in entries:
        whole.write(entry)
    whole.write(end)
    return gzip.compress(whole.getvalue(), 1)


def entry(name, data):
    """One file as it stands in a tar."""
    return tar_form.header(name, len(data), 0) + data + tar_form.padding(len(data))
