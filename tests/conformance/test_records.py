"""What every store promises about records."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, Conflict
from paratui.store.interface import Change, Put


def test_a_committed_record_is_read_back_with_its_first_revision(office):
    ana = office.open()
    call = office.call(status="ended", phone="+14155552671")
    stored = ana.commit([Put("call", call)])
    assert stored.docs[0]["rev"] == 1
    assert ana.get("call", call["id"]) == call | {"rev": 1}
    assert office.open("dana").get("call", call["id"]) == call | {"rev": 1}


def test_what_is_not_there_is_none(office):
    ana = office.open()
    assert ana.get("person", office.new_id()) is None
    assert ana.follow_up_number(17) is None
    assert ana.open_follow_ups() == []
    assert list(ana.records("matter")) == []


def test_fields_of_a_newer_version_are_kept(office):
    ana = office.open()
    person = {"id": office.new_id(), "name": "Maria Garcia", "pronouns": ["she", {"since": 2019}]}
    ana.commit([Put("person", person)])
    assert ana.get("person", person["id"])["pronouns"] == ["she", {"since": 2019}]


def test_a_changed_copy_does_not_change_what_is_stored(office):
    ana = office.open()
    call = office.call(status="ended")
    stored = ana.commit([Put("call", call)]).docs[0]
    stored["person"] = "somebody else"
    call["lines"].append({"line": 1})
    read = ana.get("call", call["id"])
    read["follow_ups"].append(3)
    assert ana.get("call", call["id"])["person"] == "Maria Garcia"
    assert ana.get("call", call["id"])["lines"] == []
    assert ana.get("call", call["id"])["follow_ups"] == []


def test_follow_ups_get_dense_numbers_across_people(office):
    ana, dana = office.open("ana"), office.open("dana")
    numbers = []
    for store in (ana, dana, ana, dana):
        docs = store.commit([Put("follow_up", office.follow_up()), Put("follow_up", office.follow_up())]).docs
        numbers += [doc["number"] for doc in docs]
    assert numbers == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_number_given_by_an_import_is_kept_and_the_next_comes_after_it(office):
    ana = office.open()
    given, fresh = office.follow_up(number=40), office.follow_up()
    assert [doc["number"] for doc in ana.commit([Put("follow_up", given), Put("follow_up", fresh)]).docs] == [40, 41]


def test_a_change_that_leaves_the_number_out_keeps_it(office):
    ana = office.open()
    first = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    ana.commit([Put("follow_up", office.follow_up())])
    changed = ana.commit([Put("follow_up", first | {"number": 0, "urgent": True}, 1)]).docs[0]
    assert changed["number"] == first["number"]


def test_open_follow_ups_are_those_neither_done_nor_cancelled_oldest_first(office):
    ana = office.open()
    docs = []
    for status in ("open", "waiting_client", "done", "cancelled", "waiting_attorney"):
        office.clock.go_on(60)
        docs.append(ana.commit([Put("follow_up", office.follow_up(status=status))]).docs[0])
    assert [doc["status"] for doc in ana.open_follow_ups()] == ["open", "waiting_client", "waiting_attorney"]
    assert ana.open_follow_ups() == [docs[0], docs[1], docs[4]]


def test_a_follow_up_closes_and_opens_again_and_is_found_by_its_number_all_along(office):
    ana, dana = office.open("ana"), office.open("dana")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    for rev, status in enumerate(("done", "open", "cancelled", "open", "done"), 1):
        store = (ana, dana)[rev % 2]
        doc = store.commit([Put("follow_up", doc | {"status": status}, rev)]).docs[0]
        for one in (ana, dana):
            assert one.get("follow_up", doc["id"]) == doc
            assert one.follow_up_number(1) == doc
            assert one.open_follow_ups() == ([doc] if status == "open" else [])
            assert list(one.records("follow_up")) == [doc]


def test_calls_in_progress_leave_that_list_when_they_end(office):
    ana, dana = office.open("ana"), office.open("dana")
    first = ana.commit([Put("call", office.call())]).docs[0]
    office.clock.go_on(30)
    second = dana.commit([Put("call", office.call())]).docs[0]
    assert ana.calls_in_progress() == [second, first]
    ended = ana.commit([Put("call", first | {"status": "ended", "seconds": 741}, 1)]).docs[0]
    assert dana.calls_in_progress() == [second]
    assert list(dana.calls(CallFilter())) == [ended]


def test_a_commit_of_many_records_is_all_or_nothing(office):
    ana, dana = office.open("ana"), office.open("dana")
    call = ana.commit([Put("call", office.call())]).docs[0]
    dana.commit([Put("call", call | {"phone": "+12125550123"}, 1)])
    follow_up = office.follow_up(call=call["id"])
    with pytest.raises(Conflict):
        ana.commit([Put("follow_up", follow_up), Put("call", call | {"status": "ended"}, 1)])
    assert ana.get("follow_up", follow_up["id"]) is None
    assert ana.open_follow_ups() == []
    assert ana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 1


def test_a_stale_change_is_refused_naming_who_changed_it_and_when(office):
    ana, dana = office.open("ana"), office.open("dana")
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    office.clock.go_on(420)
    done = dana.commit([Put("follow_up", doc | {"status": "done", "outcome": "sent"}, 1)]).docs[0]
    with pytest.raises(Conflict, match="dana changed this follow-up at 14:07") as refused:
        ana.commit([Put("follow_up", doc | {"assignee": "ana"}, 1)])
    assert refused.value.current == done
    assert refused.value.mine["assignee"] == "ana"
    assert (refused.value.changed_by, refused.value.changed_at) == ("dana", "2026-10-08T14:07:00Z")
    assert ana.get("follow_up", doc["id"]) == done


def test_a_new_id_that_is_taken_by_other_content_is_refused(office):
    ana, dana = office.open("ana"), office.open("dana")
    call = office.call(status="ended")
    ana.commit([Put("call", call)])
    with pytest.raises(Conflict, match="ana changed this call"):
        dana.commit([Put("call", call | {"person": "Somebody Else"})])


def test_one_id_twice_in_one_commit_is_refused_unless_it_steps(office):
    ana = office.open()
    person = {"id": office.new_id(), "name": "Maria Garcia"}
    with pytest.raises(Conflict):
        ana.commit([Put("person", person), Put("person", person | {"name": "Mario Garcia"})])
    assert ana.get("person", person["id"]) is None
    ana.commit([Put("person", person), Put("person", person | {"name": "Mario Garcia"}, 1)])
    assert ana.get("person", person["id"])["name"] == "Mario Garcia"
    assert [revision.rev for revision in ana.revisions("person", person["id"])] == [1, 2]


def test_a_retried_commit_is_recognised_and_never_doubled(office):
    ana = office.open()
    puts = [Put("call", office.call(status="ended")), Put("follow_up", office.follow_up())]
    first = ana.commit(puts)
    again = ana.commit(puts)
    assert again == first
    assert office.open("ana").commit(puts).docs == first.docs
    assert len(ana.revisions("follow_up", puts[1].doc["id"])) == 1
    assert ana.commit([Put("follow_up", office.follow_up())]).docs[0]["number"] == 2


def test_a_retried_change_is_recognised_too(office):
    ana = office.open()
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    put = Put("follow_up", doc | {"status": "done"}, 1)
    assert ana.commit([put]).docs == ana.commit([put]).docs
    assert ana.get("follow_up", doc["id"])["rev"] == 2


@pytest.mark.parametrize("record", [None, 0, -5, 1 << 63, "7", True, 7.0])
def test_an_id_that_is_none_is_refused_in_a_sentence(office, record):
    with pytest.raises(BadInput, match="needs an id that is a whole number"):
        office.open().commit([Put("call", {"id": record})])


def test_a_kind_that_is_none_is_refused_in_a_sentence(office):
    with pytest.raises(BadInput, match="is no kind of record"):
        office.open().commit([Put("invoice", {"id": 5})])


def test_revisions_tell_every_version_with_who_and_when(office):
    ana, dana = office.open("ana"), office.open("dana")
    doc = ana.commit([Put("call", office.call(status="ended"))]).docs[0]
    office.clock.go_on(3600)
    dana.commit([Put("call", doc | {"amended_why": "wrong matter", "matter": "2026-0142"}, 1)])
    first, second = ana.revisions("call", doc["id"])
    assert (first.rev, first.time, first.by, first.doc) == (1, "2026-10-08T14:00:00Z", "ana", doc)
    assert (second.rev, second.time, second.by) == (2, "2026-10-08T15:00:00Z", "dana")
    assert second.doc["matter"] == "2026-0142"
    assert ana.revisions("call", office.new_id()) == []


def test_changes_tell_what_others_did_and_leave_out_ones_own(office):
    ana, dana = office.open("ana"), office.open("dana")
    mine = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    hers = dana.commit([Put("follow_up", mine | {"status": "done"}, 1), Put("call", office.call())]).docs
    assert ana.changes() == [
        Change("follow_up", mine["id"], 2, "dana"),
        Change("call", hers[1]["id"], 1, "dana"),
    ]
    assert ana.changes() == []
    assert dana.changes() == [Change("follow_up", mine["id"], 1, "ana")]


def test_own_changes_tell_what_this_store_committed_and_nothing_else(office):
    ana, dana = office.open("ana"), office.open("dana")
    mine = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    dana.commit([Put("follow_up", mine | {"status": "done"}, 1)])
    assert ana.changes() == [Change("follow_up", mine["id"], 2, "dana")]
    assert ana.own_changes() == [Change("follow_up", mine["id"], 1, "ana")]
    assert ana.own_changes() == []


def test_the_open_follow_ups_are_read_in_a_form_of_ones_own(office):
    class Short(msgspec.Struct):
        id: int
        text: str = ""

    ana = office.open("ana")
    docs = ana.commit([Put("follow_up", office.follow_up() | {"text": text, "colour": 7}) for text in "ab"]).docs
    ana.commit([Put("follow_up", docs[0] | {"status": "done"}, 1)])
    assert ana.open_follow_ups_as(Short) == [Short(docs[1]["id"], "b")]
    ana.commit([Put("follow_up", docs[1] | {"text": 7}, 1)])
    assert ana.open_follow_ups_as(Short) is None


def test_changes_survive_reading_in_between(office):
    ana, dana = office.open("ana"), office.open("dana")
    doc = dana.commit([Put("follow_up", office.follow_up())]).docs[0]
    assert ana.open_follow_ups() == [doc]
    ana.commit([Put("follow_up", office.follow_up())])
    assert ana.changes() == [Change("follow_up", doc["id"], 1, "dana")]


def test_calls_stream_newest_first_across_weeks(office):
    ana = office.open()
    docs = []
    for _ in range(30):
        office.clock.go_on(2 * 86400)
        docs.append(ana.commit([Put("call", office.call(status="ended"))]).docs[0])
    assert list(ana.calls(CallFilter())) == docs[::-1]
    assert list(ana.calls(CallFilter(), before=docs[10]["id"])) == docs[9::-1]
    assert list(ana.records("call")) == docs[::-1]


def test_calls_are_filtered(office):
    ana = office.open()
    names = ["Maria Garcia", "Dean Oakley", "Maria Garcia"]
    docs = [ana.commit([Put("call", office.call(status="ended", person=name))]).docs[0] for name in names]
    ana.commit([Put("call", office.call(person="Maria Garcia"))])
    assert list(ana.calls(CallFilter(words="garcia"))) == [docs[2], docs[0]]
    assert list(ana.calls(CallFilter(words="nobody"))) == []


def test_an_amended_call_of_a_past_week_stays_in_its_place(office):
    ana = office.open()
    old = ana.commit([Put("call", office.call(status="ended"))]).docs[0]
    office.clock.go_on(30 * 86400)
    new = ana.commit([Put("call", office.call(status="ended"))]).docs[0]
    amended = ana.commit([Put("call", old | {"person": "Mario Garcia"}, 1)]).docs[0]
    assert list(ana.calls(CallFilter())) == [new, amended]


def test_a_search_stops_when_it_is_cancelled(office):
    ana = office.open()
    for _ in range(5):
        ana.commit([Put("call", office.call(status="ended"))])
    seen = []
    seen.extend(ana.calls(CallFilter(), cancelled=lambda: len(seen) == 2))
    assert len(seen) == 2


def test_a_clock_set_back_changes_neither_order_nor_revisions(office):
    ana = office.open()
    doc = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    office.clock.set(datetime(2019, 1, 1, tzinfo=UTC))
    early = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    doc = ana.commit([Put("follow_up", doc | {"status": "done"}, 1)]).docs[0]
    office.clock.set(datetime(2026, 10, 9, tzinfo=UTC) + timedelta(days=700))
    late = ana.commit([Put("follow_up", office.follow_up())]).docs[0]
    assert [early["number"], late["number"]] == [2, 3]
    assert [revision.rev for revision in ana.revisions("follow_up", doc["id"])] == [1, 2]
    assert ana.open_follow_ups() == [early, late]
    assert ana.verify().findings == ()


def test_text_that_is_no_text_is_stored_as_far_as_it_is(office):
    ana = office.open()
    call = office.call(status="ended", outcome="caf\udce9 \x00 [bold]not bold[/bold] \U0001f642 " + "x" * 10_000)
    doc = ana.commit([Put("call", call)]).docs[0]
    assert ana.get("call", doc["id"])["outcome"].startswith("caf? \x00 [bold]not bold[/bold] \U0001f642 xxx")


def test_verify_of_a_sound_office_finds_nothing_and_tells_its_progress(office):
    ana = office.open()
    doc = ana.commit([Put("follow_up", office.follow_up()), Put("call", office.call())]).docs[0]
    ana.commit([Put("follow_up", doc | {"status": "done"}, 1)])
    told = []
    verified = ana.verify(lambda done, total: told.append((done, total)))
    assert verified.findings == ()
    assert verified.commits == 2
    assert verified.documents == 3
    assert told[-1][0] == told[-1][1]
