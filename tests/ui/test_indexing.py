"""When the index is seen to again after something refused it."""

from __future__ import annotations

import asyncio
import threading
from types import SimpleNamespace

from paratui.domain.errors import StoreError
from paratui.ui import indexing
from paratui.ui.indexing import NO_INDEX, Indexing


def test_a_folder_that_comes_back_during_a_look_at_it_has_its_index_made(monkeypatch):
    back, made, looks, refused = threading.Event(), [], [], []

    def is_made_soon(_desk) -> bool:
        if not refused:
            refused.append(back.wait(10))
            raise StoreError("cannot be read just now")
        return True

    monkeypatch.setattr(indexing, "has_index", lambda _desk: bool(made))
    monkeypatch.setattr(indexing, "is_made_soon", is_made_soon)
    monkeypatch.setattr(indexing, "make_index", lambda _desk: made.append(True) or True)

    async def steps() -> None:
        app = SimpleNamespace(desk=SimpleNamespace(folder="the office"), index_made=lambda: None)
        app.go_on_with = lambda work, group: looks.append(asyncio.ensure_future(work()))
        seen_to = Indexing(app)
        seen_to.begin()
        await asyncio.sleep(0)
        seen_to.refused_no_more()
        back.set()
        await looks[-1]
        assert seen_to.trouble == NO_INDEX
        seen_to.begin()
        await looks[-1]
        assert (made, seen_to.trouble) == ([True], "")

    asyncio.run(steps())
