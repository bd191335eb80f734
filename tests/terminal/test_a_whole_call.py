"""A call from the first ring to the log, typed as a person types it and read off the screen and the disk."""

from __future__ import annotations

import re

import pytest
from tinydb import TinyDB

from tests.terminal.office import MARIA, OfficeOfTests, at_the_queue, ended, looked_over, on_a_call, said

# What is typed at which second, and a part of what the line above the composer says before Enter.
CALL = (
    (7, "my role explained", ""),
    (31, "hearing moved, she got a letter yesterday", ""),
    (52, "> send her the new notice today 5pm", "you · today 5:00 PM (as promised)"),
    (70, "? should I sign the stipulation?", "the attorney · today 5:00 PM"),
    (82, "@ hearing Dec 3", "attorney verifies"),
    (100, "~ afraid he will move with the kids", "concern"),
    (118, "# father wants the kids for all of the holidays", "case issue"),
    (131, "! do not call before noon", "instruction"),
    (150, "< send the last three pay stubs mon", "the client · Mon 5:00 PM"),
    (171, "* sounded as if somebody stood beside her", "attorney only"),
    (200, "father changed jobs in October", ""),
    (244, "> call the school about pickups thu 3pm @dana !", "Dana · Thu 3:00 PM (as promised) · urgent"),
    (280, "school is Roosevelt Elementary, Ms. Tran", ""),
    (330, "> copy of the letter to the file", "you · today 5:00 PM (same business day"),
    (371, "she has the letter here, two pages", ""),
    (402, "~ money until the new job starts", "concern"),
    (455, "@ he says he moves on 12/15", "attorney verifies"),
    (530, "? can he take them out of state before that?", "the attorney"),
    (610, "she will look for the October statement", ""),
    (700, "thanked her for calling at once", ""),
)
STOOD = 720


def mark_of(line: str) -> str:
    return line[0] if line[:2] in {f"{mark} " for mark in "><?!@#~*"} else " "


def clock(seconds: int) -> str:
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def say(terminal, office, seconds, line, understood=""):
    """Type a line at a second of the call, read what it would become, keep it."""
    office.at(seconds)
    terminal.type(line)
    if understood:
        terminal.wait_for(understood)
    terminal.wait_for(line[-24:])
    terminal.type("<enter>")
    terminal.wait_for(f"{clock(seconds)} {mark_of(line)} ")


@pytest.fixture
def maria_told(demo):
    """Maria's twelve minutes, up to the wrap-up page."""
    with demo.moved() as terminal:
        on_a_call(terminal)
        yield demo, terminal


