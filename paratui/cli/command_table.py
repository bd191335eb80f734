"""Every command: what it is for, an example, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paratui.cli.command_options import (
    add_options,
    agenda_options,
    attorney_leaves_options,
    backup_options,
    call_options,
    completion_options,
    demo_options,
    done_options,
    export_options,
    handover_options,
    import_options,
    json_option,
    keys_options,
    log_options,
    no_options,
    pulse_options,
    queue_options,
    restore_options,
    settings_options,
    show_options,
    staff_options,
    today_options,
    tour_options,
    voicemails_options,
)
from paratui.cli.examples import (
    BACKUP_EXAMPLE,
    CALL_EXAMPLE,
    COMPLETION_EXAMPLE,
    EXPORT_EXAMPLE,
    IMPORT_EXAMPLE,
    KEYS_EXAMPLE,
    LOG_EXAMPLE,
    SHOW_EXAMPLE,
    STAFF_EXAMPLE,
    VOICEMAILS_EXAMPLE,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from paratui.cli.parser import Parser

COMMANDS: dict[str, tuple[str, str, Callable[[Parser], None]]] = {
    "call": (
        "take a call now, or log one from a file of note lines",
        CALL_EXAMPLE,
        call_options,
    ),
    "queue": ("list the open follow-ups, most pressing first", "  paratui queue --mine", queue_options),
    "log": ("list the calls, newest first", LOG_EXAMPLE, log_options),
    "show": (
        "show one call, follow-up, person or matter with everything it holds",
        SHOW_EXAMPLE,
        show_options,
    ),
    "add": ("add a follow-up", "  paratui add 'call back thu 3pm @dana !' --person -", add_options),
    "done": (
        "close a follow-up with what came of it",
        "  paratui done 14 --outcome 'reached her, sent the notice'",
        done_options,
    ),
    "voicemails": (
        "take down voicemails, missed calls or mail from a list, one line each",
        VOICEMAILS_EXAMPLE,
        voicemails_options,
    ),
    "staff": (
        "who works here, and who the attorney is; change what is kept of somebody",
        STAFF_EXAMPLE,
        staff_options,
    ),
    "attorney-leaves": (
        "an attorney leaves or changes: their matters change hands, every client is to be told",
        "  paratui attorney-leaves m.okafor --preview\n  paratui attorney-leaves m.okafor --to r.lindqvist",
        attorney_leaves_options,
    ),
    "today": (
        "say in a few lines what is due and what was done today",
        "  paratui today\n  paratui today --all",
        today_options,
    ),
    "agenda": (
        "say day by day what is due, who hears from us, and which dates were reported",
        "  paratui agenda\n  paratui agenda --days 30 --mine",
        agenda_options,
    ),
    "handover": (
        "put the shift together for whoever comes next",
        "  paratui handover\n  paratui handover --note 'the clerk calls back at 4' --to dana",
        handover_options,
    ),
    "export": (
        "write the follow-ups and reported dates for a calendar; who asked for it is noted",
        EXPORT_EXAMPLE,
        export_options,
    ),
    "import": (
        "take in people from another program's contacts, after showing what would happen",
        IMPORT_EXAMPLE,
        import_options,
    ),
    "hours": (
        "when the office is open, its holidays, and what its clocks make of a call now",
        "  paratui hours",
        json_option,
    ),
    "silence": (
        "say whom nobody spoke to, what has nothing planned, who called once, and which promises were broken",
        "  paratui silence\n  paratui silence --json",
        json_option,
    ),
    "pulse": (
        "say when calls come, how soon they are returned, what became of promises, which steps are skipped",
        "  paratui pulse\n  paratui pulse --days 90 --everyone",
        pulse_options,
    ),
    "settings": (
        "say or change how it looks to you: theme, spacing, cursor, initials for names, lock, plain text",
        "  paratui settings\n  paratui settings theme light\n  paratui settings lock_minutes 10",
        settings_options,
    ),
    "verify": ("check every record and the chain of who changed what", "  paratui verify", json_option),
    "doctor": (
        "look over the folder, the account, the terminal and the clock, and say what to mend",
        "  paratui doctor\n  paratui doctor --office /srv/paratui",
        json_option,
    ),
    "backup": ("write the whole office into one file, while people work in it", BACKUP_EXAMPLE, backup_options),
    "restore": (
        "put an office back from a backup, into an empty or new folder",
        "  paratui restore paratui-firm-20261120T030000Z.tar.gz --office /srv/paratui",
        restore_options,
    ),
    "index": (
        "make the index of the call lists anew; it is derived, and the program makes it when it is missing",
        "  paratui index",
        json_option,
    ),
    "repair": (
        "make a damaged office whole again; nothing is thrown away",
        "  paratui backup ~/before-repair.tar.gz\n  paratui repair",
        json_option,
    ),
    "demo": (
        "open a throw-away office full of invented people",
        "  paratui demo\n  paratui demo --office /tmp/demo-office --no-open",
        demo_options,
    ),
    "tour": (
        "learn the program by doing, in about ten minutes, in a throw-away office",
        "  paratui tour\n  paratui tour --again",
        tour_options,
    ),
    "keys": (
        "show the keys that hold for you; check your own, take up a set that is shipped",
        KEYS_EXAMPLE,
        keys_options,
    ),
    "completion": (
        "print what makes a shell complete commands and options on Tab",
        COMPLETION_EXAMPLE,
        completion_options,
    ),
    "man": ("print the manual page", "  paratui man | man -l -", no_options),
}
