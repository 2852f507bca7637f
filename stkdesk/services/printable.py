"""Signs a letter cannot show: told by the field, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stkdesk.documents.pdf.fonts import letters_lacking
from stkdesk.domain.errors import Problem

MOST_NAMED = 5


def unprintable(texts: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each field of ``texts`` the typeface has not all signs of."""
    for field, text in texts.items():
        lacking = letters_lacking(text)
        if lacking:
            signs = ", ".join(f"«{sign}»" for sign in lacking[:MOST_NAMED])
            more = " og flere" if len(lacking) > MOST_NAMED else ""
            yield Problem(
                field,
                f"Skriften i brevene har ikke {signs}{more}. Skriv det på en annen "
                "måte.",
            )
