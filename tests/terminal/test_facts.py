"""The questions of a practice area and the words that are watched, typed at the real program."""

from __future__ import annotations

import pytest

from tests.terminal.office import MARIA, on_a_call, said


def noted(words):
    """For `wait_for`: the words stand among the notes, right of the guide, wherever a row was broken."""
    return lambda text: words in " ".join(
        part for row in text.split("\n") if "│" in row for part in row.partition("│")[2].split()
    )


@pytest.fixture
def with_maria(demo):
    """On the line with Maria Garcia, whose matter is a custody."""
    with demo.terminal() as terminal:
        on_a_call(terminal)
        terminal.type(f"{MARIA}<enter>")
        terminal.wait_for("Maria Garcia · Custody")
        yield terminal


@pytest.fixture
def with_a_prospect(demo):
    """On the line with somebody nobody knows, whose conflict check nobody has run."""
    with demo.terminal() as terminal:
        on_a_call(terminal)
        terminal.type("/walk prospect-intake<enter>")
        terminal.wait_for("walked by?")
        terminal.type("<enter>")
        terminal.wait_for("Checklist: Intake")
        yield terminal


def test_she_was_served_asks_when_and_typing_on_is_no_answer(with_maria):
    terminal = with_maria
    terminal.type("she was served at work")
    terminal.wait_for("papers served: on which day?  type the day too, or ^T asks it")
    terminal.type(" and cried")
    terminal.wait_for("and cried")
    terminal.type("<enter>")
    terminal.wait_for("papers served: on which day?  ^T asks it, or go on")
    # She goes on typing; the day is asked when there is time for it.
    terminal.type("her sister is with her<enter>")
    terminal.wait_for("00:00   her sister is with her")
    terminal.wait_for("> we promise")
    terminal.type("<up><up>")
    terminal.wait_for("papers served: on which day?  ^T asks it, or go on")
    terminal.type("<ctrl+t>")
    terminal.wait_for("On what day were those papers handed to you")
    terminal.type("last friday")
    terminal.wait_for("= 2026-11-20 · read back: Friday, Nov 20")
    terminal.type("<enter>")
    terminal.wait_for(noted("papers served: last friday (2026-11-20), said by Maria Garcia REPORTED"))
    terminal.type("/when<enter>")
    terminal.wait_for("Every day that was told of is noted")


def test_a_day_that_is_told_in_the_line_is_proposed_and_one_key_keeps_it(with_maria):
    terminal = with_maria
    terminal.type("she was served on Nov 12<enter>")
    terminal.wait_for(noted("she was served on Nov 12"))
    terminal.wait_for("papers served: Nov 12  ^T keeps it as a reported date")
    assert "on which day" not in terminal.text()
    terminal.type("<ctrl+t>")
    terminal.wait_for(noted("papers served: Nov 12 (2026-11-12), said by Maria Garcia REPORTED"))
    terminal.wait_for("papers served: kept as a reported date")


def test_you_will_win_brings_the_card_while_it_is_typed_once_a_call(with_maria):
    terminal = with_maria
    terminal.type("told her you will win ")
    terminal.wait_for("A promise you cannot keep")
    terminal.wait_for("A result is in nobody's hands")
    terminal.type("this<enter>")
    terminal.wait_for(noted("told her you will win this reword?"))
    terminal.wait_for("Kept as typed. Up and Enter reword it")
    terminal.type("<esc>")
    terminal.wait_gone("A promise you cannot keep")
    terminal.type("yes you will win <enter>")
    terminal.wait_for(noted("yes you will win reword?"))
    assert "A promise you cannot keep" not in terminal.text()
    # The card of what just happened is the first of the list: two keys.
    terminal.type("<ctrl+l>")
    terminal.wait_for("▸ 1 A promise you cannot keep")
    terminal.type("<enter>")
    terminal.wait_for("Esc puts the card away")
    terminal.type("<esc>")
    terminal.type("<up><enter>")
    terminal.wait_for("editing:")
    terminal.type("<ctrl+u>told her I cannot promise a result<enter>")
    terminal.wait_for(noted("told her I cannot promise a result v2"))


def test_a_card_is_brought_by_its_name(with_maria):
    with_maria.type("/card upset<enter>")
    with_maria.wait_for("The caller is upset")
    with_maria.wait_for("Esc puts the card away")


