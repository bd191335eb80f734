"""A data file of the office that cannot be used is told on the screen once, and calls go on strictly."""

from __future__ import annotations

from tests.terminal.office import at_the_queue, on_a_call

SENTENCE = "consent.toml cannot be used as it is; paratui doctor says what to mend"


def test_a_file_that_cannot_be_used_is_told_when_the_program_starts(demo):
    (demo.folder / "consent.toml").write_text('version = "1"\n')
    with demo.terminal() as terminal:
        terminal.wait_for(SENTENCE)
        terminal.type("<down>")
        terminal.wait_for("d done")
        terminal.wait_gone(SENTENCE)


def test_a_file_spoilt_meanwhile_is_told_when_the_next_call_begins(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.wait_quiet()
        (demo.folder / "consent.toml").write_text('version = "1"\n')
        terminal.type("<f3>")
        terminal.wait_for(SENTENCE)
        terminal.type("she called about the hearing<enter>")
        terminal.wait_for("she called about the hearing")
        terminal.wait_gone(SENTENCE)


def test_a_sound_office_says_nothing(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal)
        terminal.wait_quiet()
        assert "cannot be used" not in terminal.text()
