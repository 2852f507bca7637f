"""The back of a timesheet: the monthly report and the statement of driving."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm

from stkdesk.documents.columns import Columns
from stkdesk.documents.form import (
    LEFT,
    RIGHT,
    draw_boxes,
    draw_code,
    draw_foot,
    draw_grid,
    draw_head,
    draw_page_number,
    draw_signatures,
    draw_table_head,
    put_fitted,
    put_in_box,
    reserve_code,
)
from stkdesk.documents.laws import cited
from stkdesk.documents.pdf.canvas import PaperCanvas, Places
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.pdf.structure import Element
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.theme import (
    ACCENT,
    LABEL,
    R_ACCENT,
    R_INK,
    R_LABEL,
    R_WHITE,
    RULE,
)
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.domain.formats import km_text, short_date
from stkdesk.domain.paper import PageCode
from stkdesk.domain.timesheet import Visit

BOXES = 244.5 * mm
LEAD = 238.5 * mm
QUESTIONS = 232 * mm  # top of the first
LINE, GAP = 7.2 * mm, 5.6 * mm  # a line to write on; what a question takes besides
WRITING = 12 * LINE + 5 * GAP  # all of the questions and their lines together
TICKS = 115.6 * mm
DRIVING = 105.4 * mm
HEAD, ROW, ROWS = 6 * mm, 6.5 * mm, 8
TOP = DRIVING - 7.6 * mm - HEAD  # of the first row
BOTTOM = TOP - ROWS * ROW
COLUMNS = Columns.of(LEFT, (21, 21, 46, 54, 14, 22), "ccllcl")
EDGES = COLUMNS.edges
SIGN = 18.6 * mm


def draw_back(
    canvas: PaperCanvas,
    form: TimesheetForm,
    trips: Sequence[Visit],
    code: PageCode,
    metres: int | None,
) -> None:
    """Draw one page with trips already typed in; the route is not known.

    ``metres`` is the sum of the whole sheet and stands on its last page.
    """
    key = (
        "report",
        form.language,
        form.sender,
        form.practice,
        form.last_on,
        form.questions,
    )
    places = canvas.fixed(key, lambda art: _draw_fixed(art, form))
    draw_code(canvas, code, places.get("code"))
    words = texts("timesheet", form.language)
    assignment = words["assignment_value"].format(
        client=form.client_label, number=form.assignment_number
    )
    for name, x, room, value in (
        ("contact", LEFT, 70 * mm, form.contact_name),
        ("assignment", LEFT + 74 * mm, 55 * mm, assignment),
        ("period", LEFT + 133 * mm, 41 * mm, form.period_label),
    ):
        with canvas.tag("P", element=places.get(name)):
            put_in_box(canvas, x + 2 * mm, BOXES + 2.5 * mm, room, value)
    _draw_own_address(canvas, form, places)
    if trips:
        _draw_rows(canvas, trips, places.get("table"))
    if metres is not None:
        with canvas.tag("P", element=places.get("km")):
            y = BOTTOM - ROW + 2.2 * mm
            cell = COLUMNS.cell(4, km_text(metres), 9.5)
            canvas.put_cell(y, cell, R_INK, SEMIBOLD)
    draw_page_number(canvas, form.language, code.page, code.pages)


def _draw_fixed(canvas: PaperCanvas, form: TimesheetForm) -> Places:
    words = texts("timesheet", form.language)
    draw_watermark(
        canvas, paper_word(form.language, draft=False, practice=form.practice)
    )
    title = words["report.title" if form.asks_report else "report.title_message"]
    draw_head(canvas, form.sender, form.language, title)
    places: Places = {"code": reserve_code(canvas, form.reference, form.language)}
    places |= draw_boxes(
        canvas,
        BOXES,
        [
            ("contact", words["contact"], 74 * mm),
            ("assignment", words["assignment"], 59 * mm),
            ("period", words["period"], 45 * mm),
        ],
    )
    with canvas.tag("P"):
        canvas.put(LEFT, LEAD, words["report.lead"], REGULAR, 9, R_LABEL)
    _draw_questions(canvas, form.questions or (words["report.message"],))
    _draw_ticks(canvas, words)
    law = cited(form.language, form.sender.act_on(form.last_on), form.last_on)
    places |= _draw_driving(canvas, words, law["driving"])
    when, who = words.many("report.signatures")
    draw_signatures(
        canvas,
        SIGN,
        [
            (LEFT, LEFT + 26 * mm, when),
            (LEFT + 31 * mm, LEFT + 101 * mm, who),
            (LEFT + 106 * mm, RIGHT, words["report.address"]),
        ],
    )
    places["address"] = canvas.reserve("P")
    draw_foot(canvas, form.sender, form.language)
    return places


def lines_under(questions: int) -> tuple[int, ...]:
    """Return how many lines there are to write on under each of so many questions.

    The first gets what few are left over; many are shared from the top.
    """
    lines = int((WRITING - questions * GAP) / LINE + 0.001)
    each, rest = divmod(lines, questions)
    if 2 * rest < questions:
        return (each + rest, *(each for _ in range(questions - 1)))
    return tuple(each + (place < rest) for place in range(questions))


def _draw_questions(canvas: PaperCanvas, questions: Sequence[str]) -> None:
    y = QUESTIONS
    for question, lines in zip(questions, lines_under(len(questions)), strict=True):
        with canvas.tag("H2"):
            wide = RIGHT - LEFT
            put_fitted(canvas, LEFT, y, wide, question, SEMIBOLD, 9.5, R_ACCENT)
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.6)
        for _ in range(lines):
            y -= LINE
            canvas.line(LEFT, y, RIGHT, y)
        y -= GAP


def _draw_ticks(canvas: PaperCanvas, words: Texts) -> None:
    for x, text in (
        (LEFT, words["report.call_me"]),
        (LEFT + 92 * mm, words["report.nothing"]),
    ):
        canvas.setStrokeColor(LABEL)
        canvas.setLineWidth(0.7)
        canvas.rect(x, TICKS - 0.6 * mm, 3.6 * mm, 3.6 * mm)
        with canvas.tag("P"):
            canvas.put(x + 6 * mm, TICKS, text, REGULAR, 9, R_LABEL)


def _draw_driving(canvas: PaperCanvas, words: Texts, law: str) -> Places:
    with canvas.tag("H2"):
        canvas.put(LEFT, DRIVING, words["report.driving_title"], SEMIBOLD, 12, R_ACCENT)
    with canvas.tag("P"):
        text = words["report.driving"].format(law=law)
        y = DRIVING - 5 * mm
        put_fitted(canvas, LEFT, y, RIGHT - LEFT, text, REGULAR, 8.2, R_LABEL)
    draw_table_head(canvas, TOP, HEAD, EDGES)
    draw_grid(canvas, TOP, ROW, ROWS, EDGES)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.9)
    canvas.rect(LEFT, BOTTOM, RIGHT - LEFT, ROWS * ROW + HEAD)
    canvas.rect(EDGES[4], BOTTOM - ROW, EDGES[5] - EDGES[4], ROW)
    summary = pdf_text(words["report.driving_table"])
    extra = f"/A << /O /Table /Summary {summary} >>"
    with canvas.group("Table", extra=extra) as table, canvas.group("TR"):
        for column, label in enumerate(words.many("report.driving_columns")):
            with canvas.tag("TH", "<< /O /Table /Scope /Column >>"):
                cell = COLUMNS.cell(column, label, 8, SEMIBOLD)
                canvas.put_cell(TOP + 1.9 * mm, cell, R_WHITE, SEMIBOLD)
    with canvas.tag("P") as km:
        x, y = EDGES[4] - 2.5 * mm, BOTTOM - ROW + 2.2 * mm
        canvas.put(x, y, words["report.sum_km"] + " ", SEMIBOLD, 9, R_LABEL, "r")
    return {"table": table, "km": km}


def _draw_own_address(canvas: PaperCanvas, form: TimesheetForm, places: Places) -> None:
    """Write the contact's address, which a statement of driving must hold."""
    address = form.address
    place = f"{address.postal_code} {address.city}"
    text = ", ".join([*address.lines, place])
    x = LEFT + 106 * mm
    with canvas.tag("P", element=places.get("address")):
        put_fitted(canvas, x, SIGN + 1.4 * mm, RIGHT - x, text, REGULAR, 9)


def _draw_rows(
    canvas: PaperCanvas, trips: Sequence[Visit], table: Element | None
) -> None:
    with canvas.group("Table", element=table):
        for number, visit in enumerate(trips, start=1):
            y = TOP - number * ROW + 2 * mm
            day = short_date(visit.work_on)
            values = (day, day, visit.activity, "", km_text(visit.metres), "")
            canvas.put_cells(y, COLUMNS.row(values, 9), R_INK)
