"""Text in a payroll file: one line, and nothing that a spreadsheet would work out."""

from __future__ import annotations

import unicodedata

#: What begins a formula in Excel and Calc; also behind spaces, where some look.
_FORMULA = ("=", "+", "-", "@")
_SPLITS = frozenset("\u2028\u2029")
#: Letters that do not fall apart into a plain one and a mark.
_PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "ł": "l", "Ł": "L"}
)


def one_line(text: str) -> str:
    """Return ``text`` with a space for each run of what is not a sign one can see."""
    seen = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cf") or sign in _SPLITS else sign
        for sign in text
    )
    return seen if seen == text else " ".join(seen.split())


def is_formula_like(text: str) -> bool:
    """Return whether a spreadsheet may take ``text`` for a formula."""
    return text.lstrip().startswith(_FORMULA)


def harmless(text: str) -> str:
    """Return ``text`` on one line, an apostrophe before what looks like a formula.

    The apostrophe is how a spreadsheet is told that a cell is text; the sign after it
    stays, so that whoever reads the file sees what was written.
    """
    plain = one_line(text)
    return f"'{plain}" if is_formula_like(plain) else plain


def in_encoding(text: str, encoding: str) -> str:
    """Return ``text`` in letters that ``encoding`` has: č is c, what has none is ?."""
    return "".join(
        _letter(sign, encoding) for sign in unicodedata.normalize("NFC", text)
    )


def _letter(sign: str, encoding: str) -> str:
    if _has(sign, encoding):
        return sign
    plain = unicodedata.normalize("NFKD", sign.translate(_PLAIN))
    kept = "".join(part for part in plain if _has(part, encoding))
    return kept or "?"


def _has(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
