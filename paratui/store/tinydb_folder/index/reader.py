"""One connection that reads the index, and whose turn it is; one that cannot answer is let go of."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

from paratui.store.interface import GivenUpError
from paratui.store.tinydb_folder.ground.folder import INDEX
from paratui.store.tinydb_folder.index.index_files import shared
from paratui.store.tinydb_folder.index.schema import open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paratui.store.tinydb_folder.ground.folder import Folder

_Answer = TypeVar("_Answer")
_NO_FILE = (0, 0, 0)


class Reader:
    """Asks the file that stands there now. Threads may share it: they wait for each other."""

    def __init__(self, folder: Folder, is_up_to_date: Callable[[sqlite3.Connection], bool]) -> None:
        self._folder = folder
        self._path = folder.path / INDEX
        self._is_up_to_date = is_up_to_date
        self._turn = threading.Lock()
        self.connection: sqlite3.Connection | None = None
        # The file that is asked.
        self.file: tuple[int, int] = (0, 0)
        # The file that could not answer something: it is to be made anew.
        self._spoilt = _NO_FILE

    @property
    def is_spoilt(self) -> bool:
        """Whether the file that stands there could not answer something."""
        return self._spoilt != _NO_FILE and _identity(self._path) == self._spoilt

    def ask(self, question: Callable[[sqlite3.Connection], _Answer]) -> _Answer | None:
        """What a question finds; None while there is no index that could tell. Raises GivenUpError."""
        with self._turn:
            try:
                connection = self._connected()
                if connection is None or not self._is_up_to_date(connection):
                    return None
                with _one_look(connection):
                    return question(connection)
            except sqlite3.Error as error:
                if "interrupted" in str(error):
                    raise GivenUpError from None
                if "locked" not in str(error):
                    self._spoilt = _identity(self._path)
                self._let_go()
                return None
            except OSError:
                # A full disk has no room for a lock file either; the lists are told without an index then.
                self._let_go()
                return None

    def interrupt(self) -> None:
        """Give up the question that is being answered just now."""
        connection = self.connection
        if connection is not None:
            # Another thread may have let go of it just now: then nobody waits for it either.
            with suppress(sqlite3.ProgrammingError):
                connection.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._let_go()

    def _connected(self) -> sqlite3.Connection | None:
        """A connection to the file that stands there now, None when there is none or it cannot be used."""
        try:
            facts = self._path.stat()
        except OSError:
            self._let_go()
            return None
        if self.connection is None or (facts.st_dev, facts.st_ino) != self.file:
            self._let_go()
            with shared(self._folder):
                facts = self._path.stat()
                self.connection = open_index(self._path, reading=True)
                self.file = (facts.st_dev, facts.st_ino)
        return self.connection

    def _let_go(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()


@contextmanager
def _one_look(connection: sqlite3.Connection) -> Iterator[None]:
    """What is asked in it sees the index as it stands at the first question: what others enter meanwhile waits."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.rollback()


def _identity(path: Path) -> tuple[int, int, int]:
    """What tells a file from the next one of its name; the number alone is given again to the next one."""
    try:
        facts = path.stat()
    except OSError:
        return _NO_FILE
    return facts.st_dev, facts.st_ino, facts.st_ctime_ns
