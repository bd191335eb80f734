"""The fast pass: each line is a call and what is owed for it, in one commit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paratui.domain.call import Call
from paratui.domain.call_filter import CallFilter
from paratui.domain.errors import BadInput, StoreFull
from paratui.domain.follow_up import FollowUp
from paratui.domain.received import Received, way_words
from paratui.services.contacts import Contacts
from paratui.services.fast_pass import FastPass
from paratui.services.office_tables import OfficeTables
from paratui.services.people import People
from paratui.services.queue import Queue

MARIA = "+14155552671"
CLOSE = "2026-10-08T21:00:00Z"
LINE = "415 555 2671 maria: wants the hearing date"


def pass_of(desk) -> FastPass:
    tables = OfficeTables(desk)
    passing = FastPass(desk, People(desk, Contacts(desk)), lambda: tables.known_names)
    passing.callers.load()
    return passing


@pytest.fixture
def maria(shared):
    """Maria Garcia with her number and one open matter."""
    person = shared.person("Maria Garcia", phones=(MARIA,))
    shared.matter("2026-0142", clients=(person.id,))
    return person


@pytest.fixture
def passing(ana) -> FastPass:
    return pass_of(ana)


def enter(passing, typed, **changes):
    return passing.enter(passing.read(typed)._replace(**changes))


def test_a_message_that_tells_of_a_hearing_owes_an_important_call_back(shared, maria, ana):
    passing = pass_of(ana)
    first = enter(passing, "9:12 415 555 2671 maria: wants the list")
    again = enter(passing, "9:20 415 555 2671 maria: got arrested")
    [owed] = first.items
    assert owed.flags == ()
    assert FollowUp.read(shared.stored("follow_up", owed.id)).flags == ("in_custody",)
    assert again.joined is not None


def test_a_voicemail_is_a_call_and_a_call_back_in_one_commit(shared, maria, ana):
    passing = pass_of(ana)
    before = shared.commits()
    entry = enter(passing, f"9:12 {LINE}")
    assert shared.commits() == before + 1
    call = Call.read(shared.stored("call", entry.call.id))
    assert (call.channel, call.direction, call.status, call.outcome) == ("voicemail", "in", "ended", "left_voicemail")
    assert (call.person_id, call.person, call.matter, call.phone) == (maria.id, "Maria Garcia", "2026-0142", MARIA)
    assert (call.started, call.seconds, call.tenths) == ("2026-10-08T13:12:00Z", 0, 0)
    assert [line.text for line in call.lines] == ["wants the hearing date", "name as typed: maria"]
    [item] = [FollowUp.read(shared.stored("follow_up", record)) for record in call.follow_ups]
    assert item.text == "call back Maria Garcia: wants the hearing date"
    assert (item.due, item.assignee, item.call, item.line) == (CLOSE, "ana", call.id, 1)
    assert (item.person_id, item.phone, item.source) == (maria.id, MARIA, f"9:12 {LINE}")
    assert call.lines[0].follow_up == item.id


@pytest.mark.parametrize(
    ("typed", "channel", "outcome", "words", "owed"),
    [
        ("/missed 415 555 2671", "phone", "no_answer", "missed call", "call back (415) 555-2671"),
        ("/email bo: a copy", "email", "", "email in", "answer the email of bo: a copy"),
        ("/letter county court: moved", "letter", "", "letter in", "answer the letter of county court: moved"),
        ("/text bo: late", "text", "", "text in", "answer the text of bo: late"),
        ("/walkin bo: brought stubs", "in_person", "reached", "in person", "get back to bo: brought stubs"),
        ("bo: hi", "voicemail", "left_voicemail", "voicemail", "call back bo: hi"),
    ],
)
def test_each_way_in_has_its_channel_its_words_and_what_is_owed(passing, typed, channel, outcome, words, owed):
    entry = enter(passing, typed)
    assert (entry.call.channel, entry.call.outcome, way_words(entry.call)) == (channel, outcome, words)
    assert entry.items[0].text == owed


def test_the_clock_counts_from_when_it_was_heard(passing):
    assert enter(passing, "yesterday 4:30pm bo: hi").items[0].due == CLOSE  # after the cut-off of yesterday
    assert enter(passing, "yesterday 9am jo: hi").items[0].due == "2026-10-07T21:00:00Z"  # late from the beginning
    assert enter(passing, "9:00 al: hi !").items[0].due == "2026-10-08T15:00:00Z"  # two business hours


def test_a_named_colleague_calls_back(passing):
    assert enter(passing, "bo: hi @dana").items[0].assignee == "dana"


def test_a_question_goes_to_the_attorney_verbatim_and_the_call_back_stays(passing):
    entry = enter(passing, "bo: ? should I sign the stipulation?")
    assert [(one.kind, one.assignee, one.text) for one in entry.items] == [
        ("question", "morgan", "should I sign the stipulation?"),
        ("promise", "ana", "call back bo: should I sign the stipulation?"),
    ]


def test_a_line_that_promises_says_itself_what_is_owed(passing):
    entry = enter(passing, "bo: > send him the notice fri 3pm")
    assert [(one.text, one.due) for one in entry.items] == [("send him the notice", "2026-10-09T19:00:00Z")]


def test_nothing_is_kept_when_the_office_cannot_take_it_and_the_line_can_be_sent_again(shared, ana, full_disk):
    passing = pass_of(ana)
    understood = passing.read(LINE)
    with full_disk(ana), pytest.raises(StoreFull):
        passing.enter(understood)
    assert passing.entries == []
    assert passing.enter(understood).items


# Who it is


def test_of_several_people_of_a_number_the_last_one_over_it_is_proposed(shared, ana, maria):
    luis = shared.person("Luis Garcia", phones=(MARIA,))
    shared.keep("call", Call(id=shared.new_id(), status="ended", person_id=luis.id, phone=MARIA, outcome="reached"))
    callers = pass_of(ana).read("415 555 2671: hi").callers
    assert [one.name for one in callers] == ["Luis Garcia", "Maria Garcia", ""]
    assert not callers[0].sure


def test_who_calls_from_somebody_else_s_telephone_is_not_taken_for_them(maria, ana):
    passing = pass_of(ana)
    read = passing.read("415 555 2671 john smith: hi")
    assert (read.caller.known, read.caller.name) == (None, "john smith")
    assert [one.name for one in read.callers] == ["john smith", "Maria Garcia"]
    assert enter(passing, "415 555 2671 john smith: hi").call.matter == ""


@pytest.mark.parametrize("garbled", ["marya garsia", "maria garsia", "mrs maria garcia", "garcia maria", "mar garc"])
def test_a_garbled_name_is_proposed_with_a_reason_and_never_sure(maria, ana, garbled):
    read = pass_of(ana).read(f"{garbled}: hi")
    assert read.caller.name == "Maria Garcia"
    assert read.caller.why
    assert not read.caller.sure
    assert read._replace(chosen=len(read.callers) - 1).caller == read.callers[-1]
    assert read.callers[-1].known is None


def test_a_first_name_alone_is_proposed_when_one_person_has_it_and_never_a_beginning_of_another(shared, maria, ana):
    shared.person("Ellis & Boateng LLP")
    passing = pass_of(ana)
    assert passing.read("bo: hi").caller.known is None
    read = passing.read("maria: hi")
    assert (read.caller.name, read.caller.why, read.caller.sure) == ("Maria Garcia", "has this name", False)
    shared.person("Maria Lopez")
    several = pass_of(ana).read("maria: hi")
    assert several.caller.known is None
    assert [one.name for one in several.callers] == ["maria", "Maria Garcia", "Maria Lopez"]


def test_a_garbled_name_over_her_own_number_is_her(maria, ana):
    read = pass_of(ana).read("415 555 2671 marya garsia: hi")
    assert (read.caller.name, read.caller.sure) == ("Maria Garcia", True)


def test_a_name_nobody_has_is_kept_as_typed(maria, ana):
    entry = enter(pass_of(ana), "wolfgang ziegler: hi")
    assert (entry.call.person, entry.call.person_id) == ("wolfgang ziegler", 0)


# Twice from one number


def test_the_second_message_of_a_number_is_counted_in_the_first_item(shared, maria, ana):
    passing = pass_of(ana)
    first = enter(passing, LINE)
    second = enter(passing, "415 555 2671: also the address")
    third = enter(passing, "/missed 415 555 2671 !")
    assert [entry.items for entry in (second, third)] == [(), ()]
    item = FollowUp.read(shared.stored("follow_up", first.items[0].id))
    assert item.text == "call back Maria Garcia: wants the hearing date; also the address (called 3 times)"
    assert (item.urgent, item.due) == (True, "2026-10-08T16:00:00Z")
    assert [entry.call.follow_ups for entry in passing.entries] == [(item.id,)] * 3
    assert len(list(ana.store.calls(CallFilter()))) == 3


def test_an_email_of_somebody_whose_call_back_is_open_is_counted_in_and_the_item_has_her_number(maria, ana):
    passing = pass_of(ana)
    first = enter(passing, "maria garcia: call me")
    assert first.items[0].phone == MARIA
    assert enter(passing, "/email maria garcia: the papers").joined.id == first.items[0].id
    assert enter(passing, "wolf: hi").joined is None
    assert enter(passing, "fox: hi").joined is None


def test_an_item_of_its_own_is_one_choice_away(maria, ana):
    passing = pass_of(ana)
    enter(passing, LINE)
    assert passing.read(LINE).joins
    assert enter(passing, LINE, join=False).joined is None
    assert len(Queue(ana).items()) == 2


def test_two_people_at_once_lose_no_call_and_make_one_item(shared, maria, ana, dana):
    here, there = pass_of(ana), pass_of(dana)
    enter(here, LINE)
    mine, theirs = here.read(LINE), there.read("415 555 2671: once more")
    there.enter(theirs)
    entry = here.enter(mine)
    assert entry.joined
    assert entry.joined.text.endswith("(called 3 times)")
    assert len(list(ana.store.calls(CallFilter()))) == 3
    assert len(Queue(ana).items()) == 1


def test_an_item_closed_meanwhile_is_not_counted_in(shared, maria, ana, dana):
    here = pass_of(ana)
    first = enter(here, LINE)
    understood = here.read("415 555 2671: again")
    Queue(dana).done(first.items[0], "reached her")
    entry = here.enter(understood)
    assert entry.joined is None
    assert entry.items[0].text == "call back Maria Garcia: again"


# Mending and taking back


def test_mending_rewords_call_and_item_and_keeps_the_earlier_wording(shared, maria, ana):
    passing = pass_of(ana)
    entry = enter(passing, "bo: hi")
    mended = passing.mend(0, passing.read("415 555 2671 maria garcia: wants the order !"))
    assert (mended.call.id, mended.call.rev, mended.call.person) == (entry.call.id, 2, "Maria Garcia")
    assert mended.call.amended_why == "mended in the fast pass"
    assert [version.text for version in mended.call.lines[0].versions] == ["hi"]
    [item] = mended.items
    assert (item.id, item.text, item.urgent) == (
        entry.items[0].id,
        "call back Maria Garcia: wants the order",
        True,
    )
    assert item.history[-1].what == "mended, before: call back bo: hi"


def test_mending_keeps_what_became_of_the_item_meanwhile(shared, ana, dana):
    passing = pass_of(ana)
    item = enter(passing, "bo: hi").items[0]
    Queue(dana).assign(item, "dana")
    mended = passing.mend(0, passing.read("bo: hello")).items[0]
    assert (mended.assignee, mended.text) == ("dana", "call back bo: hello")


def test_mending_makes_and_cancels_the_attorney_s_item(shared, passing):
    enter(passing, "bo: should I sign?")
    mended = passing.mend(0, passing.read("bo: ? should I sign?"))
    assert [one.kind for one in mended.items] == ["question", "promise"]
    again = passing.mend(0, passing.read("bo: should I sign?"))
    assert [one.kind for one in again.items] == ["promise"]
    assert shared.stored("follow_up", mended.items[0].id)["status"] == "cancelled"


def test_what_is_taken_back_stays_discarded_with_its_reason_and_its_item_is_cancelled(shared, passing, ana):
    entry = enter(passing, "bo: hi")
    with pytest.raises(BadInput, match="why"):
        passing.withdraw(0, " ")
    passing.withdraw(0, "wrong box")
    call = shared.stored("call", entry.call.id)
    assert (call["status"], call["amended_why"]) == ("discarded", "wrong box")
    assert Queue(ana).items() == []
    assert passing.last() is None
    with pytest.raises(BadInput, match="taken back"):
        passing.mend(0, passing.read("bo: hi"))


def test_taking_back_one_of_two_leaves_the_item_for_the_other_and_both_end_it(shared, maria, ana):
    passing = pass_of(ana)
    enter(passing, LINE)
    enter(passing, LINE)
    passing.withdraw(0, "twice")
    [left] = Queue(ana).items()
    assert "called" not in left.item.text
    passing.withdraw(1, "twice")
    assert Queue(ana).items() == []


def test_how_it_came_sticks_and_a_word_in_front_is_for_one_line(passing):
    passing.received = Received.EMAIL
    assert enter(passing, "bo: hi").received is Received.EMAIL
    assert enter(passing, "/missed jo").received is Received.MISSED
    assert passing.received is Received.EMAIL
    with pytest.raises(BadInput, match="/pigeon"):
        passing.read("/pigeon bo: hi")


def test_forty_lines_are_forty_calls_and_each_promise_is_in_the_queue(shared, ana, clock):
    passing = pass_of(ana)
    for turn in range(40):
        enter(passing, f"212 555 01{turn:02d} caller {turn}: call me about the {turn}. thing")
        clock.go_on(5)
    assert len(list(ana.store.calls(CallFilter()))) == 40
    assert len({item.item.phone for item in Queue(ana).items()}) == 40
    assert all(item.item.due == CLOSE for item in Queue(ana).items())
    assert passing.heard(passing.entries[1]) - passing.heard(passing.entries[0]) == timedelta(seconds=5)


def test_a_matter_number_in_the_words_links_the_matter_whoever_says_it(shared, ana):
    matter = shared.matter("2026-0045", title="Eviction")
    entry = enter(pass_of(ana), "bo: about 2026-0045, and our 2026-9999")
    assert (entry.call.matter_id, entry.call.matter, entry.call.matter_title) == (matter.id, "2026-0045", "Eviction")
    assert entry.items[0].matter_id == matter.id


def test_two_matters_in_the_words_link_none(shared, ana):
    shared.matter("2026-0045")
    shared.matter("2026-0046")
    assert enter(pass_of(ana), "bo: 2026-0045 or 2026-0046").call.matter == ""


def test_a_date_in_a_letter_is_a_reported_date(ana):
    entry = enter(pass_of(ana), "/letter county court: @ hearing Dec 3")
    [told] = entry.call.reported
    assert (told.what, told.day, told.said_by, told.line) == ("hearing", "2026-12-03", "county court", 1)
