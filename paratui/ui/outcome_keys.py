"""The letter of each way a call may end, the same wherever it is asked."""

from __future__ import annotations

from paratui.domain.call import Outcome

_KEYS = {
    Outcome.REACHED: "r",
    Outcome.LEFT_VOICEMAIL: "v",
    Outcome.NO_ANSWER: "n",
    Outcome.WRONG_NUMBER: "w",
    Outcome.REFUSED: "f",
    Outcome.TRANSFERRED: "t",
    Outcome.CUT_OFF: "c",
}
OUTCOME_CHOICES = [(_KEYS[one], one.value, one.value.replace("_", " ")) for one in Outcome]
