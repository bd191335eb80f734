"""Finding items of the queue by what is typed: words, or a part of a number."""

from __future__ import annotations

import pytest

from paratui.domain.follow_up import FollowUp
from paratui.domain.queue_filter import QueueFilter
from paratui.domain.queue_order import is_mine
from paratui.domain.staff import Staff

ITEM = FollowUp(id=1, number=371, text="send her the notice", person="Maria Garcia", phone="+14155552671")


@pytest.mark.parametrize("words", ["555-2671", "(415) 555-2671", "2671", "+1 415 555 2671", "maria 2671", "371"])
def test_an_item_is_found_by_a_part_of_its_number_however_it_is_written(words):
    assert QueueFilter(words=words).keeps(ITEM)


@pytest.mark.parametrize("words", ["555-2672", "26", "x2671", "maria 9999", "--"])
def test_digits_that_are_not_in_it_in_that_order_or_too_few_find_nothing(words):
    assert not QueueFilter(words=words).keeps(ITEM)


# Mine


ANA, MORGAN = (
    Staff(id=one, login=login, role=role) for one, login, role in ((2, "ana", "paralegal"), (3, "morgan", "attorney"))
)
OF_ANA = FollowUp(id=4, assignee="ana")
WAITS = OF_ANA.but(status="waiting_attorney", waiting_on="attorney")


@pytest.mark.parametrize(
    ("item", "me", "mine"),
    [
        (OF_ANA, ANA, True),
        (OF_ANA, MORGAN, False),
        (WAITS, MORGAN, True),
        (WAITS.but(waiting_on="morgan"), MORGAN, True),
        (WAITS.but(waiting_on="riley"), MORGAN, False),
        (WAITS.but(status="waiting_other", waiting_on="morgan"), MORGAN, True),
        (WAITS.but(status="open"), MORGAN, False),
        (WAITS.but(assignee="dana"), ANA, False),
    ],
)
def test_one_rule_says_what_is_mine_wherever_it_is_asked(item, me, mine):
    assert (is_mine(item, me), QueueFilter.of(me).keeps(item)) == (mine, mine)


def test_what_nobody_has_is_on_everybodys_list_and_nobodys_own():
    nobodys = FollowUp(id=5)
    assert QueueFilter.of(ANA).keeps(nobodys)
    assert not is_mine(nobodys, ANA)
