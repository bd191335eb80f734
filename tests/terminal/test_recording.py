"""The recording question as it is lived: agreed, declined, silent, a third person, stopped, places that differ."""

from __future__ import annotations

import pytest

from tests.terminal.office import MARIA, on_a_call, said

READ = said("Do you agree that it is recorded?")


@pytest.fixture
def maria(demo):
    """Maria Garcia is on the line; we sit in the office."""
    with demo.terminal() as terminal:
        on_a_call(terminal).type(f"{MARIA}<enter>")
        terminal.wait_for("2026-0142")
        terminal.type("/here CA<enter>")
        terminal.wait_for("You are in California")
        yield demo, terminal


def strip(terminal) -> str:
    """Both rows of the strip."""
    return f"{terminal.line(1)} {terminal.line(2)}"


def test_a_yes_is_asked_for_in_the_words_on_the_screen_and_kept_with_them(maria):
    office, terminal = maria
    assert "REC off" in strip(terminal)
    assert "everyone must agree" in strip(terminal)
    assert "is a guess" in strip(terminal)
    terminal.type("<ctrl+r>")
    terminal.wait_for(READ)
    terminal.wait_for("still to ask: Maria Garcia")
    # A place is stated in the middle of it, and the question stands there again.
    terminal.type("p<enter>Reno, NV")
    terminal.wait_for("Nevada")
    terminal.type("<enter>")
    terminal.wait_for(READ)
    terminal.wait_for("NV (stated) + CA (office, you)")
    terminal.type("y<enter>")
    terminal.wait_for("REC agreed  Maria Garcia agreed at 00:00")
    terminal.wait_for("conversation is being recorded by")
    # What to say now goes away by itself with the next line.
    terminal.type("she agreed at once<enter>")
    terminal.wait_for("00:00   she agreed at once")
    terminal.wait_gone("first words on the recording")
    terminal.wait_for("✓ ask to record")
    terminal.type("<f10>")
    terminal.wait_for("Wrap-up")
    [draft] = office.drafts()
    assert "Do you agree that it is recorded?" in draft.read_text()
    assert "200.620" in draft.read_text()


@pytest.mark.parametrize(
    ("key", "word", "strip_says"),
    [("n", "no", "notes only: Maria Garcia said no"), ("s", "silent", "notes only: no answer from Maria Garcia")],
)
def test_a_no_or_silence_is_notes_only_by_the_letter_and_by_the_word(maria, key, word, strip_says):
    _office, terminal = maria
    terminal.type(f"<ctrl+r>{key}<enter>")
    terminal.wait_for(strip_says)
    assert "REC off" in strip(terminal)
    terminal.wait_for("say: ")
    terminal.type(f"/rec yes<enter>/rec {word}<enter>")
    terminal.wait_for(strip_says)
    terminal.wait_for("REC off")


def test_somebody_who_joins_after_the_yes_turns_it_to_notes_until_they_agree(maria):
    _office, terminal = maria
    terminal.type("/rec yes<enter>")
    terminal.wait_for("REC agreed")
    terminal.type("/with Rosa Diaz, interpreter Spanish, Reno, NV<enter>")
    terminal.wait_for("REC STOP  STOP the recording until Rosa Diaz agrees: ^R")
    terminal.wait_for("\n STOP the recording until Rosa Diaz agrees: ^R")
    # The step of the checklist is open again until she was asked.
    terminal.wait_gone("✓ ask to record")
    terminal.wait_for("● ask to record")
    terminal.type("<ctrl+r>w<enter>")
    terminal.wait_for("Whose answer?")
    terminal.type("rosa<enter>")
    terminal.wait_for("REC agreed  everyone agreed")
    terminal.type("/left rosa<enter>")
    terminal.wait_for("Rosa Diaz is off the line")
    terminal.type("/with Leo, her husband<enter>")
    terminal.wait_for("REC STOP  STOP the recording until Leo agrees: ^R")
    terminal.wait_for("A third person, an interpreter")
    terminal.type("<esc>/rec yes leo<enter>")
    terminal.wait_for("REC agreed")
    terminal.type("/rec no leo<enter>")
    terminal.wait_for("notes only: Leo said no")
    terminal.type("<esc>/with nobody<enter>")
    terminal.wait_for("Kept: nobody else is on the line")


