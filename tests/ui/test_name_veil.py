"""Discreet: names are drawn as initials wherever they stand, and nothing else is."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from rich.style import Style
from rich.text import Text
from textual._context import active_app

from paratui.ui.name_veil import NameVeil
from paratui.ui.terminal_picture import Picture
from paratui.ui.widgets.as_seen import cut
from paratui.ui.widgets.edited_line import graphemes
from paratui.ui.widgets.fitted_text import Mark, Marked, fitted, fitted_segments
from paratui.ui.widgets.pane import wrapped


@pytest.fixture
def veil():
    veil = NameVeil()
    veil.learn(["Maria Garcia", "Siobhán O'Donnell", "Anne-Marie Dubois", "Will Call", "王小明", "Li Na"])
    veil.learn(["Grace Young", "Mark Grant", "Bayview Orthopedics, records"])
    veil.learn_numbers(["+14155552671", "+442079460958"])
    return veil


def cells(text):
    row = []
    for start, end, width in graphemes(text):
        row += [(text[start:end], "")] + [("", "")] * (width - 1)
    return row


def seen(veil, text):
    row = veil(cells(text))
    assert len(row) == len(cells(text))
    return "".join(letter for letter, _ in row)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("with Maria Garcia about it", "with M. G. about it         "),
        ("▸ 14 >  Maria Garcia   send it     today", "▸ 14 >  M. G.          send it     today"),
        ("│Maria Garcia│next to it", "│M. G.       │next to it"),
        ("Maria Garc…    2026-0142", "M. G…          2026-0142"),
        ("asked Maria. She said", "asked M. She said    "),
        ("Siobhán O'Donnell", "S. O.            "),
        ("Anne-Marie Dubois's letter", "A. D. letter           "),
        ("GARCIA v. Reyes", "G. v. Reyes    "),
        ("the maria of it, garcia's son", "the m. of it, g. son"),
        ("siobhan or o'donnell", "s. or o."),
        ("王小明 called", "王. called"),
        ("Bayview Orthopedics, at noon", "B. O., at noon"),
    ],
)
def test_a_name_is_its_initials_and_what_follows_in_its_column_moves_up(veil, text, shown):
    assert seen(veil, text).rstrip() == shown.rstrip()


@pytest.mark.parametrize("text", ["Will she come in May?", "Call log", "NA", "Dana has it", "may mark grant it?"])
def test_words_of_a_sentence_stay(veil, text):
    assert seen(veil, text) == text


@pytest.fixture
def office():
    """A veil that knows an office's people, with organisations whose names are words of everyday."""
    veil = NameVeil()
    veil.leave("Garcia & Okafor, Family and Injury Law (DEMO)")
    veil.learn(["Jun-ho Baek", "Noémie Lefèvre-Dubois", "Siobhán O'Donoghue", "Fatima al-Rashid", "Ruth Church"])
    veil.learn(["Maria Garcia", "Lakshmi Oliveira", "Mai Baek", "Officer Brian Mahoney"])
    veil.learn(["Benedetti Auto Body", "Lakeview Elementary, front office", "Market Hall LLC", "Spring LLC"])
    veil.learn(["Superior Court clerk, Dept. 6", "Summit Recovery Group, Inc."])
    veil.learn_organisations(["Blue Heron Bread"])
    veil.learn_sayings(["hee-ROH-koh kee-MOO-rah", "WAHNG shyow-MING (Mr. Wang)", "ask for Tova, the owner", "my"])
    return veil


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jun-ho Baek, client", "J. B., client"),
        ("jun-ho, JUN-HO, Jun\u2011Ho's", "j., J., J."),
        ("Noémie Lefèvre-Dubois", "N. L."),
        ("Lefèvre-Du…", "L…"),
        ("Siobhán O\u2019Donoghue", "S. O."),
        ("Fatima al-Rashid", "F. a."),
        ("asked 'Maria' twice", "asked 'M.' twice"),
        ("Ms. Church and church", "Ms. C. and church"),
    ],
)
def test_what_a_hyphen_or_an_apostrophe_joins_is_one_initial(office, text, shown):
    assert seen(office, text).rstrip() == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("who  H. K. (hee-ROH-koh kee-MOO-rah), client", "who  H. K. (hidden), client"),
        ("it is WAHNG shyow-MING (Mr. Wang).", "it is hidden."),
        ("ask for Tova, the owner", "hidden"),
        ("say it so: hee-ROH-koh", "say it so: h."),
        ("Mai Baek (my), client", "M. B. (x), client"),
        ("this is my letter", "this is my letter"),
    ],
)
def test_how_a_name_is_said_is_hidden(office, text, shown):
    assert seen(office, text).rstrip() == shown


@pytest.mark.parametrize(
    "text",
    [
        "ask the body shop to keep the frame of the auto",
        "the letter from the unemployment office",
        "with the five points marke…",
        "ask the Roosevelt Elementary teacher",
        "Family and Injury La…",
        "the officer's report on the recovery of the market",
        "Recovery of costs, Superior Court, front office",
        "Front Office, Market, Body",
    ],
)
def test_words_of_everyday_stay_though_they_are_in_an_organisations_name(office, text):
    assert seen(office, text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Benedetti Auto Body called", "B. A. B. called"),
        ("the benedetti auto body, again", "the b. a. b., again"),
        ("Benedetti Auto says so", "B. A. says so"),
        ("Benedetti says so", "B. says so"),
        ("Lakeview Elementary, front office", "L. E., front office"),
        ("Summit Recovery Group, Inc.", "S. R. G., Inc."),
        ("Market Hall LLC", "M. H. LLC"),
        ("Spring called in spring", "S. called in spring"),
        ("Blue Heron in the blue", "B. H. in the blue"),
    ],
)
def test_an_organisations_name_is_its_initials_as_a_whole_and_by_what_is_its_alone(office, text, shown):
    assert seen(office, text).rstrip() == shown


