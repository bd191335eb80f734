"""A call that is cut at any point costs nothing: the next start offers it, with the line being typed."""

from __future__ import annotations

import random
import re
import signal
import time

import pytest

from tests.terminal.office import MARIA, NOW, ended, looked_over, on_a_call, said
from tests.terminal.terminal import PATIENCE

LATER = "2026-11-24T17:20:00Z!"
"""Eight minutes after the screens of these tests stand."""
NOTES = [
    "hearing moved, she got a letter yesterday",
    "> send her the new notice today 5pm",
    "? should I sign the stipulation?",
    "~ afraid he will move with the kids",
    "! do not call before noon",
    "< send the pay stubs mon",
    "@ hearing Dec 3",
    "father changed jobs in October",
    "* somebody stood beside her",
    "school is Roosevelt Elementary",
]


def text_of(note: str) -> str:
    return note.lstrip("><?!@#~* ")


def wait_saved(demo, words):
    """Until a line is on the disk: what the last row says is the time of the last saving, and the clock stands."""
    deadline = time.monotonic() + PATIENCE
    while not any(words in draft.read_text() for draft in demo.drafts()):
        assert time.monotonic() < deadline, f"{words!r} did not get to the disk"


def lines_of(office):
    """The lines of the newest call of the log."""
    row = office.json("log", "--limit", "1", now=LATER)[0]
    return [line["text"] for line in office.json("show", "call", str(row["id"]), now=LATER)["lines"]]


def write_it_down(terminal):
    """End a call from its screen."""
    ended(terminal, "the line was cut")


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_at_any_line_loses_nothing_the_screen_called_saved(demo, seed):
    chance = random.Random(seed)
    whole = chance.randrange(1, len(NOTES))
    begun = NOTES[whole][: chance.randrange(1, len(NOTES[whole]))].rstrip()
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        for note in NOTES[:whole]:
            terminal.type(f"{note}<enter>")
        terminal.wait_for(re.compile(re.escape(text_of(NOTES[whole - 1])[:24])))
        terminal.type(begun)
        terminal.wait_for(f"▸ {begun}")
        # What is being typed is on the disk at most three tenths later.
        wait_for_disk(demo, begun)
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("Your call with Maria Garcia was cut at 9:12 AM")
        plural = "" if whole == 1 else "s"
        terminal.wait_quiet()
        said = re.sub(r"\s+", " ", terminal.text())
        assert f"Nothing is lost: {whole} line{plural}" in said
        terminal.type("o")
        terminal.wait_for("00:08:00")
        terminal.wait_for("Maria Garcia · Custody 2026-0142")
        terminal.wait_for(f"▸ {begun}")
        terminal.wait_for(text_of(NOTES[whole - 1])[:24])
        terminal.type("<end> and the rest<enter>")
        terminal.wait_for("and the rest")
        write_it_down(terminal)
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    typed = [*NOTES[:whole], f"{begun} and the rest"]
    # Behind them come the follow-ups that the wrap-up has made of what was left open.
    assert lines_of(demo)[: len(typed)] == [text_of(note) for note in typed]
    assert demo.drafts() == []
    assert demo.shell("verify").returncode == 0


def wait_for_disk(office, words):
    """Until a draft holds these words: what a power cut would leave."""
    from tests.terminal.test_manners import wait_until  # noqa: PLC0415

    wait_until(lambda: any(words in path.read_text(errors="replace") for path in office.drafts()))


@pytest.mark.parametrize(
    ("key", "question"), [("<ctrl+f>", "Who is on the line"), ("/verify<enter>", "identity checked")]
)
def test_a_half_typed_answer_to_a_question_stands_there_again_after_a_kill(demo, key, question):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type(key)
        terminal.wait_for(question)
        terminal.type("Wilhelmina Ost")
        wait_for_disk(demo, "Wilhelmina Ost")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("Take it up?")
        terminal.type("o")
        terminal.wait_for("00:08:00")
        terminal.type(key)
        terminal.wait_for("▸ Wilhelmina Ost")
        terminal.type("erman<enter>")
        terminal.wait_gone(question)
        terminal.type(key)
        terminal.wait_for(question)
        assert "▸ Wilhelmina" not in terminal.text()


