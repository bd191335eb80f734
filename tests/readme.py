"""Puts what is generated into the README: `python tests/readme.py`. A test holds that it is there."""

from __future__ import annotations

from pathlib import Path

from paratui.ui.key_table import put_in

README = Path(__file__).parents[1] / "README.md"

if __name__ == "__main__":
    README.write_text(put_in(README.read_text(encoding="utf-8")), encoding="utf-8")
