"""What every store promises about the draft of a call in progress."""

from __future__ import annotations


def test_what_was_put_is_durable_after_a_flush(office):
    draft = office.open().draft(office.new_id())
    assert [draft.put({"line": number}) for number in (1, 2, 3)] == [1, 2, 3]
    assert draft.flush()
    assert draft.durable() == 3
    assert draft.failed() == ""


def test_a_draft_with_a_living_owner_is_no_orphan(office):
    ana = office.open()
    draft = ana.draft(office.new_id())
    draft.put({"line": "hearing moved"})
    draft.flush()
    assert ana.orphaned_drafts() == []
    assert office.open().orphaned_drafts() == []


def test_a_draft_let_go_is_an_orphan_of_its_login_only_and_can_be_taken_up(office):
    ana, call = office.open(), office.new_id()
    draft = ana.draft(call)
    draft.put({"line": "hearing moved"})
    draft.put({"typing": "she got a le"})
    draft.close()
    assert office.open("dana").orphaned_drafts() == []
    again = office.open("ana")
    (orphan,) = again.orphaned_drafts()
    assert orphan.call == call
    assert orphan.events == ({"line": "hearing moved"}, {"typing": "she got a le"})
    taken_up = again.draft(call)
    assert taken_up.put({"line": "she got a letter"}) == 3
    assert again.orphaned_drafts() == []
    taken_up.close()
    assert len(again.orphaned_drafts()[0].events) == 3


def test_everybody_sees_whose_draft_is_alive(office):
    ana, dana = office.open("ana"), office.open("dana")
    assert ana.living_drafts() == dana.living_drafts() == set()
    first, second = office.new_id(), office.new_id()
    drafts = [store.draft(call) for store, call in ((ana, first), (dana, second))]
    for draft in drafts:
        draft.put({"line": "hearing moved"})
        draft.flush()
    assert ana.living_drafts() == dana.living_drafts() == {first, second}
    drafts[1].discard()
    assert ana.living_drafts() == dana.living_drafts() == {first}


def test_a_draft_let_go_is_alive_no_more_until_it_is_taken_up(office):
    ana, dana, call = office.open("ana"), office.open("dana"), office.new_id()
    draft = ana.draft(call)
    draft.put({"line": "hearing moved"})
    draft.close()
    assert ana.living_drafts() == dana.living_drafts() == set()
    again = office.open("ana").draft(call)
    assert ana.living_drafts() == dana.living_drafts() == {call}
    again.close()
    assert dana.living_drafts() == set()


def test_a_draft_somebody_holds_is_not_continued_by_another_session(office):
    ana, elsewhere, call = office.open("ana"), office.open("ana"), office.new_id()
    draft = ana.draft(call)
    draft.put({"line": "hearing moved"})
    draft.flush()
    assert ana.draft(call) is draft
    second = elsewhere.draft(call)
    assert second.durable() == 0
    second.discard()
    assert draft.put({"line": "she got a letter"}) == 2
    assert draft.flush()
    assert ana.living_drafts() == {call}
    draft.close()
    assert [len(orphan.events) for orphan in elsewhere.orphaned_drafts()] == [2]


def test_a_discarded_draft_is_gone(office):
    ana = office.open()
    draft = ana.draft(office.new_id())
    draft.put({"line": "hearing moved"})
    draft.discard()
    assert ana.orphaned_drafts() == []
    assert office.open().orphaned_drafts() == []


def test_a_draft_nothing_was_put_in_is_not_offered(office):
    ana = office.open()
    ana.draft(office.new_id()).close()
    assert ana.orphaned_drafts() == []


def test_two_calls_open_keep_two_drafts(office):
    ana = office.open()
    first, second = office.new_id(), office.new_id()
    for call in (first, second):
        ana.draft(call).put({"of": call})
    for call in (first, second):
        ana.draft(call).close()
    assert sorted((orphan.call, orphan.events) for orphan in ana.orphaned_drafts()) == [
        (first, ({"of": first},)),
        (second, ({"of": second},)),
    ]
