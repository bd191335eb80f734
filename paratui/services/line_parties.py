"""Who is on the line, and where each of them says they are: kept the moment it is known, and counted at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.clean_text import clean_text
from paratui.domain.consent_history import CALLER
from paratui.domain.consent_of_call import consent_after
from paratui.domain.errors import BadInput
from paratui.domain.on_the_line import Participant, read_joining

if TYPE_CHECKING:
    from paratui.domain.on_the_line import Joining
    from paratui.services.call_session import CallSession
    from paratui.services.desk import Desk


def goes_by(name: str, typed: str) -> bool:
    """Whether a name, or a word of it, begins as typed; nothing typed fits nobody."""
    wanted, known = typed.strip().casefold(), name.casefold()
    return bool(wanted) and any(word.startswith(wanted) for word in (known, *known.split()))


class LineParties:
    """Everyone on the line of one call but staff. Keys are never used twice: who comes back is asked again."""

    def __init__(self, session: CallSession, desk: Desk) -> None:
        self._session = session
        self._desk = desk

    @property
    def here(self) -> list[Participant]:
        """Those who are on the line beside the caller."""
        return [one for one in self._session.call.participants if one.here]

    @staticmethod
    def as_participant(who: Joining) -> Participant:
        """Somebody as they would be kept, not on the line yet."""
        return Participant(
            key="",
            name=who.name,
            capacity=who.capacity.value,
            language=who.language,
            place=who.place.replace(";", ","),
            relation=who.relation,
        )

    def join(self, typed: str) -> Participant:
        """Somebody joins, as typed: name, as what, where. Raises BadInput when nobody is named."""
        known = self._session.call.participants
        joined = self.as_participant(read_joining(typed)).but(
            key=f"p{len(known) + 1}", joined=self._session.elapsed(), by=self._desk.me.login
        )
        self._keep((*known, joined))
        return joined

    def leave(self, key: str) -> Participant:
        """Somebody is off the line. Raises BadInput when nobody with this key is on it."""
        gone = self._who(key).but(left=self._session.elapsed())
        self._put(gone)
        return gone

    def stated(self, key: str, place: str) -> str:
        """Somebody says where they are, in their words; it stands beside what they said before. Gives it back.

        Raises BadInput for nothing said, and for somebody who is not on the line.
        """
        said = " ".join(clean_text(place).replace(";", ",").split())
        if not said:
            raise BadInput("Write the place as they say it, such as: Reno, NV")
        if key == CALLER:
            places = self._session.call.places
            self._session.change(places=(*(one for one in places if one != said), said))
        else:
            who = self._who(key)
            self._put(who.but(place="; ".join([*(one for one in who.places if one != said), said])))
        return said

    def take_back(self, key: str, place: str) -> str:
        """A place was written by mistake: it was not stated. Raises BadInput when it does not stand there."""
        places = self._session.call.places if key == CALLER else self._who(key).places
        wanted = place.strip().casefold()
        slip = next((one for one in places if one.casefold() == wanted), "") or next(
            (one for one in places if wanted and one.casefold().startswith(wanted)), ""
        )
        if not slip:
            raise BadInput(f'"{place.strip()[:40]}" is not among the places stated; write it as it stands there')
        left = tuple(one for one in places if one != slip)
        if key == CALLER:
            self._session.change(places=left)
        else:
            self._put(self._who(key).but(place="; ".join(left)))
        return slip

    def named(self, name: str) -> list[Participant]:
        """Those on the line who are called so, or whose name has a word that begins so."""
        wanted = name.strip().casefold()
        exact = [one for one in self.here if one.called.casefold() == wanted]
        return exact or [one for one in self.here if goes_by(one.called, name)]

    def _who(self, key: str) -> Participant:
        found = next((one for one in self.here if one.key == key), None)
        if found is None:
            raise BadInput("Nobody of that name is on the line now; /with says who joins")
        return found

    def _put(self, changed: Participant) -> None:
        self._keep(tuple(changed if one.key == changed.key else one for one in self._session.call.participants))

    def _keep(self, participants: tuple[Participant, ...]) -> None:
        # One event: no cut line can leave a person on the line beside a consent that does not know of them.
        before = self._session.call
        consent = consent_after(before, before.but(participants=participants), self._session.consent_moment())
        self._session.change(participants=participants, consent=consent)
