"""People and matters as they are kept: each change a version that can be taken back, two records made one."""

from __future__ import annotations

import pytest

from paratui.domain.call import Call, Outcome
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, Conflict
from paratui.domain.follow_up import FollowUp, Happening
from paratui.domain.given_answer import TypedAnswer
from paratui.domain.note_line import NoteLine
from paratui.domain.person import KnownNumber
from paratui.domain.reported_date import ReportedDate
from paratui.domain.staff import Staff
from paratui.services.actions import Actions
from paratui.services.callers import Callers
from paratui.services.client_changes import NUMBER_FIELDS, PERSON_FIELDS, ClientChanges, known_number, told_changes
from paratui.services.client_list import ClientList
from paratui.services.contradictions import contradictions
from paratui.services.desk import staff_id
from paratui.services.intake import begin_intake
from paratui.services.matter_changes import MATTER_FIELDS, MatterChanges
from paratui.services.matter_told import matter_told
from paratui.services.merging import Merging
from paratui.services.timeline import Timeline

FIELD = {one.name: one for one in PERSON_FIELDS}
OF_NUMBER = {one.name: one for one in NUMBER_FIELDS}
OF_MATTER = {one.name: one for one in MATTER_FIELDS}


@pytest.fixture
def callers(ana, tables) -> Callers:
    return Callers(ana, tables)


@pytest.fixture
def people(callers):
    return callers.people


@pytest.fixture
def changes(ana, people) -> ClientChanges:
    return ClientChanges(ana, people)


@pytest.fixture
def matters(ana, people) -> MatterChanges:
    return MatterChanges(ana, people)


@pytest.fixture
def merging(ana, people) -> Merging:
    return Merging(ana, people)


@pytest.fixture
def called(shared):
    """Keep a call of some day in October."""

    def keep(day: int, **fields) -> Call:
        started = f"2026-10-0{day}T14:00:00Z"
        at = shared.clock.now().replace(day=day)
        record = shared.desk("ana").new_id(at)
        fields = {"status": "ended", "staff": "ana", "outcome": Outcome.REACHED.value} | fields
        return shared.keep("call", Call(id=record, started=started, **fields))

    return keep


def begun_intake(shared, desk, name: str):
    session = shared.begin(desk)
    begin_intake(session, "Rosa Delgado")
    session.add_line(f"+ {name}, husband")
    return session


# A person


def test_a_field_is_kept_with_the_version_before_it_and_undo_takes_it_back(shared, ana, changes, people):
    maria = changes.set(shared.person(), FIELD["language"], "  Spanish,  some English ")
    assert maria.language == "Spanish, some English"
    assert people.person(maria.id).person.language == "Spanish, some English"
    assert [what for _, _, what in told_changes(changes.revisions(maria.id), str)] == [
        "entered",
        "language: empty -> Spanish, some English",
    ]
    assert Actions(ana).last() == "Maria Garcia: language: Spanish, some English"
    undone = changes.undo()
    assert undone.others == (("person", maria.id),)
    assert shared.stored("person", maria.id)["language"] == ""


def test_a_field_an_older_record_does_not_have_is_empty_again_after_undo(shared, changes):
    maria = shared.person()
    assert "other_names" not in shared.stored("person", maria.id)
    changes.set(maria, FIELD["other_names"], "Maria Lopez; M. Garcia;Maria Lopez")
    assert shared.stored("person", maria.id)["other_names"] == ["Maria Lopez", "M. Garcia"]
    changes.undo()
    assert not shared.stored("person", maria.id).get("other_names")


