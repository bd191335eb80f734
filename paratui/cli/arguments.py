"""What can be typed on the command line. Loads nothing of the office, so that help comes at once.

Values stay text here: each command reads its own and says in one sentence what is wrong with one.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSION = "0.1.0"

EXIT_CODES = """\
exit codes:
  0  done
  1  verify, repair, backup or restore found damage, doctor something to mend,
     or import refused some rows
  2  what was given cannot be used, or the office cannot be opened
  3  somebody else changed the record meanwhile
  4  the office cannot be written now
  130  interrupted"""

HOME = """\
Take client calls with live notes, keep the call log, work the follow-up queue.
Without a command the program opens.

The office folder is --office, else PARATUI_OFFICE, else /srv/paratui when this
account may write there, else ~/.local/share/paratui."""

CALL_EXAMPLE = """\
  paratui call '(415) 555-2671'
  paratui call --notes notes.txt --phone '(415) 555-2671' --started 2026-11-20T09:30

a line of notes begins with its time if it has one, then its mark:
  00:52 > send her the new notice thu 3pm"""

VOICEMAILS_EXAMPLE = """\
  paratui voicemails list.txt
  paratui voicemails --came missed < list.txt

a line is the time if it is known, the number or the name, a colon and what was said:
  9:12 (415) 555-2671 maria garcia: wants the hearing date @dana !
a line may begin with how it came: /voicemail /missed /email /letter /text /walkin"""

STAFF_EXAMPLE = (
    "  paratui staff\n  paratui staff m.okafor --role attorney --title Attorney --name 'Morgan Okafor'\n"
    "  paratui staff dana --left 2026-11-20"
)
BACKUP_EXAMPLE = """\
  paratui backup /mnt/backup
  paratui backup /mnt/backup --to age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"""


EXPORT_EXAMPLE = """\
  paratui export ical calendar.ics
  paratui export ical --mine --days 14 > mine.ics"""


PEOPLE_OUT_EXAMPLE = """\
  paratui export people people.csv
  paratui export people --vcard > people.vcf"""
IMPORT_EXAMPLE = """\
  paratui import people contacts.csv --dry-run
  paratui import people contacts.csv --map 'Cell nr=mobile' --role client
  paratui import people contacts.vcf --yes --refused refused.csv

