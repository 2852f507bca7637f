"""The timesheet: the form a support contact fills in, with the report on its back."""

from __future__ import annotations

from io import BytesIO

from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.texts import texts
from stkdesk.documents.timesheet_back import draw_back
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.documents.timesheet_front import ROWS, draw_front
from stkdesk.domain.paper import PageCode
from stkdesk.domain.timesheet import sums_of

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
    """Draw the form on ``canvas``; return how many pages it took."""
    fronts = [form.visits[at : at + ROWS] for at in range(0, len(form.visits), ROWS)]
    fronts = fronts or [()]
    pages = len(fronts) + form.with_report
    for page, visits in enumerate(fronts, start=1):
        code = PageCode(form.reference, page, pages, form.revision)
        last = page == len(fronts)
        sums = sums_of(form.visits) if last and form.visits else None
        draw_front(canvas, form, visits, code, sums)
        canvas.showPage()
    if form.with_report:
        draw_back(canvas, form, PageCode(form.reference, pages, pages, form.revision))
        canvas.showPage()
    return canvas.finish_paper()
