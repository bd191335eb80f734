"""The iCalendar file: read back by a parser, held against RFC 5545, and discreet unless names are asked for."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from paratui.domain.call import Call
from paratui.domain.errors import BadInput
from paratui.domain.person import Person
from paratui.domain.reported_date import REPORTED, ReportedDate
from paratui.services.agenda import agenda
from paratui.services.calendar_export import calendar_file, note_export, write_calendar
from paratui.services.hand_over import hand_over
from paratui.services.people import Known
from paratui.services.queue import Queue


@pytest.fixture
def office(shared):
    """Two follow-ups and a reported date."""
    shared.follow_up(text="send her the new notice", person="Maria Garcia", matter="2026-0142", urgent=True)
    shared.follow_up(text="hers", assignee="dana", due="2026-10-20T21:00:00Z", status="waiting_client")
    hearing = ReportedDate(what="hearing", said="Oct 14, 9 AM", day="2026-10-14", line=3)
    fields = {"person": "Maria Garcia", "person_id": 7, "matter": "2026-0142", "matter_id": 9}
    call = Call(id=shared.new_id(), status="ended", staff="ana", started="2026-10-06T14:00:00Z", **fields)
    shared.keep("call", call.but(reported=(hearing,)))
    return shared


def parts(made, kind: str):
    return Calendar.from_ical(made.data).walk(kind)


def unfolded(data: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", data).decode().removesuffix("\r\n").split("\r\n")


def test_each_open_follow_up_is_a_vtodo_in_utc(office, ana):
    first, second = parts(calendar_file(ana), "VTODO")
    assert first["DUE"].dt == datetime(2026, 10, 8, 21, tzinfo=UTC)
    assert first["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert (first["PRIORITY"], first["STATUS"], first["SEQUENCE"]) == (1, "NEEDS-ACTION", 1)
    assert (second["PRIORITY"], second["STATUS"]) == (5, "IN-PROCESS")
    assert b"\r\nDUE:20261008T210000Z\r\n" in calendar_file(ana).data


def test_an_appointment_is_an_event_at_its_hour_and_no_thing_to_do(shared, ana, clock):
    maria = Person(id=shared.new_id(), name="Maria Garcia")
    item = Queue(ana).add("meeting about the custody fri 3pm", Known(maria, ()))
    made = calendar_file(ana)
    assert (made.follow_ups, made.appointments, made.dates) == (0, 1, 0)
    assert parts(made, "VTODO") == []
    (event,) = parts(made, "VEVENT")
    assert event["UID"] == f"{item.id}.appointment.paratui"
    assert b"\r\nDTSTART:20261009T190000Z\r\nDTEND:20261009T193000Z\r\n" in made.data
    assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
    assert event["SUMMARY"] == "Appointment #1, M.G."
    assert parts(calendar_file(ana, names=True), "VEVENT")[0]["SUMMARY"].startswith("Appointment #1: meeting about")
    clock.go_on(60)
    Queue(ana).edit(item, "meeting about the custody fri 4pm")
    (moved,) = parts(calendar_file(ana), "VEVENT")
    assert (moved["UID"], moved["DTSTART"].dt.hour) == (event["UID"], 20)
    assert moved["SEQUENCE"] > event["SEQUENCE"]


def test_a_reported_date_is_a_whole_day_and_tentative_until_it_is_verified(office, ana):
    (event,) = parts(calendar_file(ana), "VEVENT")
    assert event["DTSTART"].dt == date(2026, 10, 14)
    assert event["STATUS"] == "TENTATIVE"
    assert event["SUMMARY"].startswith(REPORTED)


def test_nobody_is_named_and_no_word_is_told_unless_names_are_asked_for(office, ana):
    plain = calendar_file(ana).data.decode()
    for secret in ("Maria", "Garcia", "notice", "hearing", "hers"):
        assert secret not in plain
    assert parts(calendar_file(ana), "VTODO")[0]["SUMMARY"] == "Follow-up #1, M.G., 2026-0142"
    told = parts(calendar_file(ana, names=True), "VTODO")[0]["SUMMARY"]
    assert told == "Follow-up #1: send her the new notice (Maria Garcia, 2026-0142)"


def test_the_same_item_has_the_same_uid_tomorrow_and_a_higher_sequence_once_changed(office, ana, clock):
    def named():
        made = calendar_file(ana)
        return {str(part["UID"]): int(part["SEQUENCE"]) for part in (*parts(made, "VTODO"), *parts(made, "VEVENT"))}

    before = named()
    clock.go_on(86400)
    item = Queue(ana).numbered(1)
    Queue(ana).tried(item, "busy")
    after = named()
    assert set(before) == set(after)
    assert [after[uid] - before[uid] for uid in before if uid.startswith(str(item.id))] == [1]


def test_a_verified_date_keeps_its_uid_and_moves_to_the_day_of_the_papers(office, ana):
    (before,) = parts(calendar_file(ana), "VEVENT")
    call = Call.read(next(office._first.records("call")))
    looked_up = {"verified": "2026-10-15", "verified_by": "Morgan Lowe", "verified_at": "2026-10-08T13:00:00Z"}
    papers = call.reported[0].but(**looked_up)
    office.keep("call", call.but(reported=(papers,)))
    (after,) = parts(calendar_file(ana), "VEVENT")
    assert after["UID"] == before["UID"]
    assert (after["DTSTART"].dt, after["STATUS"]) == (date(2026, 10, 15), "CONFIRMED")
    assert after["SEQUENCE"] > before["SEQUENCE"]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a, b; c \\ d \\n e", "a, b; c \\ d \\n e"),
        ("Größe 王小明 и أحمد " * 20, "Größe 王小明 и أحمد Größe"),
        ("\U0001f469\u200d\u2696\ufe0f" * 60, "\U0001f469\u200d\u2696\ufe0f"),
        ("BEGIN:VEVENT\r\nSUMMARY:smuggled\r\n", "BEGIN:VEVENT"),
        ("escape \x1b[31m and bell \x07", "escape  and bell"),
        (":;,\"'=" * 40, ":;,\"'=:;,\"'="),
    ],
)
def test_any_words_come_back_and_every_line_is_as_the_rfc_wants_it(shared, ana, text, begins):
    shared.follow_up(text=text, person="", matter="")
    data = calendar_file(ana, names=True).data
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is torn apart by a fold
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)
    assert sum(line == "BEGIN:VTODO" for line in unfolded(data)) == 1
    assert not [line for line in unfolded(data) if line == "BEGIN:VEVENT"]
    (todo,) = Calendar.from_ical(data).walk("VTODO")
    assert str(todo["SUMMARY"]).startswith(f"Follow-up #1: {begins}")


def test_days_leave_out_what_lies_further_ahead_and_mine_what_is_a_colleagues(office, ana):
    assert (calendar_file(ana, days=7).follow_ups, calendar_file(ana, days=7).dates) == (1, 1)
    assert (calendar_file(ana, days=1).follow_ups, calendar_file(ana, days=1).dates) == (1, 0)
    assert calendar_file(ana, mine=True).follow_ups == 1


def test_an_export_is_noted_at_the_login_who_when_and_what(office, ana, dana):
    note_export(ana, calendar_file(ana, names=True))
    note_export(ana, calendar_file(ana))
    noted = [one.doc.get("exported") for one in ana.store.revisions("staff", ana.me.id)]
    assert [(one["at"], one["what"], one["follow_ups"], one["dates"], one["names"]) for one in noted if one] == [
        ("2026-10-08T14:00:00Z", "ical", 2, 1, True),
        ("2026-10-08T14:00:00Z", "ical", 2, 1, False),
    ]


def test_a_file_gives_way_to_the_next_export_and_to_nothing_else(office, ana, tmp_path):
    target = tmp_path / "office.ics"
    write_calendar(target, calendar_file(ana, names=True))
    write_calendar(target, calendar_file(ana))
    assert target.read_bytes() == calendar_file(ana).data
    assert target.stat().st_mode & 0o777 == 0o600
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Maria")
    with pytest.raises(BadInput, match="another file"):
        write_calendar(letter, calendar_file(ana))
    assert letter.read_text() == "Dear Maria"
    with pytest.raises(BadInput, match="is a folder"):
        write_calendar(tmp_path, calendar_file(ana))
    with pytest.raises(BadInput, match="cannot be written"):
        write_calendar(tmp_path / "no" / "office.ics", calendar_file(ana))


@pytest.mark.parametrize(
    "other", [b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\n", b"BEGIN:VCALENDAR\n"]
)
def test_a_calendar_of_another_program_is_left_as_it_is(ana, tmp_path, other):
    mine = tmp_path / "mine.ics"
    mine.write_bytes(other)
    with pytest.raises(BadInput, match="another file, which was left as it is"):
        write_calendar(mine, calendar_file(ana))
    assert mine.read_bytes() == other
    mine.rename(tmp_path / "office.ics.new")
    with pytest.raises(BadInput, match=r"office\.ics\.new is another file"):
        write_calendar(tmp_path / "office.ics", calendar_file(ana))
    assert (tmp_path / "office.ics.new").read_bytes() == other


def test_a_link_is_never_followed_nor_replaced_and_a_pipe_never_waited_for(ana, tmp_path):
    target, link, pipe, gone = (tmp_path / name for name in ("target.ics", "link.ics", "pipe.ics", "gone.ics"))
    write_calendar(target, calendar_file(ana))
    link.symlink_to(target)
    gone.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    for name in (link, gone):
        with pytest.raises(BadInput, match="is a link to another place"):
            write_calendar(name, calendar_file(ana))
    assert link.is_symlink()
    with pytest.raises(BadInput, match="is no ordinary file; name one"):
        write_calendar(pipe, calendar_file(ana))


def test_a_date_reported_twice_and_verified_once_to_another_day_is_one_event(office, ana):
    first = Call.read(next(office._first.records("call")))
    papers = {"verified": "2026-10-15", "verified_by": "Morgan Lowe", "verified_at": "2026-10-08T13:00:00Z"}
    office.keep("call", first.but(reported=(first.reported[0].but(**papers),)))
    again = first.but(id=office.new_id(), rev=0, started="2026-10-07T14:00:00Z")
    office.keep("call", again)
    made = calendar_file(ana)
    (event,) = parts(made, "VEVENT")
    assert (event["DTSTART"].dt, made.dates) == (date(2026, 10, 15), 1)


@pytest.mark.parametrize("due", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_due_time_no_calendar_reaches_is_told_as_none(shared, ana, due):
    shared.follow_up(text="typed by hand", due=due)
    assert calendar_file(ana, days=7).follow_ups == 0
    (todo,) = parts(calendar_file(ana), "VTODO")
    assert "DUE" not in todo
    assert hand_over(ana).due == ()
    assert agenda(ana).late == 0


def test_an_empty_office_gives_a_calendar_with_nothing_in_it(ana):
    made = calendar_file(ana)
    assert (made.follow_ups, made.dates) == (0, 0)
    assert Calendar.from_ical(made.data)["VERSION"] == "2.0"
