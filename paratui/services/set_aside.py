"""What the store put aside, and taking over from it what a person wants: an edit by hand becomes a revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from paratui.domain.call import Call
from paratui.domain.conflict.verdict import ConflictCheck
from paratui.domain.errors import BadInput
from paratui.domain.follow_up import CLOSED, FollowUp, Happening, Status
from paratui.domain.ids import id_time
from paratui.domain.matter import Matter
from paratui.domain.person import Person
from paratui.domain.spoken_time import clock_time
from paratui.domain.staff import Staff
from paratui.domain.wall_clock import from_utc_text, utc_text
from paratui.store.interface import Put

if TYPE_CHECKING:
    from paratui.domain.record import Doc, Record
    from paratui.services.desk import Desk
    from paratui.store.interface import Edit, SetAside

_RECORDS: dict[str, type[Record]] = {
    "call": Call,
    "follow_up": FollowUp,
    "person": Person,
    "matter": Matter,
    "staff": Staff,
    "conflict_check": ConflictCheck,
}
# What the store and the program keep themselves; nothing of it is taken from a file.
_OWN = frozenset({"id", "rev", "number", "history", "created", "created_by"})
_MISSING = "(nothing)"


class Difference(NamedTuple):
    """One field: what the office has, what the piece has, and whether the office changed it meanwhile too."""

    field: str
    office: str
    piece: str
    both: bool


class Offer(NamedTuple):
    """A record that stands otherwise in a piece. `obstacle` says why it cannot be taken; empty when it can."""

    file: str
    title: str
    differences: tuple[Difference, ...]
    edit: Edit
    obstacle: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the office never had this record."""
        return self.edit.base is None

    @property
    def is_removal(self) -> bool:
        """Whether the record was taken out of the file."""
        return self.edit.theirs is None


