"""What becomes of an intake afterwards, on the screens of who took it and of the attorney."""

from __future__ import annotations

from tests.terminal.office import at_the_queue, looked_over, on_a_call, said
from tests.terminal.test_conflict import FACT, checked, names_taken


def flagged_and_over(terminal) -> None:
    """Rosa Delgado's check found somebody; the call with her is over, nobody has decided."""
    names_taken(terminal, "Danny Garcia, husband")
    checked(terminal)
    terminal.wait_for("FLAGGED")
    terminal.type("<enter>")
    terminal.wait_for("Flagged: the attorney has it")
    terminal.type("> call her back<enter>")
    terminal.wait_for("> call her back")
    terminal.type("<f10>")
    terminal.wait_for("Wrap-up")
    terminal.type("<enter>")
    terminal.wait_for("Enter keeps this reason")
    terminal.type("short<enter>")
    terminal.wait_gone("Enter keeps this reason")
    looked_over(terminal)


def test_a_flagged_caller_is_called_back_with_the_facts_locked_and_told_what_the_attorney_decides(demo):
    with demo.terminal() as terminal, demo.terminal("m.okafor") as attorney:
        flagged_and_over(terminal)
        terminal.wait_for("Rosa Delgado is entered as prospect")
        terminal.type("/call her back<enter>")
        terminal.wait_for('"call her back"')
        terminal.wait_gone("Find in the queue")
        at_the_queue(terminal)
        terminal.type("c")
        terminal.wait_for("FACTS LOCKED: the attorney dec")
        terminal.type(f"{FACT}<enter>")
        terminal.wait_for("the attorney decides")
        terminal.wait_for(f"▸ {FACT}")
        terminal.type("<ctrl+u><f2>")
        at_the_queue(terminal)

        # What waits on the attorney stands among what is due, and only a verdict closes it.
        attorney.wait_for("gave you")
        attorney.type("/conflict check danny<enter>")
        attorney.wait_for("Conflict check: Danny Garcia")
        assert "Waiting" not in attorney.text()
        attorney.type("d")
        attorney.wait_for("Only a verdict closes a conflict check")
        attorney.type("<enter>")
        attorney.wait_for("Never tell the caller who was found")
        attorney.type("c<enter>")
        attorney.wait_for("Why is it clear?")
        attorney.type("another Daniel Garcia<enter>")
        attorney.wait_for("Kept: clear; the call that waits for it shows it at once")


def test_after_the_call_who_ran_the_check_is_told_to_call_back(demo):
    with demo.terminal() as terminal, demo.terminal("m.okafor") as attorney:
        flagged_and_over(terminal)
        attorney.wait_for("gave you")
        attorney.type("/conflict check danny<enter>")
        attorney.wait_for("Conflict check: Danny Garcia")
        attorney.type("<enter>")
        attorney.wait_for("you decide: Enter")
        attorney.type("<enter>")
        attorney.wait_for("Never tell the caller who was found")
        attorney.type("d<enter>")
        attorney.wait_for("Why is it denied?")
        attorney.type("we act against him<enter>")
        attorney.wait_for(said("Kept: denied; Ana Reyes tells the caller, due today 5:00 PM"))
        terminal.type("x")
        terminal.type("/we cannot help<enter>")
        terminal.wait_for("call Rosa Delgado: we cannot help")


def test_a_name_that_is_no_attorney_s_is_refused_before_the_reason_is_asked(demo):
    with demo.terminal() as terminal:
        names_taken(terminal, "Danny Garcia, husband")
        checked(terminal)
        terminal.wait_for("FLAGGED")
        terminal.type("v")
        terminal.wait_for(said("the attorney says clear"))
        terminal.type("c<enter>")
        terminal.wait_for("Which attorney decided?")
        terminal.type("Bob Nobody<enter>")
        terminal.wait_for('"Bob Nobody" is not one attorney')
        assert "Why is it clear?" not in terminal.text()
        terminal.type("<ctrl+u>okafor<enter>")
        terminal.wait_for("Why is it clear?")


def jamal_then_wanda(terminal) -> None:
    """Jamal has said two lines when it turns out that Wanda is on the line."""
    on_a_call(terminal)
    for name, choice in (("Jamal Reed", "<down><enter>"), ("Wanda Price", "<down><enter>")):
        terminal.type("<ctrl+f>")
        terminal.wait_for("Who is on the line?")
        terminal.type(name)
        terminal.wait_for(f"new: {name} - not a client")
        terminal.type(choice)
        if name == "Jamal Reed":
            terminal.wait_for("Jamal Reed")
            terminal.wait_gone("Who is on the line?")
            terminal.type("the first line<enter>the second line<enter>")
            terminal.wait_for(said("the second line"))
    terminal.wait_for("2 lines were said by Jamal Reed.")


def test_another_caller_in_mid_call_gets_a_call_of_their_own(demo):
    with demo.terminal() as terminal:
        jamal_then_wanda(terminal)
        terminal.type("n<enter>")
        terminal.wait_for(lambda text: "Wanda Price" in text and "the first line" not in text)
        terminal.type("<f3>/park<enter>")
        terminal.wait_for(said("the first line"))
        assert "Jamal Reed" in terminal.text()


def test_lines_said_under_the_wrong_name_stay_when_it_was_always_the_other(demo):
    with demo.terminal() as terminal:
        jamal_then_wanda(terminal)
        terminal.type("w<enter>")
        terminal.wait_for(lambda text: "Wanda Price" in text and "said by" not in text)
        assert "the first line" in terminal.text()


def test_who_types_on_has_not_answered_whose_lines_they_were(demo):
    with demo.terminal() as terminal:
        jamal_then_wanda(terminal)
        terminal.type("no more")
        terminal.wait_for("▸ no more")
        assert "Jamal Reed" in terminal.text()


def test_the_command_line_does_not_close_a_check_either(demo):
    with demo.terminal() as terminal:
        names_taken(terminal, "Danny Garcia, husband")
        checked(terminal)
        terminal.wait_for("FLAGGED")
    [item] = [row for row in demo.json("queue") if row["text"] == "Conflict check: Danny Garcia"]
    ran = demo.shell("done", str(item["number"]), "--outcome", "ok", login="m.okafor")
    assert ran.returncode != 0
    assert f"#{item['number']} needs the attorney's verdict" in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_known_prospect_who_is_named_again_is_an_intake_from_the_first_word(demo):
    with demo.terminal() as terminal:
        flagged_and_over(terminal)
        terminal.wait_for("Rosa Delgado is entered as prospect")
        terminal.type("<f3>")
        terminal.wait_for("Saved")
        terminal.type("<ctrl+f>")
        terminal.wait_for("Who is on the line?")
        terminal.type("Rosa Delgado")
        terminal.wait_for("Rosa Delgado  prospect")
        terminal.type("<enter>")
        terminal.wait_for("FACTS LOCKED: the attorney dec")
        terminal.wait_for("Flagged: the attorney has it in the queue")
