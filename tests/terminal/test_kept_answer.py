"""An attorney's answer outlives the program it was being typed in."""

from __future__ import annotations

from tests.terminal.office import at_the_queue


def test_an_answer_half_typed_stands_there_again_after_a_kill(demo):
    def asked(attorney):
        at_the_queue(attorney)
        attorney.type("/sign the stipulation")
        attorney.wait_for("1 found · Esc keeps it")
        attorney.type("<enter>r")
        attorney.wait_for(": a question for you to answer")

    def is_kept(text: str) -> bool:
        return "▸ Send me" in text and any("Send me" in path.read_text() for path in demo.drafts())

    with demo.terminal("m.okafor") as attorney:
        asked(attorney)
        attorney.type("Not before I have read it.<enter>Send me")
        attorney.wait_for(is_kept)
        attorney.kill()
        attorney.exit_code()
    with demo.terminal("m.okafor") as attorney:
        asked(attorney)
        attorney.wait_for("▸ Send me")
        assert "  Not before I have read it." in attorney.text()
        attorney.type(" a copy.<enter><enter>")
        attorney.wait_for(" answered; Ana tells Maria Garcia")
        attorney.wait_for(lambda _text: not demo.drafts())
