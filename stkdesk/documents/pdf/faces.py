"""Whether a typeface is whole and has the letters we promise."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

#: Norwegian, the signs of our papers, and the letters of Northern Sámi.
PROMISED = "æøåÆØÅ«»–§" + "čđŋšŧžČĐŊŠŦŽ" + "áÁ"


def letters_lacking(face: Path) -> str:
    """Return the promised letters that the TrueType file ``face`` does not have.

    Raises ``ValueError`` when it is no whole typeface.
    """
    try:
        known = TTFontFile(str(face)).charToGlyph
    except (TTFError, OSError, IndexError, KeyError, ArithmeticError) as error:
        raise ValueError("not a whole typeface") from error
    return "".join(letter for letter in PROMISED if ord(letter) not in known)
