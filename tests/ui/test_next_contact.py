"""The step that says when we call again asks for the day, on the call itself."""

from __future__ import annotations

from paratui.services.queue import Queue
from paratui.ui.screens.agenda import AgendaScreen
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


def test_an_hour_named_for_the_next_contact_is_an_appointment_in_the_preview_and_the_agenda(office):  # noqa: F811
    Queue(office.desk("ana")).add("call the clerk fri 2pm")
    Queue(office.desk("ana")).add("meeting with Maria fri 3pm")

    async def steps(seat):
        await on_a_call(seat)
        seat.screen.chosen_step = "no-news"
        await seat.type("", "ctrl+n")
        await seat.type("fri")
        assert "an appointment" not in seat.question()
        await seat.type(" 3pm")
        assert "3:00 PM, an appointment" in seat.question()
        await seat.type("", "escape", "f6")
        await seat.type("a")
        await seat.until(lambda: isinstance(seat.screen, AgendaScreen) and seat.screen.is_mounted)
        agenda = seat.screen
        await seat.until(lambda: len(rows_of(agenda)) > 2)
        told = [row for row in rows_of(agenda) if "PM" in row]
        assert ["=" in row for row in told] == [False, True]
        assert "appointment: meeting with Maria" in told[1]

    seated(steps, office.desk("ana"))


def rows_of(screen) -> list[str]:
    """The rows of a table in sight, in words."""
    return [row for y in range(screen.table.size.height) if (row := screen.table.render_line(y).text.strip())]


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
