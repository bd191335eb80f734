"""What belongs to the day: the menu on every screen, and what can be done on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.area import Area
    from paratui.ui.screens.agenda import AgendaScreen
    from paratui.ui.screens.hand_over import HandOverScreen
    from paratui.ui.screens.morning_review import MorningReviewScreen


class TheDay(Command["Area"]):
    id = "day"
    title = "The day"
    keys = ("f6", "y")
    slash = "day"
    slash_help = "review, hand-over, agenda, silence, today; the call goes on"
    help = "Morning review, shift hand-over, agenda, silence radar, or today in one page."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        from paratui.ui.screens.day_menu import ask_day  # noqa: PLC0415 - loaded when first asked for

        await ask_day(area)


class Back(Command["Area"]):
    id = "day.back"
    title = "Back"
    keys = ("escape", "q", "ctrl+c")
    footer = "back"
    footer_rank = 16
    help = "Back to where you came from."

    async def run(self, area: Area, words: str = "") -> None:  # noqa: ARG002
        await area.app.pop_screen()


class LeaveReview(Command["MorningReviewScreen"]):
    id = "review.leave"
    title = "Leave the review"
    keys = ("escape", "q", "ctrl+c")
    footer = "leave"
    footer_rank = 19
    help = "Back to where you came from. The review goes on at this item next time."

    async def run(self, area: MorningReviewScreen, words: str = "") -> None:  # noqa: ARG002
        await area.leave_review()


class KeepAndNext(Command["MorningReviewScreen"]):
    id = "review.next"
    title = "Keep it, look at the next"
    keys = ("enter", "space", "right")
    footer = "next"
    footer_rank = -1
    help = "Leaves the item as it is and shows the next. After the last one comes today's plan."

    async def run(self, area: MorningReviewScreen, words: str = "") -> None:  # noqa: ARG002
        await area.keep()


class OneBefore(Command["MorningReviewScreen"]):
    id = "review.back"
    title = "The one before"
    keys = ("left",)
    footer = "before"
    footer_rank = 17
    help = "Shows the item before this one again."

    def why_not(self, area: MorningReviewScreen) -> str:
        return "" if area.review.place else "This is the first one"

    async def run(self, area: MorningReviewScreen, words: str = "") -> None:  # noqa: ARG002
        area.go_back()


class OpenCall(Command["MorningReviewScreen"]):
    id = "review.open"
    title = "Open the call it came from"
    keys = ("o",)
    footer = "open"
    footer_rank = 18
    help = "Shows the call in which this was promised; Esc there comes back here."

    def why_not(self, area: MorningReviewScreen) -> str:
        if area.item and area.item.call:
            return ""
        return area.keyed("This item did not come from a call; [[queue.edit]] edits it, [[queue.done]] closes it")

    async def run(self, area: MorningReviewScreen, words: str = "") -> None:  # noqa: ARG002
        await area.open_source()


class Give(Command["HandOverScreen"]):
    id = "hand_over.give"
    title = "Give these items to a colleague"
    keys = ("a",)
    footer = "give them to..."
    footer_rank = 2
    help = "Asks who takes over, then gives them every open item listed here, in one step that undo takes back."

    def why_not(self, area: HandOverScreen) -> str:
        return "" if area.shift and area.shift.items else "Nothing of yours is due or waits: there is nothing to give"

    async def run(self, area: HandOverScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_whom()


class Note(Command["HandOverScreen"]):
    id = "hand_over.note"
    title = "Note for whoever comes next"
    keys = ("e", "n")
    footer = "note"
    footer_rank = 1
    help = "The first line of the hand-over, in your words. It is kept for today."

    async def run(self, area: HandOverScreen, words: str = "") -> None:  # noqa: ARG002
        await area.ask_note()


class OpenLine(Command["HandOverScreen"]):
    id = "hand_over.open"
    title = "Open the call behind it"
    keys = ("enter", "o")
    footer = "open"
    footer_rank = 3
    help = "Shows the call an item or a line came from."

    def why_not(self, area: HandOverScreen) -> str:
        return "" if area.call_behind() else "This line did not come from a call"

    async def run(self, area: HandOverScreen, words: str = "") -> None:  # noqa: ARG002
        await area.paratui.open_call(area.call_behind())


class OpenEntry(Command["AgendaScreen"]):
    id = "agenda.open"
    title = "Open where it comes from"
    keys = ("enter", "o")
    footer = "open"
    footer_rank = 1
    help = "Shows the call in which it was promised or reported; an item without a call in the queue."

    def why_not(self, area: AgendaScreen) -> str:
        return "" if area.entry else "No line is chosen: Up and Down choose one"

    async def run(self, area: AgendaScreen, words: str = "") -> None:  # noqa: ARG002
        await area.open_source()


class AgendaMine(Command["AgendaScreen"]):
    id = "agenda.mine"
    title = "Mine or everyone's"
    keys = ("m",)
    footer = "mine"
    footer_rank = 2
    help = "Of the follow-ups shows mine and those nobody has, or everyone's. Reported dates are everybody's."

    async def run(self, area: AgendaScreen, words: str = "") -> None:  # noqa: ARG002
        area.toggle_mine()


THE_DAY = TheDay()
BACK = Back()
REVIEW_COMMANDS: tuple[Command[Any], ...] = (KeepAndNext(), OneBefore(), OpenCall(), LeaveReview())
HAND_OVER_COMMANDS: tuple[Command[Any], ...] = (Note(), Give(), OpenLine(), BACK)
AGENDA_COMMANDS: tuple[Command[Any], ...] = (OpenEntry(), AgendaMine(), BACK)
