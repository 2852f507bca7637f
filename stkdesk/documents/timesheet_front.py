"""The front of a timesheet: who, which period, and a line for each visit."""

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
    draw_note,
    draw_page_number,
    draw_signatures,
    draw_table_head,
    put_fitted,
    put_in_box,
    reserve_code,
)
from stkdesk.documents.pdf.canvas import HEIGHT, PaperCanvas, Places
from stkdesk.documents.pdf.fonts import REGULAR, SEMIBOLD, archive_font
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.pdf.structure import Element
from stkdesk.documents.texts import texts
from stkdesk.documents.theme import (
    ACCENT,
    HAIR,
    R_ACCENT,
    R_INK,
    R_LABEL,
    R_MUTED,
    R_WHITE,
    RULE,
    TINT,
)
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.documents.watermark import draw_watermark, paper_word
from stkdesk.documents.window import draw_address, draw_return_address
from stkdesk.domain.formats import (
    clock_text,
    date_interval,
    hours_text,
    km_text,
    kroner_text,
    long_date,
    short_date,
)
from stkdesk.domain.paper import PageCode
from stkdesk.domain.period import Period
from stkdesk.domain.timesheet import Sums, Visit

ROWS, ROW = 17, 7.2 * mm
TOP = 185.4 * mm  # of the first row
HEAD = 6.6 * mm
BOTTOM = TOP - ROWS * ROW
UPPER_BOXES, LOWER_BOXES = 205.4 * mm, 193.9 * mm  # below what a window may show
SUM = 8.4 * mm
COLUMNS = Columns.of(LEFT, (20, 16, 16, 16, 68, 16, 26), "cccclcr")
EDGES = COLUMNS.edges
HOW = 122 * mm
SIGN, OFFICE = 37.5 * mm, 15.5 * mm


def draw_front(
    canvas: PaperCanvas,
    form: TimesheetForm,
    visits: Sequence[Visit],
    code: PageCode,
    sums: Sums | None,
) -> None:
    """Draw one page; ``sums`` are of the whole sheet and stand on its last page."""
    key = ("timesheet", form.language, form.sender, form.practice)
    places = canvas.fixed(key, lambda art: _draw_fixed(art, form))
    draw_code(canvas, code, places.get("code"))
    _fill_boxes(canvas, form, places)
    draw_address(canvas, form.sender, form.address, places.get("address"))
    if visits:
        _draw_visits(canvas, visits, places.get("table"))
    if sums is not None:
        _draw_sums(canvas, sums, places)
    elif visits:
        words = texts("timesheet", form.language)
        y = BOTTOM - SUM + 2.8 * mm
        with canvas.tag("P", element=places.get("carried")):
            canvas.put(LEFT, y, words["carried"], REGULAR, 8.8, R_MUTED)
    draw_page_number(canvas, form.language, code.page, code.pages)


def _draw_fixed(canvas: PaperCanvas, form: TimesheetForm) -> Places:
    words = texts("timesheet", form.language)
    draw_watermark_under_lines(canvas, form)
    draw_head(canvas, form.sender, form.language, words["title"])
    places: Places = {"code": reserve_code(canvas, form.reference, form.language)}
    draw_return_address(canvas, form.sender, form.language)
    places["address"] = canvas.reserve("P")
    _draw_how(canvas, words["how_title"], words.many("how"))
    wide, narrow, rest = 84 * mm, 38 * mm, 56 * mm
    places |= draw_boxes(
        canvas,
        UPPER_BOXES,
        [
            ("contact", words["contact"], wide),
            ("employee_number", words["employee_number"], narrow),
            ("period", words["period"], rest),
        ],
    )
    places |= draw_boxes(
        canvas,
        LOWER_BOXES,
        [
            ("assignment", words["assignment"], wide),
            ("granted", words["granted"], narrow),
            ("due", words["due"], rest),
        ],
    )
    places["table"] = _draw_table(canvas, words["table"], words.many("columns"))
    places["carried"] = canvas.reserve("P")
    places |= _draw_sum_boxes(canvas, words["sum_hours"], words["sum_rest"])
    draw_note(canvas, BOTTOM - SUM - 5.6 * mm, words["confirm"])
    _draw_signatures(canvas, form)
    draw_foot(canvas, form.sender, form.language)
    return places


def draw_watermark_under_lines(canvas: PaperCanvas, form: TimesheetForm) -> None:
    """Draw the pale word first, so that lines and letters stand on it."""
    word = paper_word(form.language, draft=False, practice=form.practice)
    if not word:
        _draw_tint(canvas)
    draw_watermark(canvas, word)


def _draw_tint(canvas: PaperCanvas) -> None:
    canvas.setFillColor(TINT)
    for number in range(1, ROWS, 2):
        low = TOP - (number + 1) * ROW
        canvas.rect(LEFT, low, RIGHT - LEFT, ROW, stroke=0, fill=1)


def _draw_how(canvas: PaperCanvas, title: str, lines: list[str]) -> None:
    with canvas.tag("H2"):
        canvas.put(HOW, HEIGHT - 46.5 * mm, title, SEMIBOLD, 9.5, R_ACCENT)
    for number, line in enumerate(lines):
        y = HEIGHT - 51.6 * mm - number * 12.2
        with canvas.tag("P"):
            put_fitted(canvas, HOW, y, RIGHT - HOW, line, REGULAR, 9, R_LABEL)


