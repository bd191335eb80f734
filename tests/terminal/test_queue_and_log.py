"""The queue is worked and the log is read with keys alone; each key says what it did."""

from __future__ import annotations

import re

import pytest

from tests.terminal.office import MARIA, at_the_queue, ended, looked_over, said, weighed


@pytest.fixture
def queue(demo):
    """Ana at her queue, the cursor on #335."""
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal)).wait_for(re.compile(r"▸ +335 "))
        yield terminal


def item(demo, number=335):
    return demo.json("show", "follow-up", str(number))


# The queue, one key each


def test_done_wants_an_outcome_and_undo_takes_it_back(demo, queue):
    queue.type("d")
    queue.wait_for("Done: #335 tell the attorney about the second bank withdrawal")
    queue.type("<enter>")
    queue.wait_for("Say in a few words what came of it")
    queue.type("told him at lunch<enter>")
    queue.wait_for("#335: done: told him at lunch")
    queue.wait_for("11 late")
    assert item(demo)["status"] == "done"
    queue.type("u")
    queue.wait_for("#335: taken back - done: told him at lunch")
    queue.wait_for(re.compile(r"▸ +335 "))
    queue.wait_for("12 late")
    assert item(demo)["status"] == "open"
    queue.type("u")
    queue.wait_for("Nothing more to take back")


def test_tried_counts_and_proposes_the_next_time(demo, queue):
    queue.type("t")
    queue.wait_for("#335 Mikhail Sokolov: how did the try end?")
    queue.type("v")
    queue.wait_for("Tried #335: voicemail. Try again when?")
    queue.wait_for("▸ today 3pm")
    queue.wait_for("= today 3:00 PM")
    queue.type("never<enter>")
    queue.wait_for("That is no time I can read")
    queue.type("<ctrl+u>tomorrow 10am<enter>")
    queue.wait_for("#335: tried: left a voicemail, again tomorrow 10:00 AM")
    tried = item(demo)
    assert [one["how"] for one in tried["attempts"]] == ["voicemail"]
    assert tried["snoozed_until"] == "2026-11-25T18:00:00Z"
    assert tried["due"] < "2026-11-24"  # a try makes the promise no less late


def test_snooze_refuses_the_past_and_hides_until_then(demo, queue):
    queue.type("s")
    queue.wait_for("Snooze #335 until when?")
    queue.type("<ctrl+u>today 8am")
    queue.wait_for("past already")
    queue.type("<enter>")
    queue.wait_for("That time is past already; say a later one")
    queue.type("<ctrl+u>thu 9am<enter>")
    queue.wait_for("#335: snoozed until Thursday 9:00 AM")
    queue.wait_for("11 late")
    assert item(demo)["snoozed_until"] == "2026-11-26T17:00:00Z"


def test_the_preview_says_at_once_whom_the_item_waits_on(queue):
    queue.type("w")
    queue.wait_for("#335 waits on")
    queue.type("a")
    queue.wait_for("#335: waiting on Michael")
    queue.wait_for("urgent: 2 business hours · waiting on")


def test_assign_claim_and_wait(demo, queue):
    queue.type("g")
    queue.wait_for("You have this one already")
    queue.type("a")
    queue.wait_for("Who takes #335?")
    queue.type("whit")
    queue.wait_gone("Ana Reyes  ana")
    queue.type("<enter>")
    queue.wait_for("#335: assigned to Dana")
    queue.wait_for(re.compile(r"▸ +335 .* DW "))
    queue.type("g")
    queue.wait_for("#335: claimed")
    queue.type("w")
    queue.wait_for("#335 waits on")
    queue.type("o")
    queue.wait_for("waits on whom or what?")
    queue.type("the court clerk<enter>")
    queue.wait_for("#335: waiting on the court clerk")
    waiting = item(demo)
    assert (waiting["status"], waiting["waiting_on"]) == ("waiting_other", "the court clerk")
    queue.type("w")
    queue.wait_for("#335 waits on")
    queue.type("n")
    queue.wait_for("#335: waits no more")
    assert item(demo)["status"] == "open"


def test_edit_reads_a_new_time_and_keeps_the_old_words(demo, queue):
    queue.type("e")
    queue.wait_for("Edit #335")
    queue.wait_for("▸ tell the attorney about the second bank withdrawal !")
    queue.type("<ctrl+u>show the attorney both withdrawals fri 10am @dana<enter>")
    queue.wait_for("#335: reworded, before: tell the attorney about the second bank")
    edited = item(demo)
    assert edited["text"] == "show the attorney both withdrawals"
    assert (edited["due"], edited["assignee"], edited["urgent"]) == ("2026-11-27T18:00:00Z", "dana", False)


