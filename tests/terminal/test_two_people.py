"""Two people in one office, each in a process of their own: both see what is, neither overwrites the other."""

from __future__ import annotations

import re
import time

import pytest

from tests.terminal.office import MARIA, at_the_queue, ended, looked_over, on_a_call, patience

SEEN_WITHIN = patience(1.0)
"""A colleague sees a change within about a second; a busy machine gets more."""


@pytest.fixture
def both(demo):
    """Ana and Dana, both looking at the queue."""
    with demo.terminal("ana") as ana, demo.terminal("dana") as dana:
        at_the_queue(ana)
        at_the_queue(dana)
        yield ana, dana


def chosen(terminal) -> str:
    """The number of the item under the cursor."""
    terminal.wait_quiet()
    found = re.search(r"▸ +(\d+) ", terminal.text())
    return found[1] if found else ""


def find(terminal, words):
    """Filter the queue until one item stands there with the cursor on it."""
    terminal.type(f"/{words}")
    terminal.wait_for("1 found; Enter keeps the filter")
    terminal.type("<enter>")
    terminal.wait_gone("Enter keeps the filter")


def number_of(demo, words):
    return next(str(item["number"]) for item in demo.json("queue", "--all") if words in item["text"])


def test_what_one_does_the_other_sees_within_a_second(demo, both):
    ana, dana = both
    begun = time.monotonic()
    ana.type("n")
    ana.wait_for("New follow-up")
    ana.type("hand the keys to the clerk today 11am @dana !<enter>")
    dana.wait_for("hand the keys", SEEN_WITHIN)
    assert time.monotonic() - begun < SEEN_WITHIN
    ana.wait_for(re.compile(r"#\d+ made, due today 11:00 AM"))
    find(ana, "hand the keys")
    ana.type("d")
    ana.wait_for("Done: #")
    ana.type("handed over<enter>")
    dana.wait_gone("hand the keys", SEEN_WITHIN)


def test_the_cursor_of_the_other_stays_on_its_record(demo, both):
    ana, dana = both
    dana.type("<down><down><down>")
    dana.wait_for(re.compile(r"▸ +327 "))
    row = next(place for place in range(24) if "327" in dana.line(place))
    ana.type("d")
    ana.wait_for("Done: #335")
    ana.type("told him<enter>")
    ana.wait_for("#335: done: told him")
    dana.wait_gone(" 335 ", SEEN_WITHIN)
    dana.wait_for(re.compile(r"▸ +327 "))
    assert "327" in dana.line(row - 1)
    dana.type("d")
    dana.wait_for("Done: #327")


def test_a_stale_answer_is_refused_with_who_and_when_and_kept(demo, both):
    ana, dana = both
    dana.type("<down>")
    dana.wait_for(re.compile(r"▸ +346 "))
    dana.type("d")
    dana.wait_for("Done: #346")
    dana.type("told the credit union by letter")
    dana.wait_for("▸ told the credit union by letter")
    ana.type("<down>")
    ana.wait_for(re.compile(r"▸ +346 "))
    ana.type("s")
    ana.wait_for("Snooze #346 until when?")
    ana.type("<enter>")
    ana.wait_for("#346: snoozed until")
    dana.type("<enter>")
    dana.wait_for(lambda text: "Ana Reyes changed this at 9:12 AM: snoozed" in re.sub(r"\s+", " ", text))
    dana.wait_for("▸ told the credit union by letter")
    dana.type("<enter>")
    dana.wait_for("#346: done: told the credit union by letter")
    shown = demo.json("show", "follow-up", "346")
    assert (shown["status"], shown["outcome"]) == ("done", "told the credit union by letter")
    assert [one["by"] for one in shown["history"]][-2:] == ["ana", "dana"]


