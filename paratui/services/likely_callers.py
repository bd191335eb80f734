"""Who a number and a name, perhaps garbled, may belong to: the likeliest first, with the reason."""

from __future__ import annotations

from sys import intern
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paratui.domain.conflict.index import NameIndex
    from paratui.domain.conflict.known_names import KnownNames
    from paratui.services.desk import Desk
    from paratui.services.people import Known, People

# A hit of the name index below this is one of too many people to be proposed unasked.
_LEAST_SCORE = 80
_MOST = 5
# Names read between two rests of `load`: about a millisecond's work.
_STRIDE = 20


class Caller(NamedTuple):
    """One answer to who it was: a person of the office, or the name as it was typed (`known` None).

    `sure` when nothing else is likely, so that it may be taken without a look.
    """

    known: Known | None
    name: str
    why: str = ""
    sure: bool = False

    @property
    def person_id(self) -> int:
        """The record of the person, 0 for a name as typed."""
        return self.known.person.id if self.known else 0


class LikelyCallers:
    """Proposes who called. Names that only sound or look alike are found once `load` was through."""

    def __init__(self, desk: Desk, people: People, names: Callable[[], KnownNames]) -> None:
        self._desk = desk
        self._people = people
        self._names = names
        self._index: NameIndex | None = None
        self._loading = Lock()

    @property
    def loaded(self) -> bool:
        """Whether names that only sound or look alike are found."""
        return self._index is not None

    def load(self, rest: Callable[[], object] | None = None) -> None:
        """Make every name findable by how it sounds; in a big office a few seconds, so call it from a thread.

        `rest` is called now and then, so that others come to their turn. Raises StoreError.
        """
        from paratui.domain.conflict.hit import Listed  # noqa: PLC0415 - loaded when names are first looked for
        from paratui.domain.conflict.index import NameIndex  # noqa: PLC0415 - as above

        with self._loading:
            if self._index is None:
                index = NameIndex((), self._names())
                for place, doc in enumerate(self._desk.store.records("person")):
                    role = intern(str(doc.get("role") or ""))
                    index.add(Listed(str(doc.get("name") or ""), "person", doc["id"], role))
                    if rest and place % _STRIDE == 0:
                        rest()
                self._index = index

    def forget(self) -> None:
        """People were entered or renamed: the names are read anew by the next `load`."""
        self._index = None

    def of(self, phone: str, name: str) -> list[Caller]:
        """Everybody it may be, the one to take first; the name as typed is always among them."""
        over_number = self._people.with_number(phone) if phone else []
        as_typed = Caller(None, name, "as typed" if name else "not named")
        if not name:
            sure = len(over_number) == 1
            found = [Caller(one, one.person.name, "this number", sure) for one in over_number]
            return [*found, as_typed._replace(sure=not found)]
        alike = self._alike_among(over_number, name)
        here = [Caller(one, one.person.name, "this number", len(alike) == 1) for one in alike]
        # Who calls from somebody else's telephone is not taken for them.
        others = [Caller(one, one.person.name, "this is their number") for one in over_number if one not in alike]
        held = {one.person_id for one in (*here, *others)}
        elsewhere = [] if here else [one for one in self._by_name(name) if one.person_id not in held]
        if " " not in name and len(elsewhere) > 1:
            # "maria" may be any of them: none is proposed before the others.
            others, elsewhere = [*elsewhere, *others], []
        likely = [*here, *elsewhere][:_MOST]
        return [*likely, as_typed._replace(sure=not likely), *others[:_MOST]]

    def _by_name(self, name: str) -> Iterator[Caller]:
        exact = self._people.exactly(name)
        if exact:
            yield Caller(exact, exact.person.name, "the same name", " " in name)
        seen = {exact.person.id} if exact else set()
        for one in self._people.named(name, _MOST):
            # "mar garc" is one or two people, "mar" alone is anybody.
            whole = " " in name or name.casefold() in one.person.name.casefold().replace("-", " ").split()
            if whole and one.person.id not in seen:
                seen.add(one.person.id)
                yield Caller(one, one.person.name, "begins so" if " " in name else "has this name")
        index = self._index
        if index is None or " " not in name:
            return
        for hit in index.check([name[:100]]).hits:
            known = self._people.person(hit.listed.record)
            if hit.score >= _LEAST_SCORE and known and known.person.id not in seen:
                seen.add(known.person.id)
                yield Caller(known, known.person.name, hit.reason)

    def _alike_among(self, people: list[Known], name: str) -> list[Known]:
        """Those of a number whose name can be what was heard: the whole, a beginning, or much like it."""
        words = name.casefold().replace("-", " ").split()
        begun = [one for one in people if _begun(words, one.person.name)]
        if begun or not people:
            return begun
        from paratui.domain.conflict.hit import Listed  # noqa: PLC0415 - as above
        from paratui.domain.conflict.index import NameIndex  # noqa: PLC0415 - as above

        few = NameIndex((Listed(one.person.name, "person", one.person.id, "") for one in people), self._names())
        near = {hit.listed.record for hit in few.check([name[:100]]).hits}
        return [one for one in people if one.person.id in near]


def _begun(words: list[str], name: str) -> bool:
    """Whether each word begins a word of the name: "maria" or "m garcia" for Maria Garcia."""
    theirs = name.casefold().replace("-", " ").split()
    return all(any(word.startswith(typed.strip(".")) for word in theirs) for typed in words)