def test_nobody_overwrites_anybody_and_their_change_is_not_undone(shared, ana, dana, changes):
    maria = shared.person()
    theirs = Callers(dana, None)
    ClientChanges(dana, theirs.people).set(maria, FIELD["place"], "Albany, NY")
    with pytest.raises(Conflict):
        changes.set(maria, FIELD["place"], "Boston, MA")
    mine = changes.set(changes.person(maria.id), FIELD["say"], "mah-REE-ah")
    ClientChanges(dana, theirs.people).set(mine, FIELD["say"], "MAH-ria")
    with pytest.raises(Conflict):
        changes.undo()
    assert shared.stored("person", maria.id)["say"] == "MAH-ria"


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("name", "  ", "A person has a name"),
        ("role", "enemy", "is none of: client"),
        ("voicemail", "maybe", "is none of: yes, no, not asked"),
        ("how_to_talk", "x" * 501, "at most 500"),
        ("language", "Spa\x1bnish", "cannot be shown"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_type(shared, changes, name, typed, says):
    maria = shared.person()
    with pytest.raises(BadInput, match=says):
        changes.set(maria, FIELD[name], typed)
    assert shared.stored("person", maria.id)["rev"] == 1


def test_a_number_is_kept_with_what_is_known_of_it(shared, changes, people):
    maria = changes.add_number(shared.person(phones=("+12125550101",)), "(415) 555-2671")
    maria = changes.set_number(maria, "+14155552671", OF_NUMBER["safe"], "n")
    maria = changes.set_number(maria, "+14155552671", OF_NUMBER["say_only"], "Joe")
    assert known_number(maria, "+14155552671") == KnownNumber(number="+14155552671", safe="no", say_only="Joe")
    assert [one.person.id for one in people.with_number("+14155552671")] == [maria.id]
    with pytest.raises(BadInput, match="has this number already"):
        changes.add_number(maria, "415-555-2671")
    maria = changes.first_number(maria, "+14155552671")
    assert maria.phones == ("+14155552671", "+12125550101")
    assert changes.drop_number(maria, "+14155552671").numbers == ()


# A matter


def test_a_matter_is_opened_with_the_next_free_number_and_its_client(shared, matters, people):
    maria = shared.person()
    shared.matter("2026-0142")
    assert matters.next_number() == "2026-0143"
    fresh = matters.open("2026-0143", "Support", maria)
    assert (fresh.attorney, fresh.clients) == ("morgan", (maria.id,))
    assert [one.number for one in people.person(maria.id).matters] == ["2026-0143"]
    with pytest.raises(BadInput, match="is the number of Support"):
        matters.open("2026-0143", "Something else")


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("number", "", "has a number"),
        ("attorney", "nobody", "the attorneys are: morgan"),
        ("touch_base_days", "-1", "how many days"),
        ("touch_base_days", "9999999999999999999999", "how many days"),
        ("touch_base_days", "soon", "how many days"),
    ],
)
def test_a_matter_refuses_what_it_cannot_be(shared, matters, name, typed, says):
    with pytest.raises(BadInput, match=says):
        matters.set(shared.matter(), OF_MATTER[name], typed)


def test_where_no_attorney_is_entered_the_matter_says_how_one_is(shared, matters):
    morgan = Staff.read(shared.stored("staff", staff_id("morgan")))
    shared.keep("staff", morgan.but(role="secretary"))
    with pytest.raises(BadInput, match="no attorney is entered yet: paratui staff LOGIN --name NAME --role attorney"):
        matters.set(shared.matter(), OF_MATTER["attorney"], "Okafor")


def test_parties_instructions_documents_and_the_step_are_kept(shared, matters):
    matter = matters.add_party(shared.matter(), "Daniel Garcia", "adverse_party")
    matter = matters.add_instruction(matter, "no talk about the house")
    matter = matters.add_document(matter, "Maria Garcia", "court order")
    matter = matters.stand_at(matter, "family", "filed", "papers filed")
    stored = shared.stored("matter", matter.id)
    assert [one["name"] for one in stored["parties"]] == ["Daniel Garcia"]
    assert [one["name"] for one in stored["documents"]] == ["Garcia-Maria_Custody_CourtOrder_2026-10-08"]
    assert (stored["area"], stored["step"]) == ("family", "filed")
    assert stored["instructions"] == ["no talk about the house"]
    with pytest.raises(BadInput, match="entered as a person first"):
        matters.add_party(matter, "Somebody", "client")
    assert matters.change_instruction(matter, 0, "").instructions == ()


