"""The office's typeface in a PDF: always embedded, never a letter it cannot show."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache, lru_cache
from typing import Any

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from stkdesk.documents.pdf.font_program import FontProgram
from stkdesk.domain.errors import CannotPrintError
from stkdesk.resources import resource

REGULAR, SEMIBOLD, ITALIC = "SS", "SS-S", "SS-I"
_FILES = {
    REGULAR: "fonts/SourceSans3-Regular.ttf",
    SEMIBOLD: "fonts/SourceSans3-Semibold.ttf",
    ITALIC: "fonts/SourceSans3-It.ttf",
}

# Letters and signs of almost every Norwegian paper. They are embedded together, so
# that the font is cut once for each run of the program and not for each paper.
REPERTOIRE = (
    "".join(map(chr, range(33, 127)))
    + "æøåÆØÅéèêëÉÈÊóòôöÓÒÔÖüúùÜÚáàâäãÁÀÂÄçÇñÑíìîïÍßðþýÐÞÝ"
    + "čđŋšŧžČĐŊŠŦŽłŁńśżźćąęğış"
    + "§«»–—…€½¼¾²³°·•×−±’‘“”„‚®©µ¨´☐✓≤≥→\u2011\u202f"
)
KEPT = 4096  # lines whose codes and width are remembered while the program runs
_HARD = "\u00a0\u202f"  # spaces that keep what they part on one line
_SPACES = {0x09: 32, 0x0A: 32, 0x0D: 32, 0xA0: 32}


class ArchiveFont(TTFont):
    """A TrueType face whose first 256 codes are the fixed repertoire.

    A letter outside it (Greek, Vietnamese) opens a further set for that paper only.
    A letter the face does not have is refused: PDF/A forbids the empty box.
    """

    def __init__(self, name: str, path: str) -> None:
        """Read the face; the codes of the repertoire are given out here."""
        super().__init__(name, path, shapable=False)
        self._codes = _fixed_codes(set(self.face.charToGlyph))
        self._fixed = [0] * 256
        for letter, code in self._codes.items():
            self._fixed[code] = letter
        self._encoding = self._codes | _SPACES
        face: Any = self.face
        self._widths = [face.getCharWidth(c) if c else 0 for c in self._fixed]
        self._program: FontProgram | None = None
        # Times, hours, names of activities: most lines of a month are alike.
        self.inked = lru_cache(maxsize=KEPT)(self._inked)

    def encode(self, text: str) -> bytes:
        """Return ``text`` in the fixed codes.

        Raises ``UnicodeEncodeError`` for a letter outside the repertoire.
        """
        return codecs.charmap_encode(text, "strict", self._encoding)[0]

    def _inked(self, text: str) -> tuple[str, float]:
        """Return a line as hexadecimal codes, and its width in points at size 1.

        Raises ``UnicodeEncodeError`` for a letter outside the repertoire.
        """
        encoded = self.encode(text)
        return encoded.hex(), sum(map(self._widths.__getitem__, encoded)) * 0.001

    def width(self, text: str, size: float) -> float:
        """Return the width of one line in points."""
        try:
            return self.inked(text)[1] * size
        except UnicodeEncodeError:
            return float(self.stringWidth(text, size))

    def splitString(  # noqa: N802 - ReportLab calls it
        self, text: Any, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Return ``text`` as runs of (set, codes); the fixed set is number 0."""
        self.state_of(doc)
        text = text.decode(encoding) if isinstance(text, bytes) else text
        try:
            return [(0, self.encode(text))]
        except UnicodeEncodeError:
            return self._slow_runs(tidy_letters(text), doc)

    def state_of(self, doc: Any) -> Any:
        """Return what is kept for one file: its sets and the codes given out."""
        state = self.state.get(doc)
        if state is None:
            state = self._new_state()
            self.state[doc] = state
        return state

    def _new_state(self) -> Any:
        state: Any = TTFont.State(False, None)
        state.subsets = [self._fixed]
        state.assignments = dict(self._encoding)
        state.nextCode = 256
        return state

    def inner_name(self, doc: Any) -> str:
        """Return the name of the fixed set within one file, e.g. ``F1+0``."""
        state = self.state_of(doc)
        if state.internalName is None:
            self.getSubsetInternalName(0, doc)
        return f"{state.internalName}+0"

    def programs(self, doc: Any) -> list[FontProgram]:
        """Return the sets used in one file, in order; each is ready to embed."""
        fixed = self._program
        if fixed is None:
            fixed = self._program = FontProgram.of(self.face, self._fixed)
        rest = self.state_of(doc).subsets[1:]
        return [fixed, *(FontProgram.of(self.face, letters) for letters in rest)]

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab calls it
        """Put the sets into a ReportLab document."""
        names = doc.idToObject["BasicFonts"].dict
        for number, program in enumerate(self.programs(doc)):
            inner = self.getSubsetInternalName(number, doc)[1:]
            font = program.objects(doc, inner)
            names[inner] = doc.Reference(font, inner)
        del self.state[doc]

    def _slow_runs(self, text: str, doc: Any) -> list[tuple[int, bytes]]:
        state = self.state_of(doc)
        runs: list[tuple[int, bytearray]] = []
        for letter in map(ord, text):
            code = state.assignments.get(letter)
            if code is None:
                code = self._new_code(letter, state)
            if runs and runs[-1][0] == code >> 8:
                runs[-1][1].append(code & 255)
            else:
                runs.append((code >> 8, bytearray([code & 255])))
        return [(number, bytes(codes)) for number, codes in runs]

    def _new_code(self, letter: int, state: Any) -> int:
        if letter not in self.face.charToGlyph:
            raise missing_letters([chr(letter)])
        code: int = state.nextCode
        if code & 255 == 0:
            state.subsets.append([0])  # code 0 stays free
            code += 1
        if code & 255 == 32:
            state.subsets[code >> 8].append(32)  # word spacing counts on 32
            code += 1
        state.subsets[code >> 8].append(letter)
        state.assignments[letter] = code
        state.nextCode = code + 1
        return code


