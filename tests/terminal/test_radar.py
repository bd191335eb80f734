"""The silence radar: found from anywhere, worked from with one key, caught up by what is done."""

from __future__ import annotations

from tests.terminal.office import at_the_queue


def at_the_radar(terminal) -> None:
    at_the_queue(terminal)
    terminal.type("<f12>")
    terminal.wait_for("Nobody spoke to 5")


def test_the_weightiest_stands_first_and_one_key_and_enter_plan_a_word_with_them(demo):
    with demo.terminal() as terminal:
        at_the_radar(terminal)
        assert "Wilhelmina" in terminal.line(3)
        assert "90+ days" in terminal.line(3)
        terminal.wait_for("Nobody has spoken with Wilhelmina Stout for more than 90 days")
        terminal.type("n")
        terminal.wait_for("Open for Wilhelmina Stout already")
        terminal.type("n")
        terminal.wait_for("= due today 5:00 PM")
        terminal.type("<enter>")
        terminal.wait_for("made, due today 5:00 PM")
        terminal.wait_for("Nothing planned 7")
        terminal.type("<esc>")
        at_the_queue(terminal)
    made = max(demo.json("queue"), key=lambda row: row["number"])
    assert (made["text"], made["person"]) == ("touch base with Wilhelmina Stout", "Wilhelmina Stout")
    item = demo.json("show", "follow-up", str(made["number"]))
    assert item["clock"].startswith("touch base every 30 days, which is over")
    assert made["matter"]


def test_promises_the_last_call_and_a_call_now_are_a_key_away(demo):
    with demo.terminal() as terminal:
        at_the_radar(terminal)
        terminal.type("jo")
        terminal.wait_for("nothing new from the other side yet")
        terminal.type("<esc>")
        terminal.wait_for("Tried 2x since")
        terminal.type("jjp")
        terminal.wait_for("Promises to Blue Heron Bakery LLC, twelve months: kept")
        terminal.type("q")
        terminal.wait_for("Nobody spoke to")
        terminal.type("c")
        terminal.wait_for("Blue Heron Bakery LLC")
        terminal.wait_for("OUT")


def test_it_stands_in_the_palette_and_a_small_screen_keeps_who_and_since_when(demo):
    with demo.terminal(size=(10, 40)) as terminal:
        terminal.wait_for("Queue")
        terminal.type("<ctrl+p>")
        terminal.wait_for("What shall be done?")
        terminal.type("radar nobody")
        terminal.wait_for("F12")
        terminal.type("<enter>")
        terminal.wait_for("Wilhelmina Stout        over 90 days")
