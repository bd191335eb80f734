"""Finding items of the queue by what is typed: words, or a part of a number."""

from __future__ import annotations

import pytest

from paratui.domain.follow_up import FollowUp
from paratui.domain.queue_filter import QueueFilter

ITEM = FollowUp(id=1, number=371, text="send her the notice", person="Maria Garcia", phone="+14155552671")


@pytest.mark.parametrize("words", ["555-2671", "(415) 555-2671", "2671", "+1 415 555 2671", "maria 2671", "371"])
def test_an_item_is_found_by_a_part_of_its_number_however_it_is_written(words):
    assert QueueFilter(words=words).keeps(ITEM)


@pytest.mark.parametrize("words", ["555-2672", "26", "x2671", "maria 9999", "--"])
def test_digits_that_are_not_in_it_in_that_order_or_too_few_find_nothing(words):
    assert not QueueFilter(words=words).keeps(ITEM)
