"""The pages of the day, worked with keys at the real program."""

from __future__ import annotations

import re

from tests.terminal.office import at_the_queue, said, weighed


def the_day(terminal, key: str, wanted: str):
    """A page of the day, from wherever the cursor stands."""
    terminal.type("<f6>")
    terminal.wait_for(said("m morning review"))
    terminal.type(key)
    terminal.wait_for(wanted)


def test_the_morning_review_walks_my_items_and_goes_on_where_it_was_left(demo):
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal))
        the_day(terminal, "m", re.compile(r"1 of \d+"))
        terminal.wait_for("Why now:")
        terminal.wait_for("Last spoken to:")
        number = int(re.search(r"#(\d+) ", terminal.text())[1])
        terminal.type("d")
        terminal.wait_for(f"Done: #{number}")
        terminal.type("told him<enter>")
        terminal.wait_for(f"#{number}: done: told him")
        terminal.wait_for(re.compile(r"2 of \d+"))
        terminal.type("<left>")
        terminal.wait_for("CLOSED by Ana: done: told him")
        terminal.type("u")
        terminal.wait_for(f"#{number}: taken back")
        terminal.wait_for(lambda text: "CLOSED" not in text)
        terminal.type("<enter>")
        terminal.wait_for(re.compile(r"2 of \d+"))
        terminal.type("<esc>")
        terminal.wait_for(re.compile(r"Morning review, 1 looked at: 1 kept; \d+ items to go"))
        the_day(terminal, "m", re.compile(r"2 of \d+"))
        last = int(re.search(r"2 of (\d+)", terminal.text())[1])
        terminal.type("<enter>" * (last - 1))
        terminal.wait_for("Today's plan:")
        terminal.type("<enter>")
        terminal.wait_for("d done")
    assert demo.json("show", "follow-up", str(number))["status"] == "open"


def test_type_ahead_in_the_review_acts_on_the_item_it_was_typed_for(demo):
    with demo.terminal() as terminal:
        weighed(at_the_queue(terminal))
        the_day(terminal, "m", re.compile(r"1 of \d+"))
        first = int(re.search(r"#(\d+) ", terminal.text())[1])
        terminal.type(" dsent it<enter>")
        seen = []
        terminal.wait_for(lambda text: seen.extend(re.findall(r"#(\d+): done: sent it", text)) or bool(seen))
        done = int(seen[0])
    assert done != first
    assert demo.json("show", "follow-up", str(first))["status"] == "open"
    assert demo.json("show", "follow-up", str(done))["outcome"] == "sent it"


def test_a_shift_is_handed_over_and_taken_back(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        the_day(terminal, "h", "Mine, late or due by the end of Wednesday")
        number = re.search(r"▸ #(\d+) ", terminal.text())[1]
        terminal.type("e")
        terminal.wait_for("Note for whoever comes next")
        terminal.type("Maria calls at 4<enter>")
        terminal.wait_for("Note: Maria calls at 4")
        terminal.type("a")
        terminal.wait_for("Who takes over")
        terminal.type("dana<enter>")
        terminal.wait_for("Hand over to Dana?")
        terminal.type("y<enter>")
        terminal.wait_for("handed over to Dana; u in the queue takes it back")
        assert demo.json("show", "follow-up", number)["assignee"] == "dana"
        terminal.type("<esc>")
        terminal.wait_for("d done")
        terminal.type("u")
        terminal.wait_for("taken back - handed over to Dana: Maria calls at 4")
    assert demo.json("show", "follow-up", number)["assignee"] == "ana"


def test_the_agenda_opens_the_call_a_date_was_reported_on(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        the_day(terminal, "a", "Tue Nov 24, today")
        for _ in range(60):
            if "REPORTED - attorney verifies" in terminal.text():
                break
            before = terminal.text()
            terminal.type("<down>")
            terminal.wait_for(lambda text, old=before: text != old)
        terminal.wait_for("REPORTED - attorney verifies")
        terminal.type("<enter>")
        terminal.wait_for("taken by")
        terminal.type("<esc>")
        terminal.wait_for("Agenda")
        the_day(terminal, "t", "Today, Tue Nov 24")
