"""The consent to record, as one call goes along: what was asked, who answered what, and what follows from it.

The history is only ever added to. Where it stands is worked out from it and from who is on the line now: notes
only, unless everyone on the line has said yes, nobody has said no since, and the recording was not stopped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from paratui.domain.errors import BadInput
from paratui.domain.record import Part

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLER = "caller"
NAMES_SHOWN = 3
NAME_SHOWN = 24


class Answer(StrEnum):
    """What happened with the recording question, and how it stands."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    CONSENTED = "consented"
    DECLINED = "declined"
    SILENT = "silent"
    STOPPED = "stopped"
    RESUMED = "resumed"
    BROKEN = "broken"


class OnTheLine(Part, frozen=True, kw_only=True):
    """Somebody on the line: `key` as long as the call lasts, `name` as it was known at that moment."""

    key: str
    name: str = ""


class ConsentMoment(Part, frozen=True, kw_only=True):
    """One thing that happened. `at` is seconds into the call, `said_at` the moment in UTC.

    `of` are those whose answer it is; a stop without any is the office's own, and a consent is broken by those
    who came on the line without having agreed while it stood. `by` is the login that asked,
    `words` what was read aloud, `rule` the rule shown with it, `version` that of the table it comes from.
    """

    answer: str
    at: int = 0
    said_at: str = ""
    of: tuple[OnTheLine, ...] = ()
    by: str = ""
    words: str = ""
    rule: str = ""
    version: str = ""

    PARTS: ClassVar[dict[str, type[Part]]] = {"of": OnTheLine}


@dataclass(frozen=True)
class ConsentStands:
    """Where the consent of a call stands. `missing` names who has not agreed and so keeps it to notes.

    `says` is the sentence for the strip; the strip is red whenever `may_record` is False. `broken` is True while
    a recorder that was started with everyone's yes may still run though somebody has not agreed.
    """

    answer: Answer
    may_record: bool
    missing: tuple[str, ...]
    says: str
    broken: bool = False

    @property
    def kept_as(self) -> str:
        """The one word a call is listed under: what is resumed goes on as consented."""
        return Answer.CONSENTED if self.answer is Answer.RESUMED else self.answer


def called(key: str, name: str) -> str:
    """Somebody on the line by name, or what stands for it."""
    return name.strip() or ("the caller" if key == CALLER else "somebody not named")


def short(name: str) -> str:
    """A name as a sentence has room for it."""
    return name if len(name) <= NAME_SHOWN else f"{name[: NAME_SHOWN - 3].rstrip()}..."


def with_moment(
    history: tuple[ConsentMoment, ...], moment: ConsentMoment, on_line: Mapping[str, str]
) -> tuple[ConsentMoment, ...]:
    """The history with one more moment; raises BadInput for one that cannot be, saying what comes first.

    `on_line` gives the name under each key, for everyone on the line but staff. A yes without words of its own
    is a yes to what was read last to those who give it.
    """
    answer = moment.answer
    if answer not in set(Answer) - {Answer.NOT_ASKED}:
        raise BadInput(
            f'"{answer}" is no answer to the recording question; say asked, consented, declined, silent,'
            " stopped, resumed or broken"
        )
    if not moment.by:
        raise BadInput("Say who asked about the recording; the answer is kept with your login")
    if answer not in {Answer.STOPPED, Answer.RESUMED} and not moment.of:
        raise BadInput("Say whose answer about the recording this is; it is kept with their name")
    if answer == Answer.CONSENTED and not moment.words:
        moment = moment.but(words=_read_to(history, moment))
    if answer in {Answer.ASKED, Answer.CONSENTED, Answer.RESUMED} and not moment.words.strip():
        raise BadInput("Read the announcement aloud first; a yes is kept with the words it was said to")
    if answer == Answer.RESUMED:
        _refuse_resuming(history, on_line)
    return (*history, moment)


def stands(history: tuple[ConsentMoment, ...], on_line: Mapping[str, str]) -> ConsentStands:
    """Where the consent stands for those on the line now; nobody on the line is nobody who agreed."""
    said, stopped, resumed = _replayed(history, on_line)
    here = {key: said.get(key, Answer.NOT_ASKED) for key in on_line}
    missing = tuple(called(key, on_line[key]) for key, answer in here.items() if answer is not Answer.CONSENTED)
    agreed = bool(here) and not missing
    answer = _overall(set(here.values()), stopped=stopped, resumed=resumed, agreed=agreed)
    broken = bool(missing) and answer in {Answer.ASKED, Answer.NOT_ASKED} and _broken(history)
    says = _says(answer, here, on_line)
    if broken:
        says = f"STOP the recording until {_names(list(missing))} agree{'s' if len(missing) == 1 else ''}"
    return ConsentStands(answer, agreed and not stopped, missing, says, broken)


