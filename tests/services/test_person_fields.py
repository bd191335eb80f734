"""What is kept of a person besides names and numbers is read from a line; what is no value is refused in words."""

from __future__ import annotations

import pytest

from paratui.domain.errors import BadInput
from paratui.services.client_changes import PERSON_FIELDS, read_field, shown

FIELDS = {one.name: one for one in PERSON_FIELDS}


@pytest.mark.parametrize(
    ("field", "typed", "kept", "again"),
    [
        ("emails", "maria@example.org ; m@example.com", ("maria@example.org", "m@example.com"), None),
        ("emails", " ", (), ""),
        ("zone", "America/Los_Angeles", "America/Los_Angeles", None),
        ("zone", "", "", ""),
        ("minor", "yes", True, "yes"),
        ("minor", "no", False, ""),
        ("address", "12 Elm Street,  Reno", "12 Elm Street, Reno", None),
    ],
)
def test_a_field_is_kept_and_shown_as_it_is_typed_again(field, typed, kept, again):
    read = read_field(FIELDS[field], typed)
    assert read == kept
    assert again is None or shown(read) == again
    assert read_field(FIELDS[field], shown(read) or "no" if field == "minor" else shown(read)) == kept


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("emails", "maria at home", "is no e-mail address; write it such as maria@example.org"),
        ("zone", "Reno", "is no time zone; write one such as America/Los_Angeles"),
        ("zone", "../../etc/passwd", "is no time zone"),
        ("minor", "perhaps", "is none of: yes, no"),
    ],
)
def test_what_is_no_value_is_refused_with_what_to_write(field, typed, says):
    with pytest.raises(BadInput, match=says):
        read_field(FIELDS[field], typed)
