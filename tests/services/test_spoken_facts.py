"""What fills the sentences of a call: nothing is promised in them that the call has not promised."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from paratui.domain.spoken import fill
from paratui.services.colleagues import change_colleague
from paratui.services.spoken_facts import spoken_facts
from paratui.services.wrapping_up import WrappingUp

SAY = "{next_contact}, and if there is no answer by then, you'll hear that too."


def said(desk, session) -> str:
    return fill(SAY, spoken_facts(desk, session.call, None, "")).partition(", and")[0]


def test_the_next_contact_is_the_earliest_promise_of_the_call_and_without_any_the_client_is_told_later(shared, ana):
    session = shared.begin(ana)
    assert said(ana, session) == "I'll tell you before we hang up when you hear from us"
    session.add_line("< she sends the school letters noon")
    session.add_line("? should she sign")
    assert said(ana, session).startswith("I'll tell you")
    session.add_line("> call her back tomorrow 3 pm")
    assert said(ana, session) == "You will hear from us by 3:00 PM tomorrow"
    session.add_line("> send the new notice today 5 pm")
    assert said(ana, session) == "You will hear from us by 5:00 PM today"


def test_an_agreed_next_contact_is_named_until_something_is_promised_before_it(shared, ana):
    session = shared.begin(ana)
    WrappingUp(ana, session).contact_at(datetime(2026, 10, 16, 19, tzinfo=UTC))
    assert said(ana, session) == "You will hear from us by 3:00 PM on Friday, October 16"
    session.add_line("> send the new notice today 5 pm")
    assert said(ana, session) == "You will hear from us by 5:00 PM today"


@pytest.mark.parametrize(
    ("role", "says"),
    [("attorney", "As an attorney I"), ("secretary", "As a legal secretary I"), ("other", "As a legal assistant")],
)
def test_who_speaks_says_the_title_of_their_role(shared, ana, role, says):
    change_colleague(ana, "ana", role=role)
    ana.sit_anew()
    session = shared.begin(ana)
    assert fill("As a {my_title} I cannot.", spoken_facts(ana, session.call, None, "")).startswith(says)
