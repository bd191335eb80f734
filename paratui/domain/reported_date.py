"""A reported date: what somebody says happened or will happen on a day. Nothing is ever computed from it."""

from __future__ import annotations

from typing import ClassVar

from paratui.domain.note_line import Kind, NoteLine
from paratui.domain.record import Part

REPORTED = "REPORTED - attorney verifies"


class ReportedDate(Part, frozen=True, kw_only=True):
    """`what` happened, `said` the day in the speaker's words, `day` the day those words name.

    `day` is ISO 8601 and only as fine as the words: "2026-03-03", "2026-03", "2026", or empty when they name no
    day; `approximate` when they leave a doubt. `said_by` is who said it (a name), `taken_by` the login who took
    it, `at` whole seconds into the call, `line` the note line that shows it, `question` the one it answers, if it
    was asked. `verified_by` is empty until an attorney has looked at the papers and entered `verified` (ISO date)
    on `verified_at` (UTC).
    """

    what: str
    said: str
    day: str = ""
    approximate: bool = False
    said_by: str = ""
    taken_by: str = ""
    at: int = 0
    line: int = 0
    question: str = ""
    verified: str = ""
    verified_by: str = ""
    verified_at: str = ""

    SELDOM: ClassVar[frozenset[str]] = frozenset({"question"})

    @property
    def text(self) -> str:
        """What the note line says: "papers served: last Tuesday (about 2026-11-17), said by Maria Garcia"."""
        told = self.said
        if self.day and self.day != self.said:
            told = f"{self.said} ({'about ' if self.approximate else ''}{self.day})"
        return f"{self.what}: {told}{f', said by {self.said_by}' if self.said_by else ''}"

    @property
    def mark(self) -> str:
        """What stands beside it on every screen."""
        return f"verified by {self.verified_by}" if self.verified_by else REPORTED

    def note_line(self, number: int, at: int, by: str) -> NoteLine:
        """The note line it is kept as, number `number` of its call, `at` seconds into it, typed by a login."""
        return NoteLine(line=number, at=at, kind=Kind.REPORTED_DATE.value, text=self.text, by=by)
