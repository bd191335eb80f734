"""What a person has chosen for themselves, kept in their own file and read once a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.domain.errors import ParatuiError
from paratui.domain.own_settings import OwnSettings, by_environment, read_settings, setting_of, with_setting
from paratui.store.own_settings import FILE, read_own, settings_path, write_own

if TYPE_CHECKING:
    from collections.abc import Mapping


class OwnChoices:
    """`now` holds; `troubles` says, a sentence each, what in the file or the environment cannot be used."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.path = settings_path(environ)
        self.now = OwnSettings()
        self.troubles: list[str] = []
        self.overruled: dict[str, str] = {}
        try:
            text = read_own(self.path)
            if text:
                self.now, troubles = read_settings(text)
                self.troubles += [f"{FILE}, {one}" for one in troubles]
        except ParatuiError as error:
            self.troubles.append(str(error))
        self.kept = self.now
        try:
            self.now, self.overruled = by_environment(self.now, environ)
        except ParatuiError as error:
            self.troubles.append(str(error))

    def choose(self, name: str, said: str) -> None:
        """It holds from now on, and in the next session. Raises BadInput; OfficeError when it cannot be kept."""
        name = name.replace("-", "_").casefold()
        value = setting_of(name, said)
        self.now = self.now._replace(**{name: value})  # type: ignore[arg-type]  # checked just before
        write_own(self.path, with_setting(read_own(self.path), name, value))
        self.kept = self.kept._replace(**{name: value})  # type: ignore[arg-type]  # the same
