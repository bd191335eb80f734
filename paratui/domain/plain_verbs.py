"""Which first words of a task are certainly something one does, so that "we will" may stand before them.

A short list on purpose: a task that begins otherwise is read back as it was typed.
"""

from __future__ import annotations

import re

_ONLY_VERBS = frozenset(
    """
    accept add address advise agree allow apply approve arrange ask assign attach attend authorize bring buy cancel
    cash choose clarify close collect come compare complete confirm consult convert correct decide deliver describe
    discuss download drop enclose enter explain express fetch fill find finish fix follow forward get give
    go handle help hold inform inspect interview introduce investigate invite keep learn leave let listen locate look
    make meet notify obtain open pass pick postpone prepare print proceed propose provide pull push put read
    receive redact register remind remove renew reopen reply reschedule resend respond return revise reword scan see
    select send serve settle sign sit speak start stop submit subpoena take talk tell transfer translate try type
    upload use verify wait withdraw write
    """.split()  # noqa: SIM905 - a list of eighty words reads best as words
)
_ALSO_NOUNS = frozenset(
    """
    answer appeal bill book call charge check contact copy date deposit draft email fax file have invoice letter list
    mail message note order pay phone post process question record release report request research review ring
    schedule search stamp study text update visit watch work
    """.split()  # noqa: SIM905
)
# Behind one of those that are nouns too, these words say that the verb was meant: not "phone records".
_BEHIND_A_VERB = frozenset(
    """
    a about again all an any back both each every everything her him his if in into it me my our over some that the
    their them these this those through up us what when whether which who with you your
    """.split()  # noqa: SIM905
)
_ALONE = frozenset({"call", "check", "email", "phone", "text"})
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")


def begins_with_a_verb(task: str) -> bool:
    """Whether a task such as "send the notice" surely begins with what is done."""
    words = task.split()
    first = words[0].rstrip(",.;:").casefold() if words else ""
    if not _WORD.fullmatch(first):
        return False
    if first in _ONLY_VERBS:
        return True
    if first not in _ALSO_NOUNS or not words[0].isalpha():
        return False
    if len(words) == 1:
        return first in _ALONE
    # A name is called, and not a compound: "call Dana", "email Ms. Lowe".
    return words[1].casefold() in _BEHIND_A_VERB or words[1][:1].isupper()
