"""Tests that need what only Linux has: left out on Windows, by name and number.

``@pytest.mark.needs_linux("why")`` deselects a test there, and the last lines of the
run tell how many were left out and why. Nothing is skipped in silence.
"""

import sys
from collections import Counter

import pytest

MEMORY = "a folder in memory"
FORK = "a process that splits in two"
DISK = "a disk of a few bytes"
STOP = "a program that is asked to stop by another"
KEYS = "a keyboard that is not asked about Caps Lock"
TOOLS = "programs of Debian, such as qpdf and LibreOffice"

_left_out = pytest.StashKey[Counter]()


def pytest_configure(config):
    config.stash[_left_out] = Counter()


def pytest_collection_modifyitems(config, items):
    if sys.platform != "win32":
        return
    out = [item for item in items if item.get_closest_marker("needs_linux")]
    items[:] = [item for item in items if not item.get_closest_marker("needs_linux")]
    config.hook.pytest_deselected(items=out)
    why = (item.get_closest_marker("needs_linux").args[0] for item in out)
    config.stash[_left_out].update(why)


def pytest_terminal_summary(terminalreporter, config):
    for why, number in sorted(config.stash[_left_out].items()):
        terminalreporter.write_line(f"Left out on Windows: {number} need {why}.")
