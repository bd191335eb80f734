"""`paratui export people`: everybody the office knows, as CSV or vCard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paratui.cli.given import STANDARD_INPUT, words
from paratui.cli.opened import opened
from paratui.cli.printed import remark, say, say_file, say_json
from paratui.domain.errors import BadInput
from paratui.domain.spoken_size import count_words
from paratui.services.people_export import note_people_export, people_export, write_people

if TYPE_CHECKING:
    from argparse import Namespace

_CARDS = (".vcf", ".vcard")


def run(given: Namespace) -> int:
    """Write the people; that they were asked for is noted in the office first."""
    file = words(given.file)
    to_file = file != STANDARD_INPUT
    if not file.strip():
        raise BadInput("The name of the file is empty; name one that ends in .csv or .vcf, or - for standard output")
    if given.json and not to_file:
        raise BadInput("--json tells about a file; name the file to write, such as people.csv")
    cards = given.vcard or (not given.csv and file.casefold().endswith(_CARDS))
    with opened(given) as desk:
        made = people_export(desk, "vcard" if cards else "csv")
        note_people_export(desk, made)
        if to_file:
            write_people(Path(file).expanduser(), made)
        else:
            say_file(made.data)
    if made.unreadable:
        remark(f"{count_words(made.unreadable, 'record')} cannot be read and is left out; paratui doctor says which")
    if given.json:
        say_json({"file": file, "format": made.format, "people": made.people, "unreadable": made.unreadable})
    else:
        told = f"{count_words(made.people, 'person', 'people')}{f' in {file}' if to_file else ''}"
        (say if to_file else remark)(f"{told}, with names and numbers. The export is noted at your login.")
    return 0
