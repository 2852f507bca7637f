"""One PDF with many papers, in the order they go into envelopes."""

from __future__ import annotations

from typing import IO

from stkdesk.documents import (
    agreement,
    case_letter,
    contact_letter,
    decision_letter,
    declaration,
    timesheet_form,
)
from stkdesk.documents.agreement_content import AgreementContent
from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.declaration_content import Declaration
from stkdesk.documents.pdf.stream import PrintCanvas
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language

Content = (
    TimesheetForm
    | Declaration
    | DecisionContent
    | CaseLetter
    | ContactLetterContent
    | AgreementContent
)


class PrintFile:
    """Takes papers one after the other; `close` makes the file whole.

    It is for the printer only: light, untagged, and not kept. Memory does not grow
    with the number of papers. The caller opens and closes ``out``.
    """

    def __init__(self, out: IO[bytes], *, duplex: bool = False) -> None:
        """Begin the file; with ``duplex`` each paper starts on the front of a sheet."""
        self._canvas = PrintCanvas(out, Language.BOKMAL.tag)
        self._duplex = duplex

    @property
    def pages(self) -> int:
        """How many pages there are so far, blank ones included."""
        return self._canvas.page_count

    def add(self, content: Content) -> int:
        """Draw one paper; return how many pages of its own it took.

        Raises ``CannotPrintError`` when it will not print; the file stays good and
        goes on with the next.
        """
        if self._duplex and self.pages % 2:
            self._canvas.blank_page()
        try:
            return draw(content, self._canvas)
        except BaseException:
            self._canvas.drop_paper()
            raise

    def close(self) -> None:
        """Write what makes the file whole.

        Raises ``CannotPrintError`` when no paper was added: there is no empty PDF.
        """
        if not self.pages:
            raise CannotPrintError(
                "Det er ingenting å skrive ut.",
                "Velg en periode eller en bruker som har noe å skrive ut.",
            )
        self._canvas.save()


def build(content: Content) -> bytes:
    """Return the archive file of any paper."""
    match content:
        case TimesheetForm():
            return timesheet_form.build(content)
        case Declaration():
            return declaration.build(content)
        case DecisionContent():
            return decision_letter.build(content)
        case CaseLetter():
            return case_letter.build(content)
        case ContactLetterContent():
            return contact_letter.build(content)
        case AgreementContent():
            return agreement.build(content)


def draw(content: Content, canvas: PrintCanvas) -> int:
    """Draw any paper on the canvas of a print file."""
    match content:
        case TimesheetForm():
            return timesheet_form.draw(content, canvas)
        case Declaration():
            return declaration.draw(content, canvas)
        case DecisionContent():
            return decision_letter.draw(content, canvas)
        case CaseLetter():
            return case_letter.draw(content, canvas)
        case ContactLetterContent():
            return contact_letter.draw(content, canvas)
        case AgreementContent():
            return agreement.draw(content, canvas)
