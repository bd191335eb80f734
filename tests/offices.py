"""An office for a test: opened by as many people as it wants, with records made as the program makes them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from paratui.domain.call import Call
from paratui.domain.follow_up import FollowUp
from paratui.domain.ids import make_id

if TYPE_CHECKING:
    from paratui.store.interface import Store


class OfficeUnderTest:
    """Opens stores over one office by a function of the login; `close` closes them all."""

    def __init__(self, opened, clock) -> None:
        self._open = opened
        self._random = count(1)
        self.clock = clock
        self.stores: list[Store] = []

    def open(self, login: str = "ana") -> Store:
        store = self._open(login)
        self.stores.append(store)
        return store

    def new_id(self) -> int:
        return make_id(self.clock.now(), next(self._random))

    def call(self, **fields):
        person = fields.pop("person", "Maria Garcia")
        return Call(id=self.new_id(), staff="ana", person=person, **fields).doc()

    def follow_up(self, **fields):
        return FollowUp(id=self.new_id(), text="send her the new notice", created_by="ana", **fields).doc()

    def close(self) -> None:
        for store in self.stores:
            store.close()