def test_twelve_minutes_with_maria_are_in_the_log_the_queue_and_the_files(maria_told):
    office, terminal = maria_told
    before = {row["number"] for row in office.json("queue", "--all")}

    # The number, with its gaps and whom it belongs to, before Enter.
    terminal.type("4155552")
    terminal.wait_for("the number 415-5552")
    terminal.type("671")
    terminal.wait_for("the number (415) 555-2671 · Maria Garcia")
    terminal.type("<enter>")
    terminal.wait_for("Maria Garcia · Custody 2026-0142 · (415) 555-2671")
    terminal.wait_for("Good morning, Maria")

    # The checklist is walked while the notes go in.
    terminal.type("<ctrl+n>")
    terminal.wait_for("✓ greeting by name")
    for seconds, line, understood in CALL[:4]:
        say(terminal, office, seconds, line, understood)
    terminal.type("/ver")
    terminal.wait_for("/verify  HOW")
    terminal.type("<tab>called back<enter>")
    terminal.wait_for("Identity checked: called back")
    terminal.wait_for("✓ check who is calling")
    terminal.type("<ctrl+o>")
    terminal.wait_for("how much time: another answer")
    terminal.type("n<enter>")
    terminal.wait_for("- how much time")

    # A required step is not skipped without a reason.
    terminal.type("/sk<tab><enter>")
    terminal.wait_for("Why is this required step skipped: my role?")
    terminal.type("<enter>")
    terminal.wait_for("This step is required; say why")
    terminal.type("explained yesterday<enter>")
    terminal.wait_for("/ my role")

    terminal.type("<ctrl+r>")
    terminal.wait_for(said("Do you agree that it is recorded?"))
    terminal.type("y<enter>")
    terminal.wait_for("REC agreed  Maria Garcia agreed at 01:10")
    for seconds, line, understood in CALL[4:]:
        say(terminal, office, seconds, line, understood)

    # An earlier line is put right: its second stays, its first wording is kept.
    terminal.type("<up><up>")
    terminal.wait_for("Enter edits this line")
    terminal.type("<enter>")
    terminal.wait_for("editing:")
    terminal.type(" for us<enter>")
    terminal.wait_for("Kept; the earlier wording stays as a version")
    terminal.wait_for(re.compile(r"10:10 {3}she will look for the October statement.*\n.* for us  v2"))

    # Many pasted lines are many lines, and a due time is changed after the fact.
    office.at(705)
    terminal.paste("from her letter:\nroom 412, second floor\r\n> ask the clerk tomorrow 10am")
    terminal.wait_for("3 lines pasted, each a line of its own")
    terminal.type("<ctrl+t>")
    terminal.wait_for("Due when: ask the clerk?")
    terminal.type("fri noon")
    terminal.wait_for("= Fri 12:00 PM")
    terminal.type("<enter>")
    terminal.wait_for("ask the clerk fri noon")
    terminal.wait_for(re.compile(r"Fri\s12:00\sPM,\syou"))

    # Nothing that is missing is passed over at the end.
    office.at(STOOD)
    terminal.wait_for("00:12:00")
    terminal.type("<f10>")
    terminal.wait_for("Wrap-up  Maria Garcia")
    terminal.wait_for("Required steps not taken")
    terminal.wait_for("● the client's role")
    terminal.wait_for("0.2 h  (12:00 exactly)")
    terminal.wait_for("Telephone conference with Maria Garcia re Custody")
    wrapped_up = terminal.text()
    assert "● my role" not in wrapped_up
    assert "● ask to record" not in wrapped_up
    terminal.type("<enter>")
    terminal.wait_for("Required and not taken: the client's role. Why?")
    terminal.type("<enter>")
    terminal.wait_for("Say why, such as")
    terminal.type("she had to pick up the kids<enter>")
    looked_over(terminal)
    terminal.wait_for("The call with Maria Garcia is in the log, with follow-ups #")
    numbers = [int(number) for number in re.findall(r"#(\d+)", terminal.line(-1))]

    # The queue shows them; the log shows the call.
    terminal.wait_for("Queue")
    terminal.type("/the school about<enter>")
    terminal.wait_for(re.compile(r"! +Maria Garcia +safety: call the school"))
    terminal.wait_for(re.compile(r"#\d+ call the school about pickups"))
    terminal.type("x<f4>")
    terminal.wait_for(re.compile(r"▸ today 9:12 AM +in +Maria Gar.*reached +.*12"))

    # What programs read agrees, while the screen is still open.
    now = f"2026-11-24T17:{12 + STOOD // 60}:00Z!"
    row = office.json("log", "--limit", "1", now=now)[0]
    assert (row["seconds"], row["staff"], row["person"]) == (STOOD, "ana", "Maria Garcia")
    assert (row["matter"], row["phone"], row["outcome"]) == ("2026-0142", f"+1{MARIA}", "reached")
    shown = office.json("show", "call", str(row["id"]), now=now)
    lines = shown["lines"]
    # Behind what was said come the follow-ups of what was left open: two concerns and an instruction.
    assert [line["at"] for line in lines] == [*(seconds for seconds, *_ in CALL), 705, 705, 705, STOOD, STOOD, STOOD]
    assert [line["text"] for line in lines[:3]] == [line.removeprefix("> ") for _, line, _ in CALL[:3]]
    kinds = [
        "promise",
        "client_task",
        "question",
        "instruction",
        "reported_date",
        "issue",
        "concern",
        "attorney_only",
    ]
    assert {line["kind"] for line in lines} == {*kinds, "note"}
    looked = next(line for line in lines if "October statement" in line["text"])
    assert looked["text"].endswith("for us")
    assert [version["text"] for version in looked["versions"]] == ["she will look for the October statement"]
    answers = {one["step"]: (one["answer"], one["reason"]) for one in shown["checklist"]["answers"]}
    assert answers["my-role"] == ("skipped", "explained yesterday")
    assert answers["client-role"] == ("skipped", "she had to pick up the kids")
    assert answers["record"] == ("done", "")
    assert answers["time"] == ("not_applicable", "")
    assert shown["consent"]["answer"] == "consented"
    assert "Do you agree that it is recorded?" in shown["consent"]["words"]
    assert (shown["identity"]["how"], shown["identity"]["result"]) == ("called back", "confirmed")

    made = {item["number"]: item for item in office.json("queue", "--all", now=now) if item["number"] not in before}
    assert sorted(made) == sorted(shown["follow_ups"])
    assert len(made) == 10
    assert numbers == [min(made), max(made)]  # the row names the first and the last
    by_text = {item["text"]: item for item in made.values()}
    assert by_text["call the school about pickups"]["assignee"] == "dana"
    assert by_text["call the school about pickups"]["due"] == "2026-11-26T23:00:00Z"
    assert by_text["send her the new notice"]["due"] == "2026-11-25T01:00:00Z"
    assert by_text["ask the clerk"]["due"] == "2026-11-27T20:00:00Z"
    assert by_text["should I sign the stipulation?"]["assignee"] == "m.okafor"
    assert {item["matter"] for item in made.values()} == {"2026-0142"}
    assert {item["call"] for item in made.values()} == {row["id"]}

    # One commit holds all of it.
    whole = [one for one in office.commits() if any(op["doc"].get("status") == "ended" for op in one["ops"])][-1]
    assert sorted(op["kind"] for op in whole["ops"]) == ["call", *["follow_up"] * len(made)]
    assert {op["doc"]["number"] for op in whole["ops"] if op["kind"] == "follow_up"} == set(made)
    assert office.drafts() == []

    # After leaving, any program that reads TinyDB finds them.
    terminal.type("<ctrl+q>")
    assert terminal.exit_code() == 0
    with TinyDB(office.folder / "hot.json") as stock:
        listed = {doc["number"]: doc["text"] for doc in stock.all() if doc.get("number")}
    assert listed.items() >= {number: item["text"] for number, item in made.items()}.items()
    assert office.shell("verify").returncode == 0


