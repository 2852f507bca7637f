"""Brevtekster: the letters whose texts the office may make its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from stkdesk.domain.formats import count, short_date
from stkdesk.services.letter_text_list import PaperRow, list_letter_texts
from stkdesk.ui import theme
from stkdesk.ui.office.group import Group
from stkdesk.ui.page import Page
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import clear, column
from stkdesk.ui.widgets.record import linked

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from stkdesk.ui.letter_texts.form import LetterTextsForm

STANDARD = Mark("Standard", Tone.QUIET)
OWN = Mark("Egne tekster", Tone.GOOD, "Pencil")
COMING = Mark("Endres", Tone.ACT, "Clock")
TABLES = frozenset({"letter_texts", "citations"})


class LetterTextsGroup(Group):
    """A line for each letter; a press on it opens the editor there."""

    def __init__(self, page: Page) -> None:
        """Read and save through the workspace of ``page``."""
        super().__init__(
            "Brevtekster",
            "Avsnittene i brevene, på bokmål og nynorsk. En endring gjelder fra den "
            "dagen dere velger. Brev som alt er laget, blir stående som de er.",
        )
        self._page = page
        self.form: LetterTextsForm | None = None
        self._lines = column(gap=8)
        self.body.addSpacing(theme.u(10))
        self.body.addLayout(self._lines)
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "letter_texts" in tables:
            today = self._page.workspace.today()
            self._page.workspace.ask(
                lambda session: list_letter_texts(session, today=today),
                self._show,
                key=(id(self), "letter_texts"),
            )

    def open_letter(self, paper: str, key: str = "") -> None:
        """Open the editor at a letter, or at one of its paragraphs."""
        from stkdesk.ui.letter_texts.form import LetterTextsForm  # late: many parts

        self.form = LetterTextsForm(self._page, paper, key)
        self.form.destroyed.connect(self._on_closed)
        self.form.open()

    def _on_closed(self) -> None:
        self.form = None

    def _show(self, papers: Sequence[PaperRow]) -> None:
        clear(self._lines)
        for each in papers:
            self._lines.addWidget(self._line(each))

    def _line(self, each: PaperRow) -> QWidget:
        coming = min(
            (row.coming for row in each.paragraphs if row.coming), default=None
        )
        told = [each.paper.hint] if each.paper.hint else []
        told.append(count(len(each.paragraphs), "tekst", "tekster"))
        if each.own:
            told.append(f"{count(each.own, 'egen', 'egne')}")
        if coming is not None:
            told.append(f"neste endring {short_date(coming)}")
        mark = COMING if coming else OWN if each.own else STANDARD
        show = partial(self.open_letter, each.paper.key)
        return linked("DocPencil", each.paper.title, " · ".join(told), mark, show)
