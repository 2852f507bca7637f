"""A field for a time of day: 1030, 10:30 and 10 are all understood."""

from __future__ import annotations

import re

from stkdesk.domain.formats import clock_text
from stkdesk.ui.fields import ParsedField

HOURS, MINUTES = 24, 60


class TimeField(ParsedField):
    """A time of day; the value is whole minutes after midnight."""

    hint = "Skriv klokkeslettet, for eksempel 10 eller 10:30."

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.setPlaceholderText("tt:mm")

    def read(self, text: str) -> int | None:
        found = re.fullmatch(r"(\d{1,2})(?:[.: ]?(\d{2}))?", text.strip())
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        return hour * MINUTES + minute if hour < HOURS and minute < MINUTES else None

    def write(self, value: int) -> str:
        return clock_text(value)
