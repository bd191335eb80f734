"""Which follow-ups of the queue are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.queue_order import waits_on_login

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from paratui.domain.follow_up import FollowUp
    from paratui.domain.staff import Staff

PART_OF_A_NUMBER = 3  # fewer digits are in every number


class QueueFilter(NamedTuple):
    """Whose items are wanted, and which: all given conditions must hold. `assignee` "" is everyone.

    `attorney` says that the assignee is one: what waits on the attorney, whoever that is, is theirs too, and
    what waits on one of the logins that are `gone`.
    `kept` are items, by id, that are wanted whatever they are.
    """

    assignee: str = ""
    kind: str = ""
    person_id: int = 0
    words: str = ""
    attorney: bool = False
    kept: frozenset[int] = frozenset()
    gone: frozenset[str] = frozenset()
    matter_id: int = 0

    @classmethod
    def of(cls, me: Staff, gone: Collection[str] = ()) -> QueueFilter:
        """What is mine, with what nobody has."""
        return cls(assignee=me.login, attorney=me.role == "attorney", gone=frozenset(gone))

    def keeps(self, item: FollowUp) -> bool:
        """Whether an item is wanted. An item nobody has is everybody's; what waits on somebody is theirs too."""
        return self.sieve()(item, words_of(item) if self.words else "")

    def sieve(self) -> Callable[[FollowUp, str], bool]:
        """The same for many items, each with its `words_of`."""
        assignee, attorney, kind, person_id = self.assignee, self.attorney, self.kind, self.person_id
        matter_id = self.matter_id
        anyway, gone = self.kept, self.gone
        words = self.words.casefold().split()
        pieces = [word for word in words if _digits(word) and not word.strip("+-()./0123456789")]
        digits = _digits("".join(pieces))
        part = digits if len(digits) >= PART_OF_A_NUMBER else ""

        def keeps(item: FollowUp, text: str) -> bool:
            # Asked thousands of times while a key is pressed: what decides most often comes first.
            held = assignee and item.assignee != assignee and item.assignee
            if held and not waits_on_login(item, assignee, attorney=attorney, gone=gone):
                return False
            if (kind and item.kind != kind) or (person_id and item.person_id != person_id):
                return False
            if matter_id and item.matter_id != matter_id:
                return False
            for word in words:
                if word not in text:
                    if not part or any(one not in pieces for one in words if one not in text):
                        return False
                    return part in _digits(item.phone)
            return True

        return (lambda item, text: item.id in anyway or keeps(item, text)) if anyway else keeps

    def narrows(self, other: QueueFilter) -> bool:
        """Whether it keeps nothing that `other` does not keep, as far as can be told from the words alone."""
        # One digit more may make a piece of a phone number of what was none.
        typed_on = self.words.casefold().startswith(other.words.casefold()) and not _digits(self.words)
        return typed_on and self._replace(words="") == other._replace(words="")


def words_of(item: FollowUp) -> str:
    """What the words of a filter are looked for in, folded as they are."""
    waits = f" @{item.waiting_on}" if item.waiting_on else ""
    return f"{item.number} {item.text} {item.person} {item.matter} @{item.assignee}{waits}".casefold()


def _digits(words: str) -> str:
    plain = words.removeprefix("+")
    return plain if plain.isdecimal() else "".join(letter for letter in words if letter.isdecimal())
