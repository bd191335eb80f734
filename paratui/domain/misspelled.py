"""How days, parts of a day and months are commonly misspelled: read as what was meant.

None of these is a word of its own but "toady", which nobody types on a call.
"""

from __future__ import annotations

_AS_TYPED = {
    "monday": "monady munday mondy modnay mondya moday",
    "tuesday": "tuseday teusday tusday tuesdy tuesdya tueday tueaday teusdy tuesady thuesday",
    "wednesday": (
        "wensday wendsday wenesday wednsday wedensday wedesday wednesdy wednsedy wednesady wednessday"
        " wedsday wedneday wendesday wenseday wednesdya"
    ),
    "thursday": "thrusday thurday thursdy thirsday thusday thurdsay thursdya thursady thurssday thrsday",
    "friday": "firday fryday friady fridy fridya frieday frday fridat",
    "saturday": "saterday satruday satuday saturdy satrday saturdya saturady",
    "sunday": "sundy sundya sunady suday snday",
    "today": "todya tody todday tdoay toady",
    "tomorrow": (
        "tommorow tommorrow tommorrw tommorw tomorro tomorrw tomorw tomrrow tomrow tomorroow tomorrown tommorrowe"
        " tomarrow tommarow tommarrow tomoroww tomoorow tomrorow toomorrow toomorow"
    ),
    "yesterday": "yesturday yesterdy yeserday yesteday yestarday",
    "morning": "moring mornign mornig morining morninng mornin mroning morinng moning mornng monring",
    "afternoon": "afternon aftenoon afernoon aftrnoon afternoom afteroon aftrenoon afternnon afernon",
    "evening": "evning eveing evenning evenig evenin evneing",
    "tonight": "tonite tonigth tonght tongiht tonihgt",
}
_MONTHS_AS_TYPED = {
    "january": "janury januray janaury jaunary janurary januaury",
    "february": "febuary feburary febrary februrary febraury februry febuarary feberuary",
    "march": "mrach marhc",
    "april": "apirl arpil aprl aprli",
    "august": "agust augest auguest augst augsut",
    "september": "setpember septmber spetember septemeber sepetember septeber setember septembre",
    "october": "ocotber octber octobr otcober ocober octobre",
    "november": "novemeber novmber novemebr novmeber novembr novemer novembre",
    "december": "decmber decemeber dicember deceber decemebr decembr desember decembre",
}
_ALL = _AS_TYPED | _MONTHS_AS_TYPED
_MEANT = {typed: word for word, others in _ALL.items() for typed in others.split()}
MISSPELLED_MONTHS = tuple(_MONTHS_AS_TYPED)


def meant(word: str) -> str:
    """A word as it was meant, in small letters; one that is not commonly misspelled as it is."""
    return _MEANT.get(word.lower(), word.lower())


def misspellings(*words: str) -> str:
    """How these words are misspelled, as the alternatives of a pattern."""
    return "|".join(dict.fromkeys(typed for word in words for typed in _ALL[word].split()))
