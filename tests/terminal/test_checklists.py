"""The checklist of a call: it fits who is on the line, changes in mid-call, and keeps what was answered."""

from __future__ import annotations

import re
import signal

from tests.terminal.office import MARIA, at_the_queue, on_a_call, said

LATER = "2026-11-24T17:20:00Z!"
OWN = """
title = "Our own call"
version = "{version}"
source = "the office"
reviewed = 2026-11-20
verified_by = "M. Okafor"
[[steps]]
id = "greeting"
stage = "opening"
title = "our greeting"
say = "Hello {{client}}."
[[steps]]
id = "{second}"
stage = "during"
title = "our question"
say = "How can we help?"
"""


def with_maria(terminal):
    on_a_call(terminal).type(f"{MARIA}<enter>")
    terminal.wait_for("Good morning, Maria")
    return terminal


def own_checklist(office, *, version="7", second="help"):
    folder = office.folder / "checklists"
    folder.mkdir(exist_ok=True)
    (folder / "client-call.toml").write_text(OWN.format(version=version, second=second))


def test_a_prospect_is_walked_through_the_intake_and_the_facts_wait(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type("<ctrl+f>Nadia Brandt<enter>")
        terminal.wait_for(re.compile(r"Opening +0/\d+ +Intake"))
        terminal.wait_for("reached Harlan")
        terminal.type("he hit me from behind<enter>")
        terminal.wait_for("Not kept")
        terminal.type("<ctrl+u>+ Ravi Raghunathan<enter>")
        terminal.wait_for("00:00 + Ravi Raghunathan")


def test_a_call_made_from_the_queue_asks_for_the_client_first(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("/maria<enter>c")
        terminal.wait_for(said("Before 0/2 Call back"))


def test_the_channel_brings_its_checklist_and_once_a_step_is_answered_it_is_only_offered(demo):
    with demo.terminal() as terminal:
        with_maria(terminal)
        terminal.type("/channel video<enter><enter>")
        terminal.wait_for("Video call")
        terminal.wait_for("you hear and see me well?")
        terminal.type("<ctrl+n>")
        terminal.wait_for("✓ greeting by name")
        terminal.type("/channel in_person<enter><enter>")
        terminal.wait_for("Channel: in person · /walk and Enter changes to the checklist In person")
        terminal.type("/walk<enter>")
        terminal.wait_for("Which checklist")
        terminal.type("<enter>")
        terminal.wait_for("Checklist: In person; 1 answer kept")
        terminal.wait_for("✓ greet at the door")


def test_somebody_who_joins_brings_the_step_that_is_meant_for_them(demo):
    with demo.terminal() as terminal:
        with_maria(terminal)
        assert "brief the interpreter" not in terminal.text()
        terminal.type("/with Ana Ruiz, interpreter, CA<enter>")
        terminal.wait_for("brief the interpreter *")


def test_a_checklist_changed_in_mid_call_is_for_the_next_call(demo):
    with demo.terminal() as terminal:
        with_maria(terminal).type("<ctrl+n>")
        terminal.wait_for("✓ greeting by name")
        own_checklist(demo)
        terminal.type("<ctrl+s>")
        terminal.wait_for(said("a new call, this one is parked"))
        terminal.type("n<enter>")
        terminal.wait_for("our greeting")
        terminal.wait_for("Our own call")
        terminal.type("<ctrl+s>")
        terminal.wait_for("✓ greeting by name")
        terminal.wait_for("my role *")


def test_a_call_taken_up_under_another_version_says_so_and_keeps_its_answers_by_step(demo):
    with demo.terminal() as terminal:
        with_maria(terminal).type("<ctrl+n>")
        terminal.wait_for("✓ greeting by name")
        terminal.type("she is at work<enter>")
        terminal.wait_for(re.compile(r"Saved \d\d:\d\d:\d\d"))
        terminal.kill(signal.SIGKILL)
        terminal.exit_code()
    own_checklist(demo)
    with demo.terminal(now=LATER) as terminal:
        terminal.wait_for("was cut at")
        terminal.type("<enter>")
        terminal.wait_for("The checklist was changed since this call began (2.0 to 7)")
        terminal.wait_for("▸ our question")
        terminal.type("/back<enter>")
        terminal.wait_for("▸ our greeting")


def test_a_card_longer_than_its_place_is_read_to_its_end(demo):
    with demo.terminal() as terminal:
        with_maria(terminal).type("/card only the attorney<enter><enter>")
        terminal.wait_for("PgDn shows more")
        terminal.wait_for("Should I sign, plead or sue?")
        terminal.type("<pagedown><pagedown><pagedown><pagedown>")
        terminal.wait_for("unverified by your")
        terminal.wait_for("PgUp shows the top")
        terminal.type("<pageup><pageup><pageup><pageup>")
        terminal.wait_for("PgDn shows more")
        terminal.type("<esc>")
        terminal.wait_for("Opening")
