"""A happening is shown with names where the program wrote logins, and in nobody's own words."""

from __future__ import annotations

import pytest

from paratui.domain.named_happening import in_names

NAMES = {"dana": "Dana", "m.okafor": "Michael", "will": "Will"}


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("assigned to dana", "assigned to Dana"),
        ("handed over to dana: she calls at 4", "handed over to Dana: she calls at 4"),
        ("undone: claimed from m.okafor", "undone: claimed from Michael"),
        ("tried: busy; m.okafor decides: call on?", "tried: busy; Michael decides: call on?"),
        ("waits on m.okafor now: Dana leaves", "waits on Michael now: Dana leaves"),
        ("waiting on the court clerk", "waiting on the court clerk"),
        ("done: told dana that he will pay", "done: told dana that he will pay"),
    ],
)
def test_a_login_the_program_wrote_is_a_name_and_words_stay(what, shown):
    assert in_names(what, lambda login: NAMES.get(login, login)) == shown
