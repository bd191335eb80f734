"""A prospect's first call at the real terminal: names, the check, the verdict, and the facts that wait for it."""

from __future__ import annotations

import re

import pytest

from tests.terminal.office import at_the_queue, on_a_call, said

LOCKED = "FACTS LOCKED: names, court and dates only"
FACT = "he moved out in March"


def names_taken(terminal, *names: str) -> None:
    """Rosa Delgado calls for the first time and gives these names."""
    on_a_call(terminal)
    terminal.type("<ctrl+f>")
    terminal.wait_for("Who is on the line?")
    terminal.type("Rosa Delgado")
    terminal.wait_for("new prospect: Rosa Delgado - intake, names first")
    terminal.wait_for("new: Rosa Delgado - not a client (court, counsel, vendor)")
    terminal.type("<enter>")
    terminal.wait_for(LOCKED)
    terminal.wait_for("not your lawyers yet")
    for name in names:
        terminal.type(f"+ {name}<enter>")
        terminal.wait_for(f"+ {name.partition(' ')[0]}")


def checked(terminal) -> None:
    terminal.type("/conflict<enter>")
    terminal.wait_for("Names to check")
    terminal.wait_for("Enter checks these names")
    terminal.type("<enter>")
    terminal.wait_for("among")


def test_an_intake_from_the_first_name_to_the_facts(demo):
    with demo.terminal() as terminal:
        names_taken(terminal, "Oskar Lindqvist, husband", "Lindqvist Paving LLC, company")

        # A fact is refused before Enter says so, and its words stay where they were typed.
        terminal.type(FACT)
        terminal.wait_for("waits for the conflict check, not kept yet")
        terminal.type("<enter>")
        terminal.wait_for("Not kept before the conflict check. + is a name, @ a date; /conflict runs it")
        terminal.wait_for(f"▸ {FACT}")
        terminal.type("<ctrl+u>")
        terminal.wait_for("+ name  @ date  /conflict checks")

        checked(terminal)
        terminal.wait_for("Nothing found")
        assert "the other side (husband)" in terminal.text()
        terminal.type("<enter>")
        terminal.wait_for("Nothing was found for these names.")
        terminal.type("c<enter>")
        terminal.wait_for("Conflict check clear: the facts may be heard now")
        terminal.wait_gone("FACTS LOCKED")
        terminal.type(f"{FACT}<enter>")
        terminal.wait_for(said(FACT))
        terminal.wait_for("Saved")
    [check] = [op for commit in demo.commits() for op in commit["ops"] if op["kind"] == "conflict_check"][-1:]
    assert check["doc"]["verdict"] == "clear"
    assert check["doc"]["terms"] == ["Rosa Delgado", "Oskar Lindqvist", "Lindqvist Paving LLC"]


def test_a_flagged_check_is_decided_by_the_attorney_at_another_desk_while_the_caller_waits(demo):
    with demo.terminal() as terminal, demo.terminal("m.okafor") as attorney:
        at_the_queue(attorney)
        names_taken(terminal, "Danny Garcia, husband")
        checked(terminal)
        terminal.wait_for(said("Daniel Garcia adverse party"))
        terminal.wait_for("Danny is short for Daniel")
        terminal.wait_for("FLAGGED: the facts stay locked")
        terminal.type("o")
        terminal.wait_for(said("the caller is never told who was found"))
        terminal.type("q")
        terminal.wait_for("FLAGGED: the facts stay locked")
        terminal.type("<enter>")
        terminal.wait_for("Flagged: the attorney has it in the queue, the facts stay locked")
        terminal.wait_for("The check is not clear")

        attorney.type("/danny garcia<enter>")
        attorney.wait_for("Conflict check: Danny Garcia")
        attorney.type("<enter>")
        attorney.wait_for("you decide: Enter")
        attorney.wait_for(said("Danny Garcia the other side (husband)"))
        # The call is taken at another desk: nothing that changes its names is offered here.
        assert "a add" not in attorney.text()
        attorney.type("<enter>")
        attorney.wait_for("Never tell the caller who was found")
        attorney.type("d<enter>")
        attorney.wait_for("Why is it denied?")
        attorney.type("<enter>")
        attorney.wait_for("Give the reason")
        attorney.type("we act against him<enter>")
        attorney.wait_for("Kept: denied")

        terminal.wait_for("We cannot take this matter")
        terminal.wait_for("Denied: nothing more is kept of this matter")
        terminal.type(f"{FACT}<enter>")
        terminal.wait_for("The conflict check was denied")


