"""Where things stand on a letter: settings with a drawn envelope that follows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from stkdesk.domain.office import OfficeDraft
from stkdesk.services.measure_page import REFERENCE, measure_page
from stkdesk.services.printing import Pile, PileSheet
from stkdesk.ui import theme
from stkdesk.ui.office.editors import FoldChips, MillimetreLine, YesNo
from stkdesk.ui.office.envelope import EnvelopePreview
from stkdesk.ui.office.keeper import Keeper, OfficeSetting
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import PaperWindow
from stkdesk.ui.widgets.boxes import column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

NARROW_FIELD = 92  # pixels at text size 10
FILE_NAME = "prøveside.pdf"


class LetterFrameSettings(QWidget):
    """The measures of a letter, what shows through the window, and the test page."""

    def __init__(self, page: Page, keeper: Keeper) -> None:
        """Show what ``keeper`` knows; the test page opens from ``page``."""
        super().__init__()
        self._page, self._keeper = page, keeper
        self._text, self._left, self._top = (_millimetres() for _ in range(3))
        self._fold = FoldChips()
        self._preview = EnvelopePreview()
        settings = [keeper.keep(each) for each in self._settings()]
        print_out = button(
            "Skriv ut prøveside", icon="PrinterSmall", on=self.show_test_page
        )
        why = "Et ark med millimeterruter, vinduene og brettene. Uten noen mottaker."
        self.setLayout(
            column(
                *settings,
                10,
                label("Slik synes adressen i konvolutten", "h3"),
                6,
                self._preview,
                8,
                row(print_out, (label(why, "small", wrap=True), 1), gap=12),
                gap=0,
            )
        )
        for editor in (self._left, self._top):
            editor.textChanged.connect(self._on_changed)
        self._fold.picked.connect(self._on_changed)
        keeper.follow(lambda _draft: self._on_changed())

    def show_test_page(self) -> None:
        """Open the test page, ready for the printer."""
        today = self._page.workspace.today()
        self._page.workspace.ask(
            lambda session: measure_page(session, today=today),
            self._open,
            key=(id(self), "test page"),
            at_once=True,
        )

    def _settings(self) -> Iterator[OfficeSetting]:
        yield OfficeSetting(
            "Teksten be&gynner",
            "Fra venstre kant. Spalten beholder bredden og flytter seg.",
            {"letter_left": self._text},
        )
        yield OfficeSetting(
            "&Adressen fra venstre",
            "Avstand fra venstre kant. Gjelder timelister også.",
            {"address_left": self._left},
        )
        yield OfficeSetting(
            "Adressen fra t&oppen",
            "Avstand fra toppen av arket til feltet med høyst fem linjer.",
            {"address_top": self._top},
        )
        yield OfficeSetting(
            "Arket br&ettes",
            "Bestemmer brettemerkene og hvilken konvolutt som vises under.",
            {"letter_fold": self._fold},
        )
        yield OfficeSetting(
            "Brette&merker",
            "Små streker i margen. Slå dem av når dere bruker fortrykt papir.",
            {"fold_marks": YesNo("Brettemerker")},
        )

    def _on_changed(self, *_signal: object) -> None:
        """Show the address where it is now said to stand, as far as that is read."""
        draft = self._keeper.draft or OfficeDraft()
        typed = {
            "address_left": self._left.value(),
            "address_top": self._top.value(),
            "letter_fold": self._fold.value() if self._fold.chosen else None,
        }
        known = {name: value for name, value in typed.items() if value is not None}
        self._preview.show_measures(replace(draft, **known))

    def _open(self, data: bytes) -> None:
        pile = Pile("", (PileSheet(0, REFERENCE, 1, 1),))
        PaperWindow(self._page, "Prøveside", data, pile, FILE_NAME).open()


def _millimetres() -> MillimetreLine:
    made = MillimetreLine()
    made.setFixedWidth(theme.u(NARROW_FIELD))
    return made