def test_a_whole_call_sent_in_one_write_arrives_in_order(demo):
    notes = [f"line {number} of the call" for number in range(1, 13)]
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.type(
            f"<f3>{MARIA}<enter>"
            + "<ctrl+n>".join(f"{note}<enter>" for note in notes[:4])
            + "".join(f"{note}<enter>" for note in notes[4:])
            + "> fax it thu 3pm @dana<enter>ABC<backspace>D<enter>/verify two facts<enter>"
            + "<ctrl+r>y<enter><up><enter><home>E <enter><f4><f3>last<enter>"
            + "<f10><enter>sent at once<enter><enter><enter><enter>"
        )
        # The last Enter came before the page was seen with nothing open.
        terminal.wait_for("Look it over first; Enter now writes the call")
        looked_over(terminal)
        terminal.wait_for("The call with Maria Garcia is in the log, with follow-up #")
    row = demo.json("log", "--limit", "1")[0]
    shown = demo.json("show", "call", str(row["id"]))
    assert [line["text"] for line in shown["lines"]] == [*notes, "fax it thu 3pm @dana", "E ABD", "last"]
    assert [version["text"] for version in shown["lines"][-2]["versions"]] == ["ABD"]
    assert row["person"] == "Maria Garcia"
    assert shown["consent"]["answer"] == "consented"
    assert shown["identity"]["how"] == "two facts"
    answers = shown["checklist"]["answers"]
    assert [one["step"] for one in answers] == [
        "greeting",
        "identity",
        "record",
        "my-role",
        "client-role",
    ]
    assert answers[-1]["reason"] == "sent at once"