def test_a_new_item_shows_what_was_understood_before_enter(demo, queue):
    queue.type("n")
    queue.wait_for("such as: call back Maria thu 3pm @dana !")
    queue.type("ring the clinic thu 3pm @dana !")
    queue.wait_for("= ring the clinic · Thu 3:00 PM (as promised) · Dana · urgent")
    queue.type("<ctrl+u># not a follow-up<enter>")
    queue.wait_for(said("This line starts with a mark that makes no follow-up"))
    queue.type("<ctrl+u>ring the clinic thu 3pm @dana !<enter>")
    queue.wait_for(re.compile(r"#\d+ made, due Thu 3:00 PM"))
    queue.type("/ring the clinic")
    queue.wait_for("1 found")
    queue.wait_for(re.compile(r"#\d+ ring the clinic"))


def test_why_an_item_stands_where_it_stands_is_told_with_the_terms_that_sum_to_its_score(queue):
    queue.type("?")
    queue.wait_for(re.compile(r"#335: .*late; urgent"))
    queue.wait_for(re.compile(r"overdue +12\.0 +12\.0 .*late"))
    queue.wait_for(re.compile(r"urgent +6\.0 +6\.0 "))
    queue.wait_for(re.compile(r"sum +\d"))
    points = [float(found) for found in re.findall(r" \d+\.\d +(\d+\.\d) +\S", queue.text())]
    assert len(points) >= 4
    assert float(re.search(r"sum +(\d+\.\d)", queue.text())[1]) == round(sum(points), 1)
    queue.type("<escape>")
    queue.wait_gone("#335:")
    queue.wait_for(re.compile(r"▸ +335 "))


def test_call_now_opens_the_call_and_ending_it_closes_the_item(demo, queue):
    queue.type("/hearing notice<enter>")
    queue.wait_for(re.compile(r"▸ +368 "))
    queue.type("c")
    queue.wait_for("OUT   00:00:00  Maria Garcia · Custody 2026-0142 · (415) 555-2671")
    queue.type("told her it is on its way<enter>")
    queue.wait_for("00:00   told her")
    queue.type("<f10>")
    queue.wait_for(said("#368 send Maria the new hearing notice: closes with this call"))
    queue.type("ov<enter>")
    queue.wait_for(said("counts one more try"))
    queue.type("k")
    queue.wait_for(said("stays open as it is"))
    queue.type("kor<enter>")
    queue.wait_for(said("closes with this call"))
    queue.type("<enter>")
    queue.wait_for("Why?")
    queue.type("short<enter>")
    looked_over(queue)
    queue.wait_for("The call with Maria Garcia is in the log")
    assert item(demo, 368)["status"] == "done"


def test_filters_stand_in_the_first_row_and_x_takes_them_away(queue):
    queue.type("m")
    queue.wait_for("Queue  mine")
    queue.wait_gone(" DW ")
    queue.type("f")
    queue.wait_for("mine · promises")
    queue.type("ff")
    queue.wait_for("mine · questions for the attorney")
    queue.type("x")
    queue.wait_gone("mine ·")
    queue.type("p")
    queue.wait_for("Queue  Mikhail Sokolov")
    queue.wait_gone("Lakshmi")
    queue.type("p/bank withdrawal")
    queue.wait_for("1 found · Esc keeps it, then x takes it away")
    queue.type("zzz")
    queue.wait_for("0 found")
    queue.wait_for("Nothing fits the filter. x takes it away.")
    queue.type("<enter>d")
    queue.wait_for("No follow-up is chosen; n makes one, m shows everyone's")
    queue.type("x")
    queue.wait_for("12 late")


def test_the_call_an_item_came_from_opens_and_goes_back(queue):
    queue.type("<enter>")
    queue.wait_for("Call  Mikhail Sokolov")
    queue.wait_for("taken by Ana")
    queue.type("q")
    queue.wait_for(re.compile(r"▸ +335 "))


# The log


