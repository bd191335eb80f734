"""The end of a call at the real program: nothing open is passed over, and what is usual takes one key."""

from __future__ import annotations

import re
import signal

import pytest

from tests.terminal.office import MARIA, at_the_queue, ended, last_look, looked_over, on_a_call, said

UPSET = (
    (20, "she is very upset, cries"),
    (40, "~ afraid he will move with the kids"),
    (60, "? should I sign the stipulation?"),
    (80, "@ hearing Dec 3"),
    (100, "> send her the new notice today 5pm"),
    (120, "> call the school thu 3pm @dana"),
    (140, "! do not call before noon"),
)


@pytest.fixture
def maria(demo):
    """A call with Maria, its composer empty."""
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        yield terminal


def newest(demo):
    row = demo.json("log", "--limit", "1")[0]
    return demo.json("show", "call", str(row["id"]))


def test_an_upset_client_with_a_third_person_goes_through_the_wrap_up_whole(demo):
    with demo.moved() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        for seconds, line in UPSET:
            demo.at(seconds)
            terminal.type(f"{line}<enter>")
            terminal.wait_for(f"{seconds // 60:02d}:{seconds % 60:02d} ")
        terminal.type("/with Rosa Garcia<enter>")
        terminal.wait_for("ask to speak alone")
        demo.at(200)
        terminal.type("<f10>")
        terminal.wait_for("▸ Required steps not taken")
        terminal.type("<enter>")
        terminal.wait_for("Why?")
        terminal.type("she could hardly speak<enter>")
        terminal.wait_for("▸ Who carries this out: do not call before noon")
        terminal.wait_for(said("r nothing to do, only read back"))
        terminal.type("<enter>")
        terminal.wait_for("▸ Was this concern met: afraid he will move with the kids")
        terminal.type("<enter>")
        terminal.wait_for("▸ On the line too: Rosa Garcia (third person)")
        terminal.type("<enter>")
        terminal.wait_for("▸ Read back to Maria")
        terminal.wait_for("By 5:00 PM today we will send you the new notice.")
        terminal.wait_for("By 3:00 PM on Thursday Dana Whitfield will call the school.")
        terminal.type("e")
        terminal.wait_for("Which sentence?")
        terminal.type("thank<enter>")
        terminal.wait_for("The sentence")
        terminal.type("<ctrl+u>Thank you, Maria, for calling the day the letter came.<enter>")
        terminal.wait_gone("The sentence")
        terminal.type("c")
        terminal.wait_for("What was not clear?")
        terminal.type("what a stipulation is<enter>")
        terminal.wait_for("▸ When does the client hear from us next? Proposed: today 5:00 PM")
        terminal.type("n")
        terminal.wait_for("When does the client hear from us next?")
        terminal.type("fri noon")
        terminal.wait_for("= Fri 12:00 PM")
        terminal.type("<enter>")
        looked_over(terminal)
        terminal.wait_for("The call with Maria Garcia is in the log")
    call = newest(demo)
    settled = {line["text"]: line.get("settled", "") for line in call["lines"]}
    assert settled["afraid he will move with the kids"] == "follow_up"
    assert settled["do not call before noon"] == "read_back"
    assert "You asked us: do not call before noon." in call["read_back"]["text"]
    back = call["read_back"]
    assert back["unclear"] == "what a stipulation is"
    assert "Thank you, Maria, for calling the day the letter came." in back["text"]
    assert call["next_contact"] == "2026-11-27T20:00:00Z"
    made = {item["text"]: item for item in demo.json("queue", "--all") if item["call"] == call["id"]}
    assert set(made) == {
        "should I sign the stipulation?",
        "send her the new notice",
        "call the school",
        "instructed: do not call before noon",
        "come back to Maria's concern: afraid he will move with the kids",
        "Rosa Garcia (third person) could hear this call: does what was said stay privileged?",
    }
    assert {one["reason"] for one in call["checklist"]["answers"] if one["answer"] == "skipped"} == {
        "she could hardly speak"
    }
    assert demo.shell("verify").returncode == 0


