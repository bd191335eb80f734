"""The list of records: a cursor that is a record, sections, columns, and only the rows in sight."""

from __future__ import annotations

import asyncio
import time

import pytest
from rich.cells import cell_len
from rich.text import Text
from textual import events

from paratui.ui.key_order import OrderedKeys
from paratui.ui.screens import log_picture
from paratui.ui.widgets.fitted_text import OrShort, fitted, in_style, matched, shortened
from paratui.ui.widgets.record_rows import column_widths
from paratui.ui.widgets.record_table import Column, RecordTable, Row

COLUMNS = (
    Column("No", 5, align="right"),
    Column("Promise"),
    Column("Due", 12, align="right"),
    Column("Who", 6, drop=1),
)


class Promises:
    """Rows in memory that count how often they are asked for."""

    def __init__(self, rows):
        self.rows = list(rows)
        self.asked = 0

    def __len__(self):
        return len(self.rows)

    def row(self, index):
        self.asked += 1
        return self.rows[index]

    def index_of(self, record):
        return next((place for place, row in enumerate(self.rows) if row.id == record), None)


class Numbers:
    """As many rows as wanted, none of them held."""

    def __init__(self, count):
        self.count = count
        self.asked = 0

    def __len__(self):
        return self.count

    def row(self, index):
        self.asked += 1
        return Row(index, (str(index), f"call back {index}", "Fri", "dana"))

    def index_of(self, record):
        return record if 0 <= record < self.count else None


class Desk(OrderedKeys[None]):
    def __init__(self, source, columns=COLUMNS, **options):
        super().__init__()
        self.said = []
        self.table = RecordTable(
            columns,
            source,
            on_cursor=self.said.append,
            on_choose=lambda record: self.said.append(("chosen", record)),
            **options,
        )

    def compose(self):
        yield self.table


def promise(number, text="call Maria Garcia", **options):
    return Row(number, (str(number), text, "today 5:00 PM", "dana"), **options)


def heading(name):
    return Row(f"#{name}", (name,), heading=True)


def sections():
    return Promises(
        [
            heading("Overdue"),
            promise(11),
            promise(12),
            heading("Today"),
            promise(21),
            promise(22),
            promise(23),
        ]
    )


def at_desk(steps, source, size=(60, 8), **options):
    """Run `steps(desk, pilot)` with the table filling a screen of that size."""

    async def session():
        desk = Desk(source, **options)
        async with desk.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(desk, pilot)

    asyncio.run(session())


def lines(desk):
    return [desk.table.render_line(y).text.rstrip() for y in range(desk.table.size.height)]


def pointed(desk):
    return next((line for line in lines(desk) if line.startswith("\u25b8")), "")


# The cursor


def test_the_cursor_begins_on_the_first_record_not_on_a_heading():
    async def steps(desk, _pilot):
        assert desk.table.cursor == 11
        assert desk.said == [11]

    at_desk(steps, sections())


@pytest.mark.parametrize(
    ("keys", "record"),
    [
        (["down"], 12), (["down", "down"], 21), (["j", "j", "k"], 12), (["end"], 23), (["end", "home"], 11),
        (["up"], 11), (["end", "down"], 23), (["pagedown"], 23), (["end", "pageup"], 11),
    ],
    ids=str,
)  # fmt: skip
def test_keys_move_over_records_and_skip_headings(keys, record):
    async def steps(desk, pilot):
        await pilot.press(*keys)
        assert desk.table.cursor == record
        assert pointed(desk).split()[1] == str(record)

    at_desk(steps, sections(), size=(60, 9))


def test_enter_chooses_the_record_under_the_cursor():
    async def steps(desk, pilot):
        await pilot.press("down", "enter")
        assert desk.said == [11, 12, ("chosen", 12)]

    at_desk(steps, sections())


