"""What is asked when somebody tells of a duty: the question, and an example of what to type."""

from __future__ import annotations

from paratui.domain.duty import Duty

ASKS: dict[Duty, tuple[str, str]] = {
    Duty.INFORMATION: (
        "What did {whom} ask for?",
        "such as: when is the hearing   (a time, @person or ! may stand in it)",
    ),
    Duty.NEWS: ("What is {whom} told?", "in the words it is told in; each client of the matter gets it"),
    Duty.OFFER: ("What was offered? {whom} hears it as it was made", "as it was made, without a view on it"),
    Duty.COPY: ("A copy of which document for {whom}?", "such as: court order by fri"),
}
