"""Discreet: names are drawn as initials wherever they stand, and nothing else is."""

from __future__ import annotations

import re
import sys
from types import SimpleNamespace

import pytest
from rich.style import Style
from rich.text import Text
from textual._context import active_app

from paratui.ui.called import Called
from paratui.ui.commands.everywhere import EVERYWHERE
from paratui.ui.key_table import AREAS
from paratui.ui.name_veil import NameVeil
from paratui.ui.own_words import OWN_WORDS
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
def many():
    """A veil that knows people whose names are short, of everyday, or written without gaps."""
    veil = NameVeil()
    veil.learn(["Sue Lee", "KIM NGO", "Al Wu", "Frank Miller", "Mark Grant", "Will Rose", "Maria Garcia"])
    veil.learn(["Tom Jones", "Siobhán O'Brien", "王小明", "김민수", "Ana de la Cruz", "Nguyen Van An", "LU"])
    return veil


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("KIM NGO called, AL WU too", "K. N. called, A. W. too"),
        ("Sue LEE", "S. L."),
        ("sue lee and al wu", "s. l. and a. w."),
        ("LU called", "L. called"),
        ("the LEE file, NGO, KIM", "the LEE file, NGO, KIM"),
        ("Ana de la Cruz", "A. de la C."),
    ],
)
def test_a_short_name_in_capitals_is_an_initial_beside_another_one_and_where_it_is_all(many, text, shown):
    assert seen(many, text).rstrip() == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Garcia'll come, Garcia\u2019d say, Garcia've", "G. come, G. say, G."),
        ("the Garcias, the Garcias' and the Joneses", "the G., the G.' and the J."),
        ("the Roses and the Millers came", "the R. and the M. came"),
        ("OBrien, O\u00b4Brien, O`Brien, O\u02bcBrien", "O., O., O., O."),
        ("Gar\u00adcia or Gar\u200bcia", "G. or G."),
        ("王小明来电, 小明来电", "王.来电, 小.来电"),
        ("김민수가 called", "김.가 called"),
        ("frank miller called", "f. m. called"),
        ("mark grant called", "m. g. called"),
        ("call mark grant", "call m. g."),
        ("will rose", "w. r."),
    ],
)
def test_a_name_is_an_initial_in_every_form_of_it(many, text, shown):
    assert seen(many, text).rstrip() == shown


@pytest.mark.parametrize(
    "text", ["may mark grant it", "she will rose", "The roses, a miller", "We'll see what he'd say", "Does he jones"]
)
def test_words_stay_that_only_look_like_forms_of_a_name(many, text):
    assert seen(many, text).rstrip() == text.replace("jones", "j.")


@pytest.mark.parametrize(
    ("entered", "text", "shown"),
    [
        ("Dr. Anna Weber", "Dr. Smith and Dr. Weber", "Dr. Smith and Dr. W."),
        ("John Smith Jr.", "Jr. partner, Smith", "Jr. partner, S."),
        ("Mrs. Page", "Page 2, Mrs. Page", "Page 2, Mrs. P."),
        ("New Client", "New Client, New follow-up", "New Client, New follow-up"),
        ("Unknown caller", "Unknown caller", "Unknown caller"),
        ("Maria Garcia (interpreter)", "the interpreter of Garcia", "the interpreter of G."),
        ("Maria (Mia) Garcia", "Mia called", "M. called"),
        ("Garcia - paid, pending", "Paid and pending, Garcia", "Paid and pending, G."),
        ("DO NOT CALL - Maria", "Do not call Maria", "Do not call M."),
        ("Anna from the shelter", "Anna came from the shelter", "A. came from the shelter"),
        ("Paul Case", "Case number of Paul Case", "Case number of P. C."),
    ],
)
def test_what_is_noted_beside_a_name_is_none_and_the_programs_own_words_stay(entered, text, shown):
    veil = NameVeil()
    veil.learn([entered])
    assert seen(veil, text).rstrip() == shown


def test_every_title_and_key_of_the_program_is_among_its_own_words():
    named = [words for area in AREAS for one in area.CAN_DO for words in (area.NAME, one.title, one.footer)]
    named += [words for one in EVERYWHERE for words in (one.title, one.footer)]
    said = {word.lower() for words in named for word in re.findall(r"[^\W\d_]{2,}", words)}
    assert said <= OWN_WORDS


