"""A person's own settings: what can be said, which line cannot be used, and that a change leaves the rest alone."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput
from paratui.domain.own_settings import OwnSettings, by_environment, changed, read_settings, with_setting


def test_every_setting_can_be_said_as_people_say_it():
    settings = OwnSettings()
    for name, said in (("theme", "Light"), ("discreet", "on"), ("lock-minutes", "10"), ("plain", "yes")):
        settings = changed(settings, name, said)
    assert settings == OwnSettings(theme="light", discreet=True, lock_minutes=10, plain=True)
    assert changed(settings, "lock_minutes", "never").lock_minutes == 0


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("theme", "purple", "dark, light, high-contrast or terminal"),
        ("themes", "dark", "theme, spacing"),
        ("lock_minutes", "-1", "0 to 240"),
        ("lock_minutes", "241", "0 to 240"),
        ("discreet", "perhaps", "yes or no"),
    ],
)
def test_what_cannot_be_said_is_answered_with_what_can(name, said, told):
    with pytest.raises(BadInput, match=told):
        changed(OwnSettings(), name, said)


def test_a_line_that_cannot_be_used_is_named_and_the_others_count():
    text = 'theme = "light"\n# mine\nspacing = "huge"\ncolour = 3\n[keys]\ntheme = "dark"\n'
    settings, troubles = read_settings(text)
    assert settings == OwnSettings(theme="light")
    assert [trouble.partition(":")[0] for trouble in troubles] == ["line 3", "line 4"]


def test_a_file_that_is_no_toml_says_so_and_is_not_written_over():
    settings, [trouble] = read_settings("theme = light")
    assert settings == OwnSettings()
    assert "line 1" in trouble
    with pytest.raises(BadInput, match="mend"):
        with_setting("spacing == 3\n", "theme", "light")


def test_a_change_leaves_every_other_line_as_it_was_written():
    text = '# how I like it\ntheme = "dark"   # at night\nown = 1\n\n[other]\nlock_minutes = "x"\n'
    written = with_setting(with_setting(text, "theme", "light"), "lock_minutes", 5)
    assert written == '# how I like it\ntheme = "light"\nown = 1\n\nlock_minutes = 5\n[other]\nlock_minutes = "x"\n'


def test_the_environment_comes_before_the_file_and_is_named_when_it_cannot_be_used():
    settings, overruled = by_environment(OwnSettings(), {"PARATUI_THEME": "high-contrast", "PARATUI_PLAIN": "1"})
    assert (settings.theme, settings.plain) == ("high-contrast", True)
    assert overruled == {"theme": "PARATUI_THEME", "plain": "PARATUI_PLAIN"}
    with pytest.raises(BadInput, match="PARATUI_THEME"):
        by_environment(OwnSettings(), {"PARATUI_THEME": "pink"})