def test_without_callbacks_messages_say_the_same():
    class Listener(OrderedKeys[None]):
        said = []  # noqa: RUF012

        def compose(self):
            yield RecordTable(COLUMNS, sections())

        def on_record_table_cursor_moved(self, message):
            self.said.append(message.record)

        def on_record_table_chosen(self, message):
            self.said.append(("chosen", message.record))

    async def session():
        app = Listener()
        async with app.run_test() as pilot:
            await pilot.press("down", "enter")
            await pilot.pause()
        assert app.said == [11, 12, ("chosen", 12)]

    asyncio.run(session())


def test_keys_of_the_screen_are_left_to_the_screen():
    table = RecordTable(COLUMNS)
    for key in ("f2", "d", "escape", "tab", "enter", "1"):
        assert table.take_key(events.Key(key, None)) is False


# Rows that change under the cursor


def test_the_cursor_stays_on_its_record_when_others_come_and_go():
    async def steps(desk, pilot):
        await pilot.press("end", "up")
        desk.table.source.rows.insert(1, promise(10))
        desk.table.refresh_rows()
        assert desk.table.cursor == 22
        desk.table.source.rows = desk.table.source.rows[4:]
        desk.table.refresh_rows()
        assert desk.table.cursor == 22
        assert pointed(desk).split()[1] == "22"

    at_desk(steps, sections())


def test_the_record_keeps_its_line_on_the_screen_when_rows_above_it_come():
    async def steps(desk, pilot):
        await pilot.press(*["down"] * 30)
        place = lines(desk).index(pointed(desk))
        desk.table.source.rows[:0] = [promise(1000 + number) for number in range(10)]
        desk.table.refresh_rows()
        assert desk.table.cursor == 30
        assert lines(desk).index(pointed(desk)) == place

    at_desk(steps, Promises(promise(number) for number in range(100)))


def test_the_cursor_goes_to_the_nearest_record_when_its_own_is_gone():
    async def steps(desk, pilot):
        await pilot.press("down", "down")
        assert desk.table.cursor == 21
        desk.table.source.rows = [row for row in desk.table.source.rows if row.id != 21]
        desk.table.refresh_rows()
        assert desk.table.cursor == 22
        desk.table.source.rows = [row for row in desk.table.source.rows if row.id not in {22, 23}]
        desk.table.refresh_rows()
        assert desk.table.cursor == 12
        assert desk.said[-2:] == [22, 12]

    at_desk(steps, sections())


def test_an_empty_list_says_so_and_has_no_cursor():
    async def steps(desk, pilot):
        assert desk.table.cursor is None
        assert "Nothing is due" in "".join(lines(desk))
        await pilot.press("down", "up", "end", "enter", "pagedown")
        assert desk.said == []
        desk.table.source = sections()
        assert desk.table.cursor == 11
        desk.table.source = Promises([])
        assert desk.table.cursor is None

    at_desk(steps, Promises([]), nothing="Nothing is due")


def test_a_list_of_headings_alone_has_no_cursor():
    async def steps(desk, pilot):
        await pilot.press("down", "enter")
        assert desk.table.cursor is None

    at_desk(steps, Promises([heading("Overdue"), heading("Today")]))


# Columns and texts


def test_the_titles_stand_above_their_columns():
    async def steps(desk, _pilot):
        titles, first = lines(desk)[0], lines(desk)[2]
        assert titles.split() == ["No", "Promise", "Due", "Who"]
        assert titles.index("No") + 1 == first.index("11") + 1
        assert titles.index("Promise") == first.index("call")
        assert titles.index("Due") + 3 == first.index("5:00 PM") + 7
        assert titles.index("Who") == first.index("dana")

    columns = (
        Column("No", 5, align="right"),
        Column("Promise"),
        Column("Due", 15, align="right"),
        Column("Who", 6),
    )
    at_desk(steps, sections(), columns=columns)


def test_a_narrow_table_drops_the_least_important_column_and_cuts_texts():
    async def steps(desk, _pilot):
        assert "Who" not in lines(desk)[0]
        assert "\u2026" in lines(desk)[2]
        assert all(cell_len(desk.table.render_line(y).text) == 34 for y in range(6))

    at_desk(steps, Promises([heading("Today"), promise(7, "call Maria Garcia about the notice")]), size=(34, 6))


