"""The trail gives places back last first, and leaves out those that are no place any more."""

from __future__ import annotations

from paratui.ui.trail import LONGEST, Place, Trail


def place(area: str) -> Place:
    return Place(area, lambda: None, ())


def test_places_come_back_last_first_until_there_are_none():
    trail = Trail()
    for area in ("queue", "log", "clients"):
        trail.leave(place(area))
    back = [trail.last(lambda _area: True) for _ in range(4)]
    assert [one and one.area for one in back] == ["clients", "log", "queue", None]


def test_a_place_that_is_gone_is_passed_over_and_a_long_way_is_cut_at_its_beginning():
    trail = Trail()
    trail.leave(place("queue"))
    for _ in range(LONGEST - 1):
        trail.leave(place("call"))
    assert trail.last(lambda area: area != "call").area == "queue"
    trail.leave(place("queue"))
    for _ in range(LONGEST):
        trail.leave(place("call"))
    assert trail.last(lambda area: area != "call") is None