def test_much_later_enter_stops_the_timer_where_the_line_was_cut(demo):
    with demo.moved() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        demo.at(95)
        terminal.wait_for("00:01:35")
        terminal.type("a minute and a half in<enter>")
        terminal.wait_for("01:35   a minute and a half in")
        terminal.wait_for("Saved 09:13:35")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("00:01:35 into it")
        terminal.wait_for(said("Enter yes, timer stopped at the cut"))
        terminal.type("<enter>")
        terminal.wait_for("IN    00:01:35  Maria Garcia")
        terminal.wait_for("01:35   a minute and a half in")
        terminal.type("went on<enter>")
        terminal.wait_for("01:35   went on")
        write_it_down(terminal)
    assert demo.json("log", "--limit", "1", now=LATER)[0]["seconds"] == 95


def test_at_once_enter_lets_the_timer_run_on_and_s_stops_it(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type("still there?<enter>")
        terminal.wait_for("00:00   still there?")
        wait_saved(demo, "still there?")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now="2026-11-24T17:13:00Z!") as terminal:
        terminal.wait_for(said("Enter yes, the call went on"))
        terminal.type("<enter>")
        terminal.wait_for("IN    00:01:00")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now="2026-11-24T17:13:30Z!") as terminal:
        terminal.wait_for(said("Enter yes, the call went on"))
        terminal.type("s")
        terminal.wait_for(re.compile("IN    00:0[01]:00"))


def test_later_leaves_the_call_for_the_next_start(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type("who was that<enter>")
        terminal.wait_for("00:00   who was that")
        wait_saved(demo, "who was that")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    for _ in range(2):
        with demo.terminal(now=LATER) as terminal:
            terminal.wait_for("Your call with a caller was cut")
            terminal.type("l")
            terminal.wait_for("The call is kept; F3 takes it up")
            terminal.type("<ctrl+q>")
            assert terminal.exit_code() == 0
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("Your call with a caller was cut")
        terminal.type("<enter>")
        terminal.wait_for("who was that")


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda terminal: terminal.hang_up(), 129),
        (lambda terminal: terminal.kill(signal.SIGHUP), 129),
        (lambda terminal: terminal.kill(signal.SIGTERM), 143),
        pytest.param(
            lambda terminal: terminal.type("<ctrl+q>"),
            0,
        ),
    ],
    ids=["dropped line", "SIGHUP", "SIGTERM", "ctrl+q"],
)
def test_the_last_key_before_the_end_is_kept(demo, end, code):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>one whole line<enter>")
        terminal.wait_for("00:00   one whole line")
        terminal.type("> and half a promise tomo")
        terminal.wait_for("▸ > and half a promise tomo")
        end(terminal)
        assert terminal.exit_code() == code
    with demo.terminal(now=LATER) as terminal:
        how = "was cut" if code else "is open still: you left"
        terminal.wait_for(said(f"Your call with Maria Garcia {how} at 9:12 AM"))
        terminal.type("<enter>")
        terminal.wait_for("▸ > and half a promise tomo")
        terminal.type("rrow 9am<enter>")
        terminal.wait_for(re.compile(r"tomorrow\s9:00\sAM,\syou"))
        write_it_down(terminal)
    assert lines_of(demo) == ["one whole line", "and half a promise tomorrow 9am"]