@pytest.mark.parametrize("width", [1, 2, 3, 8, 20, 40, 79, 200])
def test_every_line_is_exactly_as_wide_as_the_table(width):
    rows = [
        heading("Heute \u2713"),
        promise(1, "\u5f20\u4f1f " * 20),
        promise(2, "\U0001f600" * 40),
        promise(3, ""),
    ]

    async def steps(desk, _pilot):
        assert {cell_len(desk.table.render_line(y).text) for y in range(6)} == {width}

    at_desk(steps, Promises(rows), size=(width, 6))


def test_texts_are_never_markup_and_never_control_the_terminal():
    async def steps(desk, _pilot):
        shown = "".join(desk.table.render_line(y).text for y in range(4))
        assert "[red]Maria[/red]" in shown
        assert "\x1b" not in shown
        assert "\n" not in shown

    at_desk(steps, Promises([promise(1, "[red]Maria[/red]"), promise(2, "a\x1b[31mb\nc")]), size=(80, 6))


def test_a_wide_character_is_never_cut_in_two():
    assert shortened("\u5f20\u5f20\u5f20", 4) == "\u5f20 \u2026"
    assert fitted("\u5f20\u5f20", 4) == "\u5f20\u5f20"
    assert cell_len(fitted("a\u5f20\u5f20", 4)) == 4
    assert fitted("12", 4, "right") == "  12"


def test_matches_are_marked_in_the_text_wherever_they_stand():
    async def steps(desk, _pilot):
        strip = desk.table.render_line(2)
        marked = [segment.text for segment in strip if segment.style and segment.style.underline]
        assert marked == ["Garc\u00eda", "notice"]

    found = matched("call Garc\u00eda about the notice", ["garc\u00cda", "NOTICE"])
    at_desk(steps, Promises([promise(1), Row(2, ("2", found, in_style("late", "late"), ""))]), size=(80, 6))


def test_a_cell_may_bring_its_own_styles():
    async def steps(desk, _pilot):
        strip = desk.table.render_line(2)
        assert [segment.text for segment in strip if segment.style and segment.style.italic] == ["now"]

    due = Text("due ").append("now", "italic").append(" or later")
    rows = [promise(1), Row(2, ("2", "call", due.append("", "bold"), ""))]
    at_desk(steps, Promises(rows), columns=(*COLUMNS[:2], Column("Due", 20, align="right")))


def test_the_row_under_the_cursor_can_be_told_without_colour():
    async def steps(desk, pilot):
        assert [line for line in lines(desk) if "\u25b8" in line] == [pointed(desk)]
        await pilot.press("down")
        assert pointed(desk).split()[1] == "12"

    at_desk(steps, sections())


# Length


def test_only_the_rows_in_sight_are_asked_for():
    async def steps(desk, pilot):
        source = desk.table.source
        source.asked = 0
        desk.table.refresh()
        await pilot.pause()
        assert source.asked <= 30
        source.asked = 0
        await pilot.press("down")
        assert source.asked <= 10
        source.asked = 0
        await pilot.press("end", "home", "pagedown")
        assert source.asked <= 150

    at_desk(steps, Numbers(200_000), size=(80, 24))


def test_two_hundred_thousand_rows_are_as_quick_as_a_thousand():
    times = {}

    async def steps(desk, _pilot):
        table = desk.table
        started = time.perf_counter()
        for key in ["down", "pagedown", "end", "pageup", "home"] * 60:
            table.take_key(events.Key(key, None))
            [table.render_line(y) for y in range(table.size.height)]
        times[len(table.source)] = time.perf_counter() - started

    for count in (1_000, 200_000, 1_000, 200_000):
        at_desk(steps, Numbers(count), size=(120, 36))
    assert times[200_000] < 2 * times[1_000]


def test_a_move_repaints_two_rows():
    async def steps(desk, pilot):
        await pilot.pause()
        table = desk.table
        table._exchange_repaint_regions()
        table.take_key(events.Key("down", None))
        regions = table._exchange_repaint_regions()
        assert sorted(region.y for region in regions) == [1, 2]
        assert {region.height for region in regions} == {1}

    at_desk(steps, Numbers(50), size=(80, 24))


