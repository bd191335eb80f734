"""Whatever is done to an office in whatever order, every store says what a plain dictionary says.

Hypothesis plays the days; `--long` plays many more and longer ones, others each time.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conformance.model_day import Day
from tests.conformance.model_folder_day import FolderDay
from tests.conformance.model_offices import MemoryForm


class MemoryDay(Day):
    def __init__(self) -> None:
        super().__init__()
        self.form = MemoryForm(self.clock)


def played(day, *, long: bool, examples: int, steps: int) -> None:
    run_state_machine_as_test(
        day,
        settings=settings(
            max_examples=examples * 10 if long else examples,
            stateful_step_count=steps * 2 if long else steps,
            derandomize=not long,
            deadline=None,
            database=None,
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_an_office_in_memory_says_what_a_dictionary_says(long):
    played(MemoryDay, long=long, examples=100, steps=40)


def test_an_office_in_a_folder_says_what_a_dictionary_says(long):
    played(FolderDay, long=long, examples=90, steps=50)
