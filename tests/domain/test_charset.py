"""The charset of a terminal is what the locale names; where it names none, UTF-8."""

from __future__ import annotations

import pytest

from paratui.domain.charset import charset_of


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"LANG": ""},
        {"LANG": "C"},
        {"LANG": "en_US"},
        {"LANG": "de_DE.UTF-8@euro"},
        {"LC_CTYPE": "UTF-8", "LANG": "C"},
        {"LC_ALL": "", "LC_CTYPE": "en_US.utf8", "LANG": "de_DE.ISO-8859-1"},
    ],
    ids=str,
)
def test_a_terminal_of_which_nothing_else_is_said_is_utf_8(environ):
    assert charset_of(environ) == "utf-8"


@pytest.mark.parametrize(
    ("environ", "charset"),
    [
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "ascii"),
        ({"LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "en_US.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "en_US.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, "iso8859-1"),  # as Python leaves it
        ({"LANG": "de_DE@euro"}, "iso8859-15"),
        ({"LC_CTYPE": "ru_RU.KOI8-R", "LANG": "C.UTF-8"}, "koi8-r"),
        ({"LANG": "ja_JP.eucJP"}, "euc_jp"),
    ],
    ids=str,
)
def test_a_charset_that_is_named_is_believed(environ, charset):
    assert charset_of(environ) == charset


@pytest.mark.parametrize(
    "name", ["nonsense", "", "hex", "rot13", "utf-16", "iso2022_jp", "hz", "utf-7", "cp037", "idna"]
)
def test_a_charset_no_terminal_has_is_drawn_in_ascii(name):
    assert charset_of({"LANG": f"en_US.{name}"}) == "ascii"


@pytest.mark.parametrize(
    "name", ["unicode_escape", "raw_unicode_escape", "utf_8_sig", "punycode", "undefined", "a\0b"]
)
def test_a_codec_that_is_no_charset_is_none(name):
    assert charset_of({"LANG": f"en_US.{name}"}) == "ascii"
