"""What every record has in common: an id, a revision, and fields this version does not know.

A document is what the store keeps (plain JSON); a record is what the program works with. Reading a
document and writing it back keeps every field a newer version or a person's own tool has put there.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeAlias

import msgspec

from paratui.domain.errors import BadInput
from paratui.domain.learnt import learnt

Doc: TypeAlias = dict[str, Any]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a record (a note line, a step's answer). `unknown` holds the fields not known here."""

    unknown: dict[str, Any] = {}

    # Field name -> the Part each item of that list (or the one value) is.
    PARTS: ClassVar[dict[str, type[Part]]] = {}
    # Fields that are written only when there is something in them: most records have nothing there.
    SELDOM: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def read(cls, doc: Doc) -> Self:
        """The part a document describes; raises BadInput naming the field that is wrong."""
        known: Doc = {}
        unknown: Doc = {}
        fields = cls.__struct_fields__
        for name, value in doc.items():
            if name in cls.PARTS and value is not None:
                part = cls.PARTS[name]
                try:
                    known[name] = (
                        tuple(part.read(item) for item in value) if isinstance(value, list) else part.read(value)
                    )
                except AttributeError:
                    raise BadInput(f"The field {name} does not hold what this version expects") from None
            elif name in fields and name != "unknown":
                known[name] = value
            else:
                unknown[name] = value
        parts = {name: known.pop(name) for name in cls.PARTS if known.get(name) is not None}
        try:
            record = msgspec.convert(known, learnt(cls))
        except msgspec.ValidationError as error:
            raise BadInput(f"A {cls.__name__} has a field that cannot be used: {error}") from None
        for name, part in parts.items():
            if isinstance(part, tuple) != isinstance(getattr(record, name), tuple):
                raise BadInput(f"The field {name} does not hold what this version expects")
        return msgspec.structs.replace(record, unknown=unknown, **parts)

    def doc(self) -> Doc:
        """The document to store: the known fields in order, then the unknown ones as they were."""
        doc: Doc = {}
        for name in self.__struct_fields__:
            if name == "unknown":
                continue
            value = getattr(self, name)
            if name in self.SELDOM and (not value or (isinstance(value, Part) and value == type(value)())):
                continue
            if isinstance(value, Part):
                doc[name] = value.doc()
            elif isinstance(value, tuple):
                doc[name] = [item.doc() if isinstance(item, Part) else item for item in value]
            else:
                doc[name] = value
        return doc | self.unknown

    def but(self, **changes: Any) -> Self:
        """The same record with some fields changed."""
        return msgspec.structs.replace(self, **changes)


class Record(Part, frozen=True, kw_only=True):
    """A document with an identity. `rev` 0 means: not stored yet."""

    id: int
    rev: int = 0
