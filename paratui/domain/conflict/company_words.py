"""The words that make a name a company's, and those that tell little about which company."""

from __future__ import annotations


def words_of(listed: str) -> frozenset[str]:
    """The words of a list written as one line."""
    return frozenset(listed.split())


# What a company is by law, said or left out at will.
LEGAL_FORMS = words_of(
    "inc incorporated corp corporation co company llc llp lllp lp ltd limited plc pllc pc pa pty gmbh ag kg "
    "ug ohg se sa srl sarl sas spa nv bv cv ab as oy oyj aps kk kft doo ooo oao zao pao pvt bhd sdn cpa "
    "compania cia"
)
# Forms that are also initials, first names or short family names: believed only at the end of a name.
ONLY_AT_THE_END = words_of("co pc pa se sa ag as ab kg cv spa oy ug sas cia lp kk nv bv")
# How a business is set up: said or left out at will, and two companies are not one for sharing it.
KINDS = words_of(
    "group holding holdings partners partnership associates assoc services service solutions systems "
    "industries international intl enterprises enterprise ventures management mgmt bros brothers sons firm "
    "office offices estate"
)
# What a business does: tells that a name is a company's, and tells companies apart.
TRADES = words_of(
    "law attorneys consulting consultants properties property realty investments investment capital trust "
    "foundation bank insurance construction contractors contracting builders trading logistics transport "
    "transportation trucking technologies technology tech software labs media marketing restaurant foods "
    "clinic hospital dental medical pharmacy church school university college landscaping plumbing roofing "
    "towing cleaning catering freight shipping lines airlines auto motors apartments market grocery bakery "
    "cafe salon electric heating painting paving security staffing"
)
# Too common to find a company by when nothing else agrees.
COMMON_WORDS = (
    words_of(
        "first national american united general global pacific atlantic western eastern northern southern city "
        "bay valley county state federal central premier quality best new great"
    )
    | KINDS
    | TRADES
)
# Said or left out without a difference, wherever they stand.
SMALL_WORDS = words_of("the of and for und et")
