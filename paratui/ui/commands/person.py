"""What is kept with the person on the other end, and what must be known before their number is dialled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.ui.commands.command import Command

if TYPE_CHECKING:
    from paratui.ui.screens.call import CallScreen


class Dial(Command["CallScreen"]):
    id = "person.dial"
    title = "Before dialling: what must be known"
    slash = "dial"
    slash_help = "show the number of an outgoing call, and what must be known before it is dialled"
    help = "Shows what speaks against dialling; Enter shows the number all the same."

    async def run(self, area: CallScreen, words: str = "") -> None:  # noqa: ARG002
        await area.look_before_dialling(again=True)


class Voicemail(Command["CallScreen"]):
    id = "person.voicemail"
    title = "Voicemail: may a message be left"
    slash = "voicemail"
    slash_help = "yes or no: may a message be left at this number; yes all - at all of theirs"
    help = "Keeps with the person whether a message may be left at the number of this call."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_voicemail(words)


class Safe(Command["CallScreen"]):
    id = "person.safe"
    title = "Is this number safe to call"
    slash = "safe"
    slash_help = "yes or no: may the office call this number at all"
    help = "A number that is not safe is hidden until somebody says that they dial it all the same."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_safe(words)


class SayOnly(Command["CallScreen"]):
    id = "person.sayonly"
    title = "The one name that may be said there"
    slash = "sayonly"
    slash_help = "NAME - all that may be said to whoever answers there"
    help = "Keeps the one name that may be said to whoever answers; not the firm and not why."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_say_only(words)


class Language(Command["CallScreen"]):
    id = "person.language"
    title = "Their language"
    slash = "language"
    slash_help = "LANGUAGE - which they speak best, and whether an interpreter is needed"
    help = "Keeps the person's language; the next call begins with it in the brief."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_of_person("language", words)


class Needs(Command["CallScreen"]):
    id = "person.needs"
    title = "What they need to follow a call"
    slash = "needs"
    slash_help = "WORDS - what they need to follow a call: large print, slowly, no smartphone"
    help = "Keeps accommodations and technology limits with the person."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_of_person("accommodations", words)


class HowToTalk(Command["CallScreen"]):
    id = "person.howtotalk"
    title = "How to talk with them"
    slash = "howtotalk"
    slash_help = "WORDS - how one talks with them best"
    help = "Keeps with the person how one talks with them."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_of_person("how_to_talk", words)


class BestTime(Command["CallScreen"]):
    id = "person.besttime"
    title = "When they are best called"
    slash = "besttime"
    slash_help = "WORDS - when they are best called, such as after 3 PM"
    help = "Keeps with the person when they are best called; it is shown before dialling."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_of_person("best_times", words)


class Home(Command["CallScreen"]):
    id = "person.home"
    title = "Where they live"
    slash = "home"
    slash_help = "PLACE - where they live, as they say it; the time there follows it"
    help = "Keeps the place with the person. Where they are on this call is said with /where."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_of_person("place", words)


class IdentityFact(Command["CallScreen"]):
    id = "person.fact"
    title = "What only they know"
    slash = "fact"
    slash_help = "WORDS - what only they know, to check who is calling: born 1986-04-12"
    help = "Keeps with the person what only they know; the identity check then asks about it."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.ask_of_person("identity_facts", words)


class Minor(Command["CallScreen"]):
    id = "person.minor"
    title = "They are under age"
    slash = "minor"
    slash_help = "they are under age; /minor no takes it back"
    help = "Keeps with the person that they are under age; the checklist then has a step for it."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.keep_minor(words)


class Save(Command["CallScreen"]):
    id = "person.save"
    title = "Enter the caller in the office's list"
    slash = "save"
    slash_help = "prospect, client, witness, other ...: enter the caller; of somebody known, keep this number too"
    help = "Enters somebody new with name and number, or adds this number to somebody known."

    async def run(self, area: CallScreen, words: str = "") -> None:
        await area.save_person(words)


PERSON_COMMANDS: tuple[Command[CallScreen], ...] = (
    Voicemail(),
    Safe(),
    SayOnly(),
    Dial(),
    Language(),
    Needs(),
    HowToTalk(),
    BestTime(),
    Home(),
    IdentityFact(),
    Minor(),
    Save(),
)
