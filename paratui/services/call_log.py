"""The call log: which calls there were, what each holds, and how one is amended."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.errors import BadInput, FactsLockedError
from paratui.domain.facts_lock import locked, refuse
from paratui.domain.follow_up import FollowUp
from paratui.domain.named_line import read_named, too_long_for_a_name
from paratui.domain.note_line import FOLLOW_UP_KINDS, Kind, LineVersion
from paratui.domain.wall_clock import utc_text
from paratui.services.ended_call import follow_up_of
from paratui.store.interface import Put, Revision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from paratui.domain.call_account import Section
    from paratui.domain.call_filter import CallFilter
    from paratui.domain.note_line import NoteLine
    from paratui.domain.reported_date import ReportedDate
    from paratui.services.desk import Desk
    from paratui.services.office_tables import OfficeTables

# An amended name is so alike to what it was (0 to 1), or has so many more names.
_ALIKE, _MORE_NAMES = 0.6, 2

# What stands in the place of a line that should not stand there; its wording is a version.
STRUCK_OUT = "(struck out)"


class CallLog:
    """Every call of the office, newest first. Nothing is ever overwritten: an amendment is a new revision."""

    def __init__(self, desk: Desk, met: Callable[[Iterable[str]], None] | None = None) -> None:
        self._desk = desk
        # Is told whom a call names that was read by itself.
        self._met = met

    def calls(
        self, wanted: CallFilter, before: int | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Iterator[Call]:
        """The wanted calls, newest first, as they are found; ends early when `cancelled` says so."""
        return (Call.read(doc) for doc in self._desk.store.calls(wanted, before, cancelled))

    def page(self, wanted: CallFilter, before: int | None = None, limit: int = 200) -> list[Call]:
        """Up to `limit` wanted calls below the id `before`."""
        return list(islice(self.calls(wanted, before), limit))

    def call(self, record: int) -> Call:
        """One call; raises BadInput when there is none of this id."""
        doc = self._desk.store.get("call", record)
        if doc is None:
            raise BadInput(f"There is no call {record}; `paratui log` lists the calls with their ids")
        call = Call.read(doc)
        if self._met:
            from paratui.domain.names_of_call import names_of_call  # noqa: PLC0415 - the shell wants no names

            self._met(names_of_call(call))
        return call

    def follow_ups(self, call: Call) -> list[FollowUp]:
        """The follow-ups that came of a call, as they stand now."""
        docs = [self._desk.store.get("follow_up", record) for record in call.follow_ups]
        return [FollowUp.read(doc) for doc in docs if doc]

    def revisions(self, record: int) -> list[Revision]:
        """Every stored version of a call, first to last."""
        return self._desk.store.revisions("call", record)

    def account(self, call: Call, tables: OfficeTables) -> list[Section]:
        """What a call holds beside its lines, in words; questions under the titles the office gives them now."""
        from paratui.domain.call_account import account  # noqa: PLC0415 - the log is on the screen before a call is read

        desk = self._desk
        area = tables.areas.get(call.practice_area) if call.facts else None
        titles = {question.id: question.title for question in area.questions} if area else {}
        check = desk.store.get("conflict_check", call.conflict.check) if call.conflict.check else None
        whole = call.but(reported=tuple(self.dates(call)))
        return account(whole, desk.office.tz, titles, ConflictCheck.read(check) if check else None)

    def dates(self, call: Call) -> list[ReportedDate]:
        """The reported dates of a call in the order in which `account` tells them."""
        from paratui.services.reported_dates import dates_of  # noqa: PLC0415 - as in `account`

        return dates_of(call, self._desk.office)

    # Amending

    def amend_line(self, call: Call, line: int, text: str, why: str) -> Call:
        """Reword one line of an ended call, keeping the earlier wording. Raises BadInput without a reason.

        Raises FactsLockedError for facts of an intake whose conflict check is not clear.
        """
        if not text.strip():
            raise BadInput("An empty line cannot replace what was said; write the right wording")
        now, me = utc_text(self._desk.now()), self._desk.me.login
        lines = list(call.lines)
        for place, old in enumerate(lines):
            if old.line == line:
                refuse(call, Kind(old.kind) if old.kind in set(Kind) else Kind.NOTE, text)
                if old.kind == Kind.NAME.value:
                    _refuse_another_name(call, old.text, text)
                version = LineVersion(text=old.text, kind=old.kind, replaced_at=now, replaced_by=me, why=why)
                lines[place] = old.but(text=text.strip(), versions=(*old.versions, version))
                return self._amend(call, self._with_dates(call.but(lines=tuple(lines)), lines[place]), why)
        raise BadInput("This call has no such line; choose one of those it has")

    def add_line(self, call: Call, text: str, why: str) -> Call:
        """Add a late line at the end of an ended call; one that promises makes its follow-up with it.

        Raises FactsLockedError for facts of an intake whose conflict check is not clear.
        """
        from paratui.domain.note_grammar import read_line  # noqa: PLC0415 - the log is on the screen before it is amended

        desk = self._desk
        read = read_line(text, desk.now(), desk.office, desk.staff(), desk.me.login)
        if not read.text.strip():
            raise BadInput("There is nothing to add; write the note")
        if read.kind is Kind.NAME and (trouble := too_long_for_a_name(read.text)):
            raise BadInput(trouble)
        refuse(call, read.kind, read.text)
        number = max((line.line for line in call.lines), default=0) + 1
        late = read.line(number, call.seconds, desk.me.login)
        if read.kind not in FOLLOW_UP_KINDS:
            return self._amend(call, self._with_dates(call.but(lines=(*call.lines, late)), late), why)
        item = follow_up_of(desk, call, late, desk.attorney())
        changed = call.but(lines=(*call.lines, late.but(follow_up=item.id)), follow_ups=(*call.follow_ups, item.id))
        return self._amend(call, changed, why, Put("follow_up", item.doc()))

    def amend_outcome(self, call: Call, outcome: str, why: str) -> Call:
        """Correct how the call ended."""
        return self._amend(call, call.but(outcome=outcome), why)

    def verify_date(self, call: Call, date: ReportedDate, papers: str) -> Call:
        """Keep the day the papers have for a reported date, looked up by the attorney at this desk.

        Raises BadInput for anybody else, and for words that name no one day.
        """
        from paratui.services.reported_dates import verified  # noqa: PLC0415 - as in `account`

        changed = call.but(reported=verified(call, date, papers, self._desk))
        return self._amend(call, changed, f"verified: {date.what}")

    def _with_dates(self, call: Call, line: NoteLine) -> Call:
        from paratui.services.reported_dates import after_amending  # noqa: PLC0415 - as in `account`

        return call.but(reported=after_amending(call, line, self._desk.office))

    def _amend(self, before: Call, changed: Call, why: str, *more: Put) -> Call:
        if not why.strip():
            raise BadInput("Say why the record is amended, such as: misheard the date")
        amended = Put("call", changed.but(amended_why=why.strip()).doc(), before.rev)
        stored = self._desk.store.commit([amended, *more])
        return Call.read(stored.docs[0])


def _refuse_another_name(call: Call, before: str, after: str) -> None:
    """A line that holds a name stays a line that holds that name; FactsLockedError for another while locked."""
    if trouble := too_long_for_a_name(after.strip()):
        raise BadInput(trouble)
    old, new = (read_named(text).name.casefold() for text in (before, after))
    if not new:
        raise BadInput("An empty line cannot replace what was said; write the right wording")
    if locked(call) and not _same_name(old, new):
        raise FactsLockedError("This line is a name for the conflict check; amend its spelling alone")


def _same_name(old: str, new: str) -> bool:
    """Whether one wording may be another spelling of the other, or the fuller name."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - the log is on the screen before it is amended

    fuller = set(old.split()) <= set(new.split()) and len(new.split()) <= len(old.split()) + _MORE_NAMES
    return fuller or set(new.split()) < set(old.split()) or SequenceMatcher(None, old, new).ratio() >= _ALIKE
