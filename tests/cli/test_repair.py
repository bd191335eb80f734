"""`paratui repair`: what a person in front of a damaged office sees and gets back."""

from __future__ import annotations

from paratui.cli.json_fields import JSON_FIELDS


def damage(office, needle=b'"text":"'):
    """Change a byte in the middle of the journal, where only the journal has the words."""
    (path,) = [*office.glob("audit/*.jsonl"), *office.glob("journal/*.jsonl")]
    data = bytearray(path.read_bytes())
    data[data.index(needle) + len(needle)] ^= 1
    path.write_bytes(bytes(data))
    return bytes(data)


def test_a_damaged_journal_is_found_and_repaired_and_nothing_the_files_have_is_lost(fresh):
    for words in ("call the clerk", "send the notice", "ask for the transcript"):
        assert fresh.run("add", words).code == 0
    damaged = damage(fresh.office)
    found = fresh.run("verify")
    assert found.code == 1
    assert "run paratui repair" in found.out
    repaired = fresh.run("repair")
    assert repaired.code == 0
    assert "The journal was damaged: 00000001.jsonl is damaged at byte" in repaired.out
    assert "All that is there is whole" in repaired.out
    assert {row["text"] for row in fresh.run("queue", "--json").json()} == {
        "call the clerk",
        "send the notice",
        "ask for the transcript",
    }
    assert fresh.run("add", "one more").code == 0
    assert fresh.run("verify").code == 0
    assert damaged in [path.read_bytes() for path in (fresh.office / "foreign").iterdir()]


def test_a_sound_office_is_left_as_it_is(fresh):
    fresh.run("add", "call the clerk")
    before = {path: path.read_bytes() for path in fresh.office.rglob("*.json*")}
    ran = fresh.run("repair", "--json")
    assert tuple(ran.json()) == JSON_FIELDS["repair"]
    assert (ran.json()["damage"], ran.json()["good"]) == ("", True)
    assert {path: path.read_bytes() for path in fresh.office.rglob("*.json*")} == before


def test_where_there_is_no_office_nothing_is_made(fresh):
    ran = fresh.run("repair")
    assert ran.code == 2
    assert "no office" in ran.err
    assert not (fresh.office / "meta.json").exists()
