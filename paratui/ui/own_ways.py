"""How a person wants it: theme, spacing, cursor, discreet, and when the screen goes blank; kept from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events

from paratui.domain.errors import ParatuiError
from paratui.domain.own_settings import words_of
from paratui.services.own_choices import OwnChoices
from paratui.ui.keys_in_force import IN_FORCE
from paratui.ui.themes import THEMES, theme_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen

    from paratui.ui.app import ParatuiApp
    from paratui.ui.area import Area

SHOWN_BLIND = 28


class OwnWays:
    """What holds for whoever sits here; the screens ask it, and the palette changes it."""

    def __init__(self, app: ParatuiApp, environ: Mapping[str, str]) -> None:
        self._app = app
        self._environ = environ
        self.choices = OwnChoices(environ)
        self._show_theme()
        app.cursor_is_drawn = self.choices.now.cursor == "drawn"

    def begin(self) -> None:
        """The first picture is there: say what cannot be used, and wait for nobody being there."""
        for trouble in self.choices.troubles[:1]:
            self._app.say(trouble, trouble=True)
        self._lock()

    @property
    def is_roomy(self) -> bool:
        """Whether an empty row stands between the rows of lists."""
        return self.choices.now.spacing == "wide"

    @property
    def is_discreet(self) -> bool:
        """Whether clients' names are told by their initials."""
        return self.choices.now.discreet

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key until the screen goes blank: mine or the office's, whichever comes first."""
        office = self._app.desk.office.lock_minutes if hasattr(self._app, "desk") else 0
        return min(filter(None, (self.choices.now.lock_minutes, office)), default=0)

    async def ask(self, area: Area) -> None:
        """Every setting with its choices; what is chosen holds at once."""
        from paratui.ui.screens.settings_page import SettingsPage  # noqa: PLC0415 - hardly ever needed

        await self._app.push_screen(SettingsPage(area))

    def change(self, name: str, said: str) -> tuple[str, bool]:
        """Have a setting otherwise from now on; a sentence about it, and whether that is trouble: it holds for this
        session only. Raises BadInput.
        """
        sentence = ""
        try:
            self.choices.choose(name, said)
        except ParatuiError as error:
            if words_of(getattr(self.choices.now, name)) != said.strip().casefold():
                raise
            sentence = str(error)
        self._hold(name)
        now = words_of(getattr(self.choices.now, name))
        return sentence or f"{name} is {now} from now on", bool(sentence)

    @property
    def key_set(self) -> str:
        """The set of keys that is chosen, empty for none."""
        from paratui.services.own_keys import own_keys  # noqa: PLC0415 - as above
        from paratui.ui.commands.contexts import CONTEXTS  # noqa: PLC0415 - as above

        return own_keys(self._environ, CONTEXTS).chosen

    def take_up_keys(self, chosen: str) -> str:
        """Have another set of keys from now on, empty for the keys that are shipped; what is said about it.

        Raises OfficeError when it cannot be kept.
        """
        from paratui.services.own_keys import own_keys, take_up_set  # noqa: PLC0415 - as above
        from paratui.ui.area_keys import AreaKeys  # noqa: PLC0415 - as above
        from paratui.ui.commands.contexts import CONTEXTS  # noqa: PLC0415 - as above

        take_up_set(chosen, self._environ)
        mine = own_keys(self._environ, CONTEXTS)
        IN_FORCE.take_up(mine.by_command, [f"{mine.path}, {one.words}" for one in mine.troubles])
        for screen in self._screens():
            if isinstance(screen, AreaKeys):
                screen.bind_anew()
        self._app.take_up_blank_keys()
        self.draw_anew()
        return f"The keys are {f'those of {chosen}' if chosen else 'as they are shipped'} from now on"

    def say_typed_blind(self, text: str) -> None:
        """What was typed on the blank screen was taken nowhere."""
        shown = text if len(text) <= SHOWN_BLIND else f"{text[:SHOWN_BLIND]}..."
        key = self._app.key_of("typed.blind")
        self._app.say(f'Typed blind, not kept as a note: "{shown}"  ({key} shows it)', trouble=True)

    async def toggle_discreet(self, area: Area) -> None:
        """Names as initials, or written out again."""
        sentence, trouble = self.change("discreet", "no" if self.is_discreet else "yes")
        if not trouble:
            sentence = "Names and numbers are written out again"
            if self.is_discreet:
                sentence = "Discreet: initials for names, ends of numbers; what is kept stays as it is"
        area.say(sentence, trouble=trouble)

    def _hold(self, name: str) -> None:
        app = self._app
        if name == "theme":
            self._show_theme()
        elif name == "cursor":
            app.cursor_is_drawn = self.choices.now.cursor == "drawn"
        elif name == "lock_minutes":
            self._lock()
        elif name == "discreet":
            app.veil_names()
        self.draw_anew()

    def _show_theme(self) -> None:
        app, name = self._app, self.choices.now.theme
        theme = theme_for(name, app.console.color_system) if name in THEMES else THEMES["dark"]
        app.register_theme(theme)
        app.theme = theme.name

    def _lock(self) -> None:
        self._app.lock_after(self.lock_minutes)

    def draw_anew(self) -> None:
        """Every screen is drawn as for another size: they all know how."""
        app = self._app
        app.picture.forget()
        for screen in self._screens():
            if screen.is_mounted:
                screen.query("*").refresh()
                screen.post_message(events.Resize(app.size, app.size))
        app.screen.refresh(layout=True)

    def _screens(self) -> set[Screen[Any]]:
        """Every screen there is."""
        app = self._app
        named = [app.get_screen(name) for name in app._installed_screens]  # noqa: SLF001 - Textual tells only one by name
        return {*app.screen_stack, *named}
