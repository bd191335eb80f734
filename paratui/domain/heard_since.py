"""What has changed since a call was read back: a line that was added, changed or struck out opens it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.clocks import AS_PROMISED
from paratui.domain.heard_line import HeardLine
from paratui.domain.note_line import Kind
from paratui.domain.read_back import Spoken, ToSay, worth_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paratui.domain.call import Call, ReadBack
    from paratui.domain.note_line import NoteLine

_CHANGED = "This has changed: {}"
_GONE = "This no longer holds: {}"


class Since(NamedTuple):
    """The lines that are new since the read-back, those that say something else now, and those that are gone."""

    new: tuple[NoteLine, ...] = ()
    changed: tuple[NoteLine, ...] = ()
    gone: tuple[HeardLine, ...] = ()

    def words(self) -> str:
        """What is new, in one line."""
        told = {
            "new": (line.text for line in self.new),
            "changed": (line.text for line in self.changed),
            "struck out": (line.text for line in self.gone),
        }
        return "; ".join(f"{how}: {text}" for how, texts in told.items() for text in texts)


def since_read(call: Call) -> Since:
    """What is new since the words of the read-back were put together."""
    lines = worth_reading(call.lines)
    heard = {one.line: one for one in call.read_back.heard}
    kept = {line.line for line in lines}
    return Since(
        tuple(line for line in lines if line.line not in heard),
        tuple(line for line in lines if line.line in heard and not _same(heard[line.line], _as_it_is(line, call))),
        tuple(one for one in call.read_back.heard if not (one.line in kept or one.unsaid)),
    )


def read_back_holds(call: Call) -> bool:
    """Whether it was read back as it is now."""
    return bool(call.read_back.by) and not any(since_read(call))


def heard(call: Call, spoken: Mapping[int, Spoken], said: ToSay) -> tuple[HeardLine, ...]:
    """The lines as they are now, with those of their sentences that stand in what is read back as they were made."""
    return tuple(_heard(call, spoken, said))


def _heard(call: Call, spoken: Mapping[int, Spoken], said: ToSay) -> Iterator[HeardLine]:
    for line in worth_reading(call.lines):
        words, now = spoken.get(line.line), _as_it_is(line, call)
        if words is None:
            yield now.but(unsaid=True)
            continue
        sentence = next((one for one in said.sentences if one.endswith(words.said)), "")
        yield now.but(said=sentence, listed=words.listed if words.listed in said.to_do else "")


def said_again(back: ReadBack, since: Since, spoken: Mapping[int, Spoken]) -> ToSay:
    """What was put together for the read-back, with what is new since in its place, else behind it."""
    sentences, to_do = back.text.splitlines(), back.to_do.splitlines()
    before = {one.line: one for one in back.heard}
    for line in (*since.changed, *since.new):
        words, old = spoken.get(line.line, Spoken("")), before.get(line.line)
        by_hand = words.said and old and not (old.said or old.unsaid)
        _put(sentences, old.said if old else "", _CHANGED.format(words.said) if by_hand else words.said)
        _put(to_do, old.listed if old else "", words.listed)
    for one in since.gone:
        _put(sentences, one.said, _GONE.format(one.said or one.text) if back.by else "")
        _put(to_do, one.listed, "")
    return ToSay(tuple(sentences), tuple(to_do))


def _put(rows: list[str], old: str, new: str) -> None:
    """Put a row in the place of the one there was, else at the end; nothing takes it out."""
    if old and old in rows:
        place = rows.index(old)
        rows[place : place + 1] = [new] if new else []
    elif new:
        rows.append(new)


def _as_it_is(line: NoteLine, call: Call) -> HeardLine:
    ours = line.kind == Kind.PROMISE.value
    dated = ours or (line.kind == Kind.CLIENT_TASK.value and line.clock == AS_PROMISED)
    return HeardLine(
        line=line.line,
        kind=line.kind,
        text=line.text,
        due=line.due if dated else "",
        assignee=line.assignee or call.staff if ours else "",
    )


def _same(before: HeardLine, now: HeardLine) -> bool:
    return before.but(said="", listed="", unsaid=False, unknown={}) == now
