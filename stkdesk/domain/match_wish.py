"""What a client wishes of a support contact, as filled in on the form."""

from __future__ import annotations

from dataclasses import dataclass

from stkdesk.domain.errors import Problem
from stkdesk.domain.matching import Gender

YOUNGEST, OLDEST = 16, 100  # years; what a wish may ask for


@dataclass(frozen=True, slots=True)
class WishDraft:
    """The wishes about one client's support contact; nothing said is None or empty."""

    client_number: int | None = None
    gender: Gender | None = None
    age_from: int | None = None
    age_to: int | None = None
    needs_car: bool | None = None
    weekdays: int = 0  # bit 0 Monday
    languages: str = ""  # words, comma between
    interests: str = ""
    areas: str = ""


def wish_problems(draft: WishDraft) -> tuple[Problem, ...]:
    """Return what is wrong with the wishes before they are saved."""
    found = [
        Problem(name, f"Skriv en alder fra {YOUNGEST} til {OLDEST} år.")
        for name, age in (("age_from", draft.age_from), ("age_to", draft.age_to))
        if age is not None and not YOUNGEST <= age <= OLDEST
    ]
    low, high = draft.age_from, draft.age_to
    if not found and low is not None and high is not None and high < low:
        found.append(Problem("age_to", "Alderen til kan ikke være lavere enn fra."))
    return tuple(found)
