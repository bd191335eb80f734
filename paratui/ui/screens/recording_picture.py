"""How the recording of a call is drawn: the strip that is always in view, and the pane behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from paratui.domain.consent import can_be_recorded
from paratui.domain.consent_history import Answer, short
from paratui.domain.spoken_time import line_time
from paratui.ui.keys_in_force import key_of
from paratui.ui.look import styled
from paratui.ui.widgets.pane import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from rich.text import Text

    from paratui.domain.call import Call
    from paratui.domain.consent import Reason, RecordingRule
    from paratui.domain.consent_history import ConsentStands
    from paratui.services.recording import Guessed
    from paratui.ui.look import Look

GAP = " · "
PEOPLE_SHOWN = 6
HAPPENED: dict[str, str] = {
    Answer.ASKED: "asked",
    Answer.CONSENTED: "yes",
    Answer.DECLINED: "no",
    Answer.SILENT: "no answer",
    Answer.STOPPED: "stopped",
    Answer.RESUMED: "went on",
    Answer.BROKEN: "joined, not asked",
}


class Shown(NamedTuple):
    """What strip and pane are drawn from. `here` is where I am, empty while I have not said."""

    call: Call
    rule: RecordingRule
    stands: ConsentStands
    guesses: Guessed
    here: str = ""
    note: str = ""
    stop_words: str = ""


def not_recorded(channel: str) -> str:
    """Why a channel has nothing to record; empty when it has."""
    return "" if can_be_recorded(channel) else f"nothing to record: {channel.replace('_', ' ')}"


def strip(shown: Shown | None, channel: str, width: int, rows: int, look: Look) -> list[Text]:
    """The rule and where the consent stands, in two rows, or in one where there is little room.

    Without `shown` the office's rules are still being read, and the strict case holds.
    """
    nothing = not_recorded(channel)
    if nothing:
        return [styled(f" {nothing}", look.quiet)]
    if shown is None:
        return [styled(" REC off", look.late).append("  everyone must agree: ask first", look.plain)]
    first = _first_row(shown, width, look, told=rows < 2)
    return [first] if rows < 2 else [first, _second_row(shown, width, look)]


def _first_row(shown: Shown, width: int, look: Look, *, told: bool) -> Text:
    rule, now = shown.rule, shown.stands
    word = "agreed" if now.may_record else "STOP" if now.broken else "off"
    row = styled(f" REC {word}", look.good if now.may_record else look.late)
    places, _, asks = rule.strip.partition(" -> ")
    asks, _, cited = asks.partition(GAP)
    if now.may_record:
        asks = f"{now.says} at {line_time(shown.call.consent.at)}"
    elif now.broken:
        asks = f"{now.says}: {key_of('call.recording')}"
    elif told and now.answer is not Answer.NOT_ASKED:
        asks = now.says
    whole = f"  {places} -> {asks}"
    if now.may_record or now.broken or told or row.cell_len + cell_len(whole) > width:
        # What is to be done stands first where the places leave no room for it.
        whole = f"  {asks}{GAP}{places}"
    row.append(whole, look.late if now.broken else look.plain)
    # The statute stands whole or not at all; its key and m tell it.
    fits = cited and row.cell_len + len(GAP) + cell_len(cited) <= width
    return row.append(f"{GAP}{cited}", look.plain) if fits else row


def _second_row(shown: Shown, width: int, look: Look) -> Text:
    now = shown.stands
    if now.may_record:
        row = styled(f" asked by {shown.call.consent.by}", look.quiet)
        pieces = [(f"{key_of('call.recording')} stops it", look.quiet)]
    else:
        stopped = next((one.at for one in reversed(shown.call.consent.history) if one.answer == Answer.STOPPED), None)
        at = f" at {line_time(stopped)}" if stopped is not None and now.answer is Answer.STOPPED else ""
        says = "everyone must agree: ask first" if now.broken else now.says.replace(": stopped", f": stopped{at}", 1)
        row = styled(f" {says}", look.late)
        pieces = []
    if shown.guesses.places and not shown.call.places:
        pieces.append((f"{'/'.join(short(one) for one in shown.guesses.places[:3])} is a guess: /where", look.accent))
    elif not shown.call.places and not now.may_record:
        pieces.append(("where are they? /where", look.accent))
    if not shown.here:
        pieces.append(("and you? /here", look.accent))
    if not shown.rule.verified:
        pieces.append(("rules unverified", look.quiet))
    for words, style in pieces:
        if row.cell_len + len(GAP) + cell_len(words) <= width:
            row.append(GAP, look.quiet).append(words, style)
    return row


def pane(shown: Shown, width: int, look: Look, *, whole: bool = False) -> list[Text]:
    """What to know before the answer: whom to ask, what to say; with `whole` the rule, the law and what was kept."""
    rule, now = shown.rule, shown.stands
    first = styled("Recording", look.key).append(f"  {now.says}", look.good if now.may_record else look.late)
    told = [
        *_lines("still to ask: ", [_people(now.missing)] if now.missing else [], look.accent, look.strong),
        *_lines("say: ", [f'"{rule.announcement}"'], look.accent, look.plain),
        *_lines("say too: ", rule.must_say, look.accent, look.plain),
        *_lines("", rule.checks[: None if whole else 3], look.accent, look.accent),
        *_lines("take care: ", rule.warnings, look.late, look.plain),
        *(_behind(shown, look) if whole else [styled("m shows the rule and why", look.quiet)]),
    ]
    return [row for line in (first, *told) for row in wrapped(line, width)]


def _behind(shown: Shown, look: Look) -> list[Text]:
    """The law, what belongs on the recording, and what was kept so far."""
    rule = shown.rule
    return [
        *_lines("", [_why(one) for one in rule.reasons], look.accent, look.plain),
        *_lines("on the recording: ", rule.on_recording, look.accent, look.plain),
        *_lines("first words on it: ", [f'"{rule.first_words}"'], look.accent, look.plain),
        *_lines("ethics: ", rule.ethics, look.accent, look.plain),
        *_lines("", [shown.note] if shown.note else [], look.accent, look.plain),
        styled(f"Rules {rule.table}", look.quiet),
        *_history(shown.call, look),
    ]


def _lines(label: str, says: Iterable[str], label_style: Style, style: Style) -> list[Text]:
    return [styled(label, label_style).append(words, style) for words in says]


def _people(names: Sequence[str]) -> str:
    shown = ", ".join(short(name) for name in names[:PEOPLE_SHOWN])
    return shown if len(names) <= PEOPLE_SHOWN else f"{shown} and {len(names) - PEOPLE_SHOWN} more"


def _why(reason: Reason) -> str:
    who = _people([party.called for party in reason.brought_by])
    words = f"{reason.rule}: {reason.place or 'place unknown'} ({who})"
    return GAP.join(one for one in (words, reason.statute, reason.why) if one)


def _history(call: Call, look: Look) -> list[Text]:
    rows = [styled("So far", look.key)] if call.consent.history else []
    for moment in call.consent.history:
        who = _people([one.name or "the caller" for one in moment.of])
        words = f"{line_time(moment.at)} {HAPPENED.get(moment.answer, moment.answer)}"
        rows.append(styled(f"{words}{f': {who}' if who else ''}, kept by {moment.by}", look.quiet))
    return rows


def to_say_now(shown: Shown, words: str, width: int, look: Look) -> list[Text]:
    """What to say aloud once an answer is kept, and what has to be on the recording."""
    now = shown.stands
    rows = wrapped(styled(now.says, look.good if now.may_record else look.late), width)
    if words:
        label = "first words on the recording: " if now.may_record else "say: "
        rows += wrapped(styled(label, look.accent).append(f'"{words}"', look.plain), width)
    if now.may_record:
        for one in shown.rule.on_recording:
            rows += wrapped(styled("on it: ", look.accent).append(one, look.plain), width)
    return rows


