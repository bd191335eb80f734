"""What can be done in the call log and on the page of one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command
from paratui.ui.commands.messages import MessagesFromLog

if TYPE_CHECKING:
    from paratui.ui.area import Area
    from paratui.ui.screens.call_page import CallPage
    from paratui.ui.screens.log import LogScreen


class OpenCall(Command["LogScreen"]):
    id = "log.open"
    title = "Open the call"
    keys = ("o", "enter")
    footer = "open"
    footer_rank = 1
    help = "Shows the whole call: lines, checklist, recording, follow-ups, versions."

    def why_not(self, area: LogScreen) -> str:
        # Not whether it stands in the preview: that is read a moment later.
        return (
            ""
            if isinstance(area.table.cursor, int)
            else area.keyed("No call is chosen; [[log.all]] takes the filters away")
        )

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        await area.open_chosen()


class FindCalls(Command["LogScreen"]):
    id = "log.find"
    title = "Find"
    keys = ("slash",)
    footer = "find"
    footer_rank = 2
    help = "Shows the calls in whose lines, names, numbers or matters all the words occur, while you type."

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_words()


class Order(Command["LogScreen"]):
    id = "log.order"
    title = "Order the log"
    keys = ("s",)
    footer = "order"
    footer_rank = 10
    help = "Puts the newest, the oldest or the longest calls first, or sorts them by caller; or the best of a search."

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_order()


class BestFirst(Command["LogScreen"]):
    id = "log.best"
    title = "Newest or best first"
    keys = ("b",)
    help = "Shows what is found newest first, or best first: names and matters, then words in a row, whole words."

    def why_not(self, area: LogScreen) -> str:
        return (
            ""
            if area.filter.words
            else area.keyed("Nothing is looked for; [[log.find]] finds, [[log.order]] orders all")
        )

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        area.turn_order()


class GoToDay(Command["LogScreen"]):
    id = "log.day"
    title = "Go to a day"
    keys = ("t",)
    footer = "to a day"
    footer_rank = 9
    help = "Puts the cursor on the calls of a day, a month or a year."

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_day()


class MyCalls(Command["LogScreen"]):
    id = "log.mine"
    title = "Mine or everyone's"
    keys = ("m",)
    footer = "mine"
    footer_rank = 3
    help = "Shows my calls, or everyone's."

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        area.toggle_mine()


class SamePerson(Command["LogScreen"]):
    id = "log.person"
    title = "Only this person"
    keys = ("p",)
    footer = "this person"
    footer_rank = 4
    help = "Shows every call with this person; again for all."

    def why_not(self, area: LogScreen) -> str:
        if area.on_keys.person_id or area.concerns().people:
            return ""
        return "Nobody of the office's people is named in this call"

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        area.same_person()


class SameOutcome(Command["LogScreen"]):
    id = "log.outcome"
    title = "Only one outcome"
    keys = ("f",)
    footer = "outcome"
    footer_rank = 5
    help = "Shows only calls that ended one way: reached, voicemail, no answer ..."

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_outcome()


class Incomplete(Command["LogScreen"]):
    id = "log.incomplete"
    title = "Only incomplete calls"
    keys = ("i",)
    footer = "incomplete"
    footer_rank = 8
    help = "Shows the calls on which a step was skipped, or of which nobody said how they ended."

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        area.toggle_incomplete()


class AllCalls(Command["LogScreen"]):
    id = "log.all"
    title = "Take the filters away"
    keys = ("x", "escape")
    footer = "all"
    footer_rank = 6
    help = "Shows every call."

    def why_not(self, area: LogScreen) -> str:
        return "" if area.filtered() else "No filter is on: these are all the calls"

    async def run(self, area: LogScreen, words: str = "") -> None:  # noqa: ARG002
        area.show_all()


class AmendLine(Command["CallPage"]):
    id = "page.amend"
    title = "Amend this line, or open this follow-up"
    keys = ("e", "enter")
    footer = "amend/open"
    footer_rank = 1
    help = "Corrects the chosen line and asks why; the earlier wording is kept. A follow-up is opened in the queue."

    def why_not(self, area: CallPage) -> str:
        return "" if area.line or area.item else "The cursor is on no line and no follow-up; Up and Down choose one"

    async def run(self, area: CallPage, words: str = "") -> None:  # noqa: ARG002
        if area.item:
            await area.paratui.show_item(area.item)
        else:
            await area.ask_amend()


class AddNote(Command["CallPage"]):
    id = "page.add"
    title = "Add a late note"
    keys = ("a",)
    footer = "late note"
    footer_rank = 2
    help = "Adds a note that was forgotten, and asks why."

    async def run(self, area: CallPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_late_note()


class AmendOutcome(Command["CallPage"]):
    id = "page.outcome"
    title = "Amend the outcome"
    keys = ("o",)
    footer = "outcome"
    footer_rank = 3
    help = "Corrects how the call ended, and asks why."

    async def run(self, area: CallPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_outcome()


class VerifyDate(Command["CallPage"]):
    id = "page.verify"
    title = "Verify this reported date"
    keys = ("y",)
    footer = "verify"
    footer_rank = 6
    help = "Keeps the day the papers have for a reported date; only an attorney does that."
    only_when_possible = True

    def why_not(self, area: CallPage) -> str:
        if not area.dates:
            return "This call has no reported date"
        if area.desk.me.role != "attorney":
            return "Only an attorney verifies a reported date, at their own login"
        return "" if area.date or len(area.dates) == 1 else "Up and Down choose a reported date first"

    async def run(self, area: CallPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_verify()


class Versions(Command["CallPage"]):
    id = "page.versions"
    title = "Versions"
    keys = ("v",)
    footer = "versions"
    footer_rank = 4
    help = "Shows every stored version of this call: who, when and why."

    async def run(self, area: CallPage, words: str = "") -> None:  # noqa: ARG002
        await area.show_versions()


class ClosePage(Command["CallPage"]):
    id = "page.close"
    title = "Back"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 5
    help = "Back to where you came from."

    async def run(self, area: CallPage, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.back()


class CallThem(Command["Area"]):
    id = "log.call"
    title = "Call now"
    keys = ("c",)
    help = "Opens a call to the person this is about."

    def why_not(self, area: Area) -> str:
        return "" if area.concerns().people else "Nobody of the office's people is named here"

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        about = area.concerns()
        await area.paratui.call_person(about.people[0], next(iter(about.matters), 0))


CALL_THEM = CallThem()
LOG_COMMANDS: tuple[Command[Any], ...] = (
    OpenCall(),
    FindCalls(),
    Order(),
    BestFirst(),
    GoToDay(),
    MyCalls(),
    SamePerson(),
    SameOutcome(),
    Incomplete(),
    AllCalls(),
    CALL_THEM,
    MessagesFromLog(),
)
CALL_PAGE_COMMANDS: tuple[Command[Any], ...] = (
    AmendLine(),
    AddNote(),
    AmendOutcome(),
    VerifyDate(),
    Versions(),
    CALL_THEM,
    ClosePage(),
)
