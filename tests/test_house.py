"""The house stays as it was built: imports go left, libraries stay behind their walls, functions and files stay short."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("models", "extractor", "corpus", "search")
"""Left to right: each may import itself and what stands before it."""

WALLS: dict[str, tuple[str, ...]] = {
    "pdfplumber": ("extractor/readers/pdf*.py", "extractor/readers/grid.py"),
    "pypdfium2": ("extractor/readers/pdf*.py", "extractor/pages.py"),
    "spacy": ("models/language/*.py",),
    "underthesea": ("models/language/*.py",),
    "sqlite_utils": ("corpus/*.py",),
    "click": ("*/cli.py",),
    "tantivy": ("search/engines/tantivy/*.py",),
    "whoosh": ("search/engines/whoosh/*.py",),
    "tesserocr": ("extractor/readers/*.py",),
    "docx": ("extractor/readers/*.py", "corpus/sample/*.py"),
    "reportlab": ("corpus/sample/*.py",),
    "ocrmypdf": ("corpus/searchable.py",),
}
"""Where a library may be imported; elsewhere the project's own functions stand for it."""

BROAD_EXCEPTS = {"search/cli.py", "extractor/apart.py"}
"""The command line's edge, and the work on one document of many."""

SQL = re.compile(r"\b(?:SELECT\b.+\bFROM|INSERT INTO|DELETE FROM|UPDATE\b.+\bSET|CREATE TABLE|PRAGMA)\b", re.S)
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")


def sources(*packages: str) -> list[Path]:
    return [path for package in packages or PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(nodes: Iterator[ast.AST] | list[ast.stmt]) -> set[str]:
    """The names of all modules that `nodes` import, in full."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are absolute here"
            found.add(node.module or "")
    return found


def tops(modules: set[str]) -> set[str]:
    return {module.split(".")[0] for module in modules}


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_left(package: str) -> None:
    """Late imports and those for type checking too."""
    right = set(PACKAGES[PACKAGES.index(package) + 1 :])
    wrong = {name(path): found for path in sources(package) if (found := tops(imported(ast.walk(tree(path)))) & right)}
    assert not wrong


@pytest.mark.parametrize("library", WALLS)
def test_walls(library: str) -> None:
    users = [name(path) for path in sources() if library in tops(imported(ast.walk(tree(path))))]
    assert [user for user in users if not any(fnmatch(user, allowed) for allowed in WALLS[library])] == []


def test_walls_are_of_libraries_in_use() -> None:
    """A wall around nothing guards nothing."""
    used = set().union(*(tops(imported(ast.walk(tree(path)))) for path in sources()))
    assert set(WALLS) - used == set()


def test_types_need_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"models"}
    for path in sources("models"):
        if "language" not in path.parts:
            assert tops(imported(tree(path).body)) <= allowed, name(path)


def test_sql_lives_in_corpus() -> None:
    for path in sources("models", "extractor", "search"):
        texts = [node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
        assert not [text for text in texts if isinstance(text, str) and SQL.search(text)], name(path)


def swallows_all(node: ast.AST) -> bool:
    """Whether `node` catches whatever comes and does not pass it on."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    passed_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
    return not passed_on and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))


def test_everything_is_caught_at_the_edges_only() -> None:
    assert {name(path) for path in sources() if any(map(swallows_all, ast.walk(tree(path))))} == BROAD_EXCEPTS


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, without its docstring."""
    first, *rest = function.body
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body = rest if documented else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def ninth_tenth(numbers: list[int]) -> float:
    return quantiles(numbers, n=10)[-1]


def test_functions_are_short() -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = [body_lines(node) for path in sources() for node in ast.walk(tree(path)) if isinstance(node, kinds)]
    assert median(lengths) <= 10
    assert ninth_tenth(lengths) <= 30


@pytest.mark.parametrize("package", PACKAGES)
def test_files_are_short(package: str) -> None:
    assert ninth_tenth([len(path.read_text("utf-8").splitlines()) for path in sources(package)]) <= 400


def test_no_path_of_a_machine() -> None:
    texts = [*ROOT.glob("*.md"), *ROOT.glob("*.cfg"), *ROOT.glob("*.toml"), ROOT / "Makefile"]
    for folder in (*PACKAGES, "docs", "benchmarks", "scripts"):
        texts += [path for path in (ROOT / folder).rglob("*") if path.suffix in {".py", ".toml", ".md", ".csv", ".sh"}]
    wrong = {name(path): found for path in texts if (found := MACHINE_PATHS.findall(path.read_text("utf-8")))}
    assert not wrong


def test_measures_see_what_they_are_for() -> None:
    """The tests above can fail."""
    source = "def f():\n    '''Said.'''\n    from search import cli\n    return 'SELECT 1 FROM documents'\n"
    module = ast.parse(source)
    assert tops(imported(ast.walk(module))) == {"search"}
    function = module.body[0]
    assert isinstance(function, ast.FunctionDef)
    assert body_lines(function) == 2
    assert SQL.search(source)
    assert not SQL.search("Select a report from the list")
    assert MACHINE_PATHS.search("see /home/me")
    assert not MACHINE_PATHS.search("https://example.org/home/page")


LOOKUPS = """
import sys
from search.cli import main
sys.argv = ["sovang", *sys.argv[1:]]
try:
    main()
except SystemExit:
    pass
heavy = {"spacy", "underthesea", "pdfplumber", "pypdfium2", "numpy", "sqlite_utils", "tesserocr", "PIL", "docx", "lxml"}
assert not heavy & {module.split(".")[0] for module in sys.modules}, heavy & set(sys.modules)
"""
QUESTIONS = [
    ["search", "thi đua"],
    ["decree", "Kế hoạch 1"],
    ["awards"],
    ["exemplar", "Lê Văn Thắng"],
    ["documents"],
    ["show", "1"],
    ["status"],
    ["verify"],
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.corpus.archive_tools import sovang, write_reports

    folder = tmp_path_factory.mktemp("house")
    assert sovang("ingest", "--archive", folder / "archive", *write_reports(folder / "in", 2)).returncode == 0
    return folder / "archive"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_an_answer_imports_nothing_heavy(question: list[str], archive: Path) -> None:
    command = [sys.executable, "-c", LOOKUPS, "--archive", str(archive), *question]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