@pytest.mark.parametrize(("items_done", "status"), [(True, "done"), (False, "open")])
def test_closing_a_matter_says_what_becomes_of_its_items_and_is_taken_back_whole(
    shared, ana, matters, items_done, status
):
    matter = shared.matter()
    item = shared.follow_up(matter_id=matter.id, matter=matter.number)
    before = shared.commits()
    with pytest.raises(BadInput, match="why it is closed"):
        matters.close(matter, " ", items_done=items_done)
    closed = matters.close(matter, "settled", items_done=items_done)
    assert (closed.status, closed.closed_why) == ("closed", "settled")
    assert shared.stored("follow_up", item.id)["status"] == status
    assert shared.commits() == before + 1
    Actions(ana).undo()
    assert shared.stored("matter", matter.id)["status"] == "open"
    assert shared.stored("follow_up", item.id)["status"] == "open"


@pytest.mark.parametrize(
    "fields", [{"kind": "question"}, {"duty": "instruction"}, {"duty": "not_carried_out"}, {"conflict_check": 7}]
)
def test_what_is_never_closed_unasked_outlives_its_matter(shared, matters, fields):
    matter = shared.matter()
    plain, owed = (shared.follow_up(matter_id=matter.id, **more) for more in ({}, fields))
    matters.close(matter, "settled", items_done=True)
    assert shared.stored("follow_up", plain.id)["status"] == "done"
    assert shared.stored("follow_up", owed.id) == owed.doc()


def test_a_closed_matter_is_opened_again_with_a_reason(shared, matters):
    closed = matters.close(shared.matter(), "settled", items_done=False)
    with pytest.raises(BadInput, match="closed already"):
        matters.close(closed, "again", items_done=False)
    assert matters.reopen(closed, "new motion").status == "open"


def test_a_party_and_another_name_are_found_by_the_next_conflict_check_of_this_desk(
    shared, ana, people, changes, matters, checks_of
):
    checks, maria, matter = checks_of(ana), shared.person(), shared.matter()
    before = begun_intake(shared, ana, "Ottoline Greaves")
    assert checks.run(before).hits == ()
    people.also_tell = checks.look_again
    changes.set(maria, FIELD["other_names"], "Ottoline Greaves")
    assert maria.id in [hit.record for hit in checks.run(begun_intake(shared, ana, "Ottoline Greaves")).hits]
    matters.add_party(matter, "Wendell Pruitt", "adverse_party")
    assert matter.id in [hit.record for hit in checks.run(begun_intake(shared, ana, "Wendell Pruitt")).hits]


# Merging


def test_two_records_become_one_in_one_commit_and_calls_are_found_with_it(
    shared, called, callers, people, merging, ana
):
    maria = shared.person(phones=("+14155552671",), language="Spanish")
    other = shared.person(
        "Maria Lopez",
        phones=("+12125550101",),
        voicemail="no",
        place="Albany, NY",
        numbers=(KnownNumber(number="+12125550101", safe="no"),),
    )
    matter = shared.matter(clients=(other.id,))
    item = shared.follow_up(person_id=other.id, person=other.name)
    call = called(1, person_id=other.id, person=other.name)
    before = shared.commits()
    kept = merging.merge(maria, other)
    assert shared.commits() == before + 1
    assert (kept.phones, kept.other_names) == (("+14155552671", "+12125550101"), ("Maria Lopez",))
    assert (kept.language, kept.place, kept.voicemail) == ("Spanish", "Albany, NY", "no")
    assert known_number(kept, "+12125550101").safe == "no"
    assert shared.stored("follow_up", item.id)["person_id"] == maria.id
    assert shared.stored("matter", matter.id)["clients"] == [maria.id]
    assert shared.stored("call", call.id)["person_id"] == other.id
    assert people.person(other.id).person.id == maria.id
    assert [one.id for one in people.everybody()] == [maria.id]
    assert people.ids_of(maria.id) == (maria.id, other.id)
    wanted = CallFilter(person_id=maria.id, merged=(other.id,))
    assert [row.id for row in ana.store.call_rows(wanted, 9)] == [call.id]
    callers.silence.load()
    assert callers.silence.last_contact(maria.id).id == call.id
    assert [one.id for one in callers.contacts.last(maria.id)] == [call.id]


