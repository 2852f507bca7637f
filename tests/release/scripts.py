"""The scripts of .github/release, which lie outside every package."""

import importlib.util
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


def script(name):
    """Return a script of .github/release as a module."""
    path = CHECKOUT / f".github/release/{name}.py"
    found = importlib.util.spec_from_file_location(f"release_{name}", path)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module
