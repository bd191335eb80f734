"""My settings: each with what it is now and what it can be, a sentence a choice; Enter has it so at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.text import Text
from textual.binding import Binding

from paratui.domain.errors import ParatuiError
from paratui.domain.own_settings import LONGEST_LOCK, SETTINGS, words_of
from paratui.domain.staff import BELL_OFF
from paratui.ui.look import styled
from paratui.ui.screens.own_name_questions import SPOKEN, ask_spoken
from paratui.ui.screens.patient_question import PatientQuestion
from paratui.ui.widgets.pane import Pane, wrapped
from paratui.ui.widgets.record_rows import Column, ListedRows, Row
from paratui.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from paratui.ui.area import Answered, Area
    from paratui.ui.screens.page import Page

COLUMNS = (Column("", width=3), Column("", width=13), Column("", narrowest=16))
_BESIDE = 3 + 13 + 2 * 2 + 2 + 1
"""Cells of a row that are not for its sentence."""
MINUTES = {
    "0": "never goes blank by itself",
    "2": "minutes without a key",
    "5": "minutes without a key",
    "15": "minutes without a key",
    "30": "minutes without a key",
}
OTHER = "other"
_TITLES = {
    "theme": "Colours (theme)",
    "spacing": "Lists (spacing)",
    "cursor": "Cursor where one types (cursor)",
    "discreet": "Names and numbers (discreet)",
    "lock_minutes": "Blank until Enter, by itself (lock_minutes)",
}
_KEY_SETS = (
    ("shipped", "as they come; for single ones: paratui keys --help"),
    ("left-hand", "a call and the queue under the left hand"),
    ("vi", "lists move as in vi; what stood on those keys is on capitals"),
    ("no-f-keys", "letters and digits in place of the F keys"),
)
_BELLS = (
    ("off", "what a colleague gives you is shown, no more"),
    ("on", "it rings when a colleague gives you something"),
    ("calls", "it rings then, in calls too"),
)


class Choice(NamedTuple):
    """What a setting can be; `now` is whether it is."""

    setting: str
    value: str
    means: str
    now: bool


class SettingsPage(PatientQuestion):
    """Up and Down choose, Enter takes; it stays until Esc."""

    BINDINGS: ClassVar[list[Binding]] = [Binding("q", "leave", "Leave", show=False)]  # type: ignore[assignment]  # as in Question

    def __init__(self, area: Area) -> None:
        super().__init__(area)
        self._rows = ListedRows()
        self._choices: dict[str, Choice] = {}
        self._keys = area.paratui.own.key_set
        self._said: tuple[str, bool] | None = None

    def compose(self) -> ComposeResult:
        yield Pane(id="page-title")
        yield RecordTable(
            COLUMNS,
            self._rows,
            id="page",
            titles=False,
            spaced=False,
            whole=True,
            on_cursor=self._moved,
            on_choose=self._take_soon,
        )
        yield Pane(id="page-foot")

    def on_mount(self) -> None:
        self.query_one(RecordTable).focus()
        self._fill()
        now = next(name for name, one in self._choices.items() if one.now)
        self.query_one(RecordTable).cursor = now

    def on_resize(self) -> None:
        self._fill()

    # What is shown

    def _groups(self) -> Iterator[tuple[str, list[Choice]]]:
        own = self._area.paratui.own
        for one in SETTINGS:
            if one.name not in _TITLES:
                # It is about the commands of the shell.
                continue
            now = words_of(getattr(own.choices.now, one.name))
            offered = tuple(zip(one.allowed, one.means, strict=True)) or tuple(MINUTES.items())
            choices = [Choice(one.name, value, means, value == now) for value, means in offered]
            if not one.allowed:
                known = now in MINUTES
                means = f"a number of minutes, at most {LONGEST_LOCK}"
                choices.append(Choice(one.name, OTHER, means if known else f"{now} minutes; Enter asks", not known))
            yield _TITLES[one.name], choices
        yield "Keys", [Choice("keys", name, means, name == (self._keys or "shipped")) for name, means in _KEY_SETS]
        bell = self._area.paratui.given.bell or "off"
        yield "Bell", [Choice("bell", name, means, name == bell) for name, means in _BELLS]
        me = self._area.desk.me
        for which in SPOKEN:
            yield f"Your {which} on the phone", [Choice(which, which, f"{getattr(me, which)}; Enter asks", now=True)]

    def _fill(self) -> None:
        rows: list[Row] = []
        self._choices = {}
        width = max(12, self.app.size.width - _BESIDE)
        for title, choices in self._groups():
            if rows and self._area.paratui.own.is_roomy:
                rows.append(Row(f"before {title}", ("",), heading=True))
            rows.append(Row(title, (f" {title}",), heading=True))
            for one in choices:
                name = f"{one.setting} {one.value}"
                self._choices[name] = one
                for place, row in enumerate(wrapped(Text(one.means), width)):
                    cells = ("now" if one.now else "", one.value) if not place else ("", "")
                    rows.append(Row(f"{name}|{place}" if place else name, (*cells, row.plain), goes_on=place > 0))
        self._rows.rows = rows
        self.query_one(RecordTable).refresh_rows()
        self._draw()

    def _moved(self, _record: object) -> None:
        self._said = None
        self._draw()

    def _refused(self, sentence: str) -> None:
        self._said = (sentence, True)
        self._draw()

    def _draw(self) -> None:
        look, width = self._area.look, max(20, self.app.size.width - 2)
        title = self.with_help(styled("My settings", look.key), width)
        self.query_one("#page-title", Pane).show([Text(" ").append_text(title)], {0: look.bar})
        line = Text(" ")
        if self._said:
            sentence, trouble = self._said
            line.append(sentence, look.late if trouble else look.accent)
        else:
            for key, words in (("Up Down", "choose"), ("Enter", "have it so"), ("Esc", "leave")):
                line.append(key, look.key).append(f" {words}  ")
        rows = [Text(" ").append_text(row) for row in wrapped(line[1:], width)]
        foot = self.query_one("#page-foot", Pane)
        foot.styles.height = len(rows)
        foot.show(rows, dict.fromkeys(range(len(rows)), look.bar))

    def help(self) -> Page:
        """What the page is for, and its keys."""
        from paratui.ui.screens.help_page import list_keys, question_help  # noqa: PLC0415 - only when it is asked for

        keys = (*list_keys(), ("Enter", "has it so, at once and tomorrow"), ("Esc, q, ^C", "leaves"))
        takes = "It holds for you alone; paratui settings says where it is kept."
        return question_help(self._area, "How do you want it?", takes, keys)

    # What is done

    def _take_soon(self, record: object) -> None:
        self._area.paratui.doing(self._take(self._choices[str(record).partition("|")[0]]))

    async def _take(self, one: Choice) -> None:
        if one.value == OTHER:
            await self._ask_minutes()
        elif one.setting in SPOKEN:
            await ask_spoken(self._area, one.setting, self._said_of_me)
        else:
            await self._have(one)

    async def _have(self, one: Choice) -> None:
        app = self._area.paratui
        try:
            if one.setting == "keys":
                chosen = "" if one.value == "shipped" else one.value
                self._said, self._keys = (app.own.take_up_keys(chosen), False), chosen
            elif one.setting == "bell":
                sentence = await app.given.have_bell(self._area, BELL_OFF if one.value == "off" else one.value)
                self._said = (
                    sentence or "The bell could not be changed just now; press Enter once more",
                    not sentence,
                )
            else:
                self._said = app.own.change(one.setting, one.value)
        except ParatuiError as error:
            self._said = (str(error), True)
        self._fill()

    async def _ask_minutes(self) -> None:
        async def given(typed: str) -> Answered:
            try:
                self._said = self._area.paratui.own.change("lock_minutes", typed)
            except ParatuiError as error:
                return str(error)
            self._fill()
            return ""

        asked = f"After how many minutes without a key? At most {LONGEST_LOCK}, 0 for never"
        await self._area.ask(asked, given, hint="Enter takes it, Esc leaves")

    def _said_of_me(self, sentence: str) -> None:
        self._said = (sentence, False)
        self._fill()

    async def action_leave(self) -> None:
        await self.app.pop_screen()
