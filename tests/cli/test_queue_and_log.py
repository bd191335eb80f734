"""`queue`, `add`, `done`, `log` and `show`: rows with promised names, and what people read."""

from __future__ import annotations

import shutil

import pytest

from paratui.cli.json_fields import JSON_FIELDS


@pytest.fixture(scope="module")
def made(tmp_path_factory, new_shell):
    """The folder of an office with a call of Dana's two days ago, one of Ana's now, and their follow-ups."""
    home = tmp_path_factory.mktemp("home")
    shell = new_shell(home, home / "office").set_up()
    shell.run("call", "--notes", shell.notes(), "--person", "Maria Garcia", "--started", "2026-11-18T10:00")
    shell.run(
        "call", "--notes", "-", "--person", "Tom Reed", "--channel", "voicemail",
        typed=b"> call him back today 5pm !\n", environ={"PARATUI_LOGIN": "ana"},
    )  # fmt: skip
    return shell.office


@pytest.fixture
def worked(shell, made):
    """A shell in a copy of that office."""
    shutil.rmtree(shell.office)
    shutil.copytree(made, shell.office)
    return shell


def test_queue_rows_have_exactly_the_promised_fields_most_pressing_first(worked):
    rows = worked.run("queue", "--json").json()
    assert {tuple(row) for row in rows} == {JSON_FIELDS["queue"]}
    assert [row["number"] for row in rows] == [2, 1, 4, 3]
    assert rows[1] | {"call": 0} == {
        "number": 1,
        "text": "send her the new notice",
        "kind": "promise",
        "status": "open",
        "due": "2026-11-18T22:00:00Z",
        "assignee": "dana",
        "person": "Maria Garcia",
        "matter": "",
        "call": 0,
        "why": "overdue 12.0 + court 6.0 + safety 6.0 + 2 days old 0.2 = 24.2",
    }


def test_the_queue_for_people_stands_in_its_sections(worked):
    out = worked.run("queue").out
    assert [line.split()[0] for line in out.splitlines() if line.isupper() or line[0].isupper()] == [
        "OVERDUE",
        "TODAY",
        "WAITING",
    ]
    assert "! call him back" in out


def test_mine_leaves_out_what_others_have(worked):
    assert {row["assignee"] for row in worked.run("queue", "--mine", "--json").json()} == {"dana"}
    assert {row["assignee"] for row in worked.run("queue", "--json").json()} == {"dana", "ana"}


def test_all_adds_what_is_done(worked):
    worked.run("done", "1", "--outcome", "sent it")
    assert 1 not in {row["number"] for row in worked.run("queue", "--json").json()}
    assert {row["number"]: row["status"] for row in worked.run("queue", "--all", "--json").json()}[
        1
    ] == "done"


def test_a_narrow_terminal_gets_narrow_lines_and_a_pipe_the_whole_text(worked):
    long = "write to the court reporter about the transcript of the second hearing and its price"
    worked.run("add", long)
    for command in ("queue", "log", "today"):
        for columns in (40, 60, 80, 120):
            out = worked.run(command, environ={"COLUMNS": str(columns)}).out
            assert max(map(len, out.splitlines())) <= columns, (command, columns)
    assert long in worked.run("queue").out


def test_add_prints_the_number_and_reads_due_person_and_urgency(worked):
    ran = worked.run(
        "add", "call", "the", "clerk", "mon", "9am", "@ana", "!", "--person", "Maria Garcia", "--json"
    )
    assert tuple(ran.json()) == JSON_FIELDS["add"]
    item = worked.run("show", "follow-up", str(ran.json()["number"]), "--json").json()
    assert (item["text"], item["assignee"], item["urgent"]) == ("call the clerk", "ana", True)
    assert (item["due"], item["person"]) == ("2026-11-23T14:00:00Z", "Maria Garcia")
    assert worked.run("add", "file it").out.split()[0] == str(ran.json()["number"] + 1)


def test_two_processes_adding_at_once_get_numbers_of_their_own(shell):
    shell.run("today")
    started = [shell.start("add", f"item {turn}", "--json") for turn in range(8)]
    numbers = sorted(
        int(process.communicate(timeout=60)[0].split(b":")[1].strip(b" }\n")) for process in started
    )
    assert numbers == list(range(1, 9))
    assert {row["number"] for row in shell.run("queue", "--json").json()} == set(numbers)


