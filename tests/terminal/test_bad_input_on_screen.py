"""What ought not to be typed, pasted or stored never ends the program, loses nothing and is shown as it is."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest

from paratui.domain.ids import make_id
from paratui.domain.person import Person
from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.terminal.office import MARIA, NOW, OfficeOfTests, at_the_queue, ended, looked_over, on_a_call

MARKUP = "[bold red]Bobby[/] [link=x]Tables"


class Now:
    """The moment the screens of these tests stand at."""

    def now(self):
        return datetime.fromisoformat(NOW).astimezone(UTC)

    def ticks(self):
        return 0.0


@pytest.fixture
def call(demo):
    """A call with Maria, its composer empty."""
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        yield terminal


def written(demo, call):
    """End the call and give the words of its lines."""
    ended(call)
    row = demo.json("log", "--limit", "1")[0]
    return [line["text"] for line in demo.json("show", "call", str(row["id"]))["lines"]]


def test_a_latin_1_byte_shows_as_unreadable_and_the_line_goes_on(demo, call):
    call.write(b"caf\xe9 at the corner\r")
    call.wait_for("00:00   caf\ufffd at the corner")
    call.type("next line<enter>")
    call.wait_for("00:00   next line")
    assert written(demo, call) == ["caf\ufffd at the corner", "next line"]


def test_a_line_of_ten_thousand_characters_is_taken_and_a_longer_one_refused_in_a_sentence(demo, call):
    page = ("the quick brown fox jumps over the lazy dog again. " * 200)[:10_000]
    call.paste(page + "!")
    call.wait_for("A line holds 10,000 characters and this would be more")
    call.type("typed on: ")
    call.wait_for("▸ typed on:")
    call.type("<ctrl+u>")
    call.paste(page)
    call.wait_for(re.compile("^▸ .*lazy dog again. the$", re.MULTILINE))
    call.type("<enter>short one<enter>")
    call.wait_for("00:00   short one")
    assert written(demo, call) == [page.strip(), "short one"]


def test_escape_sequences_in_a_paste_are_neither_obeyed_nor_shown(demo, call):
    call.paste("before\x1b[2J\x1b[31mred\x1b]0;title\x07after\x1b[6n\tend")
    call.wait_for("▸ before")
    call.type("<enter>")
    call.wait_for("00:00   before")
    assert "Maria Garcia" in call.line(0)
    call.type("next<enter>")
    call.wait_for("00:00   next")
    text = written(demo, call)[0]
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", text)
    assert re.search("before.*red.*after.*end", text)


def test_emoji_chinese_and_arabic_are_kept_to_the_letter(demo, call):
    lines = [
        "she laughed 😀 and sent 👍🏽",
        "王小明 called from 北京",
        "قالت إنها بخير",
        "zero\u200bwidth and e\u0301",
        "שלום",
    ]
    for number, line in enumerate(lines):
        call.type(f"{line}<enter>after {number}<enter>")
        call.wait_for(f"00:00   after {number}")
        # Whatever the width, the rest of the row stays where it belongs.
        assert all(call.line(row).count("│") == 1 for row in range(3, 20) if call.line(row))
    kept = written(demo, call)
    assert kept[::2] == lines


def test_an_impossible_number_is_kept_as_it_was_given_and_says_what_to_ask_for(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type("/phone 555-26<enter>")
        terminal.wait_for("Kept as typed, it cannot be called: ask for the rest of it")
        terminal.wait_for("who is it? ^F · 555-26")
        terminal.type("/phone 415 555 2671 99<enter>")
        terminal.wait_for("ask for it once more, digit by digit")
        terminal.wait_for("who is it? ^F · 415 555 2671 99")
        terminal.type("/phone (415) 555-2671<enter>")
        terminal.wait_for("Maria Garcia · Custody 2026-0142")


def test_an_impossible_number_from_the_shell_is_one_sentence(demo):
    ran = demo.shell("call", "12", "--notes", "/dev/null")
    assert ran.returncode == 2
    assert len(ran.stderr.strip().splitlines()) == 1


def test_an_unknown_slash_word_says_what_to_do_and_stays(call):
    call.type("/frobnicate now<enter>")
    call.wait_for("There is no command /frobnicate; / and Enter list them")
    call.wait_for("▸ /frobnicate now")
    call.type("<ctrl+u> /frobnicate was the word she used<enter>")
    call.wait_for("00:00   /frobnicate was the word")


def test_a_slash_alone_opens_every_command(call):
    call.type("/")
    call.wait_for("Enter lists all")
    call.type("<enter>")
    call.wait_for("What shall be done?")
    call.type("<esc>")
    call.wait_gone("What shall be done?")
    assert "There is no command" not in call.text()


def test_nothing_but_a_mark_is_no_line(call):
    call.type("><enter>")
    call.wait_for("This line says nothing yet")
    call.wait_for("▸ >")
    call.type("<ctrl+u>   <enter>fine<enter>")
    call.wait_for("00:00   fine")


def test_markup_in_names_notes_and_answers_is_shown_literally(demo):
    name_it(demo, MARKUP)
    with demo.terminal() as terminal:
        on_a_call(terminal).type("/who [bold<enter>")
        terminal.wait_for(MARKUP)
        terminal.type("<up><enter>")
        terminal.wait_for(f"00:00:00  {MARKUP}")
        terminal.type(f"{MARKUP} said [/] so<enter>> ring {MARKUP} thu 3pm<enter>")
        terminal.wait_for("[/] so")
        terminal.type("<f10>")
        terminal.wait_for(f"Wrap-up  {MARKUP}")
        terminal.wait_for(f"ring {MARKUP}")
        terminal.type("<enter>")
        terminal.wait_for("Why?")
        terminal.type("[/] [on blink]<enter>")
        looked_over(terminal).wait_for("The call with [bold red]Bobby[/]")
        terminal.type("/ring tables<enter>")
        terminal.wait_for(f"ring {MARKUP}")
        terminal.type("d")
        terminal.wait_for(f"ring {MARKUP}")
        terminal.type("[oops<enter>")
        terminal.wait_for("done: [oops")
        terminal.type("<f4>/[bold")
        terminal.wait_for('"[bold"')
        terminal.wait_for("[bold red")
        terminal.type("<enter>")
        terminal.wait_gone("Find in the log")
        terminal.wait_for("Bobby[/] [link=x]Tables")
        terminal.type("<enter>")
        terminal.wait_for(f"Call  {MARKUP}")
        terminal.wait_for("[bold red]Bobby[/] [link=x]Tables said [/] so")


def name_it(office: OfficeOfTests, name: str) -> None:
    """Enter a person through the store, as another program may."""
    store = open_folder(office.folder, "ana", Now())
    try:
        store.commit([Put("person", Person(id=make_id(Now().now(), 7), name=name).doc())])
    finally:
        store.close()


def test_control_characters_a_program_left_in_a_name_do_not_reach_the_terminal(demo):
    name_it(demo, "Eve\x1b[2J\x1b]0;owned\x07 Escape\r\nSecond")
    with demo.terminal() as terminal:
        on_a_call(terminal).type("/who Escape<enter>")
        terminal.wait_for("Escape")
        assert b"]0;owned" not in terminal.raw
        terminal.type("<enter>")
        terminal.wait_for("00:00:00  Eve")
        terminal.type("hello<enter>")
        terminal.wait_for("00:00   hello")
        assert b"]0;owned" not in terminal.raw


def test_a_record_with_fields_nobody_knows_keeps_them_through_an_edit(demo):
    store = open_folder(demo.folder, "ana", Now())
    try:
        doc = store.follow_up_number(335)
        assert doc is not None
        store.commit([Put("follow_up", {**doc, "billing_code": "L120", "tags": ["a", {"b": 1}]}, doc["rev"])])
    finally:
        store.close()
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.wait_for(re.compile(r"▸ +335 "))
        terminal.type("s")
        terminal.wait_for("Snooze #335")
        terminal.type("<enter>")
        terminal.wait_for("#335: snoozed until")
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    hot = json.loads((demo.folder / "hot.json").read_text())
    kept = next(doc for table in hot.values() for doc in table.values() if doc.get("number") == 335)
    assert kept["billing_code"] == "L120"
    assert kept["tags"] == ["a", {"b": 1}]
    assert kept["snoozed_until"]


def test_an_unreadable_settings_file_is_one_sentence_before_any_screen(demo):
    (demo.folder / "office.toml").write_text("firm = [\n")
    with demo.terminal() as terminal:
        assert terminal.exit_code() == 2
        assert "office.toml" in re.sub(r"\s*\n", "", terminal.text())
        assert b"\x1b[?1049h" not in terminal.raw


def test_a_folder_that_others_may_read_is_refused_with_what_to_do(demo):
    demo.folder.chmod(0o755)
    with demo.terminal() as terminal:
        assert terminal.exit_code() == 2
        assert "chmod" in terminal.text()
        assert b"\x1b[?1049h" not in terminal.raw
