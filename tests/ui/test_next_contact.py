"""The step that says when we call again asks for the day, on the call itself."""

from __future__ import annotations

from tests.ui.test_questions import office, on_a_call, seated  # noqa: F401 - office is a fixture


def test_the_step_that_promises_a_call_without_news_asks_for_its_day_and_the_wrap_up_asks_no_more(office):  # noqa: F811
    async def steps(seat):
        await on_a_call(seat)
        screen = seat.screen
        screen.chosen_step = "no-news"
        await seat.type("", "ctrl+n")
        assert "When does the client hear from us next?" in seat.sees()
        await seat.type("oct 16", "enter")
        await seat.until(lambda: seat.screen is screen)
        call = screen.session.call
        assert call.next_contact.startswith("2026-10-16")
        assert screen.session.answer_of("no-news").answer == "done"
        assert "Next contact: " in seat.sees()
        assert "You will hear from us by" in screen.spoken_facts["next_contact"]

    seated(steps, office.desk("ana"))


def test_after_the_last_step_of_an_incoming_call_every_step_is_answered(office):  # noqa: F811
    async def steps(seat):
        await on_a_call(seat)
        screen = seat.screen
        for step in screen.walk.steps:
            if step.stage != "before":
                screen.session.answer(step.id, "skipped", "short")
        screen.draw()
        assert screen.step is None
        assert "Every step is answered" in seat.sees()
        assert "quiet the room" not in seat.sees()

    seated(steps, office.desk("ana"))
