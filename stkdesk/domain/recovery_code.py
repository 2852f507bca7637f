"""The recovery code: what opens the register when every password is forgotten.

160 random bits and 20 bits that catch a slip of the pen, as nine groups of four signs.
The signs are Crockford's base 32 (crockford.com/base32.html): no I, L, O or U, and who
reads or types one of the first three is understood.
"""

from __future__ import annotations

import hashlib
import secrets

from stkdesk.domain.errors import Problem

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 20
GROUPS, GROUP = 9, 4
LENGTH = GROUPS * GROUP
#: What a scanned sheet says first. The check is left out there: a QR code has its own.
SCANNED = "GK."

_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_CHECK_BITS = 20
_CHECK_SIGNS = 4


def new_code() -> str:
    """Return a fresh code, in its groups."""
    return code_of(secrets.token_bytes(SECRET_BYTES))


def code_of(secret: bytes) -> str:
    """Return the code of ``secret`` (20 bytes), such as ``7K2M-…-Q9T4``."""
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    signs = "".join(SIGNS[number >> 5 * at & 31] for at in reversed(range(LENGTH)))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def groups(code: str) -> tuple[str, ...]:
    """Return the nine groups of ``code``."""
    return tuple(code.split("-"))


def scanned_text(code: str) -> str:
    """Return what a QR code of ``code`` holds: 35 signs, all of QR's own kind."""
    return SCANNED + "".join(groups(code))[:-_CHECK_SIGNS]


def secret_of(text: str) -> bytes:
    """Return the 20 bytes of a code as somebody typed or scanned it.

    Raises:
        ValueError: if it is no code; ``code_problems`` says why.

    """
    if problems := code_problems(text):
        raise ValueError(problems[0].message)
    return _secret(_tidied(text))


def code_problems(text: str, field: str = "code") -> tuple[Problem, ...]:
    """Return what stands in the way of ``text`` being a recovery code."""
    signs = _tidied(text)
    if not signs:
        return (Problem(field, "Skriv gjenopprettingskoden fra arket."),)
    strange = sorted({sign for sign in signs if sign not in SIGNS})
    if strange:
        return (Problem(field, f"Koden har aldri tegnet {strange[0]}. Se på arket."),)
    missing = LENGTH - len(signs)
    if missing > 0:
        told = "Det mangler 1 tegn." if missing == 1 else f"Det mangler {missing} tegn."
        return (Problem(field, f"{told} Koden har ni grupper med fire tegn."),)
    if missing < 0:
        return (Problem(field, "Koden er for lang. Den har ni grupper med fire tegn."),)
    secret = _secret(signs)
    if _check(secret) != _number(signs) & (1 << _CHECK_BITS) - 1:
        return (Problem(field, "Ett av tegnene er feil. Sammenlign med arket."),)
    return ()


def groups_to_ask() -> tuple[int, int]:
    """Return which two groups (1 to 9, the lower first) to have typed back."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
    return first, second


def is_group(typed: str, code: str, number: int) -> bool:
    """Tell whether ``typed`` is group ``number`` (1 to 9) of ``code``."""
    return _tidied(typed) == groups(code)[number - 1]


def _tidied(text: str) -> str:
    signs = "".join(text.upper().split())
    if signs.startswith(SCANNED):
        signs = signs.removeprefix(SCANNED)
        if len(signs) == LENGTH - _CHECK_SIGNS and not set(signs) - set(SIGNS):
            signs = code_of(_number(signs).to_bytes(SECRET_BYTES, "big"))
    for dash in "-–—−.":
        signs = signs.replace(dash, "")
    return signs.translate(_MEANT)


def _secret(signs: str) -> bytes:
    return (_number(signs) >> _CHECK_BITS).to_bytes(SECRET_BYTES, "big")


def _number(signs: str) -> int:
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    return number


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(secret).digest()
    return int.from_bytes(digest[:3], "big") >> 24 - _CHECK_BITS
