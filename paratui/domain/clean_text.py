"""Which characters a text may hold."""

from __future__ import annotations

import re

# Escape sequences go as a whole: a colour or title command pasted from another program leaves no debris.
_ESCAPES = (
    r"\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)"  # titles, links
    r"|[\x1b]\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|\x1b[ -/]*[0-~]"
)
_BLANKS = "[\t\n\r\x0b\x0c\x85\u2028\u2029]"
# What is left of C0 and C1, and the controls that turn the order of a whole line round. The plain
# right-to-left marks and the joiners stay: names in Hebrew, Arabic or Hindi and many emoji need them.
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
_HALF_PAIRS = "[\ud800-\udfff]"


def clean_text(text: str) -> str:
    """The text without control characters and escape sequences; tabs and line ends become spaces.

    Letters of every script, combining marks and emoji stay as they are.
    """
    # Nearly all are: the patterns are made when the first one is not.
    if text.isprintable():
        return text
    text = re.sub(_ESCAPES, "", text)
    text = re.sub(_BLANKS, " ", text)
    text = re.sub(_UNSEEN, "", text)
    return re.sub(_HALF_PAIRS, "\ufffd", text)
