"""The shipped table of recording rules, as the tests of the consent look at it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from paratui.domain.consent_rules import ConsentRules, read_consent_rules


def shipped_doc() -> dict[str, Any]:
    """The file as it is read, fresh each time so that a test may change it."""
    return tomllib.loads((files("paratui.office") / "consent.toml").read_text(encoding="utf-8"))


@cache
def shipped() -> ConsentRules:
    return read_consent_rules(shipped_doc(), "consent.toml")