def tidy_letters(text: str) -> str:
    """Return ``text`` with letters put together (a + ring: å), invisible ones out."""
    text = unicodedata.normalize("NFC", text)
    return "".join(
        " " if unicodedata.category(sign) == "Zs" and sign not in _HARD else sign
        for sign in text
        if unicodedata.category(sign) not in ("Cf", "Cc") or ord(sign) in _SPACES
    )


def letters_lacking(*texts: str) -> list[str]:
    """Return the letters of ``texts`` that the typeface does not have, in order."""
    register_fonts()
    known = archive_font(REGULAR).face.charToGlyph
    wanted = set(tidy_letters("".join(texts)))
    return sorted(
        sign for sign in wanted if ord(sign) not in known and ord(sign) not in _SPACES
    )


def check_text(*texts: str) -> None:
    """Raise ``CannotPrintError`` naming every letter the typeface does not have."""
    if missing := letters_lacking(*texts):
        raise missing_letters(missing)


def missing_letters(letters: list[str]) -> CannotPrintError:
    """Return the error that names ``letters``."""
    named = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
    return CannotPrintError(
        f"Skriften mangler disse tegnene: {named}.",
        "Skriv teksten om med latinske bokstaver, slik den står i passet, "
        "og skriv ut på nytt.",
    )


@cache
def archive_font(name: str) -> ArchiveFont:
    """Return a registered face by its short name."""
    register_fonts()
    font = pdfmetrics.getFont(name)
    assert isinstance(font, ArchiveFont)
    return font


@cache
def register_fonts() -> None:
    """Make the faces known to ReportLab; bold stands for semibold."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(ArchiveFont(name, str(resource(file))))
    addMapping(REGULAR, 0, 0, REGULAR)
    addMapping(REGULAR, 1, 0, SEMIBOLD)
    addMapping(REGULAR, 0, 1, ITALIC)
    addMapping(REGULAR, 1, 1, SEMIBOLD)


def _fixed_codes(known: set[int]) -> dict[int, int]:
    """Give each letter of the repertoire a code: ASCII its own, the rest from 127."""
    codes = {code: code for code in range(32, 127)}
    rest = [ord(letter) for letter in REPERTOIRE if ord(letter) > 126]
    codes |= {letter: 127 + n for n, letter in enumerate(c for c in rest if c in known)}
    return codes
