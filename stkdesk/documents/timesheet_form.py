"""The timesheet: the form a support contact fills in, with the report on its back."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import texts
from stkdesk.documents.timesheet_back import ROWS as TRIPS
from stkdesk.documents.timesheet_back import draw_back
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.documents.timesheet_front import ROWS, draw_front
from stkdesk.domain.paper import PageCode
from stkdesk.domain.timesheet import Visit, sums_of

__all__ = ["TimesheetForm", "build", "draw"]


def build(form: TimesheetForm) -> bytes:
    """Return the archive file; the same form always gives the same bytes.

    Raises ``CannotPrintError`` when the address or a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=texts("timesheet", form.language)["file_title"],
        author=form.sender.municipality,
        reference=form.reference,
        language=form.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, form.made_on)
    draw(form, canvas)
    canvas.save()
    return out.getvalue()


def draw(form: TimesheetForm, canvas: PaperCanvas) -> int:
    """Draw the form on ``canvas``; return how many pages it took.

    More visits or trips than one page holds go on to the next; sums stand on the last.
    """
    fronts = _pages(form.visits, ROWS)
    trips = [visit for visit in form.visits if visit.metres]
    backs = _pages(trips, TRIPS) if form.with_report else []
    pages = len(fronts) + len(backs)
    codes = [
        PageCode(form.reference, page, pages, form.revision)
        for page in range(1, pages + 1)
    ]
    for visits, code in zip(fronts, codes, strict=False):
        last = code.page == len(fronts)
        sums = sums_of(form.visits) if last and form.visits else None
        draw_front(canvas, form, visits, code, sums)
        canvas.showPage()
    for rows, code in zip(backs, codes[len(fronts) :], strict=True):
        last = code.page == pages
        metres = sums_of(trips).metres if last and trips else None
        draw_back(canvas, form, rows, code, metres)
        canvas.showPage()
    return canvas.finish_paper()


def _pages(rows: Sequence[Visit], size: int) -> list[Sequence[Visit]]:
    """Cut ``rows`` into pages; without any there is one page to write on."""
    return [rows[at : at + size] for at in range(0, len(rows), size)] or [()]
