"""What every test may ask for."""

import os
from datetime import date

# Set here and not in a shell: tests run the same from an editor and under Wine.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest


@pytest.fixture(autouse=True)
def _own_data_folder(monkeypatch, tmp_path):
    """No test reads or writes the register of the person who runs it."""
    monkeypatch.setenv("STKDESK_DATA", str(tmp_path / "data"))


@pytest.fixture
def today():
    """The day it is in every test."""
    return date(2026, 11, 24)
