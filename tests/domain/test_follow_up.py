"""An item whose times somebody wrote by hand: what cannot be read is kept beside, and the item goes without."""

from __future__ import annotations

import pytest

from paratui.domain.follow_up import FollowUp


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
