"""Two people in one office, each in a process of their own: both see what is, neither overwrites the other."""

from __future__ import annotations

import re
import time

import pytest

from tests.terminal.office import MARIA, at_the_queue, ended, looked_over, on_a_call, patience, weighed

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


def bells(terminal) -> int:
    """How often the bell rang: the same byte also ends what sets a title or the shape of the pointer."""
    return re.sub(rb"\x1b\][^\x07]*\x07", b"", bytes(terminal.raw)).count(b"\x07")


def find(terminal, words):
    """Filter the queue until one item stands there with the cursor on it."""
    terminal.type(f"/{words}")
    terminal.wait_for("1 found · Esc keeps it")
    terminal.type("<enter>")
    terminal.wait_gone("Esc keeps it")


@pytest.fixture
def order(both) -> list[str]:
    """The numbers of the items both see, as they stand once the silence of everybody is known and weighed."""
    for terminal in both:
        weighed(terminal)
    return re.findall(r"(?m)^ *▸? +(\d+) ", both[0].text())


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


def test_the_cursor_of_the_other_stays_on_its_record(both, order):
    ana, dana = both
    first, fourth = order[0], order[3]
    dana.type("<down><down><down>")
    dana.wait_for(re.compile(rf"▸ +{fourth} "))
    row = next(place for place in range(24) if fourth in dana.line(place))
    ana.type("d")
    ana.wait_for(f"Done: #{first}")
    ana.type("told him<enter>")
    ana.wait_for(f"#{first}: done: told him")
    dana.wait_gone(f" {first} ", SEEN_WITHIN)
    dana.wait_for(re.compile(rf"▸ +{fourth} "))
    assert fourth in dana.line(row - 1)
    dana.type("d")
    dana.wait_for(f"Done: #{fourth}")


def test_a_stale_answer_is_refused_with_who_and_when_and_kept(demo, both, order):
    ana, dana = both
    second = order[1]
    dana.type("<down>")
    dana.wait_for(re.compile(rf"▸ +{second} "))
    dana.type("d")
    dana.wait_for(f"Done: #{second}")
    dana.type("told the credit union by letter")
    dana.wait_for("▸ told the credit union by letter")
    ana.type("<down>")
    ana.wait_for(re.compile(rf"▸ +{second} "))
    ana.type("s")
    ana.wait_for(f"Snooze #{second} until when?")
    ana.type("<enter>")
    ana.wait_for(f"#{second}: snoozed until")
    dana.type("<enter>")
    dana.wait_for(lambda text: "Ana Reyes changed this at 9:12 AM: snoozed" in re.sub(r"\s+", " ", text))
    dana.wait_for("▸ told the credit union by letter")
    dana.type("<enter>")
    dana.wait_for(f"#{second}: done: told the credit union by letter")
    shown = demo.json("show", "follow-up", second)
    assert (shown["status"], shown["outcome"]) == ("done", "told the credit union by letter")
    assert [one["by"] for one in shown["history"]][-2:] == ["ana", "dana"]


def test_what_the_other_has_closed_is_not_closed_twice(demo, both, order):
    ana, dana = both
    first = order[0]
    dana.type("d")
    dana.wait_for(f"Done: #{first}")
    dana.type("mine")
    dana.wait_for("▸ mine")
    ana.type("d")
    ana.wait_for(f"Done: #{first}")
    ana.type("hers<enter>")
    ana.wait_for(f"#{first}: done: hers")
    dana.type("<enter>")
    dana.wait_for("Ana Reyes changed this at 9:12 AM")
    dana.wait_for("▸ mine")
    dana.type("<enter>")
    dana.wait_for(f"#{first} is closed already: hers; nothing was changed")
    dana.wait_for("▸ mine")
    dana.type("<esc>")
    dana.wait_gone(f"Done: #{first}")
    assert demo.json("show", "follow-up", first)["outcome"] == "hers"


def test_of_two_who_finish_one_item_at_the_same_moment_one_does_and_the_other_is_told(demo, both, order):
    for terminal, words in zip(both, ("by ana", "by dana"), strict=True):
        terminal.type("d")
        terminal.wait_for(f"Done: #{order[0]}")
        terminal.type(words)
        terminal.wait_for(f"▸ {words}")
    for terminal in both:
        terminal.type("<enter>")
    for terminal in both:
        terminal.wait_for(re.compile(rf"#{order[0]}: (done: by|(Ana Reyes|Dana Whitfield) changed this at 9:12 AM)"))
    told = [f"#{order[0]}: done: by" in terminal.text() for terminal in both]
    assert sorted(told) == [False, True]
    outcome = demo.json("show", "follow-up", order[0])["outcome"]
    assert outcome == ("by ana", "by dana")[told.index(True)]
    assert f"▸ {('by dana', 'by ana')[told.index(True)]}" in both[told.index(False)].text()