def test_a_call_nobody_answered_is_one_enter(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        number = re.search(r"▸ +(\d+) ", terminal.text())[1]
        terminal.type("c")
        terminal.wait_for("OUT   00:00:00")
        terminal.type("<f10>")
        terminal.wait_for("Outcome  no answer")
        terminal.wait_for(said("counts one more try, again"))
        terminal.wait_for("nobody was reached: bill it?")
        terminal.wait_for(re.compile(r"Billing  Telephone call to [^\n]*, no answer"))
        last_look(terminal)
        terminal.type("<enter>")
        terminal.wait_for("is in the log")
    call = newest(demo)
    assert (call["outcome"], call["lines"]) == ("no_answer", [])
    assert call["tenths"] == 1
    item = demo.json("show", "follow-up", number)
    assert (item["status"], [one["how"] for one in item["attempts"]]) == ("open", ["no_answer"])
    assert item["snoozed_until"]


def test_a_try_that_is_not_billed_stays_unbilled_and_is_tried_again_when_it_is_said(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        number = re.search(r"▸ +(\d+) ", terminal.text())[1]
        terminal.type("c")
        terminal.wait_for("OUT   00:00:00")
        terminal.type("<f10>")
        terminal.wait_for("0.1 h")
        terminal.type("-")
        terminal.wait_for("0.0 h")
        terminal.type("n")
        terminal.wait_for("Try again when?")
        terminal.type("fri 9am<enter>")
        terminal.wait_for(said("again Fri 9:00 AM"))
        terminal.type("o")
        terminal.wait_for("How did the call end?")
        terminal.type("v<enter>")
        terminal.wait_for(", left voicemail")
        terminal.type("n")
        terminal.wait_for("Try again when?")
        terminal.type("fri 9am<enter>")
        terminal.wait_for(said("again Fri 9:00 AM"))
        last_look(terminal)
        terminal.type("<enter>")
        terminal.wait_for("is in the log")
    call = newest(demo)
    assert (call["outcome"], call["tenths"]) == ("left_voicemail", 0)
    assert demo.json("show", "follow-up", number)["snoozed_until"] == "2026-11-27T17:00:00Z"


def test_a_known_clients_call_with_one_promise_takes_at_most_twelve_keys_beyond_its_words(demo):
    words = (MARIA, "she found the list", " send her the notice today 5pm", "short")
    keys = 0
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        for typed, shows in (
            ("<f3>", "Saved"),
            (words[0], "Maria Garcia"),
            ("<enter>", "2026-0142"),
            (words[1], words[1]),
            ("<enter>", "00:00   she found"),
            (">", "▸ >"),
            (words[2], "today 5pm"),
            ("<enter>", "00:00 > send her"),
            ("<f10>", "Required steps not taken"),
            ("<enter>", "Why?"),
            (words[3], words[3]),
            ("<enter>", "▸ Read back to Maria"),
            ("<enter>", "▸ When does the client hear"),
            ("<enter>", "Nothing is open"),
            ("<enter>", "is in the log"),
        ):
            keys += typed not in words
            if shows == "is in the log":
                last_look(terminal)
            terminal.type(typed)
            terminal.wait_for(shows)
    assert keys <= 12
    assert newest(demo)["next_contact"] == "2026-11-25T01:00:00Z"


def test_what_was_answered_last_can_be_taken_back(maria):
    maria.type("~ afraid of the hearing<enter>")
    maria.wait_for("00:00 ~ afraid")
    maria.type("<f10>")
    maria.wait_for("▸ Required steps not taken")
    maria.type("<enter>")
    maria.wait_for("Why?")
    maria.type("short<enter>")
    maria.wait_for("▸ Was this concern met")
    maria.type("<enter>")
    maria.wait_for("▸ Read back to Maria")
    maria.type("u")
    maria.wait_for("▸ Was this concern met")
    maria.type("<tab>")
    maria.wait_for("▸ Read back to Maria")
    maria.type("x")
    maria.wait_for("Why is this left open")
    maria.type("she hung up<enter>")
    maria.wait_for("Closing left open: she hung up")


def test_a_line_cut_on_the_wrap_up_page_resumes_with_what_was_settled(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>~ afraid of the hearing<enter>")
        terminal.wait_for("00:00 ~ afraid")
        terminal.type("<f10>")
        terminal.wait_for("▸ Required steps not taken")
        terminal.type("<enter>")
        terminal.wait_for("Why?")
        terminal.type("short<enter>")
        terminal.wait_for("▸ Was this concern met")
        terminal.type("m")
        terminal.wait_for("▸ Read back to Maria")
        terminal.wait_quiet()
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    with demo.terminal() as terminal:
        terminal.wait_for("was cut at")
        terminal.type("<enter>")
        terminal.wait_for("Saved")
        terminal.type("<f10>")
        terminal.wait_for("▸ Read back to Maria")
        terminal.wait_for("Still open: 2")
        looked_over(terminal)
    assert newest(demo)["lines"][0]["settled"] == "met"


def test_a_blank_enter_never_says_that_a_concern_was_met(demo, maria):
    maria.type("~ afraid of the hearing<enter>")
    maria.wait_for("00:00 ~ afraid")
    ended(maria)
    call = newest(demo)
    assert call["lines"][0]["settled"] == "follow_up"
    [item] = [one for one in demo.json("queue", "--all") if one["call"] == call["id"] and "concern" in one["text"]]
    assert item["text"] == "come back to Maria's concern: afraid of the hearing"


def test_the_touch_base_of_the_next_contact_counts_as_a_follow_up(maria):
    maria.type("a note<enter>")
    maria.wait_for("00:00   a note")
    maria.type("<f10>")
    maria.wait_for("No follow-up was made on this call")
    maria.type("e")
    maria.wait_for("The read-back is not what is asked now")
    maria.type("<enter>")
    maria.wait_for("Why?")
    maria.type("short<enter>")
    looked_over(maria, write=False)
    maria.wait_for("touch base with Maria Garcia")
    assert "No follow-up was made" not in maria.text()
    maria.type("<enter>")
    maria.wait_for("is in the log")
    maria.type("<f4>")
    maria.wait_for("1 line · 1 follow-up ·")


def test_a_read_back_longer_than_the_page_is_read_to_its_end_before_it_can_be_clear(demo, maria):
    for number in range(14):
        maria.type(f"< write down what happened in week {number} of the summer<enter>")
        maria.wait_for(f"week {number} of")
    maria.type("<f10>")
    maria.wait_for("▸ Required steps not taken")
    maria.type("<enter>")
    maria.wait_for("Why?")
    maria.type("short<enter>")
    maria.wait_for("▸ Read back to Maria")
    assert "I have read this aloud" not in maria.text()
    maria.type("e<esc>")
    maria.type("<enter>")
    maria.wait_for("Read it to its end first")
    while "aloud and it was clear" not in re.sub(r"\s+", " ", maria.text()):
        maria.type("<pagedown>")
        maria.wait_quiet()
    maria.type("<enter>")
    maria.wait_for("▸ When does the client hear")


def test_a_promise_that_is_open_already_is_asked_about(demo, maria):
    maria.type("> send Maria the new hearing notice today 5pm<enter>")
    maria.wait_for("00:00 > send Maria")
    maria.type("<f10>")
    maria.wait_for("▸ Required steps not taken")
    maria.type("<enter>")
    maria.wait_for("Why?")
    maria.type("short<enter>")
    maria.wait_for(said("already open as #368"))
    maria.type("j")
    maria.wait_for("▸ Read back to Maria")
    looked_over(maria)
    call = newest(demo)
    assert [one for one in demo.json("queue", "--all") if one["call"] == call["id"]] == []


def test_time_on_hold_is_said_and_not_proposed_for_billing(demo):
    with demo.moved() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        demo.at(60)
        terminal.type("/park<enter>")
        terminal.wait_for(said("q the queue"))
        terminal.type("q<enter>")
        terminal.wait_for("The call is parked")
        demo.at(1260)
        terminal.type("<f3>")
        terminal.wait_for("Which call?")
        terminal.type("b")
        terminal.wait_for("IN ")
        demo.at(1300)
        terminal.type("<f10>")
        terminal.wait_for(said("of which 20:00 on hold"))
        terminal.wait_for("Time     0.1 h")
        terminal.type("<enter>")
        terminal.wait_for("Why?")
        terminal.type("short<enter>")
        looked_over(terminal)
    call = newest(demo)
    assert (call["seconds"], call["on_hold"], call["tenths"]) == (1300, 1200, 1)


# Identity


def test_identity_is_one_letter_and_enter_and_says_whose_it_is(demo, maria):
    maria.type("/verify<enter>")
    maria.wait_for("How was identity checked?")
    maria.type("t<enter>")
    maria.wait_for("· verified")
    maria.type("a note<enter>")
    maria.wait_for("00:00   a note")
    ended(maria)
    identity = newest(demo)["identity"]
    assert (identity["how"], identity["result"], identity["who"]) == ("two facts", "confirmed", "Maria Garcia")


def test_typing_on_is_no_answer_to_the_identity_question(maria):
    maria.type("/verify<enter>")
    maria.wait_for("How was identity checked?")
    maria.type("two of them talk<enter>")
    maria.wait_for("00:00   two of them talk")
    assert "verified" not in maria.text()


def test_identity_that_failed_twice_is_the_attorneys_at_once(demo, maria):
    maria.type("half a sent")
    maria.wait_for("▸ half a sent")
    maria.type("<ctrl+u>/verify no<enter>")
    maria.wait_for("NOT VERIFIED")
    maria.wait_for("May I ask you something else?")
    maria.type("/verify<enter>")
    maria.wait_for("How was identity checked?")
    maria.type("x<enter>")
    maria.wait_for("The attorney decides")
    maria.wait_for("? Identity of Maria Garcia failed twice")
    maria.type("/verify<enter>")
    maria.wait_for("only the attorney decides now")
    maria.type("<esc>")
    maria.wait_gone("only the attorney decides now")
    maria.type("/brief<enter>")
    maria.wait_for("No matter details until")
    maria.type("<esc>")
    ended(maria)
    call = newest(demo)
    assert (call["identity"]["result"], call["identity"]["failed"]) == ("failed", 2)
    [item] = [one for one in demo.json("queue", "--all") if one["call"] == call["id"] and one["kind"] == "question"]
    stored = demo.json("show", "follow-up", str(item["number"]))
    assert (stored["text"], stored["urgent"]) == ("Identity of Maria Garcia failed twice on the phone", True)


def test_another_caller_is_another_identity(maria):
    maria.type("/verify called back<enter>")
    maria.wait_for("· verified")
    maria.type("/who Rosa Villa<enter>")
    maria.wait_for("Rosa Villase")
    maria.type("<enter>")
    maria.wait_gone("· verified")
    maria.wait_for("● check who is calling")


def test_a_read_back_on_the_line_need_not_be_done_again(demo, maria):
    maria.type("> send her the notice today 5pm<enter>/readback<enter>")
    maria.wait_for("By 5:00 PM today we will send you the notice.")
    maria.wait_for("was anything unclear?")
    maria.type("y<enter>")
    maria.wait_gone("Read it aloud")
    maria.type("<f10>")
    maria.wait_for("Still open: 2")
    assert "Read back to Maria" not in maria.text()
    maria.type("<enter>")
    maria.wait_for("Why?")
    maria.type("short<enter>")
    looked_over(maria)
    assert newest(demo)["read_back"]["unclear"] == "nothing"


def test_a_line_that_was_cut_off_needs_no_reason_three_times(demo, maria):
    maria.type("@ hearing Dec 10<enter>")
    maria.wait_for("00:00 @ hearing")
    maria.type("<f10>")
    maria.wait_for("Still open: 3")
    maria.type("o")
    maria.wait_for("How did the call end?")
    maria.type("c<enter>")
    maria.wait_for("The line was cut off: call Maria back")
    maria.wait_for("Left out because the line was cut off: check who is calling")
    maria.type("<enter>")
    last_look(maria)
    maria.type("<enter>")
    maria.wait_for("is in the log")
    call = newest(demo)
    assert (call["outcome"], call["next_contact"]) == ("cut_off", "")
    assert {one["reason"] for one in call["checklist"]["answers"]} == {"the line was cut off"}
    [item] = [one for one in demo.json("queue", "--all") if one["call"] == call["id"]]
    assert item["text"] == "call Maria Garcia back: the line was cut off"


def test_a_plain_line_with_a_hearing_and_a_wish_says_how_both_are_kept(demo, maria):
    maria.type("my hearing is on December 10 at 9, can you send me a copy of the order<enter>")
    maria.wait_for("court date: December 10  ^T keeps it as a reported date  > promises it")
    maria.type("<f10>")
    maria.wait_for("Still open")
    assert "something was asked for at 00:00: Esc, >" in maria.text()
    maria.type("<esc>")
    maria.wait_for("keeps it as a reported date")
    maria.type("<ctrl+t>")
    maria.wait_for("court date: kept as a reported date")
    maria.type("> send her a copy of the order<enter>")
    maria.wait_for("00:00 > send her a copy")
    maria.type("<f10>")
    maria.wait_for("Still open")
    assert "something was asked for" not in maria.text()
