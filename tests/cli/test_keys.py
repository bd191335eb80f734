"""`paratui keys`: what holds, what of one's own cannot be used, and a set that is taken up."""

from __future__ import annotations

import json

import pytest

from paratui.__main__ import main


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where a person's own keys are; nothing is there yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PARATUI_KEYS", raising=False)
    (tmp_path / "paratui").mkdir()
    return tmp_path / "paratui" / "keys.toml"


def rows(capsys):
    assert main(["keys", "--json"]) == 0
    return {(row["screen"], row["command"]): row for row in json.loads(capsys.readouterr().out)}


def test_without_a_file_the_keys_are_those_shipped(file, capsys):
    assert main(["keys"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("The keys as they are shipped")
    assert "  d              queue.done         Done\n" in out
    assert err == ""
    assert main(["keys", "check"]) == 0


def test_ones_own_keys_are_shown_as_they_hold(file, capsys):
    file.write_text('[keys]\n"queue.done" = "x"\n"queue.all" = "^T"\n"queue.bell" = []\n')
    shown = rows(capsys)
    assert shown["Queue", "queue.done"]["keys"] == ["x"]
    assert shown["Queue", "queue.all"]["keys"] == ["ctrl+t", "escape"]
    assert shown["Queue", "queue.done"]["own"]
    assert not shown["Queue", "queue.tried"]["own"]


def test_what_cannot_be_used_is_told_with_file_and_line_and_exit_code_2(file, capsys):
    file.write_text('[keys]\n"queue.doen" = "x"\n"queue.tried" = "alt+t"\n"queue.claim" = "y"\n')
    assert main(["keys", "check"]) == 2
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f'{file}, line 2: there is no command "queue.doen"; did you mean "queue.done"?'
    assert out[1].startswith(f"{file}, line 3: alt+t cannot be had: macOS")
    assert out[2].endswith("2 to mend")
    assert main(["keys"]) == 0
    out, err = capsys.readouterr()
    assert "  y              queue.claim        Claim *\n" in out
    assert err.count("line ") == 2


def test_a_set_is_taken_up_and_given_up_again_and_the_rest_of_the_file_stays(file, capsys):
    file.write_text('# mine\n[keys]\n"queue.claim" = "y"\n')
    assert main(["keys", "use", "vi"]) == 0
    assert file.read_text() == '# mine\nset = "vi"\n[keys]\n"queue.claim" = "y"\n'
    capsys.readouterr()
    shown = rows(capsys)
    assert shown["Everywhere", "list.last"]["keys"] == ["G"]
    assert shown["Queue", "queue.claim"]["keys"] == ["y"]
    assert main(["keys", "use", "none"]) == 0
    capsys.readouterr()
    assert rows(capsys)["Everywhere", "list.last"]["keys"] == []


def test_every_id_is_listed_once(file, capsys):
    assert main(["keys", "ids", "--json"]) == 0
    ids = [row["command"] for row in json.loads(capsys.readouterr().out)]
    assert len(ids) == len(set(ids)) > 150
    assert {"queue.done", "call.end", "list.down", "help"} <= set(ids)


@pytest.mark.parametrize("words", [["use"], ["use", "emacs"], ["check", "vi"], ["vi"]])
def test_what_is_no_set_is_refused_in_one_sentence(file, capsys, words):
    assert main(["keys", *words]) == 2
    assert capsys.readouterr().err.startswith("paratui: ")
    assert not file.exists()


def test_a_file_named_that_is_not_there_is_told(file, capsys, monkeypatch):
    monkeypatch.setenv("PARATUI_KEYS", str(file.with_name("none.toml")))
    assert main(["keys"]) == 2
    assert "PARATUI_KEYS" in capsys.readouterr().err


@pytest.mark.parametrize("text", [b"\xff\xfe", b"[keys", b'keys = "d"', b'[keys]\nday = "d"\nday.back = "q"\n'])
def test_no_file_ends_in_a_traceback(file, capsys, text):
    file.write_bytes(text)
    assert main(["keys", "check"]) == 2
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert str(file) in out + err
