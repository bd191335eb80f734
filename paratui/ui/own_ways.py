"""How a person wants it: theme, spacing, cursor, discreet, and when the screen goes blank; kept from day to day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from paratui.domain.errors import ParatuiError
from paratui.domain.own_settings import LONGEST_LOCK, SETTINGS, words_of
from paratui.services.own_choices import OwnChoices
from paratui.ui.themes import THEMES, theme_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paratui.ui.app import ParatuiApp
    from paratui.ui.area import Answered, Area

MINUTES = (0, 2, 5, 10, 15, 30)
SHOWN_BLIND = 28


class OwnWays:
    """What holds for whoever sits here; the screens ask it, and the palette changes it."""

    def __init__(self, app: ParatuiApp, environ: Mapping[str, str]) -> None:
        self._app = app
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
        """Which setting to change; what is chosen holds at once."""

        def find(typed: str) -> list[tuple[str, str]]:
            wide = max(len(one.name) for one in SETTINGS)
            rows = [
                (one.name, f"{one.name:<{wide}}  {words_of(getattr(self.choices.now, one.name)):<13}  {one.says}")
                for one in SETTINGS
                if one.name != "plain"
            ]
            return [(name, words) for name, words in rows if typed.casefold() in words.casefold()]

        async def picked(name: str, _typed: str) -> Answered:
            if not name:
                return "Choose one of the list"

            async def go_on() -> None:
                await self.ask_one(area, name)

            return go_on

        question = "What shall be otherwise? (paratui settings says where it is kept)"
        await area.pick(question, find, picked, numbered=True)

    async def ask_one(self, area: Area, name: str) -> None:
        """What a setting shall be."""
        setting = next(one for one in SETTINGS if one.name == name)
        offered = setting.allowed or tuple(map(str, MINUTES))
        now = words_of(getattr(self.choices.now, name))

        def find(typed: str) -> list[tuple[str, str]]:
            wanted = typed.strip().casefold()
            return [(one, f"{one}{'  (now)' if one == now else ''}") for one in offered if wanted in one]

        async def picked(value: str, typed: str) -> Answered:
            try:
                await self.change(area, name, value or typed)
            except ParatuiError as error:
                return str(error)
            return ""

        free = "" if setting.allowed else f"So many minutes, at most {LONGEST_LOCK}"
        await area.pick(f"{name}: {setting.says}", find, picked, free=free, start=now, numbered=bool(setting.allowed))

    async def change(self, area: Area, name: str, said: str) -> None:
        """Have a setting otherwise from now on. Raises BadInput; says when it holds for this session only."""
        sentence = ""
        try:
            self.choices.choose(name, said)
        except ParatuiError as error:
            if words_of(getattr(self.choices.now, name)) != said.strip().casefold():
                raise
            sentence = str(error)
        self._hold(name)
        now = words_of(getattr(self.choices.now, name))
        area.say(sentence or f"{name} is {now} from now on", trouble=bool(sentence))

    def say_typed_blind(self, text: str) -> None:
        """What was typed on the blank screen was taken nowhere."""
        shown = text if len(text) <= SHOWN_BLIND else f"{text[:SHOWN_BLIND]}..."
        self._app.say(f'Typed blind, not kept as a note: "{shown}"  ([[typed.blind]] shows it)', trouble=True)

    async def toggle_discreet(self, area: Area) -> None:
        """Names as initials, or written out again."""
        await self.change(area, "discreet", "no" if self.is_discreet else "yes")
        area.say(
            "Discreet: initials for names on the screen; what is kept stays as it is"
            if self.is_discreet
            else "Names are written out again"
        )

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
        named = [app.get_screen(name) for name in app._installed_screens]  # noqa: SLF001 - Textual tells only one by name
        for screen in {*app.screen_stack, *named}:
            if screen.is_mounted:
                screen.post_message(events.Resize(app.size, app.size))
        app.screen.refresh(layout=True)
