"""Forty voicemails in one pass, with one key beyond the words of each."""

from __future__ import annotations

import re

import pytest

from tests.terminal.office import MARIA, at_the_queue, said


@pytest.fixture
def messages(demo):
    """Ana in the fast pass."""
    demo.before = {call["id"] for call in demo.json("log")}
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("v")
        terminal.wait_for("Messages  voicemails  0 entered")
        yield terminal


def owed(demo, words: str = "call back"):
    return [item for item in demo.json("queue") if item["text"].startswith(words)]


def calls(demo, channel: str = "voicemail"):
    """What has come in since the fast pass was opened."""
    return [call for call in demo.json("log") if call["channel"] == channel and call["id"] not in demo.before]


def test_forty_voicemails_cost_one_key_each_beyond_their_words_and_none_is_lost(demo, messages):
    before = len(owed(demo))
    for turn in range(40):
        # One packet a line, as fast as somebody could ever type: the words and Enter.
        messages.type(f"212 555 01{turn:02d} caller {turn}: call about thing {turn}<enter>")
    messages.wait_for("40 entered")
    # All of them are on the disk, whatever happens now.
    messages.kill()
    messages.exit_code()
    assert len(calls(demo)) == 40
    kept = owed(demo)[before:] if before == 0 else [one for one in owed(demo) if "call about thing" in one["text"]]
    assert len(kept) == 40
    assert {item["due"] for item in kept} == {"2026-11-25T01:00:00Z"}


def test_what_is_understood_stands_there_while_it_is_typed(messages):
    messages.type(f"8:55 {MARIA} maria: wants the hearing date @dana")
    messages.wait_for("(415) 555-2671  Maria Garcia  this number  Custody 2026-0142")
    messages.wait_for("call back today 5:00 PM  Dana  came 8:55 AM")
    messages.type(" !")
    messages.wait_for("urgent")
    messages.type("<ctrl+u>wants the hearing date and a call")
    messages.wait_for("Begin with the number or the name")


def test_a_garbled_name_is_proposed_and_another_key_keeps_it_as_typed(demo, messages):
    messages.type("marya garsia: hello")
    messages.wait_for("Maria Garcia")
    messages.type("<ctrl+o>")
    messages.wait_for(re.compile("^ marya garsia  as typed", re.MULTILINE))
    messages.type("<enter>")
    messages.wait_for(said("call back marya garsia: hello"))
    messages.type("marya garsia: again<enter>")
    messages.wait_for("Is it Maria Garcia? Enter takes it")
    messages.type("<enter>")
    messages.wait_for(said("call back Maria Garcia: again"))
    assert {call["person"] for call in calls(demo)} == {"marya garsia", "Maria Garcia"}


def test_nobody_is_taken_for_somebody_else_before_the_screen_has_said_so(demo, messages):
    messages.type("marya garsia: hello<enter>")
    messages.wait_for("Is it Maria Garcia")
    assert calls(demo) == []  # asking the office takes longer than a look
    messages.type("<enter>")
    messages.wait_for("1 entered")
    assert [call["person"] for call in calls(demo)] == ["Maria Garcia"]


def test_the_second_call_of_a_number_is_counted_in_the_first_item_or_made_its_own(demo, messages):
    messages.type("212 555 0100 bo: first<enter>")
    messages.wait_for("1 entered")
    messages.type("212 555 0100 bo: second")
    messages.wait_for("counted in #")
    messages.wait_for("^T an item of its own")
    messages.type("<enter>")
    messages.wait_for("2 entered")
    messages.type("212 555 0100 bo: third")
    messages.type("<ctrl+t>")
    messages.wait_for("call back today 5:00 PM")
    messages.type("<enter>")
    messages.wait_for("3 entered")
    items = [item["text"] for item in owed(demo) if item["person"] == "bo"]
    assert sorted(items) == ["call back bo: first; second (called 2 times)", "call back bo: third"]


def test_how_it_came_sticks_until_another_word_and_the_log_says_it(demo, messages):
    messages.type("/email<enter>")
    messages.wait_for("Messages  emails  0 entered")
    messages.type("bo: asks for a copy<enter>")
    messages.wait_for("1 entered")
    messages.type("/mis")
    messages.wait_for("the next lines are missed calls")
    messages.type(" 212 555 0100<enter>")
    messages.wait_for("2 entered")
    messages.wait_for("Messages  emails")
    messages.type("<f4>")
    messages.wait_for("email in")
    messages.wait_for("missed call")
    assert [call["person"] for call in calls(demo, "email")] == ["bo"]