def test_a_question_mark_shows_what_to_say_and_counts_the_questions(with_maria):
    terminal = with_maria
    terminal.type("?")
    terminal.wait_for(said("That is a legal"))
    terminal.wait_for("question 1 for the")
    terminal.type(" should I sign<enter>")
    terminal.wait_for("? should I sign")
    # She reads it aloud now; it stands there until something else is done.
    terminal.wait_for("is kept")
    terminal.wait_for("question 1 for the")
    terminal.wait_for(said("That is a legal"))
    terminal.type("<esc>")
    terminal.wait_gone("question 1 for the")
    terminal.type("?")
    terminal.wait_for("question 2 for the")


def test_the_questions_of_an_area_are_asked_one_after_the_other(demo, with_maria):
    terminal = with_maria
    terminal.type("/area<enter>")
    terminal.wait_for("▸ Family")
    terminal.type("<enter>")
    terminal.wait_for("Family: 13 questions now")
    terminal.type("/ask<enter>")
    terminal.wait_for("Are you somewhere safe right now")
    terminal.type("maybe she is<enter>")
    terminal.wait_for("is neither yes nor no; type y or n")
    terminal.type("<ctrl+u>y")
    terminal.wait_for("= yes")
    terminal.type("<enter>")
    terminal.wait_for("✓ safe to talk: yes")
    terminal.wait_for(" Have you been handed any court papers about this?")
    # She asks something of the attorney's in between; the question stays.
    terminal.type("? can I leave the state<enter>")
    terminal.wait_for("kept as a line of its own")
    terminal.type("y<enter>")
    terminal.wait_for(" On what day were they handed to you?")
    terminal.type("Nov 12<enter>")
    terminal.wait_for(noted("family court papers served: Nov 12 (2026-11-12), said by Maria Garcia REPORTED"))
    terminal.wait_for(" Is there a case in court already, yours")
    terminal.type("not that she")
    terminal.wait_for("▸ not that she")
    terminal.type("<esc>")
    terminal.wait_for("what you typed stands there again")
    terminal.type("a note in between<enter>")
    terminal.wait_for("  a note in between")
    terminal.type("<ctrl+n>")
    terminal.wait_for("▸ not that she")
    terminal.type("<ctrl+u>-<enter>")
    terminal.wait_for("- case in court…: declined")
    terminal.type("<esc>")
    terminal.wait_for("> we promise")
    # The line drops; what was answered is there again.
    terminal.kill()
    with demo.terminal() as again:
        again.wait_for("Take it up?")
        again.type("<enter>")
        again.wait_for("(2026-11-12), said by")
        again.type("/ask<enter>")
        again.wait_for("Is any court order in force today")
        again.wait_for("- case in court…: declined")


def test_other_answers_put_a_question_off_or_give_the_checklist_back(with_maria):
    terminal = with_maria
    terminal.type("/area family<enter>")
    terminal.wait_for("Family: 13 questions now")
    terminal.type("/ask<enter>")
    terminal.wait_for(" Are you somewhere safe")
    terminal.type("<esc>")
    terminal.wait_for("▸ safe to talk")
    terminal.type("<ctrl+o>")
    terminal.wait_for("safe to talk: another answer")
    terminal.type("l<enter>")
    terminal.wait_for("▸ court papers received")
    terminal.type("<ctrl+o>x<enter>")
    terminal.wait_for("▸ greeting by name")
    terminal.type("/area none<enter>")
    terminal.wait_for("No practice area; the checklist goes on")


def test_before_the_conflict_check_the_others_wait_and_a_story_is_stopped_with_what_to_say(with_a_prospect):
    terminal = with_a_prospect
    terminal.type("/area landlord-tenant<enter>")
    terminal.wait_for(said("wait for the conflict check"))
    terminal.type("/ask<enter>")
    terminal.wait_for(" Can you get into the home today?")
    terminal.type("<esc>")
    terminal.wait_for("wait for the check")
    terminal.type("she has not paid rent since May<enter>")
    terminal.wait_for("Not before the conflict check")
    terminal.wait_for("stays out until then")
    terminal.wait_for("▸ she has not paid rent since May")
    terminal.type("<ctrl+u><esc>")
    terminal.wait_for("▸ locked out now")


