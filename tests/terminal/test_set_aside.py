"""What a crash or another program left is shown until somebody deals with it, and can be taken over."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from tests.terminal.office import at_the_queue


@pytest.fixture
def edited(demo):
    """An office whose queue was changed with stock TinyDB, and whose last commit was cut off."""
    with TinyDB(demo.folder / "hot.json") as hot:
        first, second, *_ = sorted(hot.all(), key=lambda doc: doc["number"])
        hot.update({"text": "send both notices", "rank": 3}, doc_ids=[first.doc_id])
        hot.update({"due": "soon"}, doc_ids=[second.doc_id])
    last = max((demo.folder / "journal").iterdir())
    with last.open("ab") as journal:
        journal.write(b"0123456789abcdef cut off in the mid")
    return dict(first), dict(second)


def test_an_edit_by_hand_is_shown_taken_over_and_filed_away(demo, edited):
    first, second = edited
    with demo.terminal() as terminal:
        at_the_queue(terminal)
        terminal.wait_for("2 set aside: F9")
        terminal.type("<f9>")
        terminal.wait_for("The end of a commit that was cut off")
        terminal.type("v")
        terminal.wait_for("0123456789abcdef cut off in the mid")
        terminal.type("q")
        terminal.wait_for("f keep ours, file away")
        terminal.type("t")
        terminal.wait_for("This piece says nothing the office does not have")
        terminal.type("f")
        terminal.wait_for("Filed away: it is kept as torn/")
        terminal.wait_for("1 set aside: F9")
        terminal.wait_for(f"follow-up {first['number']}")
        terminal.wait_for("rank: (nothing) -> 3")
        terminal.type("t")
        terminal.wait_for(f"Taken over: follow-up {first['number']}")
        terminal.type("t")
        terminal.wait_for("is no time; write it like")
        terminal.type("f")
        terminal.wait_for("1 record in it stands otherwise than in the office")
        terminal.type("y<enter>")
        terminal.wait_for("Nothing is set aside")
        terminal.type("<esc>")
        at_the_queue(terminal)
        assert "set aside" not in terminal.line(0)
    assert demo.json("show", "follow-up", str(first["number"]))["text"] == "send both notices"
    with TinyDB(demo.folder / "hot.json", access_mode="r") as hot:
        assert [doc["rank"] for doc in hot.all() if doc["number"] == first["number"]] == [3]
    assert demo.json("show", "follow-up", str(second["number"]))["due"] == second["due"]
    assert demo.shell("verify").stdout.startswith("All good")
    assert "Set aside" not in demo.shell("verify").stdout
