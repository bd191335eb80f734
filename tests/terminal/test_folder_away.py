"""The office folder goes away while the program runs, as a disk that is taken off: nobody is thrown out."""

from __future__ import annotations

from tests.terminal.office import at_the_queue, on_a_call, said

AWAY = "The office folder"
BACK = "can be read again"


def test_a_folder_that_goes_away_under_the_queue_is_said_and_work_goes_on_when_it_is_back(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        away = demo.folder.rename(demo.folder.with_name("unmounted"))
        terminal.wait_for(AWAY)
        terminal.type("n")
        terminal.wait_for("New follow-up")
        # Each letter asks who works here and how it is understood.
        terminal.type("call the clerk @dana tomorrow")
        terminal.wait_for("call the clerk @dana tomorrow")
        terminal.type("<enter>")
        terminal.wait_for(said("see that its disk is there"))
        away.rename(demo.folder)
        terminal.type("<enter>")
        terminal.wait_gone("@dana tomorrow")
        assert demo.commits()[-1]["ops"][0]["doc"]["text"] == "call the clerk"
        terminal.type("3")
        terminal.wait_for("304 calls")
    assert demo.reports() == []


def test_what_is_said_on_a_call_while_the_folder_is_away_stands_in_the_draft(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal)
        away = demo.folder.rename(demo.folder.with_name("unmounted"))
        terminal.wait_for(AWAY)
        terminal.type("she is calm now<enter>> send the map @dana tomorrow<enter>")
        terminal.wait_for(said("-> tomorrow 5:00 PM"))
        terminal.type("<f2>")
        terminal.wait_for("Queue  Harlan")
        away.rename(demo.folder)
        terminal.wait_for(BACK)
        terminal.type("<f3>")
        terminal.wait_for("send the map")
        [draft] = demo.drafts()
        assert "she is calm now" in draft.read_text()
    assert demo.reports() == []


def test_what_is_asked_for_while_the_folder_is_away_is_there_when_it_is_back(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("/a<left>")
        terminal.wait_for("▸ a")
        away = demo.folder.rename(demo.folder.with_name("unmounted"))
        for letter in "cde":
            terminal.type(letter)
            terminal.wait_for(f"{letter}a")
        terminal.type("<esc>")
        terminal.wait_for(AWAY)
        away.rename(demo.folder)
        terminal.wait_for(BACK)
        # Counted by the index, which nobody could look at meanwhile.
        terminal.type("<esc><f4>")
        terminal.wait_for("304 calls")
    assert demo.reports() == []