def test_two_processes_opening_a_new_office_at_once_both_work_in_it(fresh):
    started = [fresh.start("add", f"item {turn}") for turn in range(4)]
    said = {process.communicate(timeout=60)[1].decode() for process in started}
    # Whoever came before the settings were there says that it made them, and nobody says anything else.
    made = f"A new office was made in {fresh.office}\n"
    assert made in said
    assert said <= {made, ""}
    assert [process.returncode for process in started] == [0] * 4
    assert len(fresh.run("queue", "--json").json()) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "! she wants to settle"], "makes no follow-up"),
        (["add", "> "], "nothing to do"),
        (["add", b"caf\xe9"], "not UTF-8"),
        (["done", "99", "--outcome", "x"], "no follow-up number 99"),
        (["done", "one", "--outcome", "x"], "no whole number"),
        (["done", "1"], "--outcome"),
        (["done", "1", "--outcome", "  "], "--outcome"),
        (["show", "call", "5"], "no call 5"),
        (["show", "call", "99999999999999999999"], "no whole number"),
        (["show", "follow-up", "77"], "no follow-up number 77"),
        (["log", "--since", "whenever"], "cannot be read"),
        (["log", "--limit", "-3"], "no whole number"),
    ],
)
def test_what_cannot_be_used_gets_one_sentence(worked, words, said):
    ran = worked.run(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert said in ran.err


def test_done_needs_an_outcome_and_keeps_it_for_colleagues(worked):
    ran = worked.run("done", "1", "--outcome", "sent by mail", "--json")
    assert tuple(ran.json()) == JSON_FIELDS["done"]
    item = worked.run("show", "follow-up", "1", "--json").json()
    assert (item["status"], item["outcome"]) == ("done", "sent by mail")
    assert item["history"][-1] == {"at": "2026-11-20T14:30:00Z", "by": "dana", "what": "done: sent by mail"}
    again = worked.run("done", "1", "--outcome", "again")
    assert (again.code, "closed already: sent by mail; nothing was changed" in again.err) == (2, True)


def test_log_rows_have_exactly_the_promised_fields_newest_first(worked):
    rows = worked.run("log", "--json").json()
    assert [tuple(row) for row in rows] == [JSON_FIELDS["log"]] * 2
    assert [row["started"] for row in rows] == ["2026-11-20T14:30:00Z", "2026-11-18T15:00:00Z"]
    assert rows[0] | {"id": 0} == {
        "id": 0,
        "started": "2026-11-20T14:30:00Z",
        "seconds": 0,
        "staff": "ana",
        "person": "Tom Reed",
        "matter": "",
        "phone": "",
        "channel": "voicemail",
        "outcome": "left_voicemail",
    }


@pytest.mark.parametrize(
    ("words", "people"),
    [
        (["--limit", "1"], ["Tom Reed"]),
        (["--staff", "dana"], ["Maria Garcia"]),
        (["--person", "garcia"], ["Maria Garcia"]),
        (["--person", "Stipulation"], []),
        (["--since", "2026-11-19"], ["Tom Reed"]),
        (["--since", "2026-11-18T10:00"], ["Tom Reed", "Maria Garcia"]),
        (["--words", "STIPULATION", "hearing"], ["Maria Garcia"]),
        (["--words", "nothing", "of", "this"], []),
        (["--words", "by:dana"], ["Maria Garcia"]),
        (["from:garcia", "--words", "hearing"], ["Maria Garcia"]),
        (["from:reed", "on:2026-11-19"], []),
        (["before:2026-11-19", "hearing"], ["Maria Garcia"]),
        (["outcome:refused"], []),
    ],
)
def test_the_log_is_narrowed_by_each_option(worked, words, people):
    assert [row["person"] for row in worked.run("log", "--json", *words).json()] == people
    out = worked.run("log", *words).out
    assert all(person in out for person in people)


def test_what_of_a_search_was_not_understood_is_said_beside_the_calls(worked):
    ran = worked.run("log", "by:nobody", "garcia", "nov", "19", "--json")
    assert [row["person"] for row in ran.json()] == []
    assert ran.err.splitlines() == [
        "by: nobody here is called nobody",
        "on:2026-11-19 finds the calls of that day",
    ]


def test_a_log_that_is_cut_short_says_so_beside_the_output(worked):
    ran = worked.run("log", "--limit", "1")
    assert "--limit 0 shows all" in ran.err
    assert len(ran.out.splitlines()) == 2


def test_show_call_holds_everything_under_the_promised_names(worked):
    record = worked.run("log", "--json").json()[1]["id"]
    call = worked.run("show", "call", str(record), "--json").json()
    assert tuple(call) == JSON_FIELDS["show call"]
    assert {tuple(line) for line in call["lines"]} == {JSON_FIELDS["show call lines"]}
    assert call["follow_ups"] == [1, 2, 3]
    assert call["consent"]["answer"] == "not_asked"
    assert call["checklist"]["answers"] == []
    assert call["revisions"] == [{"rev": 1, "time": "2026-11-20T14:30:00Z", "by": "dana", "why": ""}]


def test_show_call_for_people_has_each_line_with_its_time_and_mark(worked):
    record = worked.run("log", "--json").json()[1]["id"]
    out = worked.run("show", "call", str(record)).out
    assert "00:52 > send her the new notice" in out
    assert "01:22 @ hearing Dec 3  (reported - attorney verifies)" in out
    assert "FOLLOW-UPS" in out


def test_show_follow_up_names_call_and_source(worked):
    item = worked.run("show", "follow-up", "1", "--json").json()
    assert tuple(item) == JSON_FIELDS["show follow-up"]
    assert item["source"] == "send her the new notice today 5pm"
    out = worked.run("show", "follow-up", "1").out
    assert f"from call {item['call']}, line 3" in out


def test_today_says_what_is_due_and_what_was_done(worked):
    day = worked.run("today", "--json").json()
    assert tuple(day) == JSON_FIELDS["today"]
    assert [row["number"] for row in day["overdue"]] == [2, 1]
    assert (day["calls"], day["office_calls"], day["everyone"]["today"]) == (0, 1, 1)
    out = worked.run("today", environ={"PARATUI_LOGIN": "ana"}).out
    assert out.startswith("Garcia & Lowe: Fri Nov 20, 9:30 AM, ana")
    assert "! call him back" in out
    assert "Calls today: 1 of yours (0 min), 1 in the office." in out


def test_today_counts_from_midnight_at_the_office(shell):
    for started in ("2026-11-19T23:59:59", "2026-11-20T00:00:00"):
        shell.run("call", "--notes", shell.notes("hello\n"), "--started", started)
    assert shell.run("today", "--json").json()["calls"] == 1