def test_an_answer_is_changed_with_back_another_answer_or_the_list_and_the_line_follows(with_maria):
    terminal = with_maria
    terminal.type("/area family<enter>")
    terminal.wait_for("Family: 13 questions now")
    terminal.type("/ask<enter>y<enter>y<enter>")
    terminal.wait_for(" On what day were they handed to you?")
    terminal.type("Nov 12<enter>")
    terminal.wait_for(noted("family court papers served: Nov 12 (2026-11-12)"))
    terminal.type("<esc>")
    terminal.type("/back<enter>")
    terminal.wait_for(" On what day were they handed to you?")
    terminal.wait_for("▸ Nov 12")
    # The first letter takes the place of the old answer.
    terminal.type("Nov 13<enter>")
    terminal.wait_for(noted("family court papers served: Nov 13 (2026-11-13)"))
    terminal.type("<ctrl+o>")
    terminal.wait_for("case in court already: another answer")
    terminal.type("b<enter>")
    terminal.wait_for("▸ Nov 13")
    terminal.type("<esc>")
    terminal.type("<ctrl+g>safe to talk")
    terminal.wait_for("✓ question safe to talk: yes")
    terminal.type("<enter>")
    terminal.wait_for(" Are you somewhere safe right now")
    terminal.type("n<enter><ctrl+g>safe to talk")
    terminal.wait_for("✓ question safe to talk: no")


def test_a_refused_answer_is_replaced_by_the_next_letter_or_kept_as_a_note(with_maria):
    terminal = with_maria
    terminal.type("/area family<enter>")
    terminal.wait_for("Family: 13 questions now")
    terminal.type("/ask<enter>")
    terminal.wait_for(" Are you somewhere safe")
    terminal.type("she left the house<enter>")
    terminal.wait_for("^T keeps it as a note")
    terminal.type("<ctrl+t>")
    terminal.wait_for("Kept as a line of its own; the question stays")
    terminal.wait_for(noted("she left the house"))
    terminal.type("in the garage<enter>")
    terminal.wait_for("^T keeps it as a note")
    terminal.type("y")
    terminal.wait_for("= yes")
    terminal.type("<ctrl+u>in the garage<enter>")
    terminal.wait_for("^T keeps it as a note")
    terminal.type("<esc>")
    terminal.wait_for("stands there again")
    terminal.type("<ctrl+n>")
    terminal.wait_for("▸ in the garage")
    terminal.type("y<enter>")
    terminal.wait_for("✓ safe to talk: yes")


def test_what_the_call_tells_already_is_proposed_as_the_answer(with_a_prospect):
    terminal = with_a_prospect
    terminal.type("+ Daniel Whitcombe, husband<enter>")
    terminal.wait_for("Daniel Whitcombe")
    terminal.type("@ served Nov 12<enter>")
    terminal.wait_for(noted("served Nov 12"))
    terminal.type("/area family<enter>")
    terminal.wait_for("questions now")
    terminal.type("/ask<enter>y<enter>")
    terminal.wait_for(" Have you been handed any court papers")
    terminal.wait_for("= yes · Enter keeps it")
    terminal.type("<enter>")
    terminal.wait_for(" On what day were they handed to you?")
    terminal.wait_for("= 2026-11-12")
    terminal.type("<enter>n<enter>divorce<enter>")
    terminal.wait_for(" What is the full name of the other person")
    terminal.wait_for("= Daniel Whitcombe · Enter keeps it")
    terminal.type("<enter>")
    terminal.wait_for("other parent")


def test_what_is_typed_after_a_refused_line_is_the_next_line(with_a_prospect):
    terminal = with_a_prospect
    terminal.type("He hit me<enter>")
    terminal.wait_for("not kept: type over it")
    terminal.type("+ Daniel Whitcombe, husband<enter>")
    terminal.wait_for(noted("Daniel Whitcombe"))
    assert "He hit me" not in terminal.text()


def test_a_line_that_waits_for_the_check_can_be_brought_back_after_any_number_of_others(with_a_prospect):
    terminal = with_a_prospect
    terminal.type("He hit me<enter>")
    terminal.wait_for("not kept: type over it")
    terminal.type("+ Daniel Whitcombe, husband<enter>")
    terminal.wait_for(noted("Daniel Whitcombe"))
    terminal.type("+ Erin Whitcombe, daughter<enter>")
    terminal.wait_for(noted("Erin Whitcombe"))
    terminal.wait_for("^Z brings back what was not kept")
    terminal.type("<ctrl+z>")
    terminal.wait_for("▸ He hit me")
    terminal.type("<ctrl+u>")
    terminal.wait_gone("▸ He hit me")
    assert "brings back what was not kept" not in terminal.text()


def test_a_card_is_found_by_the_words_of_the_moment(with_maria):
    for words, card in (("angry", "The caller is upset"), ("fee", "What does it cost?")):
        with_maria.type(f"<ctrl+l>{words}")
        with_maria.wait_for(f"▸ {card}")
        with_maria.type("<esc>")
        with_maria.wait_gone("Which card?")
    with_maria.type("says he will come down there and make you pay<enter>")
    with_maria.wait_for("A threat against you")
    assert "reword" not in with_maria.text()
