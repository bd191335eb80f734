"""`paratui attorney-leaves`: what it comes to, carried out, and how far the telling is."""

from __future__ import annotations

import pytest


@pytest.fixture
def office(shell):
    """Morgan and Riley, attorneys of an office without matters."""
    for login, name in (("morgan", "Morgan Lowe"), ("riley", "Riley Lindqvist")):
        shell.run("staff", login, "--role", "attorney", "--name", name)
    return shell


def test_without_a_matter_nothing_is_changed_and_programs_get_it_in_numbers(office):
    assert office.run("attorney-leaves", "morgan", "--to", "riley").out == (
        "No open matter is Morgan Lowe's, so nothing was changed.\n"
    )
    assert office.run("attorney-leaves", "-", "--to", "riley").out == (
        "Every open matter has an attorney, so nothing was changed.\n"
    )
    assert office.run("attorney-leaves", "morgan", "--preview", "--json").json() == {
        "login": "morgan",
        "to": "",
        "matters": 0,
        "matters_without_client": 0,
        "made": 0,
        "clients": 0,
        "told": 0,
        "left": 0,
    }


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (["morgan", "--to", "dana"], '"dana" is no attorney who works here; one of: riley'),
        (["morgan", "--to", "morgan"], "cannot take over from themselves"),
        (["morgan", "--matter", "2099-1"], "2099-1 is no open matter of Morgan Lowe"),
        ([" "], "Say the login of the attorney who leaves"),
        (["bob"], "Nobody here has the login bob; paratui staff lists everybody"),
    ],
)
def test_what_cannot_be_is_one_sentence(office, typed, says):
    ran = office.run("attorney-leaves", *typed)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
