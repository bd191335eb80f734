"""The names of the office are read in a thread that rests for others, until somebody waits for them."""

from __future__ import annotations

from threading import Thread

from paratui.services import office_index
from paratui.services.office_index import OfficeIndex
from paratui.services.office_tables import OfficeTables
from paratui.store.interface import Put


def test_a_check_that_waits_for_the_names_ends_the_rests_of_their_reading(ana, monkeypatch):
    monkeypatch.setattr(office_index, "_STRIDE", 1)
    people = [{"id": ana.new_id(), "rev": 0, "name": f"Rosa Diaz {letter}"} for letter in "ABCDEFGH"]
    ana.store.commit([Put("person", doc) for doc in people])
    index = OfficeIndex(ana, OfficeTables(ana))
    hits: list[str] = []

    def check() -> None:
        hits.extend(hit.listed.name for hit in index.check(["Rosa Diaz B"], lambda _listed: True).hits)

    asked = Thread(target=check)
    rests: list[int] = []

    def rest() -> None:
        rests.append(len(rests))
        if len(rests) == 2:
            asked.start()
            assert index._hurry.wait(10)

    index.load(rest)
    asked.join(10)
    assert len(rests) == 2
    assert "Rosa Diaz B" in hits


def test_without_anybody_waiting_the_reading_rests_to_its_end(ana, monkeypatch):
    monkeypatch.setattr(office_index, "_STRIDE", 1)
    ana.store.commit([Put("person", {"id": ana.new_id(), "rev": 0, "name": name}) for name in ("Jo Reed", "Al Roe")])
    index, rests = OfficeIndex(ana, OfficeTables(ana)), []
    index.load(lambda: rests.append(1))
    assert len(rests) >= 3  # one for each of the two and whoever is staff
