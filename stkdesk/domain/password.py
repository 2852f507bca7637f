"""What a password for the register must be, and how good one is."""

from __future__ import annotations

import re

from stkdesk.domain.errors import Problem

LEAST_SIGNS = 10
GOOD_SIGNS = 14
ADVICE = "Tre eller fire ord etter hverandre er lette å huske og vanskelige å gjette."

# What is tried first by whoever guesses; one of these and little else is no password.
COMMON = re.compile(
    r"(passord|password|stkdesk|støttekontakt|kommune[nr]?|velkommen|qwerty|asdf"
    r"|sommer|vinter|høst|vår|(?:19|20)\d\d|1234\d*|\W|_)",
    re.IGNORECASE,
)


def password_problems(password: str, again: str) -> tuple[Problem, ...]:
    """Return what stands in the way of ``password``, typed twice."""
    found: list[Problem] = []
    if len(password) < LEAST_SIGNS:
        found.append(Problem("password", f"Bruk minst {LEAST_SIGNS} tegn. {ADVICE}"))
    elif password != again:
        found.append(
            Problem("again", "Passordene er ikke like. Skriv det én gang til.")
        )
    return tuple(found)


def password_strength(password: str) -> str:
    """Return one plain sentence on how good ``password`` is, while it is typed."""
    missing = LEAST_SIGNS - len(password)
    if not password:
        return f"Minst {LEAST_SIGNS} tegn. {ADVICE}"
    if missing > 0:
        return f"{missing} tegn til."
    if _is_easy(password):
        return f"Lett å gjette. {ADVICE}"
    if len(password) < GOOD_SIGNS:
        return "Greit. Et ord til gjør det mye sterkere."
    return "Godt passord."


def _is_easy(password: str) -> bool:
    rest = COMMON.sub("", password)
    return len(rest) < 4 or len(set(password.casefold())) < 5 or password.isdecimal()
