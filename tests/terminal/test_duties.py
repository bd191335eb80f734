"""The duties at the screen: told of on one key in the queue and by a word on a call, and never closed in silence."""

from __future__ import annotations

from tests.terminal.office import MARIA, at_the_queue, ended, on_a_call, said


def shown(demo, words: str):
    """The one open item whose words begin so, with everything it holds."""
    [number] = [row["number"] for row in demo.json("queue") if row["text"].startswith(words)]
    return demo.json("show", "follow-up", str(number))


def test_news_is_told_of_in_the_queue_with_one_key_and_taken_back_whole(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("i")
        terminal.wait_for("What does the client have to hear from us?")
        terminal.type("n")
        terminal.wait_for("Important news to tell: for whom?")
        terminal.type("maria gar")
        terminal.wait_for("Maria Garcia  2026-0142 Custody")
        terminal.type("<enter>")
        terminal.wait_for("What is Maria Garcia told?")
        terminal.type("the hearing is on Dec 9")
        terminal.wait_for("= important news to tell · today 5:00 PM (same business day) · you")
        terminal.type("<enter>")
        terminal.wait_for("made, due today 5:00 PM")
        terminal.wait_for("news to tell: the hearing is on Dec 9")
        terminal.type("u")
        terminal.wait_for("taken back - important news to tell")


def test_an_instruction_of_a_call_is_disclosed_when_it_was_not_carried_out(demo):
    with on_a_call(demo.terminal()) as terminal:
        terminal.type(f"{MARIA}<enter>")
        terminal.wait_for("Maria Garcia")
        terminal.type("/sendcopy court order by fri 2pm<enter>")
        terminal.wait_for("Kept: copy of a document to send, due Fri 2:00 PM")
        terminal.type("! tell his lawyer nothing<enter>")
        terminal.wait_for("tell his lawyer nothing")
        ended(terminal)
        terminal.type("<f2>/instructed:<enter>")
        terminal.wait_for("Today 1")
        terminal.type("d")
        terminal.wait_for(said("n not carried out: the client must be told"))
        terminal.type("n")
        terminal.wait_for("was not carried out. Why?")
        terminal.type("<enter>")
        terminal.wait_for("Say why it was not carried out")
        terminal.type("he called us first<enter>")
        terminal.wait_for("tells the client, due today")
    disclose = shown(demo, "must be disclosed: ")
    assert disclose["duty"] == "not_carried_out"
    assert disclose["text"].endswith("not carried out - tell his lawyer nothing (why: he called us first)")
    assert shown(demo, "send a copy: ")["document"] == "Garcia-Maria_Custody_CourtOrder_2026-11-24"


def test_a_question_is_closed_by_its_answer_and_never_by_a_word_in_passing(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("n")
        terminal.wait_for("New follow-up")
        terminal.type("? may she move to Reno @nobody<enter>")
        terminal.wait_for("Nobody here is called @nobody; name a colleague, or leave the @ out")
        terminal.type("? may she move to Reno<enter>")
        terminal.wait_for("made, due today 5:00 PM")
        terminal.type("/reno<enter>")
        terminal.wait_for('Queue  "reno"')
        terminal.type("d")
        terminal.wait_for(said("n no answer is needed any more"))
        terminal.type("n")
        terminal.wait_for("closes without an answer. Why?")
        terminal.type("<esc>")
        terminal.wait_gone("Why?")
        terminal.type("dr")
        terminal.wait_for("Only an attorney answers: write what")
        terminal.type("Not before I read the order.<enter><enter>")
        terminal.wait_for("answered; you tell")
    assert shown(demo, "tell the client the answer: ")["duty"] == "answer"


def test_that_an_attorney_leaves_takes_a_letter_and_enter_and_is_not_taken_back(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("it")
        terminal.wait_for("Which attorney leaves or changes?")
        terminal.type("<enter>")
        terminal.wait_for("Who takes over?")
        terminal.type("later<enter>")
        terminal.wait_for(said("y yes, change them all"))
        terminal.type("no<enter>")
        terminal.wait_gone("change them all")
        terminal.type("it<enter>")
        terminal.wait_for("Who takes over?")
        terminal.type("later<enter>")
        terminal.wait_for(said("y yes, change them all"))
        terminal.type("yes<enter>")
        terminal.wait_for("changed, ")
        terminal.type("u")
        terminal.wait_for("It cannot be taken back that ")
    assert any(row["text"].startswith("tell ") and "no longer has" in row["text"] for row in demo.json("queue"))