def _broken(history: tuple[ConsentMoment, ...]) -> bool:
    """Whether the consent was broken, and nobody has stopped the recording or said no since."""
    ends = {Answer.STOPPED, Answer.DECLINED, Answer.SILENT}
    last = next((one.answer for one in reversed(history) if one.answer in {*ends, Answer.BROKEN}), "")
    return last == Answer.BROKEN


def _replayed(
    history: tuple[ConsentMoment, ...], on_line: Mapping[str, str]
) -> tuple[dict[str, Answer], bool, bool]:
    """The last answer under each key, whether the recording is stopped, and whether it was resumed."""
    said: dict[str, Answer] = {}
    stopped = resumed = False
    for moment in history:
        # A word another version has written is no yes.
        answer = Answer(moment.answer) if moment.answer in set(Answer) - {Answer.BROKEN} else Answer.NOT_ASKED
        if answer is Answer.RESUMED:
            stopped, resumed = False, True
            continue
        if answer is Answer.STOPPED:
            stopped = True
        # Whoever wants it stopped has taken the yes back, and is asked again before it goes on.
        said |= {one.key: answer for one in moment.of if not _was_another(one, on_line)}
    return said, stopped, resumed


def _was_another(one: OnTheLine, on_line: Mapping[str, str]) -> bool:
    """Whether the caller who answered is known to be somebody else than who is on the line now."""
    now = on_line.get(one.key, "")
    return one.key == CALLER and bool(one.name and now) and one.name.casefold() != now.casefold()


def _overall(answers: set[Answer], *, stopped: bool, resumed: bool, agreed: bool) -> Answer:
    for refusal in (Answer.DECLINED, Answer.SILENT):
        if refusal in answers:
            return refusal
    if stopped:
        return Answer.STOPPED
    if agreed:
        return Answer.RESUMED if resumed else Answer.CONSENTED
    return Answer.ASKED if answers - {Answer.NOT_ASKED} else Answer.NOT_ASKED


def _refuse_resuming(history: tuple[ConsentMoment, ...], on_line: Mapping[str, str]) -> None:
    said, stopped, _ = _replayed(history, on_line)
    if not stopped:
        raise BadInput("The recording was not stopped; ask for consent instead")
    missing = [called(key, on_line[key]) for key in on_line if said.get(key) is not Answer.CONSENTED]
    if missing or not on_line:
        raise BadInput(f"Ask {_names(missing) or 'the caller'} first; the recording goes on when everyone agrees")


def _read_to(history: tuple[ConsentMoment, ...], moment: ConsentMoment) -> str:
    """The announcement that all those giving this answer heard last; empty when they heard none, or not the same."""
    heard: dict[str, str] = {}
    for earlier in history:
        if earlier.answer == Answer.ASKED:
            heard |= {one.key: earlier.words for one in earlier.of}
    words = {heard.get(one.key, "") for one in moment.of}
    return words.pop() if len(words) == 1 else ""


def _says(answer: Answer, here: Mapping[str, Answer], on_line: Mapping[str, str]) -> str:
    def those(*wanted: Answer) -> str:
        return _names([called(key, on_line[key]) for key, one in here.items() if one in wanted])

    waiting = those(Answer.NOT_ASKED, Answer.ASKED, Answer.STOPPED)
    match answer:
        case Answer.CONSENTED | Answer.RESUMED:
            return "everyone agreed" if len(here) > 1 else f"{those(Answer.CONSENTED)} agreed"
        case Answer.DECLINED:
            return f"notes only: {those(Answer.DECLINED)} said no"
        case Answer.SILENT:
            return f"notes only: no answer from {those(Answer.SILENT)}"
        case Answer.STOPPED:
            return f"notes only: stopped; ask {waiting} before it goes on" if waiting else "notes only: stopped"
        case Answer.ASKED:
            return f"notes only: no yes yet from {waiting}"
        case _:
            return "notes only: not asked"


def _names(names: list[str]) -> str:
    names = [short(name) for name in names]
    if len(names) > NAMES_SHOWN:
        return f"{', '.join(names[:NAMES_SHOWN])} and {len(names) - NAMES_SHOWN} more"
    return " and ".join(names)
