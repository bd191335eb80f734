"""The one person somebody names from outside the program."""

from __future__ import annotations

import pytest

from paratui.services.found_by_words import person_named
from paratui.services.people import People


@pytest.mark.parametrize("said", ["415 555 2671 x12", "(415) 555-2671 ext. 12", "555-2671 x12", "O\u2019Donoghue"])
def test_an_extension_or_an_apostrophe_does_not_hide_anybody(shared, ana, said):
    bob = shared.person("Robert O'Donoghue", phones=("+14155552671",))
    assert person_named(ana, People(ana), said).person == bob
