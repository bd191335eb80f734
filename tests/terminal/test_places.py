"""From a call, an item, a person or a matter to each of the others on one key, and back to where one began."""

from __future__ import annotations

import re

from tests.terminal.office import at_the_queue, weighed


def down_to(terminal, words: str) -> str:
    """Press j until the cursor is on the item of these words; its number."""
    found = re.compile(f"^▸.*#([0-9]+) +{words}", re.MULTILINE)
    while not found.search(terminal.text()):
        before = terminal.text()
        terminal.type("j")
        terminal.wait_for(lambda screen, before=before: screen != before)
    number: str = found.search(terminal.text())[1]
    return number


def test_one_goes_through_person_matter_calls_and_items_and_back_to_the_row_one_began_on(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("3")
        terminal.wait_for(re.compile("^▸.*Rosa", re.MULTILINE))
        terminal.type("/custody<enter>")
        terminal.wait_for('"custody"')
        terminal.wait_for(re.compile("^▸.*Maria Garcia", re.MULTILINE))
        terminal.type("jj")
        terminal.wait_for(lambda screen: "▸" in screen.splitlines()[4])
        began = terminal.text().splitlines()[:12]
        terminal.type("P")
        terminal.wait_for("Person  ")
        terminal.wait_for("Open items 3")
        terminal.type("M")
        terminal.wait_for("Matter  Custody")
        terminal.type("L")
        terminal.wait_for("Log  Custody")
        terminal.type("<end>")
        terminal.wait_for(lambda screen: "▸" not in screen.splitlines()[2])
        terminal.type("F")
        terminal.wait_for("Queue  ")
        # F4 is no way back, but a place more to come back from.
        terminal.type("<f4>")
        terminal.wait_for("Log  Custody")
        for there in ("Queue  ", "Log  Custody", "Matter  Custody", "Person  ", "Log  "):
            terminal.type("<backspace>")
            terminal.wait_for(re.compile(f"^ {there}", re.MULTILINE))
        terminal.wait_for(lambda screen: screen.splitlines()[:12] == began)


def test_the_queue_keeps_its_filter_and_its_row_while_an_item_of_somebody_else_is_shown_in_it(demo):
    with demo.terminal("dana") as terminal:
        weighed(at_the_queue(terminal)).type("m")
        terminal.wait_for("Queue  mine")
        terminal.type("jjj")
        terminal.wait_for(lambda screen: "▸" in screen.splitlines()[6])
        began = terminal.text().splitlines()[1:12]
        terminal.type("4")
        terminal.wait_for("Agnes")
        terminal.type("/maria gar<enter>")
        terminal.wait_for("1 person")
        terminal.type("<enter>")
        terminal.wait_for("Open items 3")
        item = down_to(terminal, "call Maria about")
        terminal.type("<enter>")
        terminal.wait_for(re.compile(f"^▸  {item}", re.MULTILINE))
        terminal.type("<backspace>")
        terminal.wait_for(re.compile(f"^▸.*#{item}", re.MULTILINE))
        terminal.type("<backspace>")
        terminal.wait_for('Clients  "maria gar"')
        terminal.type("<backspace>")
        terminal.wait_for("Queue  mine")
        terminal.wait_for(lambda screen: screen.splitlines()[1:12] == began)


def test_a_live_call_goes_on_while_its_person_is_looked_at_and_what_was_half_typed_stays(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f3>")
        terminal.wait_for(re.compile("^ IN +00:00", re.MULTILINE))
        terminal.type("4155552671<enter>")
        terminal.wait_for("Maria Garcia")
        terminal.type("/person<enter>")
        terminal.wait_for("Person  Maria Garcia")
        terminal.type("M")
        terminal.wait_for("Matter  Custody 2026-0142")
        terminal.type("L")
        terminal.wait_for("Log  Custody")
        terminal.type("<backspace><backspace><backspace>")
        terminal.wait_for(re.compile("^ IN +00:00", re.MULTILINE))
        terminal.type("she is at home<f2>")
        terminal.wait_for("Queue  ")
        terminal.type("<backspace>")
        terminal.wait_for("▸ she is at home")


def test_the_follow_up_of_a_call_is_opened_from_its_row_and_a_closed_one_on_a_page_of_its_own(demo):
    with demo.terminal("dana") as terminal:
        at_the_queue(terminal).type("3")
        terminal.wait_for(re.compile("^▸.*Rosa", re.MULTILINE))
        terminal.type("j<enter>")
        terminal.wait_for("Follow-ups")
        item = down_to(terminal, "send Maria the new")
        terminal.type("<enter>")
        terminal.wait_for(re.compile(f"^▸  {item}", re.MULTILINE))
        terminal.type("dsent it<enter>")
        terminal.wait_for(f"#{item}: done")
        terminal.type("<backspace>")
        terminal.wait_for("done: sent it")
        terminal.type("<enter>")
        terminal.wait_for(f"#{item}, its whole life   o call  P person  M matter")
        terminal.type("M")
        terminal.wait_for("Matter  Custody 2026-0142")
        terminal.type("<backspace>")
        terminal.wait_for(f"#{item}, its whole life")
        terminal.type("<backspace>")
        terminal.wait_for(re.compile(f"^▸ +#{item}", re.MULTILINE))
