"""What can be done with a file of people: where its columns go, and what becomes of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.services.importing.proposal import Fate
from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.import_outcome import ImportOutcome
    from paratui.ui.screens.import_people import ImportPeople


class OnColumn(Command["ImportPeople"]):
    """A command that changes where a column goes."""

    def why_not(self, area: ImportPeople) -> str:
        return "" if area.file.kind == "CSV" else "A vCard says itself what each of its lines is"


class ChangeField(OnColumn):
    id = "import.field"
    title = "Say where the column goes"
    keys = ("enter", "e")
    footer = "change"
    footer_rank = 2
    help = "Asks which field of a person this column holds; type a part of its name."

    async def run(self, area: ImportPeople, words: str = "") -> None:  # noqa: ARG002
        await area.ask_field()


class LeaveColumn(OnColumn):
    id = "import.without"
    title = "Leave the column out"
    keys = ("x",)
    footer = "leave out"
    footer_rank = 3
    help = "What stands in this column is not taken in; again, it goes where its header says."

    async def run(self, area: ImportPeople, words: str = "") -> None:  # noqa: ARG002
        area.leave_out()


class NoHeader(OnColumn):
    id = "import.header"
    title = "The first row is somebody"
    keys = ("h",)
    footer = "no headers"
    footer_rank = 5
    help = "The file has no row of headers: its first row is taken in too."

    def why_not(self, area: ImportPeople) -> str:
        return super().why_not(area) or ("" if area.file.headed else "The first row is taken in already")

    async def run(self, area: ImportPeople, words: str = "") -> None:  # noqa: ARG002
        area.no_header()


class Role(Command["ImportPeople"]):
    id = "import.role"
    title = "Role of whoever has none"
    keys = ("r",)
    footer = "role"
    footer_rank = 4
    help = "Asks what those are to the office of whom the file does not say it: client, prospect, witness, ..."

    async def run(self, area: ImportPeople, words: str = "") -> None:  # noqa: ARG002
        await area.ask_role()


class Compare(Command["ImportPeople"]):
    id = "import.compare"
    title = "Compare with who is known"
    keys = ("c",)
    footer = "compare"
    footer_rank = 1
    help = "Shows row by row what would happen: new, already here, may be known, refused. Nothing is changed yet."

    async def run(self, area: ImportPeople, words: str = "") -> None:  # noqa: ARG002
        area.compare()


class CloseImport(Command["ImportPeople"]):
    id = "import.close"
    title = "Leave the import"
    keys = ("escape", "q", "ctrl+c")
    footer = "leave"
    footer_rank = 6
    help = "Back to where you came from; what was not taken in is not kept."

    async def run(self, area: ImportPeople, words: str = "") -> None:  # noqa: ARG002
        await area.close()


class OnAsked(Command["ImportOutcome"]):
    """A command that decides over a row that may be somebody known."""

    fate = Fate.ASK

    def why_not(self, area: ImportOutcome) -> str:
        if area.taken:
            return "The file is taken in; the person's page changes it now"
        return "" if area.asked else "Only a row that may be somebody known is asked; those stand first"

    async def run(self, area: ImportOutcome, words: str = "") -> None:  # noqa: ARG002
        area.decide(self.fate)


class Merge(OnAsked):
    id = "import.merge"
    title = "Merge into the known one"
    keys = ("m",)
    footer = "merge"
    footer_rank = 2
    fate = Fate.MERGE
    help = "Adds the row's numbers and what was empty to the person who is known; nothing of theirs is changed."


class AsNew(OnAsked):
    id = "import.new"
    title = "Enter as somebody new"
    keys = ("n",)
    footer = "new"
    footer_rank = 3
    fate = Fate.NEW
    help = "It is another person of a like name or number."


class LeaveRow(OnAsked):
    id = "import.leave"
    title = "Leave the row out"
    keys = ("l",)
    footer = "leave out"
    footer_rank = 4
    fate = Fate.LEAVE
    help = "The row is not taken in."


class Rest(Command["ImportOutcome"]):
    id = "import.rest"
    title = "Decide over all that are asked"
    keys = ("a",)
    footer = "the rest"
    footer_rank = 5
    help = "Asks once what becomes of every row that may be somebody known and is not decided yet."

    def why_not(self, area: ImportOutcome) -> str:
        return "" if area.still_asked and not area.taken else "No row is asked any more"

    async def run(self, area: ImportOutcome, words: str = "") -> None:  # noqa: ARG002
        await area.ask_rest()


class TakeIn(Command["ImportOutcome"]):
    id = "import.take_in"
    title = "Take them in"
    keys = ("i",)
    footer = "take in"
    footer_rank = 1
    help = "Enters the new ones and merges what is to be merged, in one step: all of it or nothing."

    def why_not(self, area: ImportOutcome) -> str:
        return area.why_not_taken_in()

    async def run(self, area: ImportOutcome, words: str = "") -> None:  # noqa: ARG002
        await area.ask_take_in()


class WriteRefused(Command["ImportOutcome"]):
    id = "import.refused"
    title = "Write the refused rows to a file"
    keys = ("w",)
    footer = "write refused"
    footer_rank = 6
    help = "Asks for the name of a CSV file: line, field and why, then the row, to be mended and taken in later."

    def why_not(self, area: ImportOutcome) -> str:
        return "" if area.refused else "No row was refused"

    async def run(self, area: ImportOutcome, words: str = "") -> None:  # noqa: ARG002
        await area.ask_refused_file()


class CloseOutcome(Command["ImportOutcome"]):
    id = "import.back"
    title = "Back to the columns"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 7
    help = "Back to where the columns go; when the file is taken in, back to where you came from."

    async def run(self, area: ImportOutcome, words: str = "") -> None:  # noqa: ARG002
        await area.close()


IMPORT_COMMANDS: tuple[Command[Any], ...] = (
    Compare(),
    ChangeField(),
    LeaveColumn(),
    Role(),
    NoHeader(),
    CloseImport(),
)
OUTCOME_COMMANDS: tuple[Command[Any], ...] = (
    TakeIn(),
    Merge(),
    AsNew(),
    LeaveRow(),
    Rest(),
    WriteRefused(),
    CloseOutcome(),
)