def test_what_came_with_either_record_from_elsewhere_stays(shared, merging):
    one = shared.person(emails=("a@x.example",), remarks="calls late")
    other = shared.person("Maria Lopez", emails=("b@x.example",), address="1 Main St", remarks="from Clio")
    kept = merging.merge(one, other)
    assert kept.emails == ("a@x.example", "b@x.example")
    assert (kept.address, kept.remarks) == ("1 Main St", "calls late / from Clio")


def test_two_who_merge_each_the_other_way_end_with_one_record(shared, merging, dana, tables):
    maria, other = shared.person(), shared.person("Maria Lopez")
    merging.merge(maria, other)
    hers = Merging(dana, Callers(dana, tables).people)
    with pytest.raises(Conflict):
        hers.merge(other, maria)
    assert shared.stored("person", other.id)["merged_into"] == maria.id
    assert not shared.stored("person", maria.id).get("merged_into")


def test_a_merge_somebody_built_on_is_not_taken_back_under_them(shared, merging, ana, dana, tables):
    maria, other, third = shared.person(), shared.person("Maria Lopez"), shared.person("M. Garcia")
    item = shared.follow_up(person_id=other.id, person=other.name)
    kept = merging.merge(maria, other)
    hers = Merging(dana, Callers(dana, tables).people)
    hers.merge(third, kept)
    with pytest.raises(Conflict):
        Actions(ana).undo()
    stands = [shared.stored("person", one.id).get("merged_into") for one in (maria, other)]
    assert stands == [third.id, maria.id]
    people = Callers(ana, tables).people
    assert [people.person(one.id).person.id for one in (maria, other, third)] == [third.id] * 3
    assert shared.stored("follow_up", item.id)["person_id"] == third.id


def test_a_merge_is_taken_back_whole(shared, people, merging, ana):
    maria, other = shared.person(), shared.person("Maria Lopez", phones=("+12125550101",))
    matter = shared.matter(clients=(other.id,))
    item = shared.follow_up(person_id=other.id, person=other.name)
    merging.merge(maria, other)
    undone = Actions(ana).undo()
    assert [one.id for one in undone.items] == [item.id]
    stored = shared.stored("person", maria.id)
    assert (stored["phones"], stored.get("other_names") or [], stored.get("merged") or []) == ([], [], [])
    assert not shared.stored("person", other.id).get("merged_into")
    assert shared.stored("follow_up", item.id)["person_id"] == other.id
    assert shared.stored("matter", matter.id)["clients"] == [other.id]
    people.changed(None)
    assert people.person(other.id).person.id == other.id


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Mary Garcia", "of Maria Garcia now, merged from Mary Garcia"),
        ("maria garcia", "of Maria Garcia now, merged from another record of that name"),
    ],
)
def test_an_item_that_moves_tells_whose_it_is_and_whose_it_was(shared, merging, name, told):
    maria, other = shared.person(), shared.person(name)
    item = shared.follow_up(person_id=other.id, person=other.name)
    merging.merge(maria, other)
    stored = shared.stored("follow_up", item.id)
    assert (stored["person"], stored["history"][-1]["what"]) == ("Maria Garcia", told)