def test_until_it_is_known_who_is_known_whatever_has_a_capital_is_an_initial(office):
    office.wait()
    text = "Overdue 12  ask Theodora Quux about Spring, 9:12 AM"
    assert seen(office, text).rstrip() == "Overdue 12  ask T. Q. about S., 9:12 AM"
    known = office.knows
    office.take_over(office.apart(Called(["Theodora Quux"])), whole=True)
    assert seen(office, "ask Theodora about the River").rstrip() == "ask T. about the River"
    assert office.knows != known


def calls_made(work):
    """How many functions something calls: how long it takes, whatever else the machine does."""
    made = 0

    def count(_frame, event, _of):
        nonlocal made
        made += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return made


def test_a_long_text_of_names_takes_as_long_as_its_length():
    veil = NameVeil()
    names = [f"{one}a{other}o {other}e{one}i" for one in "BCDFGKLMNPRST" for other in "bcdfgklmnprst"]
    veil.learn(names)
    short = calls_made(lambda: veil.of_text(" ".join(names[:40])))
    assert calls_made(lambda: veil.of_text(" ".join(names))) < short * 1.5 * len(names) / 40


def test_how_many_organisations_begin_alike_costs_a_row_nothing():
    few, much = NameVeil(), NameVeil()
    parts = [f"{one}a{other}o" for one in "BCDFGKLMNPRST" for other in "bcdfgklmnprst"]
    for veil, known in ((few, parts[:5]), (much, parts)):
        veil.learn_organisations(f"the {one} Company" for one in known)
        veil.learn_sayings(f"the {one}-{one}" for one in known)
    text = "the " * 30
    assert calls_made(lambda: much.of_text(text)) <= calls_made(lambda: few.of_text(text))


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
        ("020 7946 0958 at work", "xxx xxxx xx58 at work"),
        ("12 (415) 555-2671", "12 (xxx) xxx-xx71"),
        ("(415) 555-26…  in", "(xxx) xxx-xx…  in"),
        ("415\u2013555\u20132671, 415\u2011555\u20112671", "xxx\u2013xxx\u2013xx71, xxx\u2011xxx\u2011xx71"),
        ("415 - 555 - 2671 at noon", "xxx - xxx - xx71 at noon"),
        ("555 \u2013 2671 at noon", "xxx \u2013 xx71 at noon"),
        ("(415)-555-2672, 415 5552672", "(xxx)-xxx-xx72, xxx xxxxx72"),
        ("415-5552672 and 020 7946 0959", "xxx-xxxxx72 and xxx xxxx xx59"),
        ("+1\u2011415\u2011555\u20112672", "+x\u2011xxx\u2011xxx\u2011xx72"),
        ("0044 20 7946 0959", "xxxx xx xxxx xx59"),
        ("415-555-26…", "xxx-xxx-xx…"),
    ],
)
def test_of_a_number_the_last_two_digits_are_left_however_it_is_written(veil, text, shown):
    assert seen(veil, text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "2026-0142 · #12345",
        "2026-11-22 to 2026-12-03",
        "12/3/2026 9:42:07 AM",
        "$1,234,567.00",
        "0.1 h  00:12:41",
        "11/22/2026 - 11/29/2026",
        "2026-0142 - 2026-0143",
        "#100 and #2026, 9:30 - 10:15",
        "22 Nov 2026 - 3 Dec 2026",
        "EUR 1 200 300",
        "pages 100-120 and 300-450",
        "10 000 - 12 000",
        "and +2…",
    ],
)
def test_numbers_of_matters_days_times_and_sums_stay(veil, text):
    assert seen(veil, text) == text


@pytest.mark.usefixtures("drawn_discreetly")
def test_a_number_is_hidden_before_it_is_wrapped_or_cut():
    assert [row.plain for row in wrapped(Text("ring back at 415 555 2671"), 22)] == ["ring back at xxx xxx", "xx71"]
    assert fitted("at 415-555-2671 x", 14) == "at xxx-xxx-xx…"
    marked = Marked("call 415-555-2671 now", (Mark(13, 17, Style(bold=True)),))
    bold = [one.text for one in fitted_segments(marked, 24, "left", Style(), str) if one.style.bold]
    assert "".join(bold) == "xx71"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mail zquixley@brumwick.example now", "mail z…@brumwick.example now"),
        ("maria.garcia@x.org, m@x.org", "m…@x.org, m@x.org"),
        ("4155552671@txt.example", "x…@txt.example"),
        ("at @ noon", "at @ noon"),
    ],
)
def test_of_an_address_the_first_letter_is_left_and_where_it_is(veil, text, shown):
    assert seen(veil, text).rstrip() == shown
    assert veil.of_text(text).rstrip() == shown
