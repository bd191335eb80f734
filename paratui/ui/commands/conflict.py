"""What can be done about a conflict check: on its page, and from a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen
    from paratui.ui.screens.conflict import ConflictPage


class RunCheck(Command["CallScreen"]):
    id = "call.conflict"
    title = "Conflict check"
    slash = "conflict"
    slash_help = "look through the names and run the conflict check"
    help = "Shows who was named, runs the check over everybody the office knows, and takes the verdict."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_conflict(words)


class IKnow(Command["CallScreen"]):
    id = "call.iknow"
    title = "I know this person"
    slash = "iknow"
    slash_help = "NAME - somebody I know from elsewhere; every later check finds them"
    help = "Keeps that you know somebody from elsewhere, so that a conflict check finds the name."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.say_i_know(words)


CONFLICT_ON_CALL: tuple[Command[CallScreen], ...] = (RunCheck(), IKnow())


class Next(Command["ConflictPage"]):
    id = "conflict.next"
    title = "Check the names, then give the verdict"
    keys = ("enter",)
    footer = "check, then verdict"
    footer_rank = 1
    help = "Runs the check; with its outcome there, asks for the verdict; with the verdict given, goes back."

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.go_on()


class Verdict(Command["ConflictPage"]):
    id = "conflict.verdict"
    title = "Verdict"
    keys = ("v",)
    footer = "verdict"
    footer_rank = 3
    help = "Clear, denied or waived. Over what was found an attorney decides; others enter it with the reason."

    def why_not(self, area: ConflictPage) -> str:
        return "" if area.check else "Run the check first: Enter"

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_verdict()


class OfTheCall(Command["ConflictPage"]):
    """A command that changes the names of a call still being taken."""

    only_when_possible = True

    def why_not(self, area: ConflictPage) -> str:
        return "" if area.session else "This call is over; its names stand as they were checked"


class AddName(OfTheCall):
    id = "conflict.add"
    title = "Add a name"
    keys = ("a",)
    footer = "add"
    footer_rank = 4
    help = "Adds a name; what it is to the caller stands behind a comma, such as: Roberto Diaz, husband."

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.ask_name()


class MendName(OfTheCall):
    id = "conflict.mend"
    title = "Mend a name"
    keys = ("e",)
    footer = "mend"
    footer_rank = 5
    help = "Changes the spelling of a name or what it is to the caller; the earlier wording stays as a version."

    def why_not(self, area: ConflictPage) -> str:
        return super().why_not(area) or area.why_not_mend()

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.mend_name()


class TakeOutName(OfTheCall):
    id = "conflict.out"
    title = "Take a name out"
    keys = ("x",)
    footer = "take out"
    footer_rank = 6
    help = "Strikes a name out. What a check found for it already stays for the attorney."

    def why_not(self, area: ConflictPage) -> str:
        return super().why_not(area) or area.why_not_mend()

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.take_out_name()


class More(Command["ConflictPage"]):
    id = "conflict.more"
    title = "More about what was found"
    keys = ("o",)
    footer = "more"
    footer_rank = 7
    help = "Shows why a name was found and what the office knows of it."

    def why_not(self, area: ConflictPage) -> str:
        return (
            "" if area.hit else area.keyed("Down to a name that was found, then [[conflict.more]] shows more of it")
        )

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.show_more()


class Back(Command["ConflictPage"]):
    id = "conflict.back"
    title = "Back"
    keys = ("escape", "ctrl+c", "q")
    footer = "back"
    footer_rank = 2
    help = "Back to where you came from; the names and the check are kept."

    async def run(self, area: ConflictPage, words: str = "") -> None:  # noqa: ARG002
        await area.go_back()


CONFLICT_COMMANDS: tuple[Command[ConflictPage], ...] = (
    Next(),
    More(),
    Verdict(),
    AddName(),
    MendName(),
    TakeOutName(),
    Back(),
)