def test_two_cut_calls_are_both_offered(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>hers<enter>")
        terminal.wait_for("00:00   hers")
        terminal.type("<ctrl+s>")
        terminal.wait_for(said("a new call, this one is parked"))
        terminal.type("n<enter>")
        terminal.wait_for("who is it?")
        terminal.type("the other one's<enter>")
        terminal.wait_for("00:00   the other one's")
        wait_saved(demo, "the other one's")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("was cut at 9:12 AM")
        terminal.wait_quiet()
        first = re.sub(r"\s+", " ", terminal.text())
        terminal.type("l")
        terminal.wait_for("2 cut calls kept: F3")
        terminal.type("<f3>")
        terminal.wait_for(said("that was cut"))
        terminal.type("b")
        terminal.wait_for("was cut at 9:12 AM")
        terminal.type("<enter>")
        hers, others = "00:00   hers", "00:00   the other one's"
        terminal.wait_for(hers if "with Maria Garcia was cut" in first else others)
        terminal.type("<f2>")
        terminal.wait_for("1 cut call kept")


def test_checklist_recording_and_who_survive_the_cut(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("<ctrl+n>")
        terminal.wait_for("✓ greeting by name")
        terminal.type("<ctrl+r>")
        terminal.wait_for("Do you agree")
        terminal.type("n<enter>")
        terminal.wait_for("notes only: Maria Garcia said no")
        terminal.type("first wording<enter>")
        terminal.wait_for("00:00   first wording")
        terminal.type("<up><enter>")
        terminal.wait_for("editing:")
        terminal.type(" mended<enter>")
        terminal.wait_for("first wording mended  v2")
        wait_saved(demo, "first wording mended")
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("was cut at")
        terminal.type("<enter>")
        terminal.wait_for("✓ greeting by name")
        terminal.wait_for("notes only: Maria Garcia said no")
        terminal.wait_for("first wording mended  v2")
        write_it_down(terminal)
    row = demo.json("log", "--limit", "1", now=LATER)[0]
    shown = demo.json("show", "call", str(row["id"]), now=LATER)
    assert shown["consent"]["answer"] == "declined"
    assert [one["text"] for one in shown["lines"][0]["versions"]] == ["first wording"]


def test_a_cut_while_the_call_is_written_leaves_it_whole_or_not_at_all(demo):
    """Killed at the very moment of Enter on the wrap-up page, many times over."""
    written = 0
    chance = random.Random(12)
    moment = f"{NOW}!"
    calls = len(demo.json("log", "--limit", "1000", now=moment))
    for turn in range(4):
        with demo.terminal() as terminal:
            terminal.wait_for(re.compile("d done|was cut at"))
            terminal.wait_quiet()  # the question comes a moment after the first picture
            if "was cut at" in terminal.text():
                terminal.type("<enter>")
                terminal.wait_for("Saved")
            else:
                terminal.type("<f3>")
                terminal.wait_for("Saved")
                terminal.type(f"{MARIA}<enter>turn {turn}<enter>> promise of turn {turn} thu 3pm<enter>")
                terminal.wait_for(f"promise of turn {turn}")
            terminal.type("<f10>")
            terminal.wait_for("Wrap-up")
            # Cut after something was settled, the call need not be asked for it again.
            if "Required steps not taken" in terminal.text():
                terminal.type("<enter>")
                terminal.wait_for("Why?")
                terminal.type("cut<enter>")
            looked_over(terminal, write=False)
            seen = terminal.bytes_out
            terminal.type("<enter>")
            # Somewhere between the key and the word that it is written.
            more = chance.choice([1, 40, 200, 2000])
            terminal.wait_for(
                lambda text, wanted=seen + more, one=terminal: len(one.raw) >= wanted or "is in the log" in text
            )
            terminal.kill(signal.SIGKILL)
            terminal.exit_code()
        rows = demo.json("log", "--limit", "1000", now=moment)
        numbers = [item["text"] for item in demo.json("queue", "--all", now=moment)]
        written = len(rows) - calls
        promises = [text for text in numbers if text.startswith("promise of turn")]
        assert len(promises) == written
        assert len(set(promises)) == len(promises)
    assert demo.shell("verify").returncode == 0


def test_one_s_own_call_in_a_session_that_is_not_given_up_yet_is_told_of_and_offered_once_it_is(demo):
    with demo.terminal() as lost:
        on_a_call(lost).type(f"{MARIA}<enter>")
        lost.wait_for("2026-0142")
        lost.type("she is afraid<enter>")
        wait_saved(demo, "she is afraid")
        with demo.terminal(now=LATER) as again:
            again.wait_for("Maria Garcia: on the line in another session of yours")
            lost.kill(signal.SIGKILL)
            again.wait_for("Your call elsewhere was cut: F3 takes it up here")
            again.type("<f3>")
            again.wait_for("Which call?")
            again.type("b")
            again.wait_for("Maria Garcia")
            again.type("<enter>")
            again.wait_for("she is afraid")
