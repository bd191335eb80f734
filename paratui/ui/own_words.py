"""The words of the program's own titles, labels and keys: whoever is called so too is no reason to hide them."""

from __future__ import annotations

from paratui.domain.conflict.company_words import words_of

OWN_WORDS = words_of(
    "about add after again age agenda all aloud already am amend an and anew another answer apply are area as "
    "aside asked asks assign at away back base be before behind bell best billing blank brief call called caller "
    "calls came card case change check checked checklist claim clear client clients close closed colleague column "
    "columns comes commands compare concern conflict contact convey copy counts date dates day days decide "
    "declines dialling dictated differently discreet do document documents does done down draw due duplicates "
    "edit else emails end enter entry everyone export file filters find first follow for found from gets give "
    "given go goes hand happen happened hard has headers hear hears help here how identity import important in "
    "incoming incomplete information initials ins inside instruction into is issues it item items its join keep "
    "kept keys kind know known language last late later leave left less letters life line lines list live lock "
    "log long look mail make mark marked matter matters may me mend merge message messages met min mine missed "
    "more morning most must my myself name names need new newest news next no nobody none not note notes nothing "
    "now number numbers of off offer office on one only open or order other others our ours out outcome outgoing "
    "over overdue owe owed own page paratui park parked party people person phone piece place pm practice "
    "pressing private promise promised promises pulse question questions queue radar reached read record "
    "recording records refused reopen reply reported rest review right role row rows rule rules safe said say "
    "says screen second send sent set settings show shown silence skip snooze so somebody something spacing split "
    "spoken standing status step steps take talk tell tenth text texts that the their them theme then there these "
    "they this throw time timeline times to today told tomorrow touch tour tried two type typed under undo "
    "unknown until up ups us verdict verify version versions video voicemail voicemails wait waiting walk was "
    "week weeks what when where which who whoever whole whose why with withheld word words would wrap write "
    "yesterday you"
)
