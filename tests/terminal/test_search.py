"""Searching the log while typing: picked conditions, either order, with and without an index."""

from __future__ import annotations

import os
import re
import sqlite3

import pytest

from tests.terminal.office import at_the_queue

SEARCH = re.compile(r"Find in the log")


@pytest.fixture
def log(demo):
    """The log in its search."""
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f4>")
        terminal.wait_for(re.compile(r"Log +\d+ calls"))
        terminal.type("/")
        terminal.wait_for(SEARCH)
        yield terminal


def test_each_row_shows_the_line_in_which_it_was_found_the_place_underlined(log):
    log.type("hearing")
    log.wait_for("Found in")
    log.wait_for(re.compile(r'"hearing" x all  \d+ calls, newest first'))
    column = log.line(2).index("hearing")
    assert log.cell(2, column).underscore
    assert not log.cell(2, column - 2).underscore
    log.type("<ctrl+o>")
    log.wait_for(re.compile(r'"hearing" x all  \d+ calls, best first'))
    log.type("<enter>b")
    log.wait_for(re.compile(r'"hearing" x all  \d+ calls, newest first'))


def test_a_condition_is_picked_and_stands_in_the_line_as_if_it_had_been_typed(log):
    log.type("hearing<tab>")
    log.wait_for("by:       who took it")
    log.type("by<enter>")
    log.wait_for("by: who took it")
    log.type("dan<enter>")
    log.wait_for(re.compile(r"▸ hearing by:dana"))
    log.wait_for(re.compile(r'"hearing by:dana" x all  \d+ calls?,'))
    log.type("before:<tab>")
    log.wait_for("yesterday")
    log.type("2026-11<enter>")
    log.wait_for(re.compile(r"▸ hearing by:dana before:2026-11"))


def test_what_was_not_understood_is_said_beside_the_count(log):
    log.type("hearing before:whenever")
    log.wait_for("before: a day, a month or a year, such as 2026-11-03")
    log.type("<enter>")
    log.wait_gone(SEARCH)
    log.wait_for(re.compile(r"\d+ calls, newest first  before: a day"))
    log.wait_for(re.compile(r"^ before: a day, a month or a year, such as 2026-11-03", re.MULTILINE))


def test_a_page_of_ten_thousand_characters_is_searched_for(log):
    log.paste('(hearing* AND "moved) OR \u202eNEAR\x1b[2J ' * 250)
    log.wait_for("only the first 16 words are looked for")
    log.type("<ctrl+u>maria")
    log.wait_for(re.compile(r'"maria" x all  \d+ calls'))


def spoilt_by(path, what):
    """An index as it may be found; what must be kept open for it is given back."""
    if what == "deleted":
        for each in path.parent.glob("index.*"):
            each.unlink()
    elif what == "cut":
        os.truncate(path, 8192)
    elif what == "overwritten":
        path.write_bytes(b"no database" * 9000)
    else:
        held = sqlite3.connect(path, isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
        held.execute("UPDATE reached SET form = 99")
        if what == "newer":
            held.execute("COMMIT")
        return held
    return None


def test_whatever_becomes_of_the_index_meanwhile_the_search_goes_on(demo, log):
    for what in ("deleted", "cut", "newer", "overwritten", "deleted"):
        held = spoilt_by(demo.folder / "index.sqlite", what)
        log.type("<ctrl+u>hearing")
        log.wait_for(re.compile(r'"hearing" x all  \d+ calls,'))
        log.type("<ctrl+u>")
        log.wait_for(re.compile(r"Log +\d+\+? calls"))
        if held:
            held.close()
        # The program may be making it just now; then the shell leaves that to it.
        while not demo.shell("index").stdout.startswith("The index is made"):
            continue


def test_a_call_logged_while_another_process_holds_the_index_is_found(demo, log):
    held = spoilt_by(demo.folder / "index.sqlite", "locked")
    notes = demo.home / "notes"
    notes.write_text("asks for an appointment\n")
    logged = demo.shell("call", "--notes", str(notes), "--person", "Quentin Newcomer", login="dana")
    assert logged.returncode == 0
    log.type("newcomer")
    log.wait_for(re.compile(r'"newcomer" x all  1 call,'))
    held.close()


def test_where_no_index_can_be_made_one_sentence_says_so_and_calls_are_found(demo):
    (demo.folder / "index.sqlite.new").mkdir()
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("<f4>")
        terminal.wait_for("no search index: finding is slower, nothing is missing")
        terminal.type("/hearing")
        terminal.wait_for(re.compile(r'"hearing" x all  \d+ calls,'))
