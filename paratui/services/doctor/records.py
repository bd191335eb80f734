"""The records: whether they can be read, how far the plain files are behind, and who writes at this moment."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.diagnosis import look, mend, ok
from paratui.domain.spoken_size import count_words, size_words
from paratui.domain.spoken_time import clock_time, day_words
from paratui.domain.wall_clock import from_utc_text
from paratui.store.tinydb_folder.examination import condition
from paratui.store.tinydb_folder.examination.lock_holder import (
    STOPPED,
    WAITS_FOR_THE_DISK,
    held_files,
    holder,
    kernel_tells,
)
from paratui.store.tinydb_folder.journal.journal import RewoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import tzinfo

    from paratui.domain.diagnosis import Command, Line
    from paratui.services.doctor.accounts import Accounts
    from paratui.store.interface import SetAside
    from paratui.store.tinydb_folder.examination.condition import DraftFile, Files, Waiting
    from paratui.store.tinydb_folder.examination.lock_holder import Holder
    from paratui.store.tinydb_folder.ground.folder import Folder

# More than any session that is well leaves in the journal.
_MUCH_UNFOLDED = 4_000_000
_LONG_COMMIT, _LONG_CHECKPOINT = 10, 600
_SHOWN = 3


class Moment(NamedTuple):
    """The present: by the office's clock, and by the machine's, which dates files; and the zone to tell times in."""

    now: datetime
    machine: datetime
    tz: tzinfo

    def words(self, at: datetime) -> str:
        """A moment in a sentence: "today 9:42 AM"."""
        return f"{day_words(at, self.now, self.tz)} {clock_time(at, self.tz)}"


def record_lines(folder: Folder, accounts: Accounts, moment: Moment) -> Iterator[Line]:
    """The lines about the records of an office, each of which stands alone when another cannot be told."""
    yield from _told(folder, "files", lambda: _files_line(folder, condition.files_of(folder)))
    yield from _told(folder, "journal", lambda: _journal_line(folder, condition.waiting_of(folder), moment))
    left = _left_behind(folder)
    if left:
        yield left
    yield from _lock_lines(folder, accounts, moment)
    yield from _told(
        folder, "calls", lambda: _calls_line(condition.drafts_of(folder, moment.machine), accounts, moment)
    )
    yield from _told(folder, "aside", lambda: _aside_line(folder, condition.set_aside_in(folder)))


def _told(folder: Folder, name: str, line: Callable[[], Line]) -> Iterator[Line]:
    try:
        yield line()
    except FileNotFoundError as error:
        if name == "journal":
            said = "journal/ is missing, with what was saved last"
            yield mend(name, said, "put it back from the backup, or:", _paratui(folder, "repair"))
            return
        yield look(
            name,
            f"{error.filename} is missing",
            "paratui makes it anew when the office is opened:",
            _paratui(folder, "today"),
        )
    except OSError as error:
        where = error.filename or "a file of the office"
        yield mend(name, f"{where} cannot be read ({error.strerror})", "see to its mode and owner, above")
    except RewoundError:
        yield look(name, "the journal changed while it was looked at", "run doctor again")


def _paratui(folder: Folder, command: str) -> Command:
    return ("paratui", command, "--office", str(folder.path))


def _files_line(folder: Folder, files: Files) -> Line:
    if files.refusal:
        said, _, do = files.refusal.partition("; ")
        return mend("files", said, do)
    if files.unreadable:
        return _no_meta_line(folder, files.unreadable)
    if files.hot:
        return look(
            "files",
            f"hot.json {files.hot}",
            "the next start makes it anew from the journal:",
            _paratui(folder, "today"),
        )
    if files.missing:
        return look(
            "files",
            f"{count_words(len(files.missing), 'file')} of records removed by hand, first {files.missing[0]}",
            "the journal still has what was in them; see what else is wrong:",
            _paratui(folder, "verify"),
        )
    return ok("files", f"schema {files.schema}, {count_words(len(folder.shards()), 'file')} of records by week")


def _no_meta_line(folder: Folder, why: str) -> Line:
    if condition.has_commits(folder):
        return look("files", why, "the next start makes it anew from the journal:", _paratui(folder, "today"))
    if folder.shards():
        said = f"{why}, and the journal is gone, although there are records"
        return mend("files", said, "put journal/ and audit/ back from the backup")
    return look("files", why, "the first start makes it")


def _journal_line(folder: Folder, waiting: Waiting | None, moment: Moment) -> Line:
    gone = condition.missing_segments(folder)
    if gone:
        name = f"audit/{gone[0]:08d}.jsonl"
        return mend(
            "journal",
            f"{name} is missing, with the history that was in it",
            "put it back from the backup, or:",
            _paratui(folder, "repair"),
        )
    if waiting is None:
        return look("journal", "not looked at, for meta.json does not say where to begin", "see the line above")
    if waiting.damage:
        said, _, do = waiting.damage.partition("; ")
        return mend("journal", said, do, _paratui(folder, "repair"))
    return _lag_line(folder, waiting, moment)


def _lag_line(folder: Folder, waiting: Waiting, moment: Moment) -> Line:
    """How far the plain files are behind what was saved."""
    last = f"last by {waiting.by} {moment.words(from_utc_text(waiting.newest))}" if waiting.newest else "none yet"
    said = f"{count_words(waiting.seq, 'commit')}, {last}"
    if waiting.tail:
        return look(
            "journal",
            f"{said}; {count_words(waiting.tail, 'byte')} of a commit that was cut off",
            "it was never called saved; the next one who saves sets it aside in torn/",
        )
    if not waiting.commits:
        return ok("journal", f"{said}; all of it folded")
    since = moment.words(from_utc_text(waiting.since))
    lag = f"{said}; {waiting.commits:,} not folded yet ({size_words(waiting.size)}, since {since})"
    if waiting.size > _MUCH_UNFOLDED:
        return look(
            "journal", lag, "folding fails or nobody did it; see whether it goes now:", _paratui(folder, "today")
        )
    return ok("journal", lag)


def _left_behind(folder: Folder) -> Line | None:
    """What a fold or a purge that goes on, or was cut off, left to be finished."""
    busy = folder.checkpoint_lock.exists() and holder(folder.checkpoint_lock, held_files()) is not None
    if busy or not kernel_tells():
        return None
    if folder.purging.exists():
        return look(
            "purge",
            "a purge was cut off: purged words may still be on the disk",
            "finish it:",
            _paratui(folder, "today"),
        )
    if folder.plan.exists():
        return look(
            "fold",
            "a fold was cut off; nothing is lost by it",
            "the next command finishes it:",
            _paratui(folder, "today"),
        )
    return None


def _lock_lines(folder: Folder, accounts: Accounts, moment: Moment) -> Iterator[Line]:
    if not kernel_tells():
        yield look("locks", "this machine does not tell who holds locks", "a message of paratui names who holds one")
        return
    held = held_files()
    taken = False
    for lock, work, patience in (
        (folder.commit_lock, "saves", _LONG_COMMIT),
        (folder.checkpoint_lock, "folds, checks or copies the files", _LONG_CHECKPOINT),
    ):
        by = holder(lock, held)
        if by:
            taken = True
            yield _holder_line(by, work, patience, accounts, moment)
    if not taken:
        yield ok("locks", "free: nobody is saving at this moment")


def _holder_line(by: Holder, work: str, patience: int, accounts: Accounts, moment: Moment) -> Line:
    seconds = max(0, int(moment.machine.timestamp() - by.since))
    since = moment.words(datetime.fromtimestamp(by.since, UTC))
    whose = f"{by.login} (process {by.process})"
    waiting = f"; {count_words(by.waiting, 'other waits', 'others wait')}" if by.waiting else ""
    sudo = () if by.login == accounts.login or not accounts.user else ("sudo",)
    if by.state == STOPPED:
        return mend(
            "locks",
            f"{whose} {work}, but is stopped since {since}, and nobody else can{waiting}",
            "let it go on (nothing is lost):",
            (*sudo, "kill", "-CONT", str(by.process)),
        )
    if seconds > patience:
        why = ": it waits for the disk, which may be failing" if by.state == WAITS_FOR_THE_DISK else ""
        return look(
            "locks",
            f"{whose} {work} since {since}{why}{waiting}",
            f"ask {by.login}, or see what it does:",
            ("ps", "-fp", str(by.process)),
        )
    return ok("locks", f"{whose} {work} at this moment{waiting}")


def _calls_line(drafts: Sequence[DraftFile], accounts: Accounts, moment: Moment) -> Line:
    now, cut = [one for one in drafts if one.alive], [one for one in drafts if not one.alive]
    going = f"{count_words(len(now), 'call')} being taken{_by(now)}" if now else "nobody is on a call"
    if not cut:
        return ok("calls", going)
    mine = any(one.login == accounts.login for one in cut)
    return look(
        "calls",
        f"{going}; {count_words(len(cut), 'call was', 'calls were')} cut off{_by(cut)}, "
        f"the last {moment.words(cut[0].written)}",
        f"nothing is lost: {'run' if mine else 'whoever took it runs'} paratui to take it up",
    )


def _by(drafts: Sequence[DraftFile]) -> str:
    logins = sorted({one.login for one in drafts})
    more = f" and {len(logins) - _SHOWN} more" if len(logins) > _SHOWN else ""
    return f" ({', '.join(logins[:_SHOWN])}{more})"


def _aside_line(folder: Folder, pieces: Sequence[SetAside]) -> Line:
    if not pieces:
        return ok("aside", "nothing torn or foreign waits to be looked at")
    first = pieces[0]
    return look(
        "aside",
        f"{count_words(len(pieces), 'piece')} set aside, first {first.file}: {first.why}",
        "nothing is deleted; see all of them:",
        _paratui(folder, "verify"),
    )


def newest_commit(folder: Folder) -> datetime | None:
    """When something was saved last; None when that cannot be told."""
    try:
        waiting = condition.waiting_of(folder)
        return from_utc_text(waiting.newest) if waiting and waiting.newest else None
    except (OSError, ValueError, RewoundError):
        return None