def test_the_heading_of_a_section_is_shown_with_its_first_record():
    async def steps(desk, pilot):
        await pilot.press("end", *["up"] * 5)
        assert desk.table.cursor == 11
        assert any("Overdue" in line for line in lines(desk))

    at_desk(steps, sections(), size=(60, 4))


def test_a_smaller_window_keeps_the_cursor_in_sight():
    async def steps(desk, pilot):
        await pilot.press(*["down"] * 20)
        await pilot.resize_terminal(60, 5)
        await pilot.pause()
        assert pointed(desk).split()[1] == "20"

    at_desk(steps, Numbers(100), size=(60, 24))


# Marks


def test_a_mark_stands_before_its_record_and_waits_while_the_record_is_not_shown():
    table = RecordTable(
        COLUMNS, Promises([Row("top", ("Today",), heading=True), *(Row(n, (str(n),)) for n in range(4))])
    )
    assert table.shown_records() == [0, 1, 2, 3]
    for record in (2, 0):
        table.marks.toggle(record)
    assert (table.marks.shown, table.marks.count) == ([0, 2], 2)
    table.source = Promises([Row(n, (str(n),)) for n in (3, 2)])
    assert table.marks.shown == [2]
    table.source = Promises([Row(n, (str(n),)) for n in range(4)])
    assert table.marks.shown == [0, 2]
    table.marks.toggle(0)
    table.marks.add([1])
    assert table.marks.shown == [1, 2]
    table.marks.remove([1])
    assert table.marks.shown == [2]
    table.marks.remove()
    assert (table.marks.shown, table.marks.count) == ([], 0)


# The order


def test_the_title_of_the_column_in_whose_order_the_rows_are_has_a_sign_also_where_it_is_narrow():
    async def steps(desk, pilot):
        for title, falling, shown in (("Who", True, "Who ▾"), ("No", False, "No ▴"), ("Promise", True, "Promise ▾")):
            desk.table.show_order(title, falling=falling)
            await pilot.pause()
            first = lines(desk)[0]
            assert shown in first
            assert cell_len(first) <= 60
            assert first.count("▾") + first.count("▴") == 1
        desk.table.columns = (Column("Matters", 7), Column("Promise"))
        desk.table.show_order("Matters")
        await pilot.pause()
        assert lines(desk)[0].split()[0] == "Matte…▴"
        desk.table.show_order("")
        assert lines(desk)[0].split() == ["Matters", "Promise"]

    at_desk(steps, sections())


def test_a_cursor_that_is_put_on_what_stands_in_its_line_now_goes_there():
    async def steps(desk, pilot):
        desk.table.source = Promises([promise(n) for n in (2, 1, 3)])
        desk.table.source.rows.sort(key=lambda row: row.id)
        desk.table.cursor = 1
        await pilot.pause()
        assert (desk.table.cursor, pointed(desk).split()[1]) == (1, "1")

    at_desk(steps, Promises([promise(n) for n in (2, 1, 3)]))


@pytest.mark.parametrize(("width", "person"), [(37, 24), (77, 27), (117, 30)])
def test_in_the_log_a_name_has_room_at_every_width(width, person):
    widths = {column.title: space for column, space in column_widths(log_picture.COLUMNS, width)}
    assert widths["Person"] >= person - 1, widths
    assert "When" in widths


@pytest.mark.parametrize(("size", "when"), [((60, 6), "yesterday 10:42 AM"), ((40, 6), "yesterday    Maria")])
def test_a_column_that_is_made_narrow_shows_the_short_form(size, when):
    async def steps(desk, _pilot):
        [row] = [line for line in lines(desk) if "Maria Garcia-Villanueva" in line]
        assert when in row

    columns = (Column("When", width=20, narrow=11), Column("Person", narrowest=18))
    cells = (OrShort.of("yesterday 10:42 AM", "yesterday"), "Maria Garcia-Villanueva")
    at_desk(steps, Promises([Row(1, cells)]), size=size, columns=columns)