@pytest.mark.parametrize("keys", ["/rec<enter>y<enter>", "/discard<enter>y<enter>"])
def test_an_answer_in_the_same_write_as_its_command_is_an_answer(demo, keys):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(keys)
        terminal.wait_for("REC agreed" if "rec" in keys else "The call was thrown away")


def test_two_items_closed_in_one_write_are_both_closed(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("dtold him<enter>dtold them by letter<enter>")
        terminal.wait_for("done: told them by letter")
    closed = [demo.json("show", "follow-up", number)["outcome"] for number in ("335", "346")]
    assert closed == ["told him", "told them by letter"]


def test_enter_pressed_twice_makes_one_item(demo):
    with demo.terminal() as terminal:
        at_the_queue(terminal).type("nring the clerk today 11am !<enter><enter>")
        terminal.wait_for("Follow-ups")  # the second Enter opened the call of the item under the cursor
    assert [item["text"] for item in demo.json("queue", "--all")].count("ring the clerk") == 1


def test_the_park_key_and_a_second_call_keep_the_two_apart(demo):
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>first of Maria<enter>")
        terminal.wait_for("first of Maria")
        terminal.type("half a sentence<ctrl+s>")
        terminal.wait_for(said("a new call, this one is parked"))
        terminal.type("q<enter>")
        terminal.wait_for("The call is parked")
        terminal.wait_for("parked: Maria Garcia F3")
        terminal.type("<f3>")
        terminal.wait_for(said("back to Maria Garcia, who is parked"))
        terminal.type("n")
        terminal.wait_for("who is it? ^F")
        terminal.type("/who Jordan Example")
        terminal.wait_for("/who")
        terminal.type("<enter>")
        terminal.wait_for("new: Jordan Example - not a client")
        terminal.type("<down><enter>")
        terminal.wait_for("IN    00:00:00  Jordan Example")
        terminal.type("first of Jordan<enter>")
        terminal.wait_for("first of Jordan")
        terminal.type("<ctrl+s>")
        terminal.wait_for("▸ half a sentence")
        terminal.wait_for("first of Maria")
        assert "first of Jordan" not in terminal.text()

        # A third is not possible, and says so.
        terminal.type("<f2>c")
        terminal.wait_for("Two calls are open already; end one first (F10)")
        terminal.type("<f3>")
        terminal.wait_for("▸ half a sentence")

        # An unfinished line is not dropped by ending.
        terminal.type("<f10>")
        terminal.wait_for("A line is still being typed: Enter keeps it")
        terminal.type("<enter>")
        terminal.wait_for("00:00   half a sentence")
        ended(terminal)
        terminal.wait_for("The call with Maria Garcia is in the log")
        terminal.wait_for("first of Jordan")
        terminal.type("<f10>")
        terminal.wait_for("no matter, nothing to bill")
        terminal.type("ov<enter>")
        terminal.wait_for("Outcome  left voicemail")
        looked_over(terminal)
        terminal.wait_for("The call with Jordan Example is in the log")
    rows = demo.json("log", "--limit", "2")
    calls = {row["person"]: demo.json("show", "call", str(row["id"])) for row in rows}
    assert [line["text"] for line in calls["Maria Garcia"]["lines"]] == ["first of Maria", "half a sentence"]
    assert [line["text"] for line in calls["Jordan Example"]["lines"]] == ["first of Jordan"]
    assert calls["Jordan Example"]["outcome"] == "left_voicemail"
    assert (calls["Jordan Example"]["matter"], calls["Jordan Example"]["phone"]) == ("", "")


def test_a_call_thrown_away_on_purpose_asks_once_and_leaves_nothing(demo):
    calls = demo.json("log", "--limit", "3")
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>a wrong button<enter>/disc<tab><enter>")
        terminal.wait_for("Throw this call away with its 1 line?")
        terminal.type("n<enter>")
        terminal.wait_gone("Throw this call away")
        terminal.wait_for("a wrong button")
        terminal.type("/discard<enter>")
        terminal.wait_for("Throw this call away")
        terminal.type("y<enter>")
        terminal.wait_for("The call was thrown away")
    assert demo.json("log", "--limit", "3") == calls
    assert demo.drafts() == []


@pytest.fixture
def fresh(tmp_path):
    """A folder nobody has opened yet, and an account with a home of its own."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    return OfficeOfTests(tmp_path / "office", home)


def test_the_first_run_asks_four_questions_and_enter_answers_them(fresh):
    with fresh.terminal(TZ="America/New_York") as terminal:
        terminal.wait_for("1. What is the firm called?")
        for key in ("<f1>", "<ctrl+g>"):
            terminal.wait_for("^G help")
            terminal.type(key)
            terminal.wait_for("The firm's name stands at the head of the queue")
            terminal.type("<esc>")
        terminal.wait_for("1. What is the firm called?")
        terminal.type("<enter>")
        terminal.wait_for("2. Which state is the office in?")
        terminal.type("<enter>")
        terminal.wait_for("3. Which time zone is the office in?")
        terminal.wait_for("▸ America/New_York")
        terminal.type("<enter>")
        terminal.wait_for("4. What is your own name?")
        assert not (fresh.folder / "office.toml").exists()
        terminal.type("<enter>")
        terminal.wait_for("The queue is empty")
        terminal.type("<f3>")
        terminal.wait_for("Saved")
        terminal.type("asked for the price list<enter>> send it today<enter><f10><enter>short<enter><enter><enter>")
        looked_over(terminal)
        terminal.wait_for("is in the log, with follow-up #1")
        terminal.wait_for("send it")
        terminal.type("<ctrl+q>")
        assert terminal.exit_code() == 0
    assert [item["text"] for item in fresh.json("queue")] == ["send it"]
    with fresh.terminal() as terminal:
        # Whoever kept the login as a name was asked, and is not asked again.
        at_the_queue(terminal)
        terminal.wait_for("send it")


def test_the_first_run_takes_other_answers_and_refuses_what_is_none(fresh):
    with fresh.terminal() as terminal:
        terminal.wait_for("1. What is the firm called?")
        # What is proposed stands marked: the first letter takes its place.
        terminal.type("Nuñez & Partners<enter>")
        terminal.wait_for("1. What is the firm called?  Nuñez & Partners")
        terminal.type("tn<enter>")
        terminal.wait_for("3. Which time zone is the office in?")
        terminal.wait_for("▸ America/Chicago")
        terminal.wait_for("the commonest of TN; parts of it have America/New_York")
        terminal.type("<up>Il<enter>")
        terminal.wait_for("that of IL")
        terminal.type("Mars/Olympus<enter>")
        terminal.wait_for("Mars/Olympus")
        terminal.wait_for("is no time zone")
        terminal.resize(24, 70)
        terminal.wait_quiet()
        assert "is no time zone" in terminal.text()
        assert "4. What is your own name?" not in terminal.text()
        terminal.type("<ctrl+u>chicago<enter>")
        terminal.wait_for("4. What is your own name?")
        terminal.type("Rosa Diaz<enter>")
        terminal.wait_for("The queue is empty")
        terminal.wait_for("Nuñez & Partners")
    settings = (fresh.folder / "office.toml").read_text()
    assert "Nuñez & Partners" in settings
    assert "America/Chicago" in settings
    assert '"IL"' in settings
    assert [one["name"] for one in fresh.json("staff")] == ["Rosa Diaz"]


def test_a_number_on_the_command_line_opens_straight_into_the_call(demo):
    with demo.terminal("ana", "call", f"+1 {MARIA}") as terminal:
        terminal.wait_for("IN    00:00:00  Maria Garcia · Custody 2026-0142 · (415) 555-2671")
