"""Every letter stands out from its background by 4.5 to 1 (WCAG 2.2, 1.4.3), in each theme, whatever the terminal."""

from __future__ import annotations

import asyncio

import pytest
from rich.color import Color, ColorSystem
from textual.color import Color as Shade

from paratui.ui.app import ParatuiApp
from paratui.ui.screens.call import CallScreen
from paratui.ui.screens.queue import QueueScreen
from paratui.ui.themes import OF_SIXTEEN, SIXTEEN, THEMES, theme_for
from tests.services.conftest import SharedOffice

AA = 4.5
FEW = 8
# The usual sixteen colours of xterm, and of the linux console and VGA.
XTERM = (
    "000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
    "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff",
)  # fmt: skip
LINUX = (
    "000000", "aa0000", "00aa00", "aa5500", "0000aa", "aa00aa", "00aaaa", "aaaaaa",
    "555555", "ff5555", "55ff55", "ffff55", "5555ff", "ff55ff", "55ffff", "ffffff",
)  # fmt: skip
NO_LETTERS = "".join(map(chr, range(0x2500, 0x2580))) + " "
"""Lines part one thing from another; nothing is read off them."""
CALL = ["f3"]
WALK = (
    ["n", *"call Ana thu 3pm !"], ["enter"], ["n"], ["escape"], ["f1"], ["escape"], ["ctrl+p"], ["escape"],
    ["question_mark"], ["escape"], ["s"], ["x", "enter"], ["escape"], CALL,
    *([*line, "enter"] for line in ("> send it fri @dana !", "? should I", "@ hearing Dec 3", "~ afraid", "cried")),
    ["ctrl+n"], ["ctrl+n"], ["ctrl+o"], ["escape"], ["ctrl+r"], ["escape"], ["ctrl+l"], ["escape"], ["f10"],
    ["escape"], ["f4"], ["f5"], ["f6"], ["escape"], ["f7"], ["f12"], ["f9"],
)  # fmt: skip
KNOWN_COLOURS = ("dark", "light", "high-contrast")


@pytest.fixture
def office(clock) -> SharedOffice:
    """An office in New York on Thursday 8 October 2026, ten in the morning."""
    return SharedOffice(clock)


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The ratio of WCAG 2.2: of relative luminances, each with 0.05 added."""
    lights = sorted((luminance(one), luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_ratio_is_that_of_the_standard():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def as_256(colour: Color) -> tuple[int, ...]:
    return tuple(colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor())


def number_of_16(colour: Color) -> int:
    number = colour.downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return number


def drawn_pairs(office, theme) -> set[tuple[Color, Color]]:
    """Every letter's colour with the one it stands on, on the screens of a morning's work."""
    pairs: set[tuple[Color, Color]] = set()

    async def work() -> None:
        app = ParatuiApp(None, office.desk("ana"))
        app.register_theme(theme)
        app.theme = theme.name
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, QueueScreen)
            for keys in WALK:
                await pilot.press(*keys)
                await pilot.pause()
                if keys == CALL:
                    await until(pilot, CallScreen)
                pairs.update(pairs_on(app))

    asyncio.run(work())
    return pairs


async def until(pilot, screen) -> None:
    while not isinstance(pilot.app.screen, screen):
        await pilot.pause()


def pairs_on(app) -> set[tuple[Color, Color]]:
    """The pairs of the screen as it is drawn now."""
    styles = [
        style
        for strip in app.screen._compositor.render_strips()
        for text, style, _ in strip
        if text.strip(NO_LETTERS) and style is not None and style.color and style.bgcolor
    ]
    return {(one.bgcolor, one.color) if one.reverse else (one.color, one.bgcolor) for one in styles}


@pytest.mark.parametrize("name", KNOWN_COLOURS)
def test_every_letter_drawn_stands_out_in_true_colour_and_in_256(office, name):
    pairs = drawn_pairs(office, THEMES[name])
    assert len(pairs) > FEW
    for text, ground in pairs:
        true = contrast(tuple(text.get_truecolor()), tuple(ground.get_truecolor()))
        assert true >= AA, (name, text.name, ground.name, round(true, 2))
        fewer = contrast(as_256(text), as_256(ground))
        assert fewer >= AA, (name, text.name, ground.name, "256", round(fewer, 2))


@pytest.mark.parametrize("name", KNOWN_COLOURS)
def test_every_letter_drawn_stands_out_in_sixteen_colours(office, name):
    for text, ground in drawn_pairs(office, OF_SIXTEEN[name]):
        numbers = number_of_16(text), number_of_16(ground)
        for palette in (XTERM, LINUX):
            shades = [Shade.parse(f"#{palette[number]}").rgb for number in numbers]
            assert contrast(*shades) >= AA, (name, text.name, ground.name, numbers)


@pytest.mark.parametrize("name", KNOWN_COLOURS)
def test_sixteen_colours_are_sent_as_the_numbers_they_were_chosen_by(name):
    theme = OF_SIXTEEN[name]
    chosen = [theme.foreground, theme.background, theme.accent, theme.warning, theme.success, theme.panel]
    for colour in (*chosen, theme.variables["quiet"], theme.variables["chosen"]):
        assert SIXTEEN[number_of_16(Color.parse(colour))] == colour


def test_a_terminal_of_sixteen_colours_gets_the_theme_made_for_it():
    assert theme_for("light", "standard").name == "paratui-light-16"
    assert theme_for("light", "256").name == "paratui-light"
    assert theme_for("light", None).name == "paratui-light"


def test_the_terminals_own_colours_are_the_two_it_writes_with_and_those_alone(office):
    for text, ground in drawn_pairs(office, THEMES["terminal"]):
        assert {text.name, ground.name} == {"default"}
