"""Loading what comes after the first page, while nobody waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from stkdesk.ui import garbage


def settle() -> None:
    """Collect garbage again, but never look at what was loaded at start."""
    garbage.collect_here()


def load(modules: Sequence[str]) -> None:
    """Load the pages not visited yet; what fails is told when it is visited."""
    for module in modules:
        with suppress(ImportError):
            import_module(module)
