"""The people of an invented office of any size: everybody's name, number and language, by seed alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paratui.domain.ids import make_id
from paratui.domain.person import Person
from paratui.domain.staff import Staff
from paratui.services.desk import initials_of, staff_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from random import Random

_HERE = Path(__file__).parent
FIRST = (_HERE / "first_names.txt").read_text("utf-8").split()
LAST = (_HERE / "last_names.txt").read_text("utf-8").split()
AREAS = ("415", "510", "628", "650", "408", "916", "213", "707", "925", "831")
# How often somebody other than a client is what.
OTHERS = ("prospect",) * 5 + ("adverse_party",) * 3 + ("witness",) * 2 + ("counsel", "other")
_LANGUAGES = ("",) * 14 + ("Spanish",) * 4 + ("Vietnamese", "Mandarin", "Tagalog")
_VOICEMAIL = ("not_asked", "yes", "yes", "no")
_BEST = ("", "", "", "after 3 PM", "mornings", "lunch, 12 to 1", "evenings until 7")

STAFF = (
    ("ana", "Ana Reyes", "Paralegal", "paralegal"),
    ("dana", "Dana Whitfield", "Paralegal", "paralegal"),
    ("m.okafor", "Michael Okafor", "Attorney", "attorney"),
    ("r.lindgren", "Ruth Lindgren", "Attorney", "attorney"),
    ("s.banerjee", "Sunil Banerjee", "Attorney", "attorney"),
    ("c.ortega", "Carmen Ortega", "Attorney", "attorney"),
    ("amy", "Amy Nakamura", "Senior Paralegal", "paralegal"),
    ("bo", "Bo Christensen", "Paralegal", "paralegal"),
    ("carlos", "Carlos Trujillo", "Paralegal", "paralegal"),
    ("edith", "Edith Moua", "Paralegal", "paralegal"),
    ("femi", "Femi Adeyemi", "Paralegal", "paralegal"),
    ("gail", "Gail Brennan", "Legal Secretary", "secretary"),
    ("hoa", "Hoa Pham", "Paralegal", "paralegal"),
    ("ines", "Inés Beltrán", "Legal Assistant", "paralegal"),
    ("jules", "Jules Fraser", "Legal Assistant", "paralegal"),
    ("kavya", "Kavya Rao", "Paralegal", "paralegal"),
    ("lou", "Lou Figueroa", "Legal Secretary", "secretary"),
    ("mina", "Mina Shapiro", "Paralegal", "paralegal"),
    ("noor", "Noor Hussain", "Paralegal", "paralegal"),
    ("pete", "Pete Kowalski", "Legal Assistant", "paralegal"),
)
DESKS = tuple(login for login, _, _, role in STAFF if role != "attorney")
ATTORNEYS = tuple(login for login, _, _, role in STAFF if role == "attorney")


def staff() -> list[Staff]:
    """The twenty people who work in the office."""
    return [
        Staff(id=staff_id(login), login=login, name=name, title=title, role=role, initials=initials_of(name, login))
        for login, name, title, role in STAFF
    ]


def fictional_numbers() -> Iterator[str]:
    """A hundred thousand different numbers of the 555 exchange, which nobody is given."""
    for turn in range(len(AREAS) * 10_000):
        yield f"+1{AREAS[turn % len(AREAS)]}555{turn * 7919 // len(AREAS) % 10_000:04d}"


def a_name(random: Random) -> str:
    """A first and a last name; some last names are double."""
    last = random.choice(LAST)
    return f"{random.choice(FIRST)} {last}" + (f"-{random.choice(LAST)}" if random.random() < 0.06 else "")


def a_person(at: datetime, role: str, number: str, matter: int, random: Random) -> Person:
    """Somebody the office met at that moment; `matter` is 0 for those without one."""
    return Person(
        id=make_id(at, random.getrandbits(22)),
        name=a_name(random),
        role=role,
        phones=(number,),
        language=random.choice(_LANGUAGES),
        voicemail=random.choice(_VOICEMAIL),
        best_times=random.choice(_BEST),
        matters=(matter,) if matter else (),
    )