class Pieces:
    """The pieces waiting for somebody, and what can be done with each."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def waiting(self) -> list[SetAside]:
        """Every piece nobody dealt with yet."""
        return [piece for piece in self._desk.store.set_aside() if piece.file.startswith(("torn/", "foreign/"))]

    def offers(self, file: str) -> list[Offer]:
        """What a piece has and the office has not; raises OfficeError when the piece is gone."""
        return [offer for edit in self._desk.store.edits(file) if (offer := self._offer(file, edit))]

    def text(self, file: str) -> str:
        """A piece as text, as far as it is text."""
        return self._desk.store.piece(file).decode("utf-8", "replace")

    def take(self, offer: Offer) -> str:
        """Store what an offer says as a new revision; returns what was done, in words.

        Raises BadInput when it cannot be taken, and StoreError.
        """
        if offer.obstacle:
            raise BadInput(offer.obstacle)
        store, edit = self._desk.store, offer.edit
        if offer.is_new:
            store.commit([Put(edit.kind, self._fresh(offer))])
            store.note_taken(edit, offer.file)
            return f"Entered: {offer.title}"
        current = store.get(edit.kind, edit.id)
        if current is None:
            raise BadInput(f"{offer.title} is not there any more; choose another, or Esc leaves")
        store.commit([Put(edit.kind, self._changed(offer, current), current["rev"])])
        return f"{'Cancelled' if offer.is_removal else 'Taken over'}: {offer.title}"

    def file_away(self, file: str, done: str) -> str:
        """Keep a piece and speak of it no more; `done` says what became of it. Returns where it lies now."""
        now, me = utc_text(self._desk.now()), self._desk.me.login
        return self._desk.store.file_away(file, f"{now} {me}: {done}")

    def _offer(self, file: str, edit: Edit) -> Offer | None:
        current = self._desk.store.get(edit.kind, edit.id) if edit.base else None
        if edit.theirs is None:
            return Offer(file, self._title(edit.kind, edit.base or {}), (), edit, _no_removal(edit.kind, current))
        base = edit.base or {}
        names = [name for name in {**base, **edit.theirs} if name not in _OWN]
        shown = self._shown
        changed = [name for name in names if base.get(name) != edit.theirs.get(name)]
        now = current or {}
        differences = tuple(
            Difference(name, shown(now.get(name)), shown(edit.theirs.get(name)), now.get(name) != base.get(name))
            for name in changed
            if now.get(name) != edit.theirs.get(name)
        )
        if not differences:
            return None
        told = {one.field for one in differences}
        title = self._title(edit.kind, {**base, "text": base.get("person") if "text" in told else base.get("text")})
        offer = Offer(file, title, differences, edit)
        try:
            if edit.base:
                _check(edit.kind, self._changed(offer, now))
            else:
                _check(edit.kind, self._fresh(offer))
        except BadInput as error:
            return offer._replace(obstacle=str(error))
        return offer

    def _changed(self, offer: Offer, current: Doc) -> Doc:
        """The record as it is to be: the fields of the piece over what the office has now."""
        edit = offer.edit
        what = f"changed by hand in {offer.file}"
        changed = dict(current)
        if edit.theirs is None:
            changed |= {"status": Status.CANCELLED.value, "outcome": what.replace("changed", "removed")}
        else:
            for difference in offer.differences:
                if difference.field in edit.theirs:
                    changed[difference.field] = edit.theirs[difference.field]
                else:
                    changed.pop(difference.field, None)
        if edit.kind == "call":
            changed["amended_why"] = what
        if edit.kind == "follow_up":
            happening = Happening(at=utc_text(self._desk.now()), by=self._desk.me.login, what=what)
            changed["history"] = [*current.get("history", []), happening.doc()]
        return changed

    def _fresh(self, offer: Offer) -> Doc:
        """A record the office never had, under an id of its own."""
        desk, edit = self._desk, offer.edit
        given = {name: value for name, value in (edit.theirs or {}).items() if name not in _OWN}
        fresh = given | {"id": desk.new_id()}
        if edit.kind == "follow_up":
            fresh |= {"created": utc_text(desk.now()), "created_by": desk.me.login}
        return _check(edit.kind, fresh).doc()

    def _shown(self, value: Any) -> str:
        """A value as a person reads it: times in the office's zone, what is no text as JSON."""
        if value is None or value == "":
            return _MISSING
        if not isinstance(value, str):
            import json  # noqa: PLC0415 - a value of more than words is rare

            return json.dumps(value, ensure_ascii=False)
        try:
            moment = from_utc_text(value).astimezone(self._desk.office.tz)
        except ValueError:
            return value
        return f"{moment:%a %b} {moment.day}, {moment.year} {clock_time(moment, self._desk.office.tz)}"

    def _title(self, kind: str, doc: Doc) -> str:
        if kind == "follow_up":
            number = f"follow-up {doc['number']}" if doc.get("number") else "a new follow-up"
            return f"{number}: {doc['text']}" if doc.get("text") else number
        if kind == "call":
            record = doc.get("id")
            when = id_time(record).astimezone(self._desk.office.tz) if isinstance(record, int) else None
            return f"call with {doc.get('person') or 'somebody unknown'}" + (f", {when:%b %-d %H:%M}" if when else "")
        if kind == "conflict_check":
            return f"conflict check of {', '.join(map(str, doc.get('terms') or ('nobody',)))}"
        return f"{kind} {doc.get('name') or doc.get('number') or doc.get('login') or ''}".rstrip()


def _check(kind: str, doc: Doc) -> Record:
    """The record a document describes; raises BadInput when one of its fields cannot be used."""
    record = _RECORDS[kind].read(doc)
    for name in record.unknown:
        if name.endswith("_as_stored"):
            raise BadInput(f'"{doc[name.removesuffix("_as_stored")]}" is no time; write it like 2026-11-26T15:00:00Z')
    if kind == "follow_up" and not str(doc.get("text", "")).strip():
        raise BadInput("A follow-up without a text cannot be entered; look inside the piece, then file it away")
    return record


def _no_removal(kind: str, current: Doc | None) -> str:
    if kind != "follow_up":
        return "The office keeps every record it has; nothing is removed by taking it out of a file"
    if current is None or current.get("status") in CLOSED:
        return "It is closed already"
    return ""
