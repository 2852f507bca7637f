"""Did everything come out right? Only then are papers noted as printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import count
from stkdesk.domain.page_ranges import parse_pages
from stkdesk.services.printing import Pile
from stkdesk.ui.form_field import Field
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.offer import Answer, Offer


class AfterPrint(QFrame):
    """Asks after a print, then offers to note the papers as mailed; hidden till then.

    Signals:
        printed: numbers of the papers that came out right.
        mailed: numbers of the papers that went into the post.
    """

    printed, mailed = Signal(object), Signal(object)

    def __init__(self, pile: Pile) -> None:
        """Ask about ``pile``."""
        super().__init__()
        self._pile = pile
        self._offer = Offer(Tone.WARN, "PrinterSmall")
        self._typed = QLineEdit()
        self._field = Field(
            "Hvilke &sider kom riktig ut?",
            self._typed,
            hint=f"For eksempel 1-40, 43. Bunken har {pile.pages} sider.",
            width=220,
        )
        mark = button("Merk dem", "primary", on=self._take_pages)
        self._typed.returnPressed.connect(self._take_pages)
        self._some = frame(
            row(
                self._field,
                column(20, mark, None, gap=0),
                column(20, button("Tilbake", on=self.ask), None, gap=0),
                None,
                margins=(14, 10, 14, 8),
            ),
            "flat",
        )
        self._some.hide()
        self.setLayout(column(self._offer, self._some, gap=0, margins=(16, 8, 16, 8)))
        self.hide()

    def ask(self) -> None:
        """Ask whether everything came out right."""
        self.show()
        self._some.hide()
        papers = count(len(self._pile.sheets), "papir", "papirer")
        pages = count(self._pile.pages, "side", "sider")
        they = "Det" if len(self._pile.sheets) == 1 else "De"
        self._offer.ask(
            "Kom alt riktig ut av skriveren?",
            f"{papers}, {pages}. {they} merkes som skrevet ut først når du svarer.",
            ("Ja", "primary", self._all),
            *self._for_some(),
            ("Nei", "", self._none),
        )

    def _for_some(self) -> tuple[Answer, ...]:
        if len(self._pile.sheets) < 2:
            return ()
        return (("Bare noen sider …", "", self._ask_pages),)

    def _all(self) -> None:
        self._came_out(tuple(sheet.paper_number for sheet in self._pile.sheets))

    def _none(self) -> None:
        self._offer.ask(
            "Ingen papirer er merket.",
            "Se til skriveren, og skriv ut på nytt herfra når du er klar.",
            ("OK", "primary", self.hide),
        )

    def _ask_pages(self) -> None:
        self._some.show()
        self._typed.setFocus()

    def _take_pages(self) -> None:
        pages = parse_pages(self._typed.text(), self._pile.pages)
        if pages is None:
            advice = f"Skriv sidene som tall fra 1 til {self._pile.pages}."
            self._field.show_problem(Problem("pages", advice))
            return
        papers = self._pile.within(pages)
        if not papers:
            self._field.show_problem(
                Problem("pages", "Ingen papirer har kommet helt ut med de sidene.")
            )
            return
        self._field.show_problem(None)
        self._some.hide()
        self._came_out(papers)

    def _came_out(self, papers: tuple[int, ...]) -> None:
        self.printed.emit(papers)
        left = len(self._pile.sheets) - len(papers)
        rest = (
            f" {count(left, 'papir', 'papirer')} står igjen som laget." if left else ""
        )
        told = f"{count(len(papers), 'papir', 'papirer')} er merket som skrevet ut."
        hands = {each.paper_number for each in self._pile.sheets if each.by_hand}
        posted = tuple(each for each in papers if each not in hands)
        if not posted:
            self._offer.ask(
                told,
                f"Merk dem når de er levert for hånd. De skal ikke i posten.{rest}",
                ("Alt er levert i dag", "", lambda: self._post(papers)),
                ("Ikke ennå", "", self.hide),
            )
            return
        if aside := len(papers) - len(posted):
            rest += (
                f" {count(aside, 'papir', 'papirer')} skal leveres for hånd, og står "
                "på I dag til det er gjort."
            )
        self._offer.ask(
            told,
            f"Merk dem som sendt når konvoluttene er lagt i posten.{rest}",
            ("Alt er sendt i dag", "", lambda: self._post(posted)),
            ("Ikke ennå", "", self.hide),
        )

    def _post(self, papers: tuple[int, ...]) -> None:
        self.mailed.emit(papers)
        self.hide()
