"""Names as people write them, search for them and sort them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

# Letters no decomposition turns into a plain one. Both the register and the question
# are folded, so æ may become a: Sæther, Saether and Sather are all found.
PLAIN = str.maketrans(
    {"æ": "a", "œ": "o", "ø": "o", "đ": "d", "ð": "d", "ŧ": "t", "ŋ": "n", "ł": "l"}
    | {"ħ": "h", "ı": "i", "þ": "th", "'": "", "’": "", "ʼ": ""}
)
COUNTRY_CODE = re.compile(r"(?<!\w)(?:\+|00)47(?=[\s\d]{8})")
NO_LETTER = re.compile(r"[\W_]+")
REPEATED = re.compile(r"([^\W\d])\1+")
LONG_VOWEL = re.compile(r"(?<=[ao])e")  # what is left of ae and oe
DIGITS_APART = re.compile(r"(?<=\d) (?=\d)")

# The signs that follow z in Norwegian are æ, ø, å; { | } follow z in ASCII.
NORWEGIAN_ORDER = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "å": "}", "ü": "y", "ű": "y"}
    | {"đ": "d", "ð": "d", "ŧ": "t", "ŋ": "n", "ł": "l", "þ": "th", "œ": "oe"}
    | {"'": "", "’": ""}
)


def tidy(name: str) -> str:
    """Return ``name`` without stray spaces."""
    return " ".join(name.split())


def full_name(given: str, family: str) -> str:
    """Return the whole name as letters print it."""
    return tidy(f"{given} {family}")


def initials(given: str, family: str) -> str:
    """Return the first letter of every name, ``ÅBØ`` for Åse Bø-Ødegård."""
    words = NO_LETTER.sub(" ", full_name(given, family)).split()
    return "".join(word[0].upper() for word in words)


def initials_of(name: str) -> str:
    """Return two letters for a whole name: ``KN`` for ``Kari Anne Nordmann``."""
    words = name.split()
    return initials(words[0], words[-1] if words[1:] else "") if words else ""


def fold(text: str) -> str:
    """Return the form in which texts are compared when somebody searches.

    Forgives case, marks, æ/ae, ø/oe, å/aa, hyphens, double letters and the spaces
    in a number. Holds letters, digits and single spaces only.
    """
    text = COUNTRY_CODE.sub(" ", unicodedata.normalize("NFKC", text)).casefold()
    text = unicodedata.normalize("NFKD", text.translate(PLAIN)).casefold()
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = NO_LETTER.sub(" ", text.translate(PLAIN)).strip()
    text = REPEATED.sub(r"\1", LONG_VOWEL.sub("", REPEATED.sub(r"\1", text)))
    return DIGITS_APART.sub("", text)


def search_words(question: str) -> tuple[str, ...]:
    """Return the folded words that must each begin a word of the search text."""
    return tuple(fold(question).split())


def search_text(*parts: str | date | None) -> str:
    """Return what a record is found by, folded; a space stands before every word.

    So ``LIKE '% word%'`` finds the beginnings of words, the first one too. A date is
    found as 24112012 and 241112, a number with and without its spaces.
    """
    words: list[str] = []
    for part in parts:
        if isinstance(part, date):
            day = f"{part:%d%m}"  # not %y: Windows has it from 1900 on only
            words += [f"{day}{part.year:04}", f"{day}{part.year % 100:02}"]
        elif part:
            words += _words_of(part)
    return "".join(f" {word}" for word in dict.fromkeys(words))


def sort_key(family: str, given: str) -> str:
    """Return a key that sorts as a Norwegian register: Æ, Ø, Å last, Aa as Å."""
    return f"{_sorted_as(family)}\t{_sorted_as(given)}"


def _words_of(part: str) -> list[str]:
    pieces = [fold(piece) for piece in NO_LETTER.sub(" ", part).split()]
    joined = [fold(word.replace("-", "")) for word in part.split() if "-" in word]
    return [*fold(part).split(), *" ".join(pieces + joined).split()]


def _sorted_as(name: str) -> str:
    name = unicodedata.normalize("NFC", name).casefold().replace("aa", "å")
    name = unicodedata.normalize("NFKD", name.translate(NORWEGIAN_ORDER))
    kept = (sign if sign.isalnum() or sign in "{|}" else " " for sign in name)
    marks = unicodedata.combining
    return tidy("".join(sign for sign in kept if not marks(sign)))
