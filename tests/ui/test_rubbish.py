"""What the collector does, and when: never everything while somebody types, nothing that was read to stay."""

from __future__ import annotations

import gc
from collections import Counter
from typing import TYPE_CHECKING, Any, get_type_hints

import msgspec
import pytest
from rich.segment import Segment
from textual.strip import Strip

import paratui.ui.painter  # noqa: F401 - what it does to rows is seen below
from paratui.ui import rubbish
from paratui.ui.widgets.record_rows import Column

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def looked() -> Iterator[Counter[int]]:
    """How often each generation was looked through."""
    seen: Counter[int] = Counter()

    def look(phase: str, info: dict[str, int]) -> None:
        seen[info["generation"]] += phase == "start"

    was = gc.get_threshold()
    gc.collect()
    gc.callbacks.append(look)
    yield seen
    gc.callbacks.remove(look)
    gc.set_threshold(*was)
    gc.unfreeze()
    gc.enable()


def made() -> list[Any]:
    """As much as a minute of typing makes, all of it still needed."""
    return [[] for _ in range(60 * rubbish.YOUNG * rubbish.YOUNGEST_LOOKS)]


def test_everything_is_looked_through_only_while_nobody_types(looked: Counter[int]) -> None:
    rubbish.begin()
    kept = made()
    assert looked[0]
    assert looked[1]
    rubbish.look_through(rubbish.QUIET_SECONDS / 2)
    assert not looked[2]
    rubbish.look_through(rubbish.QUIET_SECONDS)
    assert looked[2] == 1
    rubbish.look_through(rubbish.QUIET_SECONDS)
    assert looked[2] == 1, "there is nothing new to look through"
    del kept


def test_what_leads_to_itself_is_gone_after_a_rest(looked: Counter[int]) -> None:
    class Ring:
        gone = 0

        def __init__(self) -> None:
            self.me = self

        def __del__(self) -> None:
            Ring.gone += 1

    rubbish.begin()
    ring, kept = Ring(), made()
    del ring
    rubbish.look_through(rubbish.QUIET_SECONDS)
    assert looked[2] == 1
    assert Ring.gone == 1
    del kept


def test_while_somebody_reads_the_collector_stands_still(looked: Counter[int]) -> None:
    rubbish.begin()
    before = gc.get_freeze_count()
    with rubbish.lasting():
        with rubbish.lasting():
            kept = made()
        assert not gc.isenabled(), "the other one still reads"
        rubbish.look_through(rubbish.QUIET_SECONDS)
    assert not looked
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(kept)


def test_the_fields_of_a_tuple_can_still_be_asked_for_when_python_forgot_what_it_made_of_them() -> None:
    before = get_type_hints(Column)
    rubbish.forget_annotations()
    assert set(map(type, Column.__annotations__.values())) == {str}
    assert get_type_hints(Column) == before
    assert msgspec.convert(["When"], Column) == Column("When")


def test_a_row_divided_into_itself_is_let_go_without_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        strip = Strip([Segment("a row of the queue")])
        assert strip.divide([strip.cell_length]) == [strip]
        assert [one.text for one in strip.divide([2, strip.cell_length])] == ["a ", "row of the queue"]
        del strip
        assert not gc.collect()
    finally:
        gc.enable()