def test_the_attorneys_word_is_entered_with_the_reason_and_who_entered_it(demo):
    with demo.terminal() as terminal:
        names_taken(terminal, "Danny Garcia, husband")
        checked(terminal)
        terminal.wait_for("FLAGGED")
        terminal.type("v")
        terminal.wait_for(said("the attorney says clear"))
        terminal.type("c<enter>")
        terminal.wait_for("Which attorney decided?")
        terminal.type("<enter>")
        terminal.wait_for("Why is it clear?")
        terminal.type("another Daniel Garcia, born 1990<enter>")
        terminal.wait_for("Conflict check clear: the facts may be heard now")
        terminal.type("/conflict<enter>")
        terminal.wait_for(said("CLEAR, decided by Michael Okafor, entered by Ana Reyes: another Daniel Garcia"))


def test_a_name_is_added_mended_and_taken_out_on_the_page(demo):
    with demo.terminal() as terminal:
        names_taken(terminal)
        terminal.type("/conflict Roberto Dias, husband<enter>")
        terminal.wait_for("Roberto Dias")
        terminal.type("a")
        terminal.wait_for("A name to check")
        terminal.type("aka Rosa Marquez")
        terminal.wait_for("= Rosa Marquez · another name of the caller")
        terminal.type("<enter>")
        terminal.wait_for(said("Rosa Marquez another name of the caller"))
        terminal.type("<down>e")
        terminal.wait_for("Mend Roberto Dias")
        terminal.type("<home>Sir <enter>")
        terminal.wait_for("Sir Roberto Dias")
        terminal.type("x")
        terminal.wait_for("Sir Roberto Dias is taken out")
        terminal.wait_for("Names to check  2")


def test_a_caller_who_is_no_client_is_no_intake(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal)
        terminal.type("<ctrl+f>")
        terminal.wait_for("Who is on the line?")
        terminal.type("Clerk of Court 5")
        terminal.wait_for("not a client (court")
        terminal.type("<down><enter>")
        terminal.wait_for("Clerk of Court 5")
        assert "No intake any more" not in terminal.text()
        terminal.type(f"{FACT}<enter>")
        terminal.wait_for(said(FACT))
        assert "FACTS LOCKED" not in terminal.text()


@pytest.mark.parametrize("size", [(24, 80), (16, 60)])
def test_pasted_facts_are_refused_and_the_lock_is_always_in_view(demo, size):
    with demo.terminal(size=size) as terminal:
        on_a_call(terminal)
        terminal.type("<ctrl+f>")
        terminal.wait_for("Who is on the line?")
        terminal.type("Rosa Delgado<enter>")
        terminal.wait_for("FACTS LOCKED")
        terminal.paste("+ Roberto Diaz\nhe hit me\nand ran")
        terminal.wait_for("Not kept")
        terminal.wait_for("FACTS LOCKED")
        # What was refused is offered again where it is typed, and is no line of the call.
        assert not re.search(r"\d\d:\d\d\s+he hit me", terminal.text())


def test_a_slip_of_the_first_seconds_is_no_intake_any_more_and_says_so(demo):
    with demo.terminal() as terminal:
        names_taken(terminal)
        terminal.type("<ctrl+f>")
        terminal.wait_for("Who is on the line?")
        terminal.type("Clerk of Court 5")
        terminal.wait_for("not a client (court")
        terminal.type("<down><enter>")
        terminal.wait_for("No intake any more: facts may be heard")
        terminal.wait_gone("FACTS LOCKED")


def test_a_name_that_comes_up_after_the_check_is_told_until_it_is_checked(demo):
    with demo.terminal() as terminal:
        names_taken(terminal)
        checked(terminal)
        terminal.wait_for("Nothing found")
        terminal.type("<enter>")
        terminal.wait_for("Nothing was found for these names.")
        terminal.type("c<enter>")
        terminal.wait_for("the facts may be heard now")
        terminal.type("+ Oskar Lindqvist, husband<enter>")
        terminal.wait_for("1 name not checked: /conflict")


def test_a_flag_on_a_clients_own_matter_says_that_its_facts_go_on(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal)
        terminal.type("(415) 555-2671<enter>")
        terminal.wait_for("Maria Garcia")
        terminal.type("/conflict Danny Garcia, husband<enter>")
        terminal.wait_for("Enter checks these names")
        assert "The facts wait for it" not in terminal.text()
        terminal.type("<enter>")
        terminal.wait_for("FLAGGED: the attorney decides (v enters it); the facts of this matter go on")
        assert "say:" not in terminal.text()
        terminal.type("<enter>")
        terminal.wait_for("Flagged: the attorney decides; the facts of this matter go on")
        terminal.type(f"{FACT}<enter>")
        terminal.wait_for(said(FACT))


def test_a_refused_answer_to_any_question_says_why_and_stays_where_it_was_typed(demo):
    with demo.terminal() as terminal:
        names_taken(terminal)
        terminal.type("/with<enter>")
        terminal.wait_for("Who else is on the line?")
        terminal.type("s<enter>")
        terminal.wait_for("Who joins?")
        terminal.type("Ann 078-05-1120<enter>")
        terminal.wait_for("social security number")
        terminal.wait_for("Ann 078-05-1120")
