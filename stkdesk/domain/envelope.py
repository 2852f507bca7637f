"""Envelopes with a window, and what of a folded sheet is seen through it.

Lengths are tenths of a millimetre; places on a sheet are counted from its upper left
corner. The windows are those of domain reference 8.1, taken as measured on the
envelope; a sheet slides as far as the envelope is larger than the folded sheet.
"""

from __future__ import annotations

from dataclasses import dataclass

SHEET_WIDTH, SHEET_HEIGHT = 2100, 2970
BLOCK_HEIGHT, BLOCK_RIGHT = 190, 1000  # the address: five lines, and where lines end
LETTER_LEFT = (200, 350)  # where the text of a letter may begin
ADDRESS_LEFT, ADDRESS_TOP = (150, 300), (350, 600)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope letters are folded for: its size, its window, and the fold."""

    title: str
    width: int
    height: int
    window: Box
    fold: int  # height of the folded sheet

    @property
    def slide(self) -> tuple[int, int]:
        """How far the folded sheet slides to the right and down."""
        return self.width - SHEET_WIDTH, self.height - self.fold

    @property
    def folds(self) -> tuple[int, ...]:
        """Where on the sheet it is folded; what is left under a millimetre is not."""
        return tuple(range(self.fold, SHEET_HEIGHT - 9, self.fold))

    @property
    def always_seen(self) -> Box:
        """The part of the sheet that shows wherever it has slid."""
        right, down = self.slide
        window = self.window
        return Box(window.left, window.top, window.right - right, window.bottom - down)

    @property
    def ever_seen(self) -> Box:
        """The part of the sheet that may show: nothing else may stand there."""
        right, down = self.slide
        window = self.window
        return Box(
            max(0, window.left - right), window.top - down, window.right, window.bottom
        )

    @property
    def block_right(self) -> int:
        """Where the lines of the address end."""
        return min(BLOCK_RIGHT, self.always_seen.right)


C5 = Envelope("C5", 2290, 1620, Box(150, 440, 1200, 790), 1485)
C65 = Envelope("C65", 2290, 1140, Box(150, 390, 1150, 740), 990)
ENVELOPES = (C5, C65)


def envelope_of(fold: int) -> Envelope:
    """Return the envelope of a sheet folded at ``fold``; C5 for any other."""
    return next((each for each in ENVELOPES if each.fold == fold), C5)


def top_advice(fold: int, top: int) -> str:
    """Return why an address that begins at ``top`` may slide out of sight, or ""."""
    envelope = envelope_of(fold)
    seen, slide = envelope.always_seen, millimetres(envelope.slide[1])
    lowest = seen.bottom - BLOCK_HEIGHT
    if seen.top <= top <= lowest:
        return ""
    return (
        f"I en {envelope.title}-konvolutt kan arket skli {slide} mm nedover. "
        "Skal hele adressen alltid synes, må den begynne "
        f"{millimetres(seen.top)}–{millimetres(lowest)} mm fra toppen."
    )


def millimetres(tenths: int) -> str:
    """Return ``46`` or ``46,5``."""
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)
