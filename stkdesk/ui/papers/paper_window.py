"""A window with papers ready for the printer: look, print, save, answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from stkdesk.services.paper_acts import PaperAct
from stkdesk.services.printing import Enclosed, MadePaper, Pile
from stkdesk.ui import theme
from stkdesk.ui.page import Page
from stkdesk.ui.papers.after_print import AfterPrint
from stkdesk.ui.papers.envelopes import filled, to_put_in
from stkdesk.ui.papers.logging_first import printed, saved
from stkdesk.ui.papers.marking import note
from stkdesk.ui.papers.preview_pane import PreviewPane
from stkdesk.ui.papers.printer import print_pdf
from stkdesk.ui.papers.printer_choice import kind_of
from stkdesk.ui.papers.saving import ask_where_to_save
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import answer_why
from stkdesk.ui.widgets.banner import Banner
from stkdesk.ui.widgets.boxes import column, frame, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.widgets.toast import show_toast

Offered = tuple[str, str, Callable[[], object]]  # text, icon, what it does


class PaperWindow(QDialog):
    """Shows one PDF from memory; nothing of it is on the disk unless it is saved."""

    def __init__(
        self,
        page: Page,
        title: str,
        data: bytes,
        pile: Pile,
        file_name: str,
        offers: Sequence[Offered] = (),
    ) -> None:
        """Show ``data``, which holds the papers of ``pile``.

        ``offers`` are done when the window has closed.

        ``title`` and ``file_name`` must not say whose papers they are: windows are
        seen in the task bar, names of files by everybody.
        """
        super().__init__(page.window())
        self.setWindowTitle(title)
        answer_why(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._page, self.data = page, data
        self.pile, self._file_name = pile, file_name
        self._enclosed: Sequence[Enclosed] = ()
        self.preview = PreviewPane(title)
        self.after = AfterPrint(pile)
        self.after.printed.connect(self._on_printed)
        self.after.mailed.connect(self._on_mailed)
        lay = QVBoxLayout(self)
        lay.setContentsMargins(0, 0, 0, 0)
        lay.setSpacing(0)
        self._banner = Banner(Tone.WARN)
        self._by_hand = Banner(Tone.WARN)
        banners = column(self._banner, self._by_hand, gap=8, margins=(16, 10, 16, 0))
        lay.addLayout(banners)
        lay.addWidget(self.preview, 1)
        lay.addWidget(self.after)
        lay.addWidget(self._foot(offers))
        for keys, act in (
            ("Ctrl+P", self.print_out),
            ("Ctrl+S", self.save),
            ("Ctrl+Z", page.workspace.undo),
        ):
            QShortcut(QKeySequence(keys), self, act)
        room = page.window().size()
        self.resize(
            min(theme.u(980), max(theme.u(420), room.width() - 60)),
            min(theme.u(900), max(theme.u(420), room.height() - 40)),
        )
        if by_hand := [each.reference for each in pile.sheets if each.by_hand]:
            self.tell(
                f"Leveres for hånd: {', '.join(by_hand)}",
                "De har ingen adresse, og skal ikke i posten.",
            )
        self.preview.view.setFocus()
        QTimer.singleShot(0, self, partial(self.preview.show_pdf, data))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # The dialogs before it are closing: without this none may be left active.
        QTimer.singleShot(0, self, self.activateWindow)

    def tell(self, title: str, advice: str) -> None:
        """Say something about the papers that stays above them."""
        self._banner.tell(title, advice)

    def enclose(
        self,
        enclosed: Sequence[Enclosed],
        marks: Sequence[tuple[int, str]],
        by_hand: tuple[str, str],
    ) -> None:
        """Mark the pages of what is enclosed, and tell what is put in by hand."""
        self._enclosed = enclosed
        self.preview.mark(marks)
        if by_hand[0]:
            self._by_hand.tell(*by_hand)

    def print_out(self) -> None:
        """Ask for a printer and print; then ask whether it all came out."""
        first = printed(self, self._page.workspace, self._numbers(), self._enclosed)
        print_pdf(
            self,
            self.data,
            job_name(self.pile),
            self._ask_after,
            first,
            kind_of(self.pile),
        )

    def save(self) -> None:
        """Save as a file; then ask about what is printed from it."""
        first = saved(self, self._page.workspace, self._numbers(), self._enclosed)
        ask_where_to_save(self, self.data, self._file_name, self._on_saved, first)

    def _numbers(self) -> list[int]:
        return [sheet.paper_number for sheet in self.pile.sheets]

    def _foot(self, offers: Sequence[Offered]) -> QWidget:
        close = button("Lukk", on=self.reject)
        save = button(
            "Lagre som PDF …", icon="Download", tip="Lagre (Ctrl+S)", on=self.save
        )
        print_out = button(
            "Skriv ut", "primary", icon="PrinterSmall", tip="Ctrl+P", on=self.print_out
        )
        hint = label("PgDn blar · + og − endrer størrelsen", "small")
        more = [
            button(text, icon=icon, on=partial(self._leave, on))
            for text, icon, on in offers
        ]
        return frame(
            row((hint, 1), *more, close, save, print_out, margins=(16, 10, 16, 10)),
            "foot",
        )

    def _leave(self, then: Callable[[], object]) -> None:
        self.reject()
        then()

    def _on_saved(self, file_name: str) -> None:
        show_toast(self, f"Lagret: {file_name}")
        self._ask_after()

    def _ask_after(self) -> None:
        """Ask about papers of the register; a draft is not one."""
        if all(sheet.paper_number for sheet in self.pile.sheets):
            self.after.ask()

    def _on_printed(self, papers: Sequence[int]) -> None:
        note(self, self._page.workspace, PaperAct.PRINTED, papers)

    def _on_mailed(self, papers: Sequence[int]) -> None:
        note(self, self._page.workspace, PaperAct.MAILED, papers)


def show_papers(
    page: Page, title: str, papers: Sequence[MadePaper], *offers: Offered
) -> PaperWindow:
    """Show papers ready for the printer, each from a front page, in one window.

    ``offers``: what else can be done from there.
    """
    envelopes = filled(papers)
    one = len(papers) == 1
    window = PaperWindow(
        page,
        f"{title} {papers[0].reference}" if one else title,
        envelopes.data,
        envelopes.pile,
        papers[0].file_name if one else f"{title.lower()}.pdf",
        offers,
    )
    window.enclose(envelopes.enclosed, envelopes.marks, to_put_in(papers))
    window.open()
    return window


def job_name(pile: Pile) -> str:
    """Return what stands in the printer's queue: references and nothing else."""
    first, last = pile.sheets[0].reference, pile.sheets[-1].reference
    return f"stkdesk {first}" if first == last else f"stkdesk {first}–{last}"