def test_the_recording_is_stopped_and_goes_on(maria):
    _office, terminal = maria
    terminal.type("/rec resume<enter>")
    terminal.wait_for("The recording was not stopped; ask for consent instead")
    terminal.type("/rec yes<enter><ctrl+r>x<enter>")
    terminal.wait_for("notes only: stopped at 00:00")
    terminal.wait_for("I have stopped the recording")
    terminal.type("<ctrl+r>r<enter>")
    terminal.wait_for("REC agreed")
    terminal.type("/rec perhaps<enter>")
    terminal.wait_for('"perhaps" is no answer')


def test_places_that_differ_and_places_nobody_knows_keep_the_strict_rule(maria):
    _office, terminal = maria
    terminal.type("/where Atlantis<enter>")
    terminal.wait_for("Which state is that in?")
    terminal.type("/where Atlantis, the sea<enter>")
    terminal.wait_for('no rule is on file for "Atlantis, the sea", so everyone must agree')
    terminal.type("/where Austin, TX<enter>")
    terminal.wait_for("Kept: Texas")
    assert "everyone must agree" in strip(terminal)
    terminal.type("/where not atlantis<enter>")
    terminal.wait_for("Taken back: Atlantis, the sea was not stated")
    terminal.wait_for("CA (office, you) + TX (stated) -> everyone must agree")
    terminal.type("/where not vegas<enter>")
    terminal.wait_for('"vegas" is not among the places stated')


def test_what_is_typed_into_the_question_is_a_note_and_no_answer(maria):
    _office, terminal = maria
    terminal.type("<ctrl+r>")
    terminal.wait_for(READ)
    terminal.type("she asks whether the hearing moves<enter>")
    terminal.wait_for("00:00   she asks whether the hearing moves")
    assert "notes only: not asked" in strip(terminal)


def test_hostile_names_and_two_hundred_people_leave_the_screen_whole(maria):
    _office, terminal = maria
    terminal.type("/with [red]x[/red] " + "W" * 100 + ", friend<enter>")
    terminal.wait_for("A third person can cost the client the privilege")
    for number in range(8):
        terminal.type(f"/with עדי {number}, colleague, {'z' * 60}<enter>")
        terminal.wait_for(f"עדי {number} is on the line")
    assert "REC off  everyone must agree: ask first" in terminal.line(1)
    assert "notes only" in terminal.line(2)
    terminal.type("<ctrl+r>")
    terminal.wait_for(said("tell me one after the other"))
    terminal.wait_for("still to ask")


def test_with_little_room_the_strip_is_one_row_that_says_what_to_do(demo):
    with demo.terminal(size=(18, 60)) as terminal:
        on_a_call(terminal)
        assert "REC off  everyone must agree: ask first" in terminal.line(1)
        assert "notes only" not in terminal.line(2)
        terminal.type("/rec no<enter>")
        terminal.wait_for("REC off  notes only: the caller said no")


def test_the_step_of_the_checklist_asks_through_the_question(maria):
    _office, terminal = maria
    terminal.type("/channel letter<enter><enter>")
    terminal.wait_for("nothing to record: letter")
    terminal.type("/rec<enter>")
    terminal.wait_for("Nothing to record: letter")


def at_step(terminal, title):
    """Make a step of the checklist the current one."""
    terminal.type("<ctrl+g>")
    terminal.wait_for("Enter jumps to it")
    terminal.type(f"{title}<enter>")
    terminal.wait_for(f"▸ {title}")


def test_the_step_reads_out_what_the_question_keeps_and_its_first_words_and_its_stop_are_the_same_table(maria):
    office, terminal = maria
    at_step(terminal, "ask to record")
    terminal.wait_for('say: "Before we go on, I')
    terminal.wait_for('agree that it is recorded?"')
    terminal.type("<ctrl+n>")
    terminal.wait_for("still to ask: Maria Garcia")
    terminal.type("y<enter>")
    terminal.wait_for("REC agreed")
    terminal.type("<esc>")
    at_step(terminal, "say it is recording")
    terminal.wait_for('say: "This conversation is')
    at_step(terminal, "stop the recording")
    terminal.wait_for('say: "I have stopped the')
    terminal.type("<ctrl+n>")
    terminal.wait_for("Kept: the recording is stopped")
    terminal.wait_for("notes only: stopped at 00:00")
    # What the step said is not laid over the checklist once more, and a stop of ours is no refusal.
    assert "Esc puts the card away" not in terminal.text()
    assert "notes are fine" not in terminal.text()
    terminal.type("<ctrl+g>stop the")
    terminal.wait_for("✓ closing  stop the recording")
    [draft] = office.drafts()
    assert '"stopped"' in draft.read_text()


