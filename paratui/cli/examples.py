"""Examples of what is typed, as `--help` shows them."""

from __future__ import annotations

CALL_EXAMPLE = """\
  paratui call
  paratui call --notes notes.txt --phone - --started 2026-11-20T09:30

- asks for the number, which the shell's history would keep

a line of notes begins with its time if it has one, then its mark:
  00:52 > send her the new notice thu 3pm"""

LOG_EXAMPLE = """\
  paratui log custody hearing --since 2026-11-01
  paratui log outcome:voicemail on:monday
  paratui log by:ana 'kind:?' after:2026-11"""

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

SHOW_EXAMPLE = """\
  paratui show person -
  paratui show matter 2026-0142
  paratui show follow-up 14
  paratui show call 911234567890123456 --json

- asks for the name, which the shell's history would keep"""

KEYS_EXAMPLE = """\
  paratui keys
  paratui keys use left-hand
  paratui keys check

your own keys are in ~/.config/paratui/keys.toml, or the file PARATUI_KEYS names:
  set = "vi"
  [keys]
  "queue.done" = ["d", "f8"]
  "call.card" = ["ctrl+l", "f7"]"""

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

COMPLETION_EXAMPLE = """\
  paratui completion bash > ~/.local/share/bash-completion/completions/paratui
  paratui completion zsh > ~/.zfunc/_paratui
  paratui completion fish > ~/.config/fish/completions/paratui.fish

the folder must be there; for zsh it must be in fpath before compinit runs"""
