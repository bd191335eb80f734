"""A document as JSON bytes and back: what a store keeps, whatever it keeps it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from paratui.domain.record import Doc

_encode = msgspec.json.Encoder().encode
# The same bytes for the same content, whatever order its fields are in; only for what `read_doc` gave.
exact_bytes = msgspec.json.Encoder(order="deterministic").encode
read_doc = msgspec.json.Decoder(dict[str, Any]).decode


def doc_bytes(doc: Doc) -> bytes:
    """A document as JSON. What is no text (half a character of a broken terminal) becomes a question mark."""
    try:
        return _encode(doc)
    except UnicodeEncodeError:
        return _encode(_as_text(doc))


def _as_text(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_as_text(name): _as_text(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(item) for item in value]
    return value
