"""The program: the versions of what it stands on, beside those it was made for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paratui.domain.diagnosis import mend, ok

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paratui.domain.diagnosis import Line

_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)\s*([^;]*?)\s*(?:;.*extra == [\"']([\w.-]+)[\"'].*)?")
_BOUND = re.compile(r"(==|>=|<=|!=|<|>)\s*([\w.]+)")
SHOWN = ("textual", "tinydb", "msgspec")
# For those who work on paratui itself.
_FOR_DEVELOPERS = "test"


class Installed(NamedTuple):
    """What is installed: paratui's version, Python's, packages by name ("" when absent), and what paratui asks for.

    `wanted` are requirements as they stand in the package's metadata; empty where paratui was not installed.
    """

    version: str
    python: str
    packages: Mapping[str, str]
    wanted: Sequence[str]


class Requirement(NamedTuple):
    """A package that is needed, the versions that will do, and the extra it belongs to ("" for all)."""

    package: str
    versions: str
    extra: str


def requirement(text: str) -> Requirement | None:
    """A requirement of a package's metadata; None when it is of a kind not used here."""
    found = _REQUIREMENT.fullmatch(text.strip())
    return Requirement(found[1], found[2].strip("() "), found[3] or "") if found else None


def fits(version: str, wanted: str) -> bool:
    """Whether a version such as "4.9.1" lies within bounds such as ">=4.9,<5"."""
    return all(_within(_numbers(version), sign, _numbers(bound)) for sign, bound in _BOUND.findall(wanted))


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", version)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _within(version: tuple[int, ...], sign: str, bound: tuple[int, ...]) -> bool:
    return {
        "==": version == bound,
        "!=": version != bound,
        ">=": version >= bound,
        "<=": version <= bound,
        ">": version > bound,
        "<": version < bound,
    }[sign]


def program_lines(installed: Installed) -> Iterator[Line]:
    """Whether the right versions are here, and which extras are."""
    asked = [one for text in installed.wanted if (one := requirement(text))]
    wrong = [
        f"{one.package} {installed.packages.get(one.package) or 'is missing'} ({one.versions} is needed)"
        for one in asked
        if not one.extra and not _is_met(one, installed)
    ]
    shown = ", ".join(f"{name} {installed.packages.get(name) or 'missing'}" for name in SHOWN)
    if wrong:
        yield mend("program", "; ".join(wrong), "install paratui anew, with what it needs")
    else:
        yield ok("program", f"paratui {installed.version}, Python {installed.python}, {shown}")
    extras = sorted({one.extra for one in asked} - {"", _FOR_DEVELOPERS})
    if extras:
        here = {extra: all(_is_met(one, installed) for one in asked if one.extra == extra) for extra in extras}
        absent = [extra for extra in extras if not here[extra]]
        told = ", ".join(f"{extra} {'yes' if here[extra] else 'no'}" for extra in extras)
        yield ok("extras", told, f"for more: pip install 'paratui[{absent[0]}]'" if absent else "")


def _is_met(one: Requirement, installed: Installed) -> bool:
    version = installed.packages.get(one.package, "")
    return bool(version) and fits(version, one.versions)
