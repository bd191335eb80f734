"""The house stands as it is drawn: four floors, imports that point down, one floor that opens files.

ui, cli      stand on services
services     stand on store
store        stands on domain, the only floor that opens a file
domain       stands on nothing
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from paratui.store.interface import Put
from paratui.store.tinydb_folder.store import open_folder
from tests.offices import OfficeUnderTest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROGRAM = ROOT / "paratui"
MODULES = sorted(PROGRAM.rglob("*.py"))

# What each floor may stand on at run time.
STANDS_ON = {
    "domain": {"domain"},
    "store": {"store", "domain"},
    "services": {"services", "store", "domain"},
    "ui": {"ui", "services", "domain"},
    "cli": {"cli", "services", "domain"},
    "__main__": {"cli"},
}
# Whoever stands above services may name what the store gives back, for the type checker alone.
NAMED_ONLY = {"ui": {"paratui.store.interface"}, "cli": {"paratui.store.interface"}}
# The doors from the command line into the screens: one opens them, one names their keys.
DOORS = {"paratui/cli/program.py": "ui", "paratui/cli/keys.py": "ui"}
# The libraries that belong to one floor, and to which.
BELONGS_TO = {
    "textual": "ui",
    "rich": "ui",
    "tinydb": "store",
    "phonenumbers": "domain",
    "rapidfuzz": "domain",
    "jellyfish": "domain",
    "anyascii": "domain",
    "icalendar": "services",
    "vobject": "services",
    "holidays": "domain",
    "plotext": "domain",
    "fcntl": "store",
    "pyrage": "store",
    "sqlite3": "store",
    "socket": "store",
    "tempfile": "store",
    "shutil": "store",
    "shtab": "cli",
}
NOT_THERE = {
    "paratui/cli/demo.py": {"tempfile", "shutil"},  # makes and throws away the folder of the demo
}

OPENING = {
    "fdopen",
    "read_text",
    "write_text",
    "read_bytes",
    "write_bytes",
    "mkdir",
    "makedirs",
    "mkdtemp",
    "mkstemp",
    "NamedTemporaryFile",
    "TemporaryDirectory",
    "rmtree",
    "unlink",
    "rmdir",
    "rename",
    "touch",
    "symlink_to",
    "iterdir",
    "glob",
    "rglob",
    "scandir",
    "listdir",
    "files",
}
# Outside the store, and why.
MAY_OPEN = {
    "paratui/cli/given.py": {"open"},  # the file of notes named on the command line
    "paratui/cli/crash_report.py": {"open", "fdopen", "mkdir"},  # the office itself may be what failed
    "paratui/cli/demo.py": {"mkdtemp", "rmtree", "iterdir"},  # the folder of the demo
    "paratui/cli/tour.py": {"iterdir"},  # whether a folder named for the tour is empty
    "paratui/cli/process_list.py": {"open", "read_bytes"},  # this process's own memory, where its command line stands
    "paratui/cli/printed.py": {"open"},  # /dev/null, when nobody reads the output any more
}


# The rooms of the office folder, each standing on those before it; `store` puts them together.
ROOMS_IN = "paratui/store/tinydb_folder/"
ROOMS = ("ground", "journal", "files", "drafts", "index", "upkeep", "backup", "examination", "store")


class Import(NamedTuple):
    """One import: the module that is named, and whether only the type checker sees it."""

    name: str
    for_types: bool
    line: int


def place(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def floor_of(module: Path) -> str:
    return module.relative_to(PROGRAM).parts[0].removesuffix(".py")


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def room_of(name: str) -> str:
    """The room of the office folder a module is in; empty for what is outside."""
    room = name.removeprefix(ROOMS_IN).partition("/")[0]
    return (room if room in ROOMS else "store") if name.startswith(ROOMS_IN) else ""


def imports(module: Path) -> Iterator[Import]:
    """Every import of a module, wherever it stands."""

    def walk(node: ast.AST, *, for_types: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
                for one in child.body:
                    yield from walk(ast.Module([one], []), for_types=True)
                for one in child.orelse:
                    yield from walk(ast.Module([one], []), for_types=for_types)
            elif isinstance(child, ast.Import):
                yield from (Import(alias.name, for_types, child.lineno) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{place(module)}:{child.lineno} imports by dots"
                # `from package import module` names a module as well.
                names = [f"{child.module}.{alias.name}" for alias in child.names]
                named = [name for name in names if (ROOT / f"{name.replace('.', '/')}.py").exists()]
                yield from (Import(name, for_types, child.lineno) for name in named or [child.module or ""])
            else:
                yield from walk(child, for_types=for_types)

    return walk(tree(module), for_types=False)


def opened(module: Path) -> Iterator[tuple[str, int]]:
    """The calls of a module that open, make, list or remove a file or folder."""
    for node in ast.walk(tree(module)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and (called.id == "open" or called.id in OPENING):
            yield called.id, node.lineno
        elif isinstance(called, ast.Attribute) and called.attr in OPENING:
            yield called.attr, node.lineno
        elif isinstance(called, ast.Attribute) and called.attr == "open":
            first = node.args[0] if node.args else None
            by_path = first is None or (isinstance(first, ast.Constant) and isinstance(first.value, str))
            if by_path or ast.unparse(called.value) in {"os", "io", "codecs", "gzip"}:
                yield called.attr, node.lineno


def only(floors: set[str]) -> list[Path]:
    return [module for module in MODULES if floor_of(module) in floors]


# The floors


def test_every_module_stands_on_a_floor():
    assert {floor_of(module) for module in MODULES} - {"__init__", "office"} == set(STANDS_ON)


@pytest.mark.parametrize("module", only(set(STANDS_ON)), ids=place)
def test_imports_point_down(module):
    floor = floor_of(module)
    for one in imports(module):
        if one.name.partition(".")[0] != "paratui":
            continue
        parts = one.name.split(".")
        below = parts[1] if len(parts) > 1 else ""
        allowed = below in STANDS_ON[floor] or DOORS.get(place(module)) == below
        named = one.for_types and one.name in NAMED_ONLY.get(floor, ())
        assert allowed or named, f"{place(module)}:{one.line} imports {one.name}"


@pytest.mark.parametrize("module", only({"store"}), ids=place)
def test_the_rooms_of_the_office_folder_import_in_one_direction(module):
    room = room_of(place(module))
    for one in imports(module):
        other = room_of(one.name.replace(".", "/"))
        if room and other:
            assert ROOMS.index(other) <= ROOMS.index(room), f"{place(module)}:{one.line} imports {one.name}"


def test_below_the_screens_no_imports_go_round():
    """Not even for types or late; the screens know the program that shows them, and it knows them."""
    stands_on = {
        place(module): {f"{one.name.replace('.', '/')}.py" for one in imports(module)}
        for module in only(set(STANDS_ON) - {"ui"})
    }
    try:
        TopologicalSorter(stands_on).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_a_library_is_used_on_the_floor_it_belongs_to(module):
    for one in imports(module):
        library = one.name.partition(".")[0]
        if library in BELONGS_TO and library not in NOT_THERE.get(place(module), ()):
            assert BELONGS_TO[library] == floor_of(module), f"{place(module)}:{one.line} imports {one.name}"


@pytest.mark.parametrize("module", [one for one in MODULES if floor_of(one) != "store"], ids=place)
def test_only_the_store_opens_files(module):
    for call, line in opened(module):
        assert call in MAY_OPEN.get(place(module), ()), f"{place(module)}:{line} calls {call}"


def test_no_exception_is_left_over():
    """An exception nobody needs any more is a door left open."""
    for exceptions in (MAY_OPEN, NOT_THERE, DOORS):
        assert all((ROOT / name).exists() for name in exceptions)
    for name, calls in MAY_OPEN.items():
        assert calls == {call for call, _ in opened(ROOT / name)}
    for name, libraries in NOT_THERE.items():
        assert libraries <= {one.name for one in imports(ROOT / name)}
    for name, floor in DOORS.items():
        assert any(one.name.startswith(f"paratui.{floor}.") for one in imports(ROOT / name))


@pytest.mark.parametrize("module", only({"domain", "store", "services"}), ids=place)
def test_below_the_top_nothing_reads_the_clock_the_environment_or_chance(module):
    found = [
        f"{place(module)}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute)
        and re.fullmatch(
            r"((datetime|date)\.)+(now|utcnow|today)|time\.(time|localtime|gmtime)|os\.(environ|getenv|urandom)",
            ast.unparse(node),
        )
    ]
    found += [
        f"{place(module)}:{one.line} {one.name}"
        for one in imports(module)
        if one.name in {"random", "secrets", "uuid"} and not one.for_types
    ]
    assert found == []


def test_the_walk_sees_imports_and_openings_wherever_they_stand(tmp_path):
    """The tests above would pass on anything if the walk were blind."""
    module = tmp_path / "module.py"
    module.write_text(
        "import os\n"
        "from typing import TYPE_CHECKING\n"
        "from paratui.store import memory\n"
        "if TYPE_CHECKING:\n    import tinydb\nelse:\n    import textual\n"
        "def late():\n    from pydantic import BaseModel\n"
        "    open('x'); os.open('x', 0); here.open(); it.open(a, b)\n"
        "try:\n    import sqlite3\nexcept ImportError:\n    here.read_text()\n"
    )
    assert [(one.name, one.for_types) for one in imports(module)] == [
        ("os", False),
        ("typing", False),
        ("paratui.store.memory", False),
        ("tinydb", True),
        ("textual", False),
        ("pydantic", False),
        ("sqlite3", False),
    ]
    assert sorted(call for call, _ in opened(module)) == ["open", "open", "open", "read_text"]


# Names and marks


@pytest.mark.parametrize("module", [one for one in MODULES if one.name == "__init__.py"], ids=place)
def test_a_package_file_holds_a_sentence_and_no_code(module):
    body = tree(module).body
    assert [type(node) for node in body] in ([], [ast.Expr])
    assert not body or ast.get_docstring(tree(module))


NAMES_NOTHING = re.compile(r"utils?|helpers?|managers?|handlers?|misc|common|info|lib|tools", re.IGNORECASE)


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_modules_and_classes_are_named_after_the_field(module):
    assert not NAMES_NOTHING.fullmatch(module.stem)
    assert not any(NAMES_NOTHING.fullmatch(word) for word in module.stem.split("_"))
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ClassDef):
            words = re.findall(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+", node.name)
            assert not NAMES_NOTHING.fullmatch(words[-1]), f"{place(module)}:{node.lineno} {node.name}"


def written_by_hand() -> list[Path]:
    """The texts of the project."""
    folders = [ROOT / name for name in ("paratui", "tests", "screenshots", ".ci")]
    found = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file()]
    kinds = {".py", ".toml", ".tcss", ".md", ".txt", ".sh", ".cfg", ""}
    return [path for path in found if path.suffix in kinds and "__pycache__" not in path.parts]


def test_nothing_is_left_for_later_and_no_place_of_one_machine_is_named():
    # In two pieces, since this file is looked at too.
    marks = [left + right for left, right in (("TO", "DO"), ("FIX", "ME"), ("/work", "/main"), ("/work", "/shared"))]
    found = [
        f"{place(path)}:{number} {mark}"
        for path in written_by_hand()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        for mark in marks
        # Not as a part of a longer word: an iCalendar file has its VTODO.
        if re.search(rf"(?<![A-Z]){mark}", line)
    ]
    assert found == []


# What is loaded


def loaded_after(code: str, **environ: str) -> set[str]:
    """The modules a fresh Python has loaded after some code; what the code prints is not looked at."""
    tell = "\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code + tell],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **environ},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(json.loads(ran.stdout.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


def test_today_loads_neither_textual_nor_pydantic_nor_phonenumbers(tmp_path, clock):
    """Over an office that was worked in and folded, so that every kind of file is read."""
    folder = tmp_path / "office"
    run = f"from paratui.__main__ import main\nassert main(['--office', {str(folder)!r}, 'today']) == 0"
    loaded_after(run, HOME=str(tmp_path))  # the first run makes the office
    office = OfficeUnderTest(lambda login: open_folder(folder, login, clock), clock)
    store = office.open()
    store.commit([Put("follow_up", office.follow_up(assignee="ana", due="2026-10-08T21:00:00Z"))])
    call = office.call(status="ended", phone="+14155552671", started="2026-10-08T13:00:00Z", ended="", seconds=60)
    store.commit([Put("call", call)])
    assert store.checkpoint(force=True)
    office.close()
    loaded = loaded_after(run, HOME=str(tmp_path))
    assert "paratui.services.today" in loaded
    heavy = {"textual", "rich", "pydantic", "phonenumbers", "tinydb", "asyncio", "holidays", "plotext"}
    assert packages(loaded).isdisjoint(heavy)


def test_the_program_opens_on_the_queue_without_what_only_calls_and_the_log_need():
    loaded = loaded_after("import paratui.cli.program, paratui.ui.app")
    assert "paratui.ui.screens.queue" in loaded
    assert packages(loaded).isdisjoint({"pydantic", "phonenumbers", "tinydb", "plotext"})
    later = {"call", "call_page", "log", "wrap_up", "first_run", "palette", "pick", "ask", "choose", "sure", "page"}
    assert {f"paratui.ui.screens.{name}" for name in later}.isdisjoint(loaded)
    assert {f"paratui.services.{name}" for name in ("call_session", "call_lines", "kept_call")}.isdisjoint(loaded)
    assert {"paratui.domain.note_grammar", "paratui.domain.due"}.isdisjoint(loaded)
