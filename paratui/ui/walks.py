"""The checklists the open calls are walked by: each call keeps the steps it was begun with."""

from __future__ import annotations

from typing import TYPE_CHECKING

_SHOWN = 16  # two names of this length and what is said of them fit one row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.domain.checklist import Checklist
    from paratui.services.call_session import CallSession


class Walked:
    """The checklist of a call. One taken by hand is never changed by the program; an offer is made once."""

    def __init__(self, walk: Checklist, *, by_hand: bool = False) -> None:
        self.walk, self.by_hand, self.offered = walk, by_hand, ""


class Walks:
    """By the id of the call. What the office writes into a file in mid-call is for the next one."""

    def __init__(self) -> None:
        self._of: dict[int, Walked] = {}

    def keep(self, session: CallSession, walk: Checklist, *, by_hand: bool = False) -> None:
        """A call goes on under this checklist."""
        self._of[session.call.id] = Walked(walk, by_hand=by_hand)

    def drop(self, session: CallSession) -> None:
        """The call is over."""
        self._of.pop(session.call.id, None)

    def knows(self, session: CallSession) -> bool:
        """Whether the call was begun here, or taken up already."""
        return session.call.id in self._of

    def of(self, session: CallSession) -> Walked:
        """What a call is walked by."""
        return self._of[session.call.id]

    def take_up(
        self, session: CallSession, checklists: Mapping[str, Checklist], usual: str, *, broken: bool = False
    ) -> str:
        """Find the checklist of a call that was cut; a sentence when it is not the one the call began with.

        Answers stand by the ids of their steps, so they hold under another version too. `broken` says that the
        office's own file of it cannot be read now.
        """
        taken = session.call.checklist
        walk = checklists.get(taken.checklist) or usual_of(checklists, usual)
        self.keep(session, walk)
        other = walk.id != taken.checklist or bool(taken.version and walk.version != taken.version)
        if broken and other:
            return f'"{_short(taken.checklist)}" cannot be read; "{_short(walk.title)}" stands in, answers kept'
        if walk.id != taken.checklist:
            return f'"{_short(taken.checklist)}" is gone; "{_short(walk.title)}" stands in, answers kept'
        if other:
            versions = f"{taken.version} to {walk.version}"
            return f"The checklist was changed since this call began ({versions}); answers are kept"
        return ""


def walk_for(
    checklists: Mapping[str, Checklist], channel: str, direction: str, role: str, usual: str
) -> Checklist:
    """The checklist that fits a call with somebody of this role, empty while nobody knows who it is."""
    from paratui.domain.checklist import fitting  # noqa: PLC0415 - loads with the first call, not the program

    return usual_of(checklists, fitting(checklists.values(), channel, direction, role, usual))


def _short(name: str) -> str:
    return name if len(name) <= _SHOWN else f"{name[: _SHOWN - 3]}..."


def usual_of(checklists: Mapping[str, Checklist], usual: str) -> Checklist:
    """The office's usual checklist; the shipped one where the office names one it does not have."""
    return checklists.get(usual) or checklists.get("client-call") or next(iter(checklists.values()))