def test_of_one_number_that_both_know_the_strict_word_stands(shared, merging):
    number = "+14155552671"
    one = shared.person(phones=(number,), numbers=(KnownNumber(number=number, safe="yes", voicemail="yes"),))
    other = shared.person(phones=(number,), numbers=(KnownNumber(number=number, safe="no", say_only="Joe"),))
    known = known_number(merging.proposed(one, other).kept, number)
    assert (known.safe, known.say_only, known.voicemail) == ("no", "Joe", "yes")


def test_who_is_on_the_other_side_is_no_second_record_of_a_client(shared, merging):
    with pytest.raises(BadInput, match="a conflict for the attorney"):
        merging.merge(shared.person(), shared.person("M. Garcia", role="adverse_party"))
    maria = shared.person()
    with pytest.raises(BadInput, match="the same record"):
        merging.merge(maria, maria)


def test_a_merge_is_refused_when_somebody_changed_one_of_them_meanwhile(shared, merging):
    maria, other = shared.person(), shared.person("Maria Lopez")
    shared.keep("person", other.but(place="Albany, NY"))
    before = shared.commits()
    with pytest.raises(Conflict):
        merging.merge(maria, other)
    assert shared.commits() == before


# What happened


def line(number: int, kind: str, text: str) -> NoteLine:
    return NoteLine(line=number, at=5, kind=kind, text=text, by="ana")


def test_the_timeline_has_everything_newest_first_and_reads_on_where_it_stopped(shared, called, ana):
    maria = shared.person()
    lines = (line(1, "note", "she got a letter"), line(2, "reported_date", "hearing Dec 3"))
    first = called(1, person_id=maria.id, lines=lines)
    called(2, person_id=maria.id, lines=(line(1, "attorney_only", "privileged"),), direction="out")
    happened = Happening(at="2026-10-03T10:00:00Z", by="dana", what="done")
    item = FollowUp(
        id=shared.new_id(),
        text="send the notice",
        person_id=maria.id,
        status="done",
        outcome="mailed",
        created="2026-10-01T15:00:00Z",
        created_by="ana",
        history=(happened,),
    )
    shared.keep("follow_up", item)
    timeline = Timeline(ana, (maria.id,), opened="2026-09-30T10:00:00Z")
    assert timeline.more(2) == 2
    assert not timeline.whole
    timeline.more()
    assert timeline.whole
    assert [(one.sort, one.words) for one in timeline.entries] == [
        ("closed", "#1 send the notice: mailed"),
        ("call", "reached to them"),
        ("made", "#1 send the notice"),
        ("call", "reached from them: she got a letter"),
        ("date", "hearing Dec 3"),
        ("opened", "entered in the office's list"),
    ]
    assert timeline.entries[3].call == first.id


def answer(value: str, question: str = "kind") -> TypedAnswer:
    return TypedAnswer(question=question, type="choice", said=value, value=value, shown=value)


def test_what_was_told_in_two_ways_stands_side_by_side(shared, called, ana):
    maria = shared.person()
    told = {"person_id": maria.id, "person": "Maria Garcia", "practice_area": "family"}
    called(1, **told, facts=(answer("divorce"), answer("2", "children")))
    called(2, **told, facts=(answer("custody"), answer("2", "children"), answer("not_known", "court")))
    rough = ReportedDate(what="hearing", said="Dec", day="2026-12")
    called(3, **told, facts=(answer("yes", "court"),), reported=(rough,))
    called(4, **told, reported=(ReportedDate(what="Hearing", said="Dec 3", day="2026-12-03"),))
    [kind] = contradictions(ana, (maria.id,))
    assert (kind.about, [one.words for one in kind.told]) == ("kind", ["divorce", "custody"])
    called(5, **told, reported=(ReportedDate(what="hearing", said="Dec 10", day="2026-12-10"),))
    assert [one.about for one in contradictions(ana, (maria.id,))] == ["kind", "hearing"]


