"""A file of people, taken in with keys at the real program."""

from __future__ import annotations

import re

from tests.terminal.office import at_the_queue, said

CONTACTS = """\
First Name,Last Name,Strange Nr,Notes
Maria,Garcia,(415) 555-2671,
Zoe,Quartermain,212 555 0101,=HYPERLINK("x")
Al,Her\x1b[2Jman,noon,
"""


def test_a_column_is_mapped_a_known_one_merged_and_the_rest_taken_in(demo, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text(CONTACTS)
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.type("I")
        terminal.wait_for("Import people from which file?")
        terminal.type(f"{tmp_path}/nobody.csv<enter>")
        terminal.wait_for("There is no file")
        terminal.type(f"{file}<enter>")
        terminal.wait_for(re.compile(r"Strange Nr +\(left out\)"))
        terminal.type("<down><down><enter>")
        terminal.wait_for("What is in Strange Nr?")
        terminal.type("mobile<enter>")
        terminal.wait_for("Maria Garcia  other  (415) 555-2671")
        terminal.wait_for('"noon" is no whole telephone number')
        terminal.type("c")
        terminal.wait_for("nothing changed yet  1 new, 1 may be known, 1 refused")
        terminal.wait_for("Al Herman")
        terminal.type("i")
        terminal.wait_for("1 that may be known is left")
        terminal.type("n<enter>")
        terminal.wait_gone("may be known is left")
        terminal.type("m")
        terminal.wait_for("merge: Maria Garcia, same name")
        terminal.type("i")
        terminal.wait_for("Take in 1 new person and merge 1 row? This cannot be taken back")
        terminal.type("y")
        terminal.wait_for("Enter keeps this answer")
        terminal.type("<enter>")
        terminal.wait_for("Taken in: 1 new person, 1 known one added to; 1 refused: w writes them")
        terminal.type("w")
        terminal.wait_for("Write the refused rows to which file?")
        terminal.type("<enter>")
        terminal.wait_for(said("1 row in"))
        terminal.type("<esc>")
        terminal.wait_for("d done")
    assert '"""noon"" is no whole telephone number"' in (tmp_path / "contacts-refused.csv").read_text("utf-8-sig")
    people = demo.shell("export", "people").stdout
    assert "Zoe Quartermain" in people
    assert len(re.findall("^Maria Garcia,", people, re.MULTILINE)) == 1
    assert demo.reports() == []


def test_an_import_that_is_left_for_another_area_goes_on_and_esc_ends_it_with_nothing_changed(demo, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text(CONTACTS)
    before = demo.shell("export", "people").stdout
    with demo.terminal(size=(10, 40)) as terminal:
        # Said once, on the queue.
        terminal.wait_for("Small: 80x24")
        terminal.type(f"I{file}<enter>")
        terminal.wait_for("Strange Nr")
        terminal.type("<down><down>x")
        terminal.type("<f2>")
        terminal.wait_for("d done")
        terminal.type("I")
        terminal.wait_for("Strange Nr")
        terminal.type("<esc>")
        terminal.wait_for("d done")
        terminal.type("I")
        terminal.wait_for("which file?")
        terminal.type("<esc>")
        terminal.wait_for("d done")
    assert demo.shell("export", "people").stdout == before
