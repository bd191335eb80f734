"""The settings a person keeps for themselves: how it looks, what others may read there, when it goes blank."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from paratui.domain.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping

Value: TypeAlias = str | int
"""A choice, minutes, or yes or no."""

THEMES = ("dark", "light", "high-contrast", "terminal")
LONGEST_LOCK = 240
"""Minutes."""
_YES_OR_NO = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}


class OwnSettings(NamedTuple):
    """`lock_minutes` is after how many minutes without a key the screen goes blank, 0 never.

    `cursor` says whose cursor shows where one types: the terminal's own, which screen readers and magnifiers follow,
    or the one that is drawn.
    """

    theme: str = "dark"
    spacing: str = "usual"
    cursor: str = "terminal"
    discreet: bool = False
    lock_minutes: int = 0
    plain: bool = False


class Setting(NamedTuple):
    """One of them for people: what it does, the words it may be, none for minutes, and what each of them means."""

    name: str
    says: str
    allowed: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


SETTINGS = (
    Setting(
        "theme",
        "the colours; terminal: those your terminal has",
        THEMES,
        (
            "light letters on a dark ground",
            "dark letters on a light ground, for a bright room",
            "white on black, brighter greys, for tired eyes",
            "the two colours your terminal has by itself",
        ),
    ),
    Setting(
        "spacing",
        "wide: an empty row between the rows of a list",
        ("usual", "wide"),
        ("as many rows as the window has", "an empty row between two things"),
    ),
    Setting(
        "cursor",
        "terminal: your terminal's own, which screen readers follow",
        ("terminal", "drawn"),
        (
            "your terminal's own, which screen readers follow",
            "one that paratui draws, where yours is hard to see",
        ),
    ),
    Setting(
        "discreet",
        "initials in place of clients' names, and the ends of numbers, on every screen",
        ("yes", "no"),
        ("initials, two digits of a number: others see the screen", "names and numbers in full"),
    ),
    Setting("lock_minutes", f"blank the screen after so many minutes without a key; 0 never, at most {LONGEST_LOCK}"),
    Setting("plain", "queue, log, show and call print linear text for a screen reader", ("yes", "no")),
)
_BY_NAME = {one.name: one for one in SETTINGS}


def words_of(value: object) -> str:
    """A setting's value as people write it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def setting_of(name: str, said: str) -> Value:
    """What was said for a setting. Raises BadInput naming what it can be."""
    setting = _BY_NAME.get(name.replace("-", "_").casefold())
    if setting is None:
        raise BadInput(f'There is no setting "{name}"; there are {", ".join(_BY_NAME)}')
    word = said.strip().casefold()
    if setting.name == "lock_minutes":
        if word.isascii() and word.isdigit() and int(word) <= LONGEST_LOCK:
            return int(word)
        if word in {"no", "off", "never"}:
            return 0
        raise BadInput(f"lock_minutes is a number from 0 to {LONGEST_LOCK}, 0 for never; not {said!r}")
    if setting.allowed == ("yes", "no"):
        if word in _YES_OR_NO:
            return _YES_OR_NO[word]
    elif word in setting.allowed:
        return word
    raise BadInput(f"{setting.name} can be {', '.join(setting.allowed[:-1])} or {setting.allowed[-1]}; not {said!r}")


def changed(settings: OwnSettings, name: str, said: str) -> OwnSettings:
    """The settings with one of them as it was said. Raises BadInput."""
    return settings._replace(**{name.replace("-", "_").casefold(): setting_of(name, said)})  # type: ignore[arg-type]  # checked just before


def read_settings(text: str) -> tuple[OwnSettings, list[str]]:
    """What a settings file says, and a sentence for each line of it that cannot be used; the others count."""
    try:
        said: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return OwnSettings(), [f"it is not valid TOML ({error})"]
    settings, troubles = OwnSettings(), []
    for name, value in said.items():
        where = f"line {line}: " if (line := _line_of(text, name)) else ""
        if isinstance(value, (dict, list)):
            continue
        try:
            settings = changed(settings, name, words_of(value))
        except BadInput as error:
            troubles.append(f"{where}{error}")
    return settings, troubles


def with_setting(text: str, name: str, value: Value) -> str:
    """The text of a settings file with one setting changed; everything else in it stays as it was written.

    Raises BadInput for a file that is no TOML: nobody knows what it was to say.
    """
    lines = text.splitlines()
    fresh = f"{name} = {_in_toml(value)}"
    at = _line_of(text, name)
    if at:
        lines[at - 1] = fresh
    else:
        tables = (place for place, line in enumerate(lines) if line.lstrip().startswith("["))
        lines.insert(next(tables, len(lines)), fresh)
    written = "\n".join(lines) + "\n"
    try:
        tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"The file of your settings is not valid TOML ({error}); mend that line first") from None
    return written


def _in_toml(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'


def by_environment(settings: OwnSettings, environ: Mapping[str, str]) -> tuple[OwnSettings, dict[str, str]]:
    """The settings with what the environment says before them, and by which variable each is overruled.

    Raises BadInput naming the variable that cannot be used.
    """
    overruled = {}
    for name in OwnSettings._fields:
        variable = f"PARATUI_{name.upper()}"
        said = {"1": "yes", "0": "no"}.get(environ.get(variable, ""), environ.get(variable, ""))
        if said and name in {"theme", "plain"}:
            try:
                settings = changed(settings, name, said)
            except BadInput as error:
                raise BadInput(f"{variable}: {error}") from None
            overruled[name] = variable
    return settings, overruled


def _line_of(text: str, name: str) -> int:
    """The line, from 1, on which a setting outside of any table stands; 0 for none."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            return 0
        if line.partition("=")[0].strip().strip("\"'") == name and "=" in line:
            return number
    return 0
