"""Who looks, and what the machine knows of accounts and groups; handed in from the top."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paratui.domain.diagnosis import Command

ROOT = 0


class AccountGroup(NamedTuple):
    """A group of the machine: its name ("" when it has none) and the logins in it."""

    number: int
    name: str
    members: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Its name, or its number where it has no name."""
        return self.name or str(self.number)


class Accounts(NamedTuple):
    """The account that looks, the groups its session has, and how to look others up."""

    user: int
    login: str
    groups: frozenset[int]
    umask: int
    group_of: Callable[[int], AccountGroup]
    login_of: Callable[[int], str]

    def command(self, words: Sequence[str], owners: Sequence[int] = ()) -> Command:
        """A command for somebody who may: with sudo unless this account owns what it changes, or is root."""
        mine = self.user == ROOT or (bool(owners) and all(owner == self.user for owner in owners))
        return tuple(words) if mine else ("sudo", *words)
