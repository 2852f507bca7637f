"""Lovhenvisninger: what the letters cite, under each act, with dates."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from stkdesk.domain.formats import short_date
from stkdesk.domain.merge_fields import field_called
from stkdesk.domain.office import LawVersion
from stkdesk.services.citations import CitationCard, list_citations
from stkdesk.ui import theme
from stkdesk.ui.letter_texts.citation_form import CitationForm
from stkdesk.ui.office.group import Group
from stkdesk.ui.page import Page
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import clear, column
from stkdesk.ui.widgets.record import linked
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

STANDARD = Mark("Standard", Tone.QUIET)
OWN = Mark("Kontorets egen", Tone.GOOD, "Pencil")
COMING = Mark("Endres", Tone.ACT, "Clock")
_ACTS = {
    "": "Samme i alle brev",
    LawVersion.ACT_1967.value: "Når forvaltningsloven av 1967 gjelder",
    LawVersion.ACT_2025.value: "Når forvaltningsloven av 2025 gjelder",
}


def citation_name(key: str) -> str:
    """Return what a reference is called on screen: ``Klage``."""
    name = field_called(key).name.removeprefix("lov: ")
    return name[:1].upper() + name[1:]


class CitationsGroup(Group):
    """A line for each reference; a press on it opens the form."""

    def __init__(self, page: Page) -> None:
        """Read and save through the workspace of ``page``."""
        super().__init__(
            "Lovhenvisninger",
            "Paragrafene brevene viser til. Hvilken forvaltningslov som gjelder, "
            "følger av datoen under Papirene. Brev som alt er laget, endres ikke.",
        )
        self._page = page
        self._lines = column(gap=8)
        self.body.addSpacing(theme.u(6))
        self.body.addLayout(self._lines)
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "citations" in tables:
            self._page.workspace.ask(
                list_citations, self._show, key=(id(self), "citations")
            )

    def _show(self, cards: Sequence[CitationCard]) -> None:
        clear(self._lines)
        for act, title in _ACTS.items():
            self._lines.addSpacing(theme.u(8))
            self._lines.addWidget(label(title, "muted"))
            for card in cards:
                if card.act == act:
                    self._lines.addWidget(self._line(card))

    def _line(self, card: CitationCard) -> QWidget:
        today = self._page.workspace.today()
        now = card.on(today)
        coming = [
            each.citation.valid_from
            for each in card.own
            if each.citation.valid_from > today
        ]
        told = f"{citation_name(card.key)} · fra {short_date(now.valid_from)}"
        if now.valid_to is not None:
            told += f" til {short_date(now.valid_to)}"
        if coming:
            told += f" · ny fra {short_date(min(coming))}"
        mark = COMING if coming else OWN if card.is_own(today) else STANDARD
        return linked(
            "InformationSquare", now.bokmal, told, mark, partial(self._open, card)
        )

    def _open(self, card: CitationCard) -> None:
        CitationForm(self._page, card, citation_name(card.key)).open()
