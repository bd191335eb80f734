"""The one-line editor: the composer of a call and every field of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from paratui.ui.widgets.drawn_line import DrawnLine
from paratui.ui.widgets.edited_line import EditedLine, is_text, one_clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

LONGEST_LINE = 10_000
EDITING: dict[str, Callable[[EditedLine], None]] = {
    "left": EditedLine.left,
    "right": EditedLine.right,
    "home": EditedLine.home,
    "end": EditedLine.end,
    "ctrl+a": EditedLine.home,
    "ctrl+e": EditedLine.end,
    "ctrl+left": EditedLine.word_left,
    "ctrl+right": EditedLine.word_right,
    "backspace": EditedLine.delete_left,
    "delete": EditedLine.delete_right,
    "ctrl+d": EditedLine.delete_right,
    "ctrl+w": EditedLine.delete_word_left,
    "ctrl+u": EditedLine.delete_to_start,
    "ctrl+k": EditedLine.delete_to_end,
    "ctrl+z": EditedLine.undo,
    "ctrl+y": EditedLine.redo,
}
"""The keys every field knows; they are not commands and cannot be bound to anything else while typing."""


class LineInput(DrawnLine, can_focus=True):
    """A line of text that is edited.

    Keys are taken inline (`take_key`). Callbacks run inside the key, so what they do is done before the
    next key; where none is set the message of the same meaning is posted.
    """

    DEFAULT_CSS = """
    LineInput { height: 1; width: 1fr; color: $foreground; }
    LineInput > .line-input--prefix { color: $text-muted; }
    LineInput:focus > .line-input--prefix { color: $accent; }
    LineInput > .line-input--cursor { text-style: reverse; }
    LineInput > .line-input--placeholder { color: $text-disabled; }
    LineInput > .line-input--suggestion { color: $text-disabled; }
    LineInput > .line-input--marked { text-style: reverse; }
    """

    @dataclass
    class Said(Message):
        """Something happened in the input."""

        line_input: LineInput

        @property
        def control(self) -> LineInput:
            return self.line_input

    @dataclass
    class Changed(Said):
        """The text is another one now."""

        value: str

    @dataclass
    class Submitted(Said):
        """Enter was pressed."""

        value: str

    @dataclass
    class PastedLines(Said):
        """Several lines were pasted; nothing of them is in the input."""

        lines: list[str]

    @dataclass
    class Refused(Said):
        """What was typed or pasted does not fit; `sentence` says why. The text is as it was."""

        sentence: str

    def __init__(
        self,
        value: str = "",
        *,
        prefix: str = "",
        placeholder: str = "",
        longest: int = LONGEST_LINE,
        on_change: Callable[[str], None] | None = None,
        on_submit: Callable[[str], None] | None = None,
        on_paste_lines: Callable[[list[str]], None] | None = None,
        on_refuse: Callable[[str], None] | None = None,
        on_replace: Callable[[str], None] | None = None,
        on_undo: Callable[[], None] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(value, prefix=prefix, placeholder=placeholder, id=id, classes=classes)
        self.on_change = on_change
        self.on_submit = on_submit
        self.on_paste_lines = on_paste_lines
        self.on_refuse = on_refuse
        # A marked text is being replaced; there is no step back left to take.
        self.on_replace = on_replace
        self.on_undo = on_undo
        self.longest = longest

    # State ------------------------------------------------------------------------------------------

    @property
    def value(self) -> str:
        return self._line.text

    @value.setter
    def value(self, value: str) -> None:
        """Replace the text, put the cursor at its end and forget the steps back; tells nobody."""
        self._line = EditedLine(one_clean_line(value))
        self._suggestion = ""
        self._marked = False
        self._show()

    @property
    def marked(self) -> bool:
        """Whether the next letter takes the place of the whole text; any other editing key lets it stand."""
        return self._marked

    def mark(self) -> None:
        """Mark the text: what is typed next replaces it, and ctrl+z brings it back."""
        self._marked = bool(self._line.text)
        self._show()

    @property
    def cursor_position(self) -> int:
        """The cursor, in code points from the beginning of the value."""
        return self._line.cursor

    @cursor_position.setter
    def cursor_position(self, index: int) -> None:
        self._line.move_to(index)
        self._show()

    # Keys -------------------------------------------------------------------------------------------

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's signature
        return character is not None and is_text(character)

    def take_key(self, event: events.Key) -> bool:
        key = event.key
        if key == "enter":
            self._submit()
        elif event.character is not None and is_text(event.character):
            # A no-break space is what option+space types on a Mac; nobody means it.
            self.insert(" " if event.character == "\xa0" else event.character)
        elif key in {"tab", "right", "end"} and self._suggestion and self.at_end:
            self.accept_suggestion()
        elif key in EDITING:
            before, self._marked = self._line.text, False
            EDITING[key](self._line)
            self._after_edit(changed=self._line.text != before)
            if key == "ctrl+z" and self._line.text == before and self.on_undo is not None:
                self.on_undo()
        else:
            return False
        return True

    def take_paste(self, text: str) -> bool:
        lines = [one_clean_line(line) for line in text.splitlines()]
        if len(lines) > 1:
            lines = [line for line in lines if line.strip()]
        if len(lines) > 1:
            if self.on_paste_lines is not None:
                self.on_paste_lines(lines)
            else:
                self.post_message(self.PastedLines(self, lines))
        elif lines:
            self.insert(lines[0])
        return True

    def insert(self, text: str) -> None:
        """Put `text` at the cursor as if it had been typed, or refuse it when the line gets too long."""
        there = 0 if self._marked else len(self._line.text)
        if there + len(text) > self.longest:
            self._refuse(
                f"A line holds {self.longest:,} characters and this would be more: press Enter first, or paste less"
            )
            return
        if self._marked:
            self._replaced()
            self._line.replace_all(text)
        else:
            self._line.insert(text)
        self._after_edit(changed=True)

    def throw_away(self) -> None:
        """Empty the line as if its text had been deleted: ctrl+z brings it back."""
        self._replaced()
        self._line.replace_all("")
        self._after_edit(changed=True)

    def _replaced(self) -> None:
        self._marked = False
        if self.on_replace is not None:
            self.on_replace(self._line.text)

    def accept_suggestion(self) -> None:
        """Make the suggestion part of the text."""
        taken, self._suggestion = self._suggestion, ""
        if taken:
            self.insert(taken)

    def clear(self) -> None:
        """Empty the line, as after it was committed; tells nobody."""
        self.value = ""

    def _submit(self) -> None:
        if self.on_submit is not None:
            self.on_submit(self._line.text)
        else:
            self.post_message(self.Submitted(self, self._line.text))

    def _refuse(self, sentence: str) -> None:
        if self.on_refuse is not None:
            self.on_refuse(sentence)
        else:
            self.post_message(self.Refused(self, sentence))

    def _after_edit(self, *, changed: bool) -> None:
        if changed:
            self._suggestion = ""
            if self.on_change is not None:
                self.on_change(self._line.text)
            else:
                self.post_message(self.Changed(self, self._line.text))
        self._show()