def test_a_matter_knows_its_dates_issues_and_when_the_client_was_told(shared, called, ana):
    matter = shared.matter()
    date = ReportedDate(what="hearing", said="Dec 3", day="2026-12-03")
    called(1, matter_id=matter.id, reported=(date,), lines=(line(1, "reported_date", "hearing: Dec 3"),))
    called(2, matter_id=matter.id, lines=(line(1, "issue", "school records"),), next_contact="2026-10-20T13:00:00Z")
    called(3, matter_id=matter.id, outcome="no_answer", direction="out")
    told = matter_told(ana, matter.id)
    assert [one.day for one, _ in told.dates] == ["2026-12-03"]
    assert [text for text, _, _ in told.issues] == ["school records"]
    assert (told.informed, told.next_contact) == ("2026-10-02T14:00:00Z", "2026-10-20T13:00:00Z")


def test_a_call_that_was_cut_off_tells_nothing_and_takes_no_agreed_contact_away(shared, called, ana):
    matter = shared.matter()
    about = {"matter_id": matter.id, "lines": (line(1, "note", "told her where it stands"),)}
    called(1, **about, next_contact="2026-10-20T13:00:00Z")
    called(2, **about, outcome="cut_off")
    called(3, matter_id=matter.id)
    told = matter_told(ana, matter.id)
    assert (told.informed, told.next_contact) == ("2026-10-01T14:00:00Z", "2026-10-20T13:00:00Z")
    called(4, **about)
    told = matter_told(ana, matter.id)
    assert (told.informed, told.next_contact) == ("2026-10-04T14:00:00Z", "2026-10-20T13:00:00Z")
    called(5, **about, outcome="cut_off", next_contact="2026-10-09T13:00:00Z")
    assert matter_told(ana, matter.id).next_contact == "2026-10-09T13:00:00Z"
    shared.clock.go_on(3 * 86400)
    assert matter_told(ana, matter.id).next_contact == ""


# The list


def test_the_list_narrows_by_beginnings_of_names_digits_and_numbers_of_matters(shared, ana, callers):
    zoe = shared.person("Zoe Adams", phones=("+14155552671",))
    adam = shared.person("Adam Zoller")
    matter = shared.matter("2026-0142", clients=(adam.id,))
    shared.matter("2026-0150", title="Divorce", status="closed")
    item = shared.follow_up(person_id=zoe.id)
    listed = ClientList(callers.people, callers.silence)
    listed.read([item])
    assert list(listed.people("")) == [adam.id, zoe.id]
    assert list(listed.people("z")) == [adam.id, zoe.id]
    assert list(listed.people("ada zo")) == [adam.id, zoe.id]
    assert list(listed.people("zoe")) == list(listed.people("555-26")) == [zoe.id]
    assert list(listed.people("2026-0142")) == [adam.id]
    assert list(listed.people("415 555 2671 x12")) == list(listed.people("(415) 555-2671 ext. 9")) == [zoe.id]
    for typed in ("zoe 2671", "555-2671 ada", "ZOE 415 555", "(415) zo ad"):
        assert list(listed.people(typed)) == [zoe.id]
    assert list(listed.people("adam 8899")) == list(listed.people("zoe 2672")) == []
    assert list(listed.people("zo 26")) == []
    assert list(listed.people("nobody")) == list(listed.people("\x00\ud800'\"*")) == []
    for typed in ("zoll", "cust", "2026-01 cus"):
        assert list(listed.matters(typed)) == [matter.id]
    assert len(listed.matters("")) == 2
    unit = shared.person("Unit 2671 Owners")
    callers.people.changed(None)
    assert list(listed.people("unit 2671")) == list(listed.people("2671 owners")) == [unit.id]
    estate = shared.matter("2026-0160", title="Estate of Peña")
    callers.people.changed(None)
    assert list(listed.matters("pena")) == list(listed.matters("PEÑA est")) == [estate.id]
    assert listed.of_person == {zoe.id: [item]}
