"""An item whose times somebody wrote by hand: what cannot be read is kept beside, and the item goes without."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paratui.domain.due_told import due_told, unread_words
from paratui.domain.follow_up import FollowUp
from paratui.domain.office import Office
from paratui.domain.queue_order import Scales, section_of

NOW = datetime(2026, 10, 8, 14, tzinfo=UTC)


@pytest.mark.parametrize("name", ["due", "snoozed_until"])
@pytest.mark.parametrize("stored", ["next tuesday", "2026-13-45", 20261008, None, ["2026-10-08"], 0])
def test_a_time_nobody_can_read_is_kept_beside_and_the_item_goes_without(name, stored):
    item = FollowUp.read({"id": 7, "text": "send the notice", name: stored})
    assert (getattr(item, name), item.text) == ("", "send the notice")
    doc = item.but(text="send the new notice").doc()
    assert (doc[name], doc[f"{name}_as_stored"]) == ("", stored)
    assert FollowUp.read(doc).doc() == doc


@pytest.mark.parametrize("name", ["due", "snoozed_until"])
@pytest.mark.parametrize("stored", ["", "2026-10-08T21:00:00Z", "2026-10-08T17:00:00-04:00", "2026-10-08"])
def test_a_time_that_can_be_read_stays_as_it_is(name, stored):
    doc = FollowUp.read({"id": 7, name: stored}).doc()
    assert doc[name] == stored
    assert f"{name}_as_stored" not in doc


def test_what_was_given_to_read_is_left_alone():
    doc = {"id": 7, "due": "soon"}
    FollowUp.read(doc)
    assert doc == {"id": 7, "due": "soon"}


@pytest.mark.parametrize("stored", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "next tuesday"])
def test_an_item_whose_due_time_cannot_be_read_is_due_today_and_says_so(stored):
    item = FollowUp.read({"id": 7, "number": 4, "text": "send the notice", "due": stored})
    assert due_told(item, NOW, Office()) == "unreadable"
    assert unread_words(item) == f'its due time cannot be read: "{stored}"; write a new one'
    assert section_of(item, NOW, Office()) == "today"
    assert section_of(FollowUp(id=7, due=stored), NOW, Office()) == "today"
    scales = Scales(NOW, Office())
    assert scales.why(item) == "due time unreadable"
    assert scales.why_words(item) == "unreadable: urgent, not so important"
    mended = item.but(due="2026-10-09T21:00:00Z")
    assert (mended.unread_due, section_of(mended, NOW, Office())) == ("", "next")


def test_an_item_with_no_due_time_is_not_called_unreadable():
    item = FollowUp.read({"id": 7, "text": "send the notice"})
    assert (due_told(item, NOW, Office()), unread_words(item)) == ("no date", "")
    assert section_of(item, NOW, Office()) == "later"
