"""What can be done on the page of a person or of a matter, and on their timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.client_page import ClientPage
    from paratui.ui.screens.matter_page import MatterPage
    from paratui.ui.screens.record_page import RecordPage
    from paratui.ui.screens.timeline import TimelinePage


class Change(Command["RecordPage"]):
    id = "record.change"
    title = "Open or change this row"
    keys = ("enter", "e")
    footer = "change/open"
    footer_rank = 1
    help = "Changes the field under the cursor; a matter, person, item or call is opened."

    def why_not(self, area: RecordPage) -> str:
        return "" if area.chosen_row else "The cursor is on no row; Up and Down choose one"

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.change_row()


class CallFromPage(Command["RecordPage"]):
    id = "record.call"
    title = "Call now"
    keys = ("c",)
    footer = "call"
    footer_rank = 3
    help = "Opens a call to this person, or to the first client of this matter."

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.call_now()


class ShowTimeline(Command["RecordPage"]):
    id = "record.timeline"
    title = "Timeline"
    keys = ("t",)
    footer = "timeline"
    footer_rank = 4
    help = "Everything that happened, newest first: calls, reported dates, instructions, items made and closed."

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.show_timeline()


class Contradictions(Command["RecordPage"]):
    id = "record.contradictions"
    title = "What was told differently"
    keys = ("x",)
    footer = "told differently"
    footer_rank = 8
    only_when_possible = True
    help = "Answers and reported days that differ between calls, side by side. Nothing here says which is right."

    def why_not(self, area: RecordPage) -> str:
        return "" if area.differing else "Nothing was told differently on two calls"

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.show_contradictions()


class VersionsOfRecord(Command["RecordPage"]):
    id = "record.versions"
    title = "Versions"
    keys = ("v",)
    footer = "versions"
    footer_rank = 9
    help = "Every change: who, when and what."

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.show_versions()


class UndoOnPage(Command["RecordPage"]):
    id = "record.undo"
    title = "Undo"
    keys = ("u",)
    footer = "undo"
    footer_rank = 7
    help = "Takes back my last change of a person, a matter or an item, up to twenty of them."

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.undo()


class ClosePage(Command["RecordPage"]):
    id = "record.close"
    title = "Close the page"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 2
    help = "Back to where you came from."

    async def run(self, area: RecordPage, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.back()


class AddNumber(Command["ClientPage"]):
    id = "client.number"
    title = "Add a number"
    keys = ("a",)
    footer = "add number"
    footer_rank = 6
    help = "Keeps one more number; Enter on a number says whether it is safe and what answers there."

    async def run(self, area: ClientPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_number()


class OpenNewMatter(Command["ClientPage"]):
    id = "client.matter"
    title = "New matter for this person"
    keys = ("n",)
    footer = "new matter"
    footer_rank = 10
    help = "Opens a matter of which this person is the client."

    async def run(self, area: ClientPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_matter()


class MergePeople(Command["ClientPage"]):
    id = "client.merge"
    title = "Merge with another record of this person"
    keys = ("m",)
    footer = "merge"
    footer_rank = 11
    help = "Makes two records of one person one, after showing what moves; undo takes it back."

    async def run(self, area: ClientPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_merge()


class AddParty(Command["MatterPage"]):
    id = "matter.party"
    title = "Add a client or party"
    keys = ("a",)
    footer = "party"
    footer_rank = 6
    help = "Names somebody who takes part: a client, the other side, counsel, a witness."

    async def run(self, area: MatterPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_party()


class AddInstruction(Command["MatterPage"]):
    id = "matter.instruction"
    title = "Add a standing instruction"
    keys = ("i",)
    footer = "instruction"
    footer_rank = 10
    help = "What the attorney wants on every call; it stands first here and in the brief."

    async def run(self, area: MatterPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_instruction()


class AddDocument(Command["MatterPage"]):
    id = "matter.document"
    title = "Note a document"
    keys = ("d",)
    footer = "document"
    footer_rank = 11
    help = "Gives the name its file gets: ClientName_CaseType_DocumentType_Date."

    async def run(self, area: MatterPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_document()


class CloseMatter(Command["MatterPage"]):
    id = "matter.close"
    title = "Close the matter, or open it again"
    keys = ("z",)
    footer = "close/reopen"
    footer_rank = 12
    help = "Asks why, and what becomes of the open items. Nobody is reminded to touch base any more."

    async def run(self, area: MatterPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_close()


# On the timeline


class OpenEntry(Command["TimelinePage"]):
    id = "timeline.open"
    title = "Open the call or item"
    keys = ("enter", "o")
    footer = "open"
    footer_rank = 1
    help = "Shows the call an entry comes from; an item without one is shown in the queue."

    def why_not(self, area: TimelinePage) -> str:
        entry = area.entry
        return "" if entry and (entry.call or entry.item) else "There is no call or item behind this entry"

    async def run(self, area: TimelinePage, words: str = "") -> None:  # noqa: ARG002
        await area.open_entry()


class CloseTimeline(Command["TimelinePage"]):
    id = "timeline.close"
    title = "Close the timeline"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 2
    help = "Back to where you came from."

    async def run(self, area: TimelinePage, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.back()


_RECORD: tuple[Command[Any], ...] = (
    Change(),
    CallFromPage(),
    ShowTimeline(),
    UndoOnPage(),
    Contradictions(),
    VersionsOfRecord(),
    ClosePage(),
)
CLIENT_PAGE_COMMANDS: tuple[Command[Any], ...] = (*_RECORD, AddNumber(), OpenNewMatter(), MergePeople())
MATTER_PAGE_COMMANDS: tuple[Command[Any], ...] = (
    *_RECORD,
    AddParty(),
    AddInstruction(),
    AddDocument(),
    CloseMatter(),
)
TIMELINE_COMMANDS: tuple[Command[Any], ...] = (OpenEntry(), CloseTimeline())