def test_an_entry_is_mended_with_up_and_enter_and_taken_back_with_a_reason(demo, messages):
    messages.type("bo: hi<enter>")
    messages.wait_for("1 entered")
    messages.type("half typed<up>")
    messages.wait_for(re.compile("^ ▸ 9:12 AM", re.MULTILINE))
    messages.type("<enter>")
    messages.wait_for("Mend the line")
    messages.type(" wants the order<enter>")
    messages.wait_for("Mended: ")
    messages.type("<f8>")
    messages.wait_for("Take back bo: why?")
    messages.type("<enter>")
    messages.wait_for("Taken back: bo, entered by mistake")
    messages.wait_for("0 entered")
    assert [item for item in owed(demo) if item["person"] == "bo"] == []
    assert calls(demo) == []


def test_forty_pasted_lines_are_forty_entries_after_one_look(demo, messages):
    lines = [f"8:{turn:02d} 212 555 01{turn:02d} caller {turn}: call about thing {turn}" for turn in range(40)]
    messages.paste("\n".join([*lines, "this one says nobody at all and is left"]))
    messages.wait_for("41 lines to look over")
    assert calls(demo) == []
    messages.type("<enter>")
    messages.wait_for("40 entered, each with its follow-up; 1 cannot be read")
    messages.type("<up>")
    messages.wait_for("Enter mends it: Begin with the number")
    messages.type("<enter><ctrl+u>bo: he is left<enter>")
    messages.wait_for("41 entered")
    assert len(calls(demo)) == 41


def test_two_people_at_once_each_see_what_the_other_has_taken_down(demo):
    demo.before = {call["id"] for call in demo.json("log")}
    with demo.terminal("ana") as ana, demo.terminal("dana") as dana:
        for one in (ana, dana):
            at_the_queue(one).type("v")
            one.wait_for("0 entered")
        for turn in range(8):
            ana.type(f"212 555 01{turn:02d}: from ana {turn}<enter>")
            dana.type(f"212 555 01{turn:02d}: from dana {turn}<enter>")
        ana.wait_for("8 entered")
        dana.wait_for("8 entered")
    assert len(calls(demo)) == 16
    said_of = [item["text"] for item in owed(demo) if "(212) 555-01" in item["text"]]
    assert sum("called 2 times" in text for text in said_of) * 2 + sum("called" not in text for text in said_of) == 16


def test_what_is_typed_and_pasted_stands_there_when_one_comes_back(messages):
    messages.type("bo: not yet")
    messages.wait_for("bo  as typed")
    messages.type("<esc>")
    messages.wait_for("Esc again leaves it")
    messages.type("<ctrl+c>")
    messages.wait_for("d done")
    messages.type("v")
    messages.wait_for("▸ bo: not yet")


@pytest.mark.parametrize("line", ["[bold]bo[/bold]: [link=x]y", "bo \u202eevil\u202c: hi", "מריה: שלום", "x" * 300])
def test_hostile_lines_do_no_harm(messages, line):
    messages.type(f"{line}: said<enter>")
    messages.wait_for(lambda text: "1 entered" in text or "Begin with" in text)


def test_a_refused_line_is_replaced_by_the_next_one_and_waits_to_be_mended(demo, messages):
    messages.type("wants the hearing date and a call<enter>")
    messages.wait_for("Begin with the number or the name")
    messages.type("bo: hi<enter>")
    messages.wait_for("1 entered")
    assert [call["person"] for call in calls(demo)] == ["bo"]
    messages.type("<up>")
    messages.wait_for("Enter mends it: Begin with the number or the name")
    messages.type("<enter><home>jo: <enter>")
    messages.wait_for("2 entered")
    assert {call["person"] for call in calls(demo)} == {"bo", "jo"}


def test_a_time_of_yesterday_and_the_matter_named_in_the_words_are_shown_whole(messages):
    messages.type("yesterday 11:40am bo: about 2026-0142, call me<enter>")
    messages.wait_for("1 entered")
    messages.wait_for("Mon 11:40AM")
    messages.type("bo: hello again about 2026-0142")
    messages.wait_for("Custody 2026-0142")


def test_a_garbled_name_among_pasted_lines_is_proposed_as_for_a_line_typed(messages):
    messages.paste("marya garsia: hello\n212 555 0100 bo: hi")
    messages.wait_for("2 lines to look over")
    messages.wait_for("Maria Garcia?")
