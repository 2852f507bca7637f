"""The house stands as it was drawn: floors, file sizes, a word on every door."""

import ast
import inspect
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
MODULES = sorted((CHECKOUT / "stkdesk").rglob("*.py"))
TESTS = sorted((CHECKOUT / "tests").rglob("*.py"))
LONGEST_FILE = 400
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def test_each_floor_uses_only_the_floors_below_it():
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as f; f()",
        ],
        cwd=CHECKOUT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "0 broken" in answer.stdout


@pytest.mark.parametrize("name", ["domain", "storage", "documents", "services", "ui"])
def test_every_floor_has_rooms(name):
    assert len([path for path in MODULES if path.parts[-2] == name]) > 1


def test_no_file_holds_more_than_one_idea():
    long = {
        str(path.relative_to(CHECKOUT)): lines
        for path in MODULES + TESTS
        if "versions" not in path.parts  # a step is written whole and never edited
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_every_file_says_what_it_is_for():
    silent = [
        str(path.relative_to(CHECKOUT))
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def errands():
    """Every public function of the services that works in the register."""
    for path in MODULES:
        parts = path.relative_to(CHECKOUT).with_suffix("").parts
        if parts[1] != "services" or parts[-1] == "access":
            continue
        module = import_module(".".join(part for part in parts if part != "__init__"))
        for name, found in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("_") or found.__module__ != module.__name__:
                continue
            first = next(iter(inspect.signature(found).parameters), "")
            if first in ("session", "database"):
                yield f"{module.__name__}.{name}", found


def test_every_errand_says_who_may_do_it():
    found = dict(errands())
    assert len(found) > 80
    silent = [name for name, errand in found.items() if not hasattr(errand, "rights")]
    assert silent == []


def test_the_top_of_the_house_is_tidy():
    """Only what a stranger looks for; everything else has a room."""
    allowed = {
        "stkdesk",
        "resources",
        "tests",
        "pyproject.toml",
        "requirements.txt",
        "stkdesk.spec",
        "README.md",
        "dev",
    }
    made_here = {"dist", "build"}
    seen = {p.name for p in CHECKOUT.iterdir() if not p.name.startswith(".")}
    assert seen - made_here == allowed


def test_the_lock_is_hashed_and_names_no_registry():
    lines = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if "://" in line or line.startswith("--")]
    pinned = [line for line in lines if not line.startswith(" ")]
    assert all("==" in line and line.endswith("\\") for line in pinned)
    hashed = [line for line in lines if line.startswith("    --hash=sha256:")]
    assert len(hashed) >= len(pinned) > 20
