"""What each command takes. Values stay text here: each command reads its own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from paratui.cli.examples import EXPORT_EXAMPLE, IMPORT_EXAMPLE, PEOPLE_OUT_EXAMPLE

if TYPE_CHECKING:
    from paratui.cli.parser import Parser


def json_option(one: Parser) -> None:
    one.add_argument("--json", action="store_true", help="for programs: JSON on standard output")


def plain_option(one: Parser) -> None:
    one.add_argument("--plain", action="store_true", help="linear text for a screen reader (or PARATUI_PLAIN=1)")


def settings_options(one: Parser) -> None:
    one.add_argument("name", metavar="NAME", nargs="?", help="theme, spacing, cursor, discreet, lock_minutes, plain")
    one.add_argument("value", metavar="VALUE", nargs="?", help="what it shall be from now on")
    json_option(one)


def call_options(one: Parser) -> None:
    unseen = "the number; left out it is typed in the call, where the shell's history does not see it"
    one.add_argument("number", metavar="NUMBER", nargs="*", help=unseen)
    noted = one.add_argument_group("a call that is over")
    noted.add_argument("--notes", metavar="FILE", help="log it from the note lines of a file, - for standard input")
    noted.add_argument("--phone", metavar="NUMBER", help="the other end's number; - asks for it")
    noted.add_argument("--person", metavar="NAME", help="who was on the line; - asks for it")
    noted.add_argument("--matter", metavar="NUMBER", help="the matter it was about")
    noted.add_argument("--channel", metavar="CHANNEL", help="phone (default), voicemail, video, ...")
    noted.add_argument("--outcome", metavar="OUTCOME", help="reached (default), left_voicemail, ...")
    noted.add_argument("--out", action="store_true", help="we called them")
    noted.add_argument("--started", metavar="TIME", help="when it began, such as 2026-11-20T09:30")
    noted.add_argument("--seconds", metavar="N", help="how long it lasted")
    plain_option(one)
    json_option(one)


def keys_options(one: Parser) -> None:
    does = "check: what of your own cannot be used; ids: what can have a key; use SET: take up a shipped set"
    one.add_argument("what", metavar="WHAT", nargs="?", choices=("check", "ids", "use"), help=does)
    one.add_argument("name", metavar="SET", nargs="?", default="", help="left-hand, vi, no-f-keys, or none")
    json_option(one)


def queue_options(one: Parser) -> None:
    whose = one.add_mutually_exclusive_group()
    whose.add_argument("--mine", action="store_true", help="only what is mine or nobody's")
    whose.add_argument("--all", action="store_true", help="everyone's, with the ones that are done")
    plain_option(one)
    json_option(one)


def today_options(one: Parser) -> None:
    one.add_argument("--all", action="store_true", help="everyone's items, each section whole")
    json_option(one)


def agenda_options(one: Parser) -> None:
    one.add_argument("--days", metavar="N", help="so many days from today on (14)")
    one.add_argument("--mine", action="store_true", help="of the follow-ups only what is mine or nobody's")
    json_option(one)


def pulse_options(one: Parser) -> None:
    one.add_argument("--days", metavar="N", help="over so many days, today the last of them (30)")
    one.add_argument("--everyone", action="store_true", help="sums of the whole office, nobody by name")
    json_option(one)


def handover_options(one: Parser) -> None:
    one.add_argument("--note", metavar="WORDS", help="what the next one should know first, kept for today; - asks")
    one.add_argument("--to", metavar="LOGIN", help="give the open items it lists to this colleague, in one step")
    json_option(one)


def export_options(one: Parser) -> None:
    # A format is a command of its own, so that options may stand on either side of the file.
    formats = one.add_subparsers(metavar="FORMAT", title="formats", required=True, dest="format")
    ical = formats.add_parser(
        "ical",
        help="an iCalendar file",
        description="The follow-ups and reported dates as an iCalendar file.",
        epilog=f"example:\n{EXPORT_EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    ical.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
    ical.add_argument("file", metavar="FILE", nargs="?", default="-", help="the file; - or nothing is the output")
    ical.add_argument("--mine", action="store_true", help="of the follow-ups only what is mine or nobody's")
    ical.add_argument("--days", metavar="N", help="only what is due or reported within so many days")
    ical.add_argument("--names", action="store_true", help="with names and words; else initials and numbers alone")
    json_option(ical)
    people = formats.add_parser(
        "people",
        help="everybody the office knows, as CSV or vCard",
        description="Everybody the office knows, as CSV or vCard.",
        epilog=f"example:\n{PEOPLE_OUT_EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    people.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
    people.add_argument("file", metavar="FILE", nargs="?", default="-", help="the file; - or nothing is the output")
    form = people.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="for a spreadsheet (unless the file ends in .vcf)")
    form.add_argument("--vcard", action="store_true", help="for an address book: vCard 3.0")
    json_option(people)
    people.set_defaults(command="export_people")


def import_options(one: Parser) -> None:
    kinds = one.add_subparsers(metavar="WHAT", title="what can be imported", required=True, dest="what")
    people = kinds.add_parser(
        "people",
        help="people from CSV or vCard",
        description="Take in people from CSV or vCard, after showing what would happen.",
        epilog=f"example:\n{IMPORT_EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    people.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
    people.add_argument("file", metavar="FILE", help="the file of another program: CSV, or vCard 3.0 or 4.0")
    people.add_argument("--dry-run", action="store_true", help="only say what would happen")
    people.add_argument("--yes", action="store_true", help="ask nothing; who may be somebody known is left out")
    mapping = "where a column goes, such as 'Cell nr=mobile' or 'Nr=none' (may be repeated)"
    people.add_argument("--map", metavar="COLUMN=FIELD", action="append", default=[], help=mapping)
    people.add_argument("--role", metavar="ROLE", default="other", help="whose role the file does not name (other)")
    alike = ("merge", "new", "leave")
    people.add_argument("--alike", choices=alike, help="what becomes of whoever may be somebody known")
    people.add_argument("--refused", metavar="FILE", help="write the rows that were refused, to be mended")
    people.add_argument("--no-header", action="store_true", help="the first row is somebody, too")
    json_option(people)
    people.set_defaults(command="import_people")


def log_options(one: Parser) -> None:
    search = "words, and conditions as in the program's log: from:maria by:ana kind:? outcome:reached on:monday"
    one.add_argument("search", metavar="SEARCH", nargs="*", help=search)
    one.add_argument("--limit", metavar="N", help="at most so many (100, all with --json; 0 is all)")
    one.add_argument("--staff", metavar="LOGIN", help="who took the call")
    one.add_argument("--person", metavar="NAME", help="who was on the line; - asks for it")
    one.add_argument("--since", metavar="TIME", help="not before this day or moment, such as 2026-11-01")
    one.add_argument("--words", metavar="WORD", nargs="+", help="the same as SEARCH; - asks for them")
    plain_option(one)
    json_option(one)


def show_options(one: Parser) -> None:
    kinds = ("call", "follow-up", "person", "matter")
    one.add_argument("what", choices=kinds, help=", ".join(kinds))
    which = "the id of a call, the number of a follow-up or matter, the name or number of a person; - asks for it"
    one.add_argument("which", metavar="ID", nargs="+", help=which)
    plain_option(one)
    json_option(one)


def add_options(one: Parser) -> None:
    one.add_argument("text", metavar="TEXT", nargs="+", help="what is to be done, by when and by whom; - asks for it")
    one.add_argument("--person", metavar="NAME", help="whom it is for; - asks for it")
    json_option(one)


def done_options(one: Parser) -> None:
    one.add_argument("number", metavar="NUMBER", help="the number of the follow-up")
    one.add_argument("--outcome", metavar="TEXT", default="", help="what came of it, in few words (required); - asks")
    asked = one.add_mutually_exclusive_group()
    asked.add_argument("--carried-out", action="store_true", help="a client's instruction: it was carried out")
    asked.add_argument(
        "--not-carried-out", action="store_true", help="it was not, for the reason in --outcome: the client is told"
    )
    asked.add_argument("--unanswered", action="store_true", help="a question: it needs no answer of the attorney")
    json_option(one)


def voicemails_options(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", nargs="?", default="-", help="the list; - or nothing is standard input")
    one.add_argument("--came", metavar="WAY", default="voicemail", help="voicemail (default), missed, email, ...")
    json_option(one)


def staff_options(one: Parser) -> None:
    one.add_argument("login", metavar="LOGIN", nargs="?", help="whose record to change; nobody lists everybody")
    for option, what, says in (
        ("--role", "ROLE", "paralegal, secretary, attorney or other"),
        ("--name", "NAME", "the full name, as it is said to clients"),
        ("--title", "TITLE", "the title, as it is said to clients: Paralegal"),
        ("--initials", "LETTERS", "what stands for the name in narrow columns"),
    ):
        one.add_argument(option, metavar=what, help=says)
    gone = one.add_mutually_exclusive_group()
    gone.add_argument("--left", metavar="DATE", nargs="?", const="", help="works here no more since that day (today)")
    gone.add_argument("--back", action="store_true", help="works here again")
    json_option(one)


def attorney_leaves_options(one: Parser) -> None:
    one.add_argument("login", metavar="LOGIN", help="the attorney who leaves; - for the matters that have none")
    one.add_argument("--to", metavar="LOGIN", default="", help="who takes over; left out it is to be named")
    one.add_argument("--matter", metavar="NUMBER", default="", help="only this matter changes hands")
    one.add_argument("--preview", action="store_true", help="only say what it comes to")
    json_option(one)


def backup_options(one: Parser) -> None:
    one.add_argument("dest", metavar="DEST", help="a folder to put the file into, or the file to make")
    for option, what, says in (
        ("--to", "RECIPIENT", "encrypt for this key: age1... or ssh-ed25519 ..."),
        ("--recipients", "FILE", "encrypt for each key in this file"),
    ):
        one.add_argument(option, metavar=what, action="append", default=[], help=f"{says} (may be repeated)")
    json_option(one)


def restore_options(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="what paratui backup has written")
    one.add_argument("--identity", metavar="KEYFILE", help="the secret key of an encrypted backup: age or ssh")
    json_option(one)


def demo_options(one: Parser) -> None:
    one.add_argument("--no-open", action="store_true", help="only make it, keep it and print where it is")


def tour_options(one: Parser) -> None:
    one.add_argument("--again", action="store_true", help="begin with the first lesson, in a new office")


def completion_options(one: Parser) -> None:
    shells = ("bash", "zsh", "fish")
    one.add_argument("shell", metavar="SHELL", choices=shells, help=", ".join(shells))


def no_options(_one: Parser) -> None:
    """Takes nothing."""
