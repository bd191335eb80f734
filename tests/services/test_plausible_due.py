"""What the queue makes of a year nobody means, and of a time by the client's clock."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.person import Person
from paratui.services.people import Known
from paratui.services.queue import Queue


@pytest.mark.parametrize("year", ["1900", "2400"])
def test_a_follow_up_for_a_year_nobody_means_is_refused_and_nothing_is_stored(dana, year):
    queue = Queue(dana)
    with pytest.raises(BadInput, match=rf"May 5, {year} is .*write a day within ten years"):
        queue.add(f"send the deed {year}-05-05")
    with pytest.raises(BadInput, match=rf"May 5, {year} is .*write a day within ten years"):
        queue.moment(f"5/5/{year}")
    assert queue.items() == []


def test_an_item_is_not_reworded_to_a_year_nobody_means(dana):
    queue = Queue(dana)
    item = queue.add("send the deed tomorrow")
    with pytest.raises(BadInput, match="more than ten years ahead"):
        queue.edit(item, "send the deed 2400-05-05")
    assert queue.item(item.id).text == "send the deed"


def test_her_time_counts_where_the_person_has_stated_a_zone(dana):
    queue = Queue(dana)
    line = "call her fri 3pm her time"
    person = Person(id=dana.new_id(), name="Maria Garcia", zone="America/Denver")
    there = queue.add(line, Known(person, ()))
    here = queue.add(line)
    assert (there.text, there.clock) == ("call her", "as promised")
    assert (here.text, here.clock != "as promised") == (line, True)
