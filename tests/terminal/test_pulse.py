"""The page Pulse: found from the day's menu and by a key, mine first, pictures with numbers in any terminal."""

from __future__ import annotations

from tests.terminal.office import at_the_queue


def test_from_the_day_s_menu_mine_stands_there_first_and_a_key_changes_time_and_whose(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.type("yp")
        terminal.wait_for("mine · last 30 days")
        terminal.wait_for("Your own figures.")
        terminal.wait_for("Silence, office")
        terminal.wait_for("Calls by day")
        terminal.type("m")
        terminal.wait_for("everyone · last 30 days")
        terminal.wait_for("Sums of the office")
        terminal.type("dy")
        terminal.wait_for("everyone · last 365 days")
        terminal.wait_for("Calls by month")
        terminal.type("d")
        terminal.wait_for("Over which time?")
        terminal.type("m")
        terminal.wait_for("Which month?")
        terminal.type("soon<enter>")
        terminal.wait_for("Say a month")
        terminal.type("<ctrl+u>2026-10<enter>")
        terminal.wait_for("everyone · October 2026")
        terminal.type("<left>")
        terminal.wait_for("September 2026")
        terminal.type("<right>")
        terminal.wait_for("October 2026")
        terminal.type("<esc>")
        at_the_queue(terminal)


def test_a_small_screen_scrolls_and_a_terminal_without_blocks_or_colours_draws_with_plain_letters(demo):
    with demo.terminal(size=(10, 40), TERM="linux", NO_COLOR="1") as terminal:
        terminal.wait_for("Queue")
        terminal.type("3")
        terminal.wait_for("Log")
        terminal.type("gm")
        terminal.wait_for("everyone")
        terminal.wait_for("Calls by day")
        terminal.wait_for("#")
        assert not set("▁▂▃▄▅▆▇█▌") & set(terminal.text())
        terminal.type("<pagedown><pagedown>")
        terminal.wait_for("Promises kept")
        terminal.wait_quiet()
        terminal.type("<end>")
        terminal.wait_for("90 days and more")


def test_where_nothing_was_logged_it_says_what_will_stand_here(demo):
    with demo.terminal("dana", now="2036-11-24T17:12:00Z!") as terminal:
        terminal.wait_for("Queue")
        terminal.type("<ctrl+p>")
        terminal.wait_for("What shall be done?")
        terminal.type("pulse")
        terminal.wait_for("F7")
        terminal.type("<enter>")
        terminal.wait_for("No call was logged in this time.")
        terminal.wait_for("Here stand pictures")