def _draw_table(
    canvas: PaperCanvas, summary: str, columns: list[str]
) -> Element | None:
    draw_table_head(canvas, TOP, HEAD, EDGES)
    draw_grid(canvas, TOP, ROW, ROWS, EDGES)
    canvas.setStrokeColor(ACCENT)
    canvas.setLineWidth(0.9)
    canvas.rect(LEFT, BOTTOM, RIGHT - LEFT, ROWS * ROW + HEAD)
    for left, right in ((EDGES[3], EDGES[4]), (EDGES[5], EDGES[7])):
        canvas.rect(left, BOTTOM - SUM, right - left, SUM)
    canvas.line(EDGES[6], BOTTOM, EDGES[6], BOTTOM - SUM)
    extra = f"/A << /O /Table /Summary {pdf_text(summary)} >>"
    with canvas.group("Table", extra=extra) as table, canvas.group("TR"):
        for column, label in enumerate(columns):
            with canvas.tag("TH", "<< /O /Table /Scope /Column >>"):
                cell = COLUMNS.cell(column, label, 8.8, SEMIBOLD)
                canvas.put_cell(TOP + 2.1 * mm, cell, R_WHITE, SEMIBOLD)
    return table


def _draw_sum_boxes(canvas: PaperCanvas, hours: str, rest: str) -> Places:
    y = BOTTOM - SUM + 2.8 * mm
    places: Places = {}
    for key, column, label in (("hours", 3, hours), ("rest", 5, rest)):
        with canvas.tag("P") as element:
            x = EDGES[column] - 2.5 * mm
            canvas.put(x, y, label + " ", SEMIBOLD, 9.5, R_LABEL, "r")
        places[key] = element
    return places


def _draw_signatures(canvas: PaperCanvas, form: TimesheetForm) -> None:
    words = texts("timesheet", form.language)
    when, contact, client = words.many("signatures")
    draw_signatures(
        canvas,
        SIGN,
        [
            (LEFT, LEFT + 26 * mm, when),
            (LEFT + 31 * mm, LEFT + 101 * mm, contact),
            (LEFT + 106 * mm, RIGHT, client),
        ],
    )
    high = 13 * mm
    third = (RIGHT - LEFT - 26 * mm) / 2
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(HAIR)
    canvas.rect(LEFT, OFFICE, RIGHT - LEFT, high)
    for x in (LEFT + 26 * mm, LEFT + 26 * mm + third):
        canvas.line(x, OFFICE, x, OFFICE + high)
    labels = [words["office"], *words.many("office_signatures")]
    starts = (LEFT, LEFT + 26 * mm, LEFT + 26 * mm + third)
    for x, label in zip(starts, labels, strict=True):
        with canvas.tag("P"):
            y = OFFICE + high - 3.6 * mm
            canvas.put(x + 2 * mm, y, label, REGULAR, 7.4, R_MUTED)


def _fill_boxes(canvas: PaperCanvas, form: TimesheetForm, places: Places) -> None:
    words = texts("timesheet", form.language)
    upper, lower = UPPER_BOXES + 2.5 * mm, LOWER_BOXES + 2.5 * mm
    second, third = LEFT + 84 * mm, LEFT + 122 * mm
    assignment = words["assignment_value"].format(
        client=form.client_label, number=form.assignment_number
    )
    for key, x, y, room, value in (
        ("contact", LEFT, upper, 80 * mm, form.contact_name),
        ("employee_number", second, upper, 34 * mm, form.employee_number),
        ("period", third, upper, 52 * mm, form.period_label),
        ("assignment", LEFT, lower, 80 * mm, assignment),
        ("granted", second, lower, 34 * mm, hours_text(form.granted_minutes)),
        ("due", third, lower, 52 * mm, long_date(form.due_on)),
    ):
        with canvas.tag("P", element=places.get(key)):
            put_in_box(canvas, x + 2 * mm, y, room, value)
            if key == "period" and not _is_whole_month(form):
                text = date_interval(form.first_on, form.last_on)
                step = archive_font(SEMIBOLD).width(value, 11) + 5 * mm
                left = x + step
                put_fitted(canvas, left, y, 56 * mm - step - 1 * mm, text, REGULAR, 8)


def _is_whole_month(form: TimesheetForm) -> bool:
    whole = Period.month(form.first_on.year, form.first_on.month)
    return whole == Period(form.first_on, form.last_on)


def _draw_visits(
    canvas: PaperCanvas, visits: Sequence[Visit], table: Element | None
) -> None:
    with canvas.group("Table", element=table):
        for number, visit in enumerate(visits, start=1):
            y = TOP - number * ROW + 2.2 * mm
            canvas.put_cells(y, COLUMNS.row(_values(visit), 9.5), R_INK)


def _values(visit: Visit) -> tuple[str, ...]:
    start, end = visit.start_minute, visit.end_minute
    return (
        short_date(visit.work_on),
        "" if start is None else clock_text(start),
        "" if end is None else clock_text(end),
        hours_text(visit.minutes),
        visit.activity,
        km_text(visit.metres) if visit.metres else "",
        kroner_text(visit.expense_ore) if visit.expense_ore else "",
    )


def _draw_sums(canvas: PaperCanvas, sums: Sums, places: Places) -> None:
    y = BOTTOM - SUM + 2.8 * mm
    hours, km = hours_text(sums.minutes), km_text(sums.metres)
    money = kroner_text(sums.expense_ore)
    with canvas.tag("P", element=places.get("hours")):
        canvas.put_cell(y, COLUMNS.cell(3, hours, 10.5), R_INK, SEMIBOLD)
    with canvas.tag("P", element=places.get("rest")):
        canvas.put_cell(y, COLUMNS.cell(5, km + " ", 10.5), R_INK, SEMIBOLD)
        canvas.put_cell(y, COLUMNS.cell(6, money, 10.5), R_INK, SEMIBOLD)