@pytest.fixture
def log(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f4>")
        terminal.wait_for("Rosa Villaseñor · Unpaid overtime")
        yield terminal


def test_the_log_finds_while_it_is_typed_and_shows_where(log):
    log.type("/")
    log.wait_for("Find in the log")
    log.type("sides agency invi")
    log.wait_for('Log  "sides agency invi" x all  3 calls')
    log.wait_for("02:10   agency invites both sides to talk")
    log.type("<ctrl+u>no such words anywhere")
    log.wait_for("0 calls")
    log.wait_for("Nothing fits. x takes the filters away.")
    log.type("<enter>x")
    log.wait_for("Rosa Villaseñor · Unpaid overtime")


def test_the_log_finds_a_number_and_a_matter(log):
    log.type(f"/{MARIA}")
    log.wait_for(re.compile(r"Maria Garcia · Custody 2026-0142 · \d+ lines"))
    log.wait_gone("Rosa V")
    log.type("<ctrl+u>2026-0195")
    log.wait_for("Rosa Villaseñor · Unpaid overtime 2026-0195")
    log.wait_gone("Maria G")


def test_filters_of_the_log_combine(log):
    log.type("<down>")
    log.wait_for("Maria Garcia · Custody")
    log.type("p")
    log.wait_for("Log  Maria Garcia")
    log.wait_gone("Rosa V")
    log.type("f")
    log.wait_for("Calls that ended how?")
    log.type("v")
    log.wait_for("Maria Garcia · left voicemail")
    log.wait_gone(" reached ")
    log.type("x")
    log.wait_for("Rosa Villaseñor · Unpaid overtime")
    log.type("m")
    log.wait_for("Log  mine")
    log.wait_gone(" DW ")


def test_a_line_is_amended_with_a_reason_and_both_wordings_stay(demo, log):
    log.type("<enter>")
    log.wait_for("taken by Dana")
    log.wait_for(re.compile("▸ +02:10 +agency invites both sides to talk"))
    log.type("e")
    log.wait_for("▸ agency invites both sides to talk")
    log.type("<end> by phone<enter>")
    log.wait_for(re.compile(r"[Ww]hy"))
    log.type("<enter>")
    log.wait_for("▸")
    log.type("Rosa corrected it<enter>")
    log.wait_for("agency invites both sides to talk by phone")
    log.wait_for(said("amended: Rosa corrected it"))
    log.type("v")
    log.wait_for("Rosa corrected it")
    log.wait_for("- agency invites both sides to talk")
    log.wait_for("+ agency invites both sides to talk by phone")
    log.type("q")
    log.wait_gone("- agency invites")
    log.type("a")
    log.wait_for("▸")
    log.type("she called again at noon<enter>")
    log.wait_for(re.compile(r"[Ww]hy"))
    log.type("forgotten<enter>")
    log.wait_for("amended: forgotten")
    log.type("q")
    log.wait_for("Rosa Villaseñor · Unpaid overtime 2026-0195")
    call = str(demo.json("log", "--limit", "1")[0]["id"])
    shown = demo.json("show", "call", call)
    assert [one["why"] for one in shown["revisions"]][-2:] == ["Rosa corrected it", "forgotten"]
    assert shown["lines"][0]["text"] == "agency invites both sides to talk by phone"


def test_a_line_just_amended_stands_so_in_the_log(log):
    log.type("<enter>")
    log.wait_for("taken by Dana")
    log.type("a")
    log.wait_for("▸")
    log.type("she called again at noon<enter>")
    log.wait_for("Why")
    log.type("forgotten<enter>")
    log.wait_for("amended: forgotten")
    log.type("q")
    log.wait_for("Rosa Villaseñor · Unpaid overtime 2026-0195 · 7 lines")


def test_a_call_just_ended_stands_in_a_log_that_was_looked_at_before(log):
    log.type(f"<f3>{MARIA}<enter>asked about Friday<enter>")
    log.wait_for("00:00   asked about Friday")
    ended(log)
    log.type("<f4>")
    log.wait_for("Log ")
    log.type("<up>")
    log.wait_for(re.compile(r"today 9:12 AM +in +Maria Garc"))


# Help, palette, two ways to everything


@pytest.mark.parametrize(
    ("keys", "title", "closing"),
    [
        ("", "Help: Queue", "What was promised, to whom, by when"),
        ("<f3>", "Help: Call", "> we promise: > send her the new notice"),
        ("<f4>", "Help: Log", "Every call of the office, newest first"),
        ("<f3>a note<enter><f10>", "Help: Wrap-up", "A required step that was not taken"),
        ("<f4><enter>", "Help: A call", "Everything of one call"),
    ],
    ids=["queue", "call", "log", "wrap-up", "a call"],
)
def test_f1_explains_the_screen_it_is_asked_on(queue, keys, title, closing):
    if keys:
        for key in re.findall("[^<]*<[^>]+>", keys):
            before = queue.bytes_out
            queue.type(key)
            queue.wait_for(lambda _text, seen=before: queue.bytes_out > seen)
            queue.wait_quiet()
    queue.type("<f1>")
    queue.wait_for(title)
    queue.wait_for(said(closing))
    queue.type("<esc>")
    queue.wait_gone(title)


def test_f1_shows_every_explanation_whole(queue):
    queue.type("<f1>")
    queue.wait_for("Help: Queue")
    queue.type("<pagedown>")
    queue.wait_for(said("Rewords the item; a due time, @person or ! in the line is read as in a call."))
    assert "…" not in queue.text()


def test_the_palette_runs_what_is_found_and_says_why_something_is_not_possible(queue):
    queue.type("<ctrl+p>")
    queue.wait_for("What shall be done?")
    queue.type("undo")
    queue.wait_for("(not now: You have done nothing here yet")
    queue.type("<ctrl+u>snooze")
    queue.wait_gone("Undo")
    queue.type("<enter>")
    queue.wait_for("Snooze #335 until when?")
    queue.type("<esc>")
    queue.wait_gone("Snooze #335")
    queue.type("<ctrl+p>call log<enter>")
    queue.wait_for("Rosa Villaseñor · Unpaid overtime")