def test_the_offices_own_name_stays_whole_and_cut_off_though_a_client_has_a_name_of_it(office):
    for text in ("Garcia & Okafor, Family and Injury Law (DEMO)", "Garcia & Okafor, Fam…"):
        assert seen(office, text) == text
    assert seen(office, "Garcia & Reyes").rstrip() == "G. & Reyes"


@pytest.fixture
def drawn_discreetly(office):
    token = active_app.set(SimpleNamespace(veil=office))
    yield
    active_app.reset(token)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("so that Michael Okafor can hear it", "so that Michael Okafor can hear it"),
        ("with Michael Okafor's word", "with Michael Okafor's word"),
        ("Michael called", "M. called"),
        ("Michael Oka…  today", "M. Oka…       today"),
        ("Maria Michael Okafor", "M. M. O."),
        ("Michael Okafor Reyes", "M. O. R."),
        ("Dana Park has it", "D. P. has it"),
        ("Lee Wong", "L. W."),
        ("Esc puts the card away", "Esc puts the card away"),
        ("Card Old called", "C. O. called"),
    ],
)
def test_a_colleagues_whole_name_stays_unless_a_client_may_be_meant(text, shown):
    veil = NameVeil()
    veil.leave_colleagues(["Michael Okafor", "Dana Park", "Lee Wong"])
    veil.learn(["Michael Reyes", "Maria Michael", "Okafor Reyes", "Card Old", "Dr. Dana Park Jr.", "Wong Lee"])
    assert seen(veil, text).rstrip() == shown


def test_a_colleagues_name_is_not_broken_over_two_rows_where_it_would_be_none():
    veil = NameVeil()
    veil.leave_colleagues(["Michael Okafor"])
    veil.learn(["Michael Reyes"])
    text = veil.of_styled(Text("so that Michael Okafor can hear it"))
    rows = [seen(veil, row.plain).rstrip() for row in wrapped(text, 16)]
    assert rows == ["so that", "Michael\u00a0Okafor", "can hear it"]


@pytest.mark.usefixtures("drawn_discreetly")
def test_a_text_is_cut_only_when_its_names_are_initials():
    assert fitted("Maria Garcia", 8) == "M. G.   "
    assert fitted("for Lakshmi: the unemployment office", 20) == "for L.: the unemplo…"
    assert [row.plain for row in wrapped(Text("asked Noémie Lefèvre-Dubois for it"), 20)] == ["asked N. L. for it"]
    assert cut(Text("second request (Maria Garcia)"), 22).plain == "second request (M. G.)"


@pytest.mark.usefixtures("drawn_discreetly")
def test_styles_and_marks_stay_on_their_words():
    strong = Style(bold=True)
    text = Text.assemble("for ", ("Maria Garcia", strong), " at ", ("noon", strong))
    shown = cut(text, 40)
    strongly = {place for span in shown.spans if span.style == strong for place in range(span.start, span.end)}
    assert "".join(shown.plain[place] for place in sorted(strongly)) == "M. G.noon"
    marked = Marked("for Maria Garcia at noon", (Mark(4, 16, strong), Mark(20, 24, strong)))
    bold = [one.text for one in fitted_segments(marked, 20, "left", Style(), str) if one.style.bold]
    assert bold == ["M. G.", "noon"]


def test_a_row_written_in_pieces_hides_a_name_as_a_whole(veil):
    picture = Picture()
    picture.veil = veil
    picture.written([(0, 0, cells("Maria Garci         "))], 20, 1)
    written = picture.written([(0, 11, cells("a"))], 20, 1)
    assert written.endswith(".   ")


def test_the_row_that_is_typed_in_is_left_alone(veil):
    picture = Picture()
    picture.veil, picture.bare_row = veil, 0
    assert "Maria Garcia" in picture.written([(0, 0, cells("Maria Garcia        "))], 20, 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call (415) 555-2671 x12", "call (xxx) xxx-xx71 x12"),
        ("+1 415 555 2671", "+x xxx xxx xx71"),
        ("from 2125550199 at night", "from xxxxxxxx99 at night"),
        ("212-555-0199, 555-0199", "xxx-xxx-xx99, xxx-xx99"),
        ("020 7946 0958 at work", "0xx xxxx xx58 at work"),
        ("12 (415) 555-2671", "12 (xxx) xxx-xx71"),
        ("(415) 555-26…  in", "(xxx) xxx-xx…  in"),
    ],
)
def test_of_a_number_the_last_two_digits_are_left_however_it_is_written(veil, text, shown):
    assert seen(veil, text) == shown


@pytest.mark.parametrize(
    "text",
    ["2026-0142 · #12345", "2026-11-22 to 2026-12-03", "12/3/2026 9:42:07 AM", "$1,234,567.00", "0.1 h  00:12:41"],
)
def test_numbers_of_matters_days_times_and_sums_stay(veil, text):
    assert seen(veil, text) == text
