"""Names of an invented office for the conflict check: people, couples, companies, several scripts, by seed alone.

Given and family names come from the invented people; every second family name is made of syllables, since a
real office knows far more family names than a short list holds.
"""

from __future__ import annotations

from random import Random

from paratui.domain.conflict.hit import Listed
from tests.bench.invented_people import FIRST, LAST

_HEADS = "Al Ban Bel Bor Bran Cal Cas Cor Dal Dor Ed El Fal Fen Gar Gol Had Hal Har Hol Jar Kal Ker Kol Lan Lor Mal Mar Mer Mol Nor Or Pal Per Ral Ros San Sel Sor Tal Tor Ul Val Ver Vol Wal Wen Yar Zam Zel".split()  # noqa: E501, SIM905 - one list
_MIDDLES = "a e i o u an en in on ar er or ab eb il ol am em is os et at".split()  # noqa: SIM905 - one list
_TAILS = "ski ton son man berg wick ford well ley ridge stein mann ez es ov enko ian elli etti ard ault eau quist strom gaard sen ham by worth more".split()  # noqa: E501, SIM905 - one list
_CYRILLIC = ("Сергей", "Олена", "Дмитрий", "Юлия"), ("Петров", "Шевченко", "Кузнецов", "Щербакова")
_ARABIC = ("محمد", "فاطمة", "أحمد", "يوسف"), ("حسين", "حداد", "الخطيب", "منصور")
_CHINESE = ("伟", "小明", "娜", "丽丽"), ("陈", "王", "李", "张")
_TRADES = "Plumbing Roofing Holdings Logistics Partners Dental Properties Consulting Foods Motors".split()  # noqa: SIM905 - one list
_FORMS = ("Inc.", "LLC", "Ltd.", "Corp.", "& Sons", "LLP", "Co.")
ROLES = (
    ("person", "client"),
    ("person", "client"),
    ("person", "prospect"),
    ("person", "declined prospect"),
    ("person", "adverse_party"),
    ("person", "witness"),
    ("matter", "related company"),
    ("person", "former name"),
    ("staff", "known to staff"),
)


def family_name(random: Random) -> str:
    """One of the list or one made of syllables; some are common and most are rare."""
    if random.random() < 0.5:
        return LAST[int(len(LAST) * random.random() ** 2)]
    return random.choice(_HEADS) + random.choice(_MIDDLES) + random.choice(_TAILS)


def person_name(random: Random) -> str:
    """A person's name in one of the ways offices write them."""
    first, last = random.choice(FIRST), family_name(random)
    kind = random.random()
    if kind < 0.06:
        return f"{last}, {first}"
    if kind < 0.14:
        return f"{first} {random.choice('ABCDEFGHJKLMNPRSTW')}. {last}"
    if kind < 0.2:
        return f"{first} {last}-{family_name(random)}"
    if kind < 0.28:
        return f"{first} {random.choice(FIRST)} {last}"
    if kind < 0.3:
        given, family = random.choice((_CYRILLIC, _ARABIC))
        return f"{random.choice(given)} {random.choice(family)}"
    if kind < 0.31:
        given, family = _CHINESE
        return random.choice(family) + random.choice(given)
    return f"{first} {last}"


def company_name(random: Random) -> str:
    """A company's name with its legal form."""
    core = family_name(random)
    if random.random() < 0.5:
        core = f"{core} {random.choice(_TRADES)}"
    return f"{core} {random.choice(_FORMS)}"


def a_name(random: Random) -> str:
    """A person's name or, one in eight, a company's."""
    return company_name(random) if random.random() < 0.125 else person_name(random)


def listed_names(count: int, seed: int = 4) -> list[Listed]:
    """That many names, each with where it stands."""
    random = Random(seed)
    found = []
    for number in range(count):
        kind, role = random.choice(ROLES)
        found.append(Listed(a_name(random), kind, number + 1, role, number // 3 + 1))
    return found