def test_an_undo_does_not_take_back_what_the_other_did_since(demo, both, order):
    ana, dana = both
    first = order[0]
    ana.type("s")
    ana.wait_for(f"Snooze #{first}")
    ana.type("thu 9am<enter>")
    ana.wait_for(f"#{first}: snoozed")
    dana.wait_for(re.compile(rf"▸ +{first} +z "), SEEN_WITHIN)
    find(dana, "second bank withdrawal")
    dana.type("g")
    dana.wait_for(f"#{first}: claimed")
    ana.type("u")
    ana.wait_for("Dana Whitfield changed this at 9:12 AM: claimed")
    item = demo.json("show", "follow-up", first)
    assert item["assignee"] == "dana"
    assert item["snoozed_until"]


def test_what_one_gives_the_other_shows_up_there_within_a_second_wherever_they_are(both):
    ana, dana = both
    ana.type("<f4>")
    ana.wait_for("+ calls")
    rung = bells(ana)
    dana.type("n")
    dana.wait_for("New follow-up")
    dana.type("ring the clerk back today 11am @ana !<enter>")
    ana.wait_for(re.compile(r"Dana gave you #\d+ ring the clerk back, due today 11:00 AM"), SEEN_WITHIN)
    ana.type("<f2>")
    ana.wait_for("1 new for me: m")
    ana.type("m")
    ana.wait_gone("new for me")
    ana.wait_for("new: ring")
    ana.type("<ctrl+p>bell for")
    ana.wait_for("Bell for what is given to me")
    ana.type("<enter>o")
    ana.wait_for("The bell rings when a colleague gives you something")
    dana.type("n")
    dana.wait_for("New follow-up")
    dana.type("and ring the court @ana<enter>")
    ana.wait_for(re.compile(r"Dana gave you #\d+ and ring the court"), SEEN_WITHIN)
    assert bells(ana) == rung + 1


def test_a_claim_changes_the_row_under_the_cursor_of_the_other_and_says_who_has_it(both, order):
    ana, dana = both
    find(ana, "second bank withdrawal")
    find(dana, "second bank withdrawal")
    dana.type("g")
    ana.wait_for(f"Dana has it now: #{order[0]}", SEEN_WITHIN)
    assert re.search(rf"▸ +{order[0]} .* DW ", ana.text())


def test_the_attorney_answers_in_the_queue_and_whoever_asked_hears_it(demo):
    with demo.terminal("ana") as ana, demo.terminal("m.okafor") as attorney:
        at_the_queue(ana)
        at_the_queue(attorney)
        find(attorney, "sign the stipulation")
        attorney.type("r")
        attorney.wait_for(": a question for you to answer")
        attorney.wait_for('"should I sign the stipulation his lawyer sent?"')
        attorney.wait_for("asked by Ana Reyes")
        attorney.type("Not before I have read it.<enter>Send me a copy.<enter>")
        attorney.wait_for("Enter sends it")
        attorney.type("<enter>")
        attorney.wait_for(re.compile(r"#\d+ answered; Ana tells Maria Garcia: #\d+"))
        ana.wait_for(re.compile(r"The answer to #\d+ is there: #\d+ tell Maria Garcia"), SEEN_WITHIN)
        find(ana, "may he cut the water")
        ana.type("r")
        ana.wait_for("Only an attorney answers: write what Michael Okafor told you, word for word")
        ana.type("I cannot say<esc>")
        ana.wait_for("Left; what you typed stands there again with r")
        ana.type("r")
        ana.wait_for("▸ I cannot say")


def test_two_windows_of_one_person_both_see_what_is_done_and_neither_is_told_of_a_gift(demo):
    with demo.terminal("ana") as one, demo.terminal("ana") as other:
        at_the_queue(one)
        at_the_queue(other)
        other.type("/hand the keys<enter>")
        other.wait_for("Nothing fits the filter")
        one.type("n")
        one.wait_for("New follow-up")
        one.type("hand the keys over today 11am @ana<enter>")
        other.wait_for(re.compile(r"▸ +\d+ .*hand the keys"), SEEN_WITHIN)
        assert "new for me" not in other.text()
        other.type("g")
        other.wait_for("You have this one already")


def test_one_sees_with_whom_the_other_is_on_a_call(both):
    ana, dana = both
    ana.type(f"<f3>{MARIA}<enter>")
    dana.wait_for("Ana on a call with Maria Garcia", SEEN_WITHIN)
    find(dana, "new hearing notice")
    dana.wait_for("on the line: ", SEEN_WITHIN)
    dana.wait_for("Ana speaks with Maria Garcia now", SEEN_WITHIN)
    dana.type("x")
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
