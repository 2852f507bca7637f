"""Which pages of a pile, as people write them: ``1-40, 43``."""

from __future__ import annotations

import re

_PART = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+)?)?$")


def parse_pages(text: str, pages: int) -> tuple[int, ...] | None:
    """Return the pages meant by ``text``, in order, or None if it cannot be read.

    Counted from 1; ``40-`` goes to the end. A page the pile has not is not readable.
    """
    found: set[int] = set()
    for part in re.split(r"[,;\s]+(?![-–])", re.sub(r"\s*[-–]\s*", "-", text.strip())):
        read = _PART.match(part)
        if read is None:
            return None
        first = int(read[1])
        last = int(read[2]) if read[2] else (pages if part.endswith("-") else first)
        if not 1 <= first <= last <= pages:
            return None
        found.update(range(first, last + 1))
    return tuple(sorted(found))