def test_a_card_over_the_checklist_is_put_away_before_a_step_is_answered(maria):
    _office, terminal = maria
    terminal.type("/rec yes<enter>")
    terminal.wait_for("first words on the recording")
    terminal.type("<ctrl+n>")
    terminal.wait_for("The card is put away")
    terminal.wait_for("▸ greeting by name")
    terminal.type("<ctrl+n>")
    terminal.wait_for("✓ greeting by name")


def test_the_place_that_was_read_out_is_stated_by_enter_and_a_town_alone_asks_for_its_state(maria):
    _office, terminal = maria
    at_step(terminal, "where are you")
    terminal.wait_for("Francisco, CA right now")
    terminal.type("<ctrl+n>")
    terminal.wait_for("Is Maria Garcia in San Francisco, CA right now, or somewhere else?")
    terminal.type("Reno<enter>")
    terminal.wait_for('Which state is that in? Write its two letters behind "Reno"')
    terminal.type("<ctrl+u>at home")
    terminal.wait_for("California ")
    terminal.type("<ctrl+u><enter>")
    terminal.wait_for("Kept: California")
    terminal.wait_for("CA (stated, office, you)")
    terminal.wait_for("✓ where are you")
    terminal.type("/where not San Francisco, CA<enter>")
    terminal.wait_for("Taken back: San Francisco, CA was not stated")
    terminal.wait_for("○ where are you")
    terminal.type("/where reno nv<enter>")
    terminal.wait_for("Kept: Nevada")


def test_with_two_on_the_line_the_caller_stands_first_and_a_place_is_the_callers(maria):
    _office, terminal = maria
    terminal.type("/with Carla, her sister<enter>")
    terminal.wait_for("A third person, an interpreter")
    terminal.type("<esc>/where<enter>")
    terminal.wait_for("▸ Maria Garcia")
    terminal.type("Reno NV")
    terminal.wait_for("▸ Maria Garcia: Nevada")
    terminal.type("<enter>")
    terminal.wait_for("Kept: Nevada")
    terminal.type("/where<enter>carla<enter>")
    terminal.wait_for("Where is Carla right now?")


def test_a_no_with_several_on_the_line_is_everyones_at_once_and_what_follows_is_a_note(maria):
    _office, terminal = maria
    terminal.type("/with Rosa, her sister<enter>")
    terminal.wait_for("A third person, an interpreter")
    terminal.type("<esc><ctrl+r>n<enter>rosa cries<enter>")
    terminal.wait_for("notes only: Maria Garcia and Rosa said no")
    terminal.wait_for("00:00   rosa cries")
    terminal.type("/rec yes<enter><ctrl+r>w<enter>")
    terminal.wait_for("Whose answer?")
    terminal.type("rosa no<enter>")
    terminal.wait_for("notes only: Rosa said no")
    terminal.wait_for("Kept: notes only. STOP the recorder now")
    terminal.type("/with<enter>")
    terminal.wait_for("On the line: Rosa (her sister, third person)")


def test_the_rule_stands_whole_at_80_columns_and_the_statute_whole_or_not_at_all(maria):
    _office, terminal = maria
    terminal.type("/where Reno, NV<enter>")
    terminal.wait_for("Kept: Nevada")
    for place in ("", "/where Austin, TX<enter>", "/where Portland, OR<enter>"):
        terminal.type(place)
        terminal.wait_for("everyone must agree: ask first")
        row = terminal.line(1)
        assert "everyone must agree: ask first" in row
        assert "·" not in row or "Nev. Rev. Stat. § 200.620" in row or " · NV (stated) + " in row


def test_the_law_is_behind_the_panel_and_whom_to_ask_stands_first(maria):
    _office, terminal = maria
    terminal.type("<ctrl+r>")
    terminal.wait_for("m shows the rule and why")
    rows = [row for row in terminal.text().splitlines() if row.startswith((" still to ask", ' say: "Before'))]
    assert rows[0].startswith(" still to ask: Maria Garcia")
    assert rows[1].startswith(' say: "Before')
    assert "all-party:" not in terminal.text()
    terminal.type("m<enter>")
    terminal.wait_for("all-party: California")