known are the columns of Clio, Outlook and Google; the same person is skipped, who may be
somebody known is asked about, and --yes leaves those out"""


class Parser(argparse.ArgumentParser):
    """A parser that explains a mistake in one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the help is, and leave with exit code 2."""
        self.exit(2, f"paratui: {message}; see: {self.prog} --help\n")


def parser() -> Parser:
    """The whole command line."""
    whole = Parser(
        prog="paratui",
        description=HOME,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"paratui {VERSION}")
    whole.add_argument("--office", metavar="DIR", default=None, help="the office folder")
    whole.set_defaults(command="program")
    commands = whole.add_subparsers(metavar="COMMAND", title="commands")
    for name, (summary, example, options) in COMMANDS.items():
        one = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[:1].upper()}{summary[1:]}.",
            epilog=f"example:\n{example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        # Left out here, what stands before the command keeps its value.
        one.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
        options(one)
        one.set_defaults(command=name.replace("-", "_"))
    return whole


def read(argv: Sequence[str]) -> argparse.Namespace:
    """What was typed; help, the version and mistakes end in SystemExit."""
    return parser().parse_args(argv)


def _json(one: Parser) -> None:
    one.add_argument("--json", action="store_true", help="for programs: JSON on standard output")


def _call(one: Parser) -> None:
    one.add_argument("number", metavar="NUMBER", nargs="*", help="the caller's number, as it is written")
    noted = one.add_argument_group("a call that is over")
    noted.add_argument("--notes", metavar="FILE", help="log it from the note lines of a file, - for standard input")
    noted.add_argument("--phone", metavar="NUMBER", help="the other end's number")
    noted.add_argument("--person", metavar="NAME", help="who was on the line")
    noted.add_argument("--matter", metavar="NUMBER", help="the matter it was about")
    noted.add_argument("--channel", metavar="CHANNEL", help="phone (default), voicemail, video, ...")
    noted.add_argument("--outcome", metavar="OUTCOME", help="reached (default), left_voicemail, ...")
    noted.add_argument("--out", action="store_true", help="we called them")
    noted.add_argument("--started", metavar="TIME", help="when it began, such as 2026-11-20T09:30")
    noted.add_argument("--seconds", metavar="N", help="how long it lasted")
    _json(one)


def _queue(one: Parser) -> None:
    whose = one.add_mutually_exclusive_group()
    whose.add_argument("--mine", action="store_true", help="only what is mine or nobody's")
    whose.add_argument("--all", action="store_true", help="everyone's, with the ones that are done")
    _json(one)


def _today(one: Parser) -> None:
    one.add_argument("--all", action="store_true", help="everyone's items, each section whole")
    _json(one)


def _agenda(one: Parser) -> None:
    one.add_argument("--days", metavar="N", help="so many days from today on (14)")
    one.add_argument("--mine", action="store_true", help="of the follow-ups only what is mine or nobody's")
    _json(one)


def _pulse(one: Parser) -> None:
    one.add_argument("--days", metavar="N", help="over so many days, today the last of them (30)")
    one.add_argument("--everyone", action="store_true", help="sums of the whole office, nobody by name")
    _json(one)


def _handover(one: Parser) -> None:
    one.add_argument("--note", metavar="WORDS", help="what the next one should know first; it is kept for today")
    one.add_argument("--to", metavar="LOGIN", help="give the open items it lists to this colleague, in one step")
    _json(one)


def _export(one: Parser) -> None:
    # A format is a command of its own, so that options may stand on either side of the file.
    formats = one.add_subparsers(metavar="FORMAT", title="formats", required=True, dest="format")
    ical = formats.add_parser(
        "ical",
        help="an iCalendar file",
        epilog=f"example:\n{EXPORT_EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    ical.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
    ical.add_argument("file", metavar="FILE", nargs="?", default="-", help="the file; - or nothing is the output")
    ical.add_argument("--mine", action="store_true", help="of the follow-ups only what is mine or nobody's")
    ical.add_argument("--days", metavar="N", help="only what is due or reported within so many days")
    ical.add_argument("--names", action="store_true", help="with names and words; else initials and numbers alone")
    _json(ical)
    people = formats.add_parser(
        "people",
        help="everybody the office knows, as CSV or vCard",
        epilog=f"example:\n{PEOPLE_OUT_EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    people.add_argument("--office", metavar="DIR", default=argparse.SUPPRESS, help="the office folder")
    people.add_argument("file", metavar="FILE", nargs="?", default="-", help="the file; - or nothing is the output")
    form = people.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="for a spreadsheet (unless the file ends in .vcf)")
    form.add_argument("--vcard", action="store_true", help="for an address book: vCard 3.0")
    _json(people)
    people.set_defaults(command="export_people")


def _import(one: Parser) -> None:
    kinds = one.add_subparsers(metavar="WHAT", title="what can be imported", required=True, dest="what")
    people = kinds.add_parser(
        "people",
        help="people from CSV or vCard",
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
    _json(people)
    people.set_defaults(command="import_people")


def _log(one: Parser) -> None:
    one.add_argument("--limit", metavar="N", help="at most so many (100, all with --json; 0 is all)")
    one.add_argument("--staff", metavar="LOGIN", help="who took the call")
    one.add_argument("--person", metavar="NAME", help="who was on the line")
    one.add_argument("--since", metavar="TIME", help="not before this day or moment, such as 2026-11-01")
    one.add_argument("--words", metavar="WORD", nargs="+", help="each word must occur in the call")
    _json(one)


def _show(one: Parser) -> None:
    one.add_argument("what", choices=("call", "follow-up"), help="call or follow-up")
    one.add_argument("which", metavar="ID", help="the id of the call, or the number of the follow-up")
    _json(one)


def _add(one: Parser) -> None:
    one.add_argument("text", metavar="TEXT", nargs="+", help="what is to be done, by when and by whom")
    one.add_argument("--person", metavar="NAME", help="whom it is for")
    _json(one)


def _done(one: Parser) -> None:
    one.add_argument("number", metavar="NUMBER", help="the number of the follow-up")
    one.add_argument("--outcome", metavar="TEXT", default="", help="what came of it, in a few words (required)")
    asked = one.add_mutually_exclusive_group()
    asked.add_argument("--carried-out", action="store_true", help="a client's instruction: it was carried out")
    asked.add_argument(
        "--not-carried-out", action="store_true", help="it was not, for the reason in --outcome: the client is told"
    )
    asked.add_argument("--unanswered", action="store_true", help="a question: it needs no answer of the attorney")
    _json(one)


def _voicemails(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", nargs="?", default="-", help="the list; - or nothing is standard input")
    one.add_argument("--came", metavar="WAY", default="voicemail", help="voicemail (default), missed, email, ...")
    _json(one)


def _staff(one: Parser) -> None:
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
    _json(one)


def _attorney_leaves(one: Parser) -> None:
    one.add_argument("login", metavar="LOGIN", help="the attorney who leaves; - for the matters that have none")
    one.add_argument("--to", metavar="LOGIN", default="", help="who takes over; left out it is to be named")
    one.add_argument("--matter", metavar="NUMBER", default="", help="only this matter changes hands")
    one.add_argument("--preview", action="store_true", help="only say what it comes to")
    _json(one)


def _backup(one: Parser) -> None:
    one.add_argument("dest", metavar="DEST", help="a folder to put the file into, or the file to make")
    for option, what, says in (
        ("--to", "RECIPIENT", "encrypt for this key: age1... or ssh-ed25519 ..."),
        ("--recipients", "FILE", "encrypt for each key in this file"),
    ):
        one.add_argument(option, metavar=what, action="append", default=[], help=f"{says} (may be repeated)")
    _json(one)


def _restore(one: Parser) -> None:
    one.add_argument("file", metavar="FILE", help="what paratui backup has written")
    one.add_argument("--identity", metavar="KEYFILE", help="the secret key of an encrypted backup: age or ssh")
    _json(one)


def _demo(one: Parser) -> None:
    one.add_argument("--no-open", action="store_true", help="only make it, keep it and print where it is")


COMMANDS: dict[str, tuple[str, str, Callable[[Parser], None]]] = {
    "call": (
        "take a call now, or log one from a file of note lines",
        CALL_EXAMPLE,
        _call,
    ),
    "queue": ("list the open follow-ups, most pressing first", "  paratui queue --mine", _queue),
    "log": ("list the calls, newest first", "  paratui log --since 2026-11-01 --words custody hearing", _log),
    "show": (
        "show one call or one follow-up with its history",
        "  paratui show follow-up 14\n  paratui show call 911234567890123456 --json",
        _show,
    ),
    "add": ("add a follow-up", "  paratui add 'call back thu 3pm @dana !' --person 'Maria Garcia'", _add),
    "done": (
        "close a follow-up with what came of it",
        "  paratui done 14 --outcome 'reached her, sent the notice'",
        _done,
    ),
    "voicemails": (
        "take down voicemails, missed calls or mail from a list, one line each",
        VOICEMAILS_EXAMPLE,
        _voicemails,
    ),
    "staff": (
        "who works here, and who the attorney is; change what is kept of somebody",
        STAFF_EXAMPLE,
        _staff,
    ),
    "attorney-leaves": (
        "an attorney leaves or changes: their matters change hands, every client is to be told",
        "  paratui attorney-leaves m.okafor --preview\n  paratui attorney-leaves m.okafor --to r.lindqvist",
        _attorney_leaves,
    ),
    "today": (
        "say in a few lines what is due and what was done today",
        "  paratui today\n  paratui today --all",
        _today,
    ),
    "agenda": (
        "say day by day what is due, who hears from us, and which dates were reported",
        "  paratui agenda\n  paratui agenda --days 30 --mine",
        _agenda,
    ),
    "handover": (
        "put the shift together for whoever comes next",
        "  paratui handover\n  paratui handover --note 'Maria calls back at 4' --to dana",
        _handover,
    ),
    "export": (
        "write the follow-ups and reported dates for a calendar; who asked for it is noted",
        EXPORT_EXAMPLE,
        _export,
    ),
    "import": (
        "take in people from another program's contacts, after showing what would happen",
        IMPORT_EXAMPLE,
        _import,
    ),
    "hours": (
        "when the office is open, its holidays, and what its clocks make of a call now",
        "  paratui hours",
        _json,
    ),
    "silence": (
        "say whom nobody spoke to, what has nothing planned, who called once, and which promises were broken",
        "  paratui silence\n  paratui silence --json",
        _json,
    ),
    "pulse": (
        "say when calls come, how soon they are returned, what became of promises, which steps are skipped",
        "  paratui pulse\n  paratui pulse --days 90 --everyone",
        _pulse,
    ),
    "verify": ("check every record and the chain of who changed what", "  paratui verify", _json),
    "doctor": (
        "look over the folder, the account, the terminal and the clock, and say what to mend",
        "  paratui doctor\n  paratui doctor --office /srv/paratui",
        _json,
    ),
    "backup": ("write the whole office into one file, while people work in it", BACKUP_EXAMPLE, _backup),
    "restore": (
        "put an office back from a backup, into an empty or new folder",
        "  paratui restore paratui-firm-20261120T030000Z.tar.gz --office /srv/paratui",
        _restore,
    ),
    "index": (
        "make the index of the call lists anew; it is derived, and the program makes it when it is missing",
        "  paratui index",
        _json,
    ),
    "repair": (
        "make a damaged office whole again; nothing is thrown away",
        "  paratui backup ~/before-repair.tar.gz\n  paratui repair",
        _json,
    ),
    "demo": (
        "open a throw-away office full of invented people",
        "  paratui demo\n  paratui demo --office /tmp/demo-office --no-open",
        _demo,
    ),
}
