"""What others changed reaches the screens at once; while nothing changes nobody is woken."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Event
from types import SimpleNamespace

import pytest

from paratui.domain.errors import StoreError
from paratui.store.interface import Change
from paratui.ui import news
from paratui.ui.news import News

CHANGED = [Change("follow_up", 7, 2, "dana")]


@pytest.fixture(autouse=True)
def _often(monkeypatch):
    monkeypatch.setattr(news, "POLL_SECONDS", 0.001)
    monkeypatch.setattr(news, "QUIET_SECONDS", 0.001)


def watched(answers: list) -> tuple[list, int]:
    """What the app was told of these answers of the store, and how often its loop was woken for them."""
    told: list = []

    async def run() -> int:
        through = asyncio.Event()

        def changes():
            if not answers:
                waking(through.set)
                return []
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        app = SimpleNamespace(
            desk=SimpleNamespace(changes=changes),
            say=lambda sentence, trouble=False: told.append((sentence, trouble)),
            indexing=SimpleNamespace(refused_no_more=lambda: None),
            _handle_exception=told.append,
        )
        loop, woken = asyncio.get_running_loop(), 0
        waking = loop.call_soon_threadsafe

        def counted(*given, **more):
            nonlocal woken
            woken += 1
            return waking(*given, **more)

        loop.call_soon_threadsafe = counted
        watching = asyncio.create_task(News(app, told.append).watch())
        await through.wait()
        found = woken
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        return found

    return told, asyncio.run(asyncio.wait_for(run(), 20))


def test_a_change_is_told_once_and_in_its_order():
    told, woken = watched([[], CHANGED, [], None])
    assert told == [CHANGED, None]
    assert woken == 2


def test_nothing_new_wakes_nobody():
    assert watched([[]] * 50) == ([], 0)


def test_looks_come_seldom_in_a_quiet_office_and_often_again_once_something_came(monkeypatch):
    waited = []

    class Noted(Event):
        def wait(self, timeout=None):
            waited.append(timeout)
            return super().wait(0)

    monkeypatch.setattr(news, "Event", Noted)
    monkeypatch.setattr(news, "QUIET_SECONDS", 0.5)
    watched([[]] * (news.QUIET_AFTER + 2) + [CHANGED, []])
    assert waited[: news.QUIET_AFTER] == [0.001] * news.QUIET_AFTER
    assert waited[news.QUIET_AFTER : news.QUIET_AFTER + 3] == [0.5] * 3
    assert waited[news.QUIET_AFTER + 3] == 0.001


def test_a_folder_that_is_away_is_said_and_then_everything_is_read_anew():
    told, _ = watched([StoreError("The folder cannot be read"), []])
    assert told == [("The folder cannot be read", True), ("The office folder can be read again", False), None]


def test_what_nobody_foresaw_ends_the_program_as_any_other_such_thing_does():
    told, _ = watched([error := ValueError("unforeseen")])
    assert told == [error]
