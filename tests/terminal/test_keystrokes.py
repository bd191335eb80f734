"""Each job of the table of keystrokes, typed at the real program; done means that the disk or the screen says so."""

from __future__ import annotations

import re

import pytest

from tests.terminal.keystrokes import JOBS, MARIA, Job, Key, Words
from tests.terminal.office import at_the_queue, ended, last_look, on_a_call, said
from tests.terminal.terminal import KEYS

NOTICE = 368
"""Ana's open item: send Maria the new hearing notice."""


def at_home(terminal):
    at_the_queue(terminal)


def at_the_notice(terminal):
    at_the_queue(terminal).type("/hearing notice<enter>")
    terminal.wait_for(re.compile(rf"▸ +{NOTICE} "))


def on_a_new_call(terminal):
    on_a_call(terminal)


def with_maria(terminal):
    on_a_call(terminal).type(f"{MARIA.said}<enter>")
    terminal.wait_for("Good morning, Maria")


def with_maria_and_an_interpreter(terminal):
    with_maria(terminal)
    terminal.type("/with Ana Ruiz, interpreter Spanish, CA<enter>")
    terminal.wait_for("Ana Ruiz is on the line")


def newest(office):
    row = office.json("log", "--limit", "1")[0]
    return office.json("show", "call", str(row["id"]))


def once_ended(office, terminal):
    """The call as it is kept after its end."""
    terminal.type("<esc>")  # a card that still lies there
    ended(terminal)
    return newest(office)


def items_of(office, call):
    return [one for one in office.json("queue", "--all") if one["call"] == call["id"]]


# Each proof is what would be missed if the keys had not done their work.


def the_call_and_its_promise_are_kept(office, _terminal):
    call = newest(office)
    assert (call["person"], call["outcome"]) == ("Maria Garcia", "reached")
    assert [line["text"] for line in call["lines"]] == ["she found the list", "send her the notice today 5pm"]
    [item] = items_of(office, call)
    assert (item["text"], item["due"]) == ("send her the notice", "2026-11-25T01:00:00Z")


def nothing_was_left_out(office, terminal):
    the_call_and_its_promise_are_kept(office, terminal)
    call = newest(office)
    assert (call["consent"]["answer"], call["identity"]["result"]) == ("consented", "confirmed")
    answers = {one["step"]: one["answer"] for one in call["checklist"]["answers"]}
    assert "skipped" not in answers.values()
    assert {"my-role", "client-role", "record", "identity"} <= answers.keys()


def the_notice_is_done(office, _terminal):
    assert [line["text"] for line in newest(office)["lines"]] == ["told her it is on its way"]
    assert office.json("show", "follow-up", str(NOTICE))["status"] == "done"


def the_try_is_counted(office, _terminal):
    assert newest(office)["outcome"] == "no_answer"
    item = office.json("show", "follow-up", str(NOTICE))
    assert (item["status"], [one["how"] for one in item["attempts"]]) == ("open", ["no_answer"])


def the_voicemail_is_owed_a_call(office, _terminal):
    call = newest(office)
    assert (call["channel"], call["person"]) == ("voicemail", "Maria Garcia")
    [item] = items_of(office, call)
    assert "wants the hearing date" in item["text"]


def the_attorney_has_the_question(office, terminal):
    [item] = [one for one in items_of(office, once_ended(office, terminal)) if one["kind"] == "question"]
    assert (item["text"], item["assignee"]) == ("should I sign the stipulation", "m.okafor")


def the_date_is_kept_with_who_said_it(office, terminal):
    [told] = once_ended(office, terminal)["reported"]
    assert (told["what"], told["day"], told["said_by"]) == ("hearing", "2026-12-03", "her sister")


def the_card_lies_there(_office, terminal):
    terminal.wait_for("Go on, I'm listening.")


def the_no_is_kept(office, terminal):
    assert once_ended(office, terminal)["consent"]["answer"] == "declined"


def everyones_yes_is_kept(office, terminal):
    consent = once_ended(office, terminal)["consent"]
    assert consent["answer"] == "consented"
    agreed = [one["name"] for moment in consent["history"] if moment["answer"] == "consented" for one in moment["of"]]
    assert sorted(agreed) == ["Ana Ruiz", "Maria Garcia"]


def the_check_is_kept(office, terminal):
    identity = once_ended(office, terminal)["identity"]
    assert (identity["how"], identity["result"], identity["who"]) == ("two facts", "confirmed", "Maria Garcia")


def the_interpreter_is_kept(office, terminal):
    [other] = once_ended(office, terminal)["participants"]
    assert (other["name"], other["capacity"]) == ("Rosa Diaz", "interpreter")
    assert (other["language"], other["place"]) == ("Spanish", "Reno, NV")


def the_facts_are_open(office, terminal):
    terminal.wait_gone("FACTS LOCKED")
    terminal.type("he moved out in March<enter>")
    terminal.wait_for("00:00   he moved out")
    checks = [op["doc"] for one in office.commits() for op in one["ops"] if op["kind"] == "conflict_check"]
    assert checks[-1]["verdict"] == "clear"
    assert checks[-1]["terms"] == ["Rosa Delgado", "Oskar Lindqvist", "Lindqvist Paving LLC"]


# Where each job of the table begins, and what proves it, in the table's order.
BEGUN_AND_PROVED = (
    (at_home, the_call_and_its_promise_are_kept),
    (at_home, nothing_was_left_out),
    (at_the_notice, the_notice_is_done),
    (at_the_notice, the_try_is_counted),
    (at_home, the_voicemail_is_owed_a_call),
    (with_maria, the_attorney_has_the_question),
    (with_maria, the_date_is_kept_with_who_said_it),
    (with_maria, the_card_lies_there),
    (with_maria, the_no_is_kept),
    (with_maria_and_an_interpreter, everyones_yes_is_kept),
    (with_maria, the_check_is_kept),
    (with_maria, the_interpreter_is_kept),
    (on_a_new_call, the_facts_are_open),
)


def sent(one: Key | Words) -> str:
    if isinstance(one, Words):
        return one.said
    return f"<{one.name}>" if one.name in KEYS else one.name


@pytest.mark.parametrize(
    ("job", "begun", "proved"),
    [pytest.param(job, *rest, id=job.name) for job, rest in zip(JOBS, BEGUN_AND_PROVED, strict=True)],
)
def test_a_job_is_done_with_the_keys_of_the_table(demo, job, begun, proved):
    with demo.terminal() as terminal:
        begun(terminal)
        for one in job.keys:
            if one.then == "is in the log":
                last_look(terminal)
            terminal.type(sent(one))
            if one.then:
                terminal.wait_for(said(" ".join(one.then.split())))
        proved(demo, terminal)


@pytest.mark.parametrize("job", JOBS, ids=[job.name for job in JOBS])
def test_no_job_takes_more_keys_than_it_may_and_none_hides_among_the_words(job: Job):
    assert job.needed <= job.most
    for one in job.keys:
        if isinstance(one, Words):
            assert re.fullmatch(r" ?[0-9A-Za-z][^<>@#~*/+]*", one.said), "a mark is a key"
        else:
            assert one.name in KEYS or len(one.name) == 1, "one key"


def test_a_known_clients_call_with_one_promise_may_take_twelve_keys_at_most():
    [known] = [job for job in JOBS if job.name.startswith("a known client's call with a note and a promise")]
    assert known.most <= 12
