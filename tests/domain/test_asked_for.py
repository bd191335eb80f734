"""What was asked of us in a plain line: a hint that it may be promised, and nothing more."""

from __future__ import annotations

import pytest

from paratui.domain.asked_for import asks_for_something


@pytest.mark.parametrize(
    "line",
    [
        "my hearing is on December 10 at 9, can you send me a copy of the order",
        "please call me back after 3",
        "could you please email the form",
        "wants a copy of the decree",
        "she asked for a call back",
        "needs the letter mailed to her mother",
        "asked us to send it to her sister",
    ],
)
def test_a_line_that_asks_for_something_is_seen(line):
    assert asks_for_something(line)


@pytest.mark.parametrize(
    "line", ["he called her back", "they sent me papers", "will you be at the hearing", "the copy was fine"]
)
def test_a_line_that_only_tells_is_not(line):
    assert not asks_for_something(line)
