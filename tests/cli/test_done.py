"""`paratui done` closes nothing in silence that is owed to a client."""

from __future__ import annotations


def test_a_number_there_is_not_is_said_before_anything_else(shell):
    shell.run("add", "call back")
    ran = shell.run("done", "999999")
    assert (ran.code, "no follow-up number 999999" in ran.err) == (2, True)


def test_a_question_is_closed_without_an_answer_only_when_that_is_said(shell):
    shell.run("add", "? may he travel")
    ran = shell.run("done", "1", "--outcome", "she withdrew it")
    assert (ran.code, "1 is a question for the attorney: in the queue r keeps the answer" in ran.err) == (2, True)
    assert shell.run("done", "1", "--outcome", "she withdrew it", "--unanswered").code == 0


def test_an_instruction_is_closed_only_as_carried_out_or_not(shell, tmp_path):
    notes = tmp_path / "notes.txt"
    notes.write_text("! file the answer by friday\n! send him nothing\n", encoding="utf-8")
    assert shell.run("call", "4155552671", "--notes", str(notes)).code == 0
    first, second = (row["number"] for row in shell.run("queue", "--json").json() if "instructed" in row["text"])
    ran = shell.run("done", str(first), "--outcome", "filed")
    assert (ran.code, "--carried-out" in ran.err) == (2, True)
    assert shell.run("done", str(first), "--outcome", "filed", "--carried-out").code == 0
    ran = shell.run("done", str(second), "--outcome", "he has it already", "--not-carried-out")
    assert (ran.code, "tells the client" in ran.out) == (0, True)
    texts = [row["text"] for row in shell.run("queue", "--json").json()]
    assert any(text.startswith("must be disclosed:") for text in texts)