def test_what_the_other_has_closed_is_not_closed_twice(demo, both):
    ana, dana = both
    dana.type("d")
    dana.wait_for("Done: #335")
    dana.type("mine")
    dana.wait_for("▸ mine")
    ana.type("d")
    ana.wait_for("Done: #335")
    ana.type("hers<enter>")
    ana.wait_for("#335: done: hers")
    dana.type("<enter>")
    dana.wait_for("Ana Reyes changed this at 9:12 AM")
    dana.wait_for("▸ mine")
    dana.type("<enter>")
    dana.wait_for("#335 is closed already: hers; nothing was changed")
    dana.wait_for("▸ mine")
    dana.type("<esc>")
    dana.wait_gone("Done: #335")
    assert demo.json("show", "follow-up", "335")["outcome"] == "hers"


def test_an_undo_does_not_take_back_what_the_other_did_since(demo, both):
    ana, dana = both
    ana.type("s")
    ana.wait_for("Snooze #335")
    ana.type("thu 9am<enter>")
    ana.wait_for("#335: snoozed")
    dana.wait_for("6 late", SEEN_WITHIN)
    find(dana, "second bank withdrawal")
    dana.type("g")
    dana.wait_for("#335: claimed")
    ana.type("u")
    ana.wait_for("Dana Whitfield changed this at 9:12 AM: claimed")
    item = demo.json("show", "follow-up", "335")
    assert item["assignee"] == "dana"
    assert item["snoozed_until"]


def test_one_sees_with_whom_the_other_is_on_a_call(both):
    ana, dana = both
    ana.type(f"<f3>{MARIA}<enter>")
    dana.wait_for("Ana on a call with Maria Garcia", SEEN_WITHIN)
    ana.type("> fax the notice today 4pm @dana<enter>")
    ana.wait_for("fax the notice")
    ended(ana)
    dana.wait_gone("Ana on a call", SEEN_WITHIN)
    dana.type("/fax the notice")
    dana.wait_for("1 found")


def test_a_call_of_the_other_comes_into_the_log_while_it_is_looked_at(both):
    ana, dana = both
    dana.type("<f4>")
    dana.wait_for("calls")
    on_a_call(ana).type(f"{MARIA}<enter>she asked about Friday<enter>")
    ana.wait_for("00:00   she asked about Friday")
    ended(ana)

    def come_in(text):
        dana.type("<up>")  # her cursor stays on its call, so the newer one may stand above the first row
        return re.search(r"▸ today 9:12 AM +in +Maria Garc", text)

    dana.wait_for(come_in, SEEN_WITHIN)


def test_a_line_of_the_shell_reaches_an_open_screen(demo, both):
    _, dana = both
    assert demo.shell("add", "ring the clerk back today 11am @dana !").returncode == 0
    dana.wait_for("ring the clerk", SEEN_WITHIN)


def test_two_calls_at_the_same_time_both_end_whole(demo, both):
    for terminal, who in zip(both, ("ana", "dana"), strict=True):
        terminal.type(f"<f3>/who Caller of {who}<enter>")
        terminal.wait_for(f"new: Caller of {who} - not a client")
        terminal.type("<down><enter>")
        terminal.wait_for(re.compile(rf"00:00:0\d  Caller of {who}"))
        terminal.type(f"> promise of {who} thu 3pm<enter>")
        terminal.wait_for(f"00:00 > promise of {who}")
        terminal.type("<f10>")
        terminal.wait_for("Wrap-up")
        terminal.type("<enter>")
        terminal.wait_for("Why?")
    for terminal in both:
        terminal.type("short<enter>")
    for terminal, who in zip(both, ("ana", "dana"), strict=True):
        looked_over(terminal)
        terminal.wait_for(f"The call with Caller of {who} is in the log")
    items = [item for item in demo.json("queue", "--all") if item["text"].startswith("promise of")]
    assert sorted(item["person"] for item in items) == ["Caller of ana", "Caller of dana"]
    assert len({item["number"] for item in items}) == 2
    assert demo.shell("verify").returncode == 0
