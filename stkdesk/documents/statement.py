"""The statement of a sheet: visits, driving, pay and who signed it.

The driving holds what a running statement must: name, address and signature; the days
of departure and return; purpose; arrangement; route with local driving and detours;
distance; and passengers (skattebetalingsforskriften § 5-6-12 (11), domain.md 4.2).
"""

from __future__ import annotations

from io import BytesIO

from stkdesk.documents.laws import cited
from stkdesk.documents.pay_sheet import PaySheet, Table
from stkdesk.documents.pdf.archive import ArchiveCanvas
from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.xmp import Facts
from stkdesk.documents.statement_content import Signed, Statement
from stkdesk.documents.texts import Texts, texts
from stkdesk.documents.watermark import paper_word
from stkdesk.domain.formats import (
    clock_text,
    hours_text,
    km_text,
    kroner_text,
    long_date,
    short_date,
)
from stkdesk.domain.pay import PayKind, PayLine
from stkdesk.domain.run_content import UNIT_OF, RunUnit
from stkdesk.domain.timesheet import Visit, sums_of

VISITS = (20, 22, 15, 60, 19, 19, 19)
DRIVING = (18, 20, 48, 50, 12, 26)
PAID = (56, 24, 22, 24, 28, 20)


def build(content: Statement) -> bytes:
    """Return the archive file; the same content always gives the same bytes.

    Raises ``CannotPrintError`` when a letter of a name will not print.
    """
    out = BytesIO()
    facts = Facts(
        title=texts("statement", content.language)["file_title"],
        author=content.sender.municipality,
        reference=content.reference or content.sheet_code,
        language=content.language.tag,
    )
    canvas = ArchiveCanvas(out, facts, content.made_on)
    draw(content, canvas)
    canvas.save()
    return out.getvalue()


def draw(content: Statement, canvas: PaperCanvas) -> int:
    """Draw the statement on ``canvas``; return how many pages it took."""
    words = texts("statement", content.language)
    word = paper_word(content.language, draft=False, practice=content.practice)
    sheet = PaySheet(canvas, content.sender, content.language, word)
    title = words["title"]
    if content.correction:
        title = f"{title}: {words['correction'].format(number=content.correction)}"
    sheet.head(title, content.reference)
    _draw_facts(sheet, content, words)
    if content.visits:
        _draw_visits(sheet, content, words)
    if content.trips:
        _draw_driving(sheet, content, words)
    _draw_paid(sheet, content, words)
    _draw_signed(sheet, content, words)
    if content.is_coded:
        sheet.text(words["coded"])
    beside = f"{words['file_title']} {content.sheet_code}"
    return sheet.finish(f"{beside} · {words['run']} {content.run_code}")


def _draw_facts(sheet: PaySheet, content: Statement, words: Texts) -> None:
    address = content.address
    where = ", ".join([*address.lines, f"{address.postal_code} {address.city}".strip()])
    pairs = [
        (words["contact"], content.contact_name),
        (words["employee"], content.employee_number or "–"),
        (words["address"], where),
        (words["client"], content.client),
        (words["assignment"], content.assignment_code),
        (words["period"], content.period_label),
        (words["run"], content.run_code),
        (words["pay_on"], long_date(content.pay_on)),
        (words["paper"], content.paper_reference or "–"),
    ]
    if content.is_leader:
        pairs = [pair for pair in pairs if pair[0] not in _of_client(words)]
    if content.correction:
        pairs.append((words["corrects"], content.corrects))
        if content.correction_reason:
            pairs.append((words["reason"], content.correction_reason))
    sheet.facts(pairs)


def _of_client(words: Texts) -> tuple[str, str]:
    return words["client"], words["paper"]


def _draw_visits(sheet: PaySheet, content: Statement, words: Texts) -> None:
    sheet.heading(words["meetings" if content.is_leader else "visits"])
    heads = tuple(words.many("visits_heads"))
    table = Table(heads, VISITS, "lcrlrcl", words["visits_table"])
    sums = sums_of(content.visits)
    with sheet.table(table):
        for visit in content.visits:
            sheet.row(
                (
                    short_date(visit.work_on),
                    _clock(visit),
                    hours_text(visit.minutes),
                    visit.activity,
                    kroner_text(visit.expense_ore) if visit.expense_ore else "",
                    _receipt(visit, words),
                    visit.account,
                )
            )
        expense = kroner_text(sums.expense_ore) if sums.expense_ore else ""
        total = (words["sum"], "", hours_text(sums.minutes), "", expense, "", "")
        sheet.row(total, strong=True)


def _clock(visit: Visit) -> str:
    if visit.start_minute is None:
        return ""
    end = visit.start_minute + abs(visit.minutes)
    return f"{clock_text(visit.start_minute)}–{clock_text(end)}"


def _receipt(visit: Visit, words: Texts) -> str:
    if not visit.expense_ore:
        return ""
    return words["receipt_yes" if visit.has_receipt else "receipt_no"]


def _draw_driving(sheet: PaySheet, content: Statement, words: Texts) -> None:
    sheet.heading(words["driving"])
    last = content.trips[-1].work_on
    law = cited(content.language, content.sender.act_on(last), last)["driving"]
    sheet.text(words["driving_lead"].format(law=law), size=8.4)
    heads = tuple(words.many("driving_heads"))
    table = Table(heads, DRIVING, "llllrl", words["driving_table"])
    with sheet.table(table):
        for visit in content.trips:
            trip = visit.trip
            detour = words["detour"].format(why=trip.detour) if trip.detour else ""
            sheet.row(
                (
                    short_date(visit.work_on),
                    short_date(trip.back_on or visit.work_on),
                    _joined(trip.purpose, visit.activity),
                    _joined(trip.route, detour),
                    km_text(visit.metres),
                    trip.passenger_names or (str(trip.passengers or "") or "–"),
                )
            )
        metres = km_text(sums_of(content.trips).metres)
        sheet.row((words["sum"], "", "", "", metres, ""), strong=True)


def _joined(*parts: str) -> str:
    """Return the parts that say something as sentences, each once."""
    said = dict.fromkeys(part.strip().rstrip(".") for part in parts)
    return ". ".join(part for part in said if part)


def _draw_paid(sheet: PaySheet, content: Statement, words: Texts) -> None:
    sheet.heading(words["paid"])
    if not content.lines:
        sheet.text(words["nothing"])
        return
    kinds = dict(zip(PayKind, words.many("kinds"), strict=True))
    heads = tuple(words.many("paid_heads"))
    with sheet.table(Table(heads, PAID, "lrrrrl", words["paid_table"])):
        for line in content.lines:
            sheet.row(
                (
                    kinds[line.kind],
                    _quantity(line.kind, line.quantity),
                    kroner_text(line.rate_ore) if line.rate_ore else "",
                    kroner_text(line.sum_ore),
                    _unpaid(line),
                    line.account,
                )
            )
        total = kroner_text(sum(line.sum_ore for line in content.lines))
        sheet.row((words["sum"], "", "", total, "", ""), strong=True)
    if any(line.unpaid_ore or line.unpaid_quantity for line in content.lines):
        sheet.text(words["unpaid"], size=8.4)


def _unpaid(line: PayLine) -> str:
    told = []
    if line.unpaid_quantity:
        told.append(_quantity(line.kind, line.unpaid_quantity))
    if line.unpaid_ore:
        told.append(kroner_text(line.unpaid_ore))
    return " / ".join(told)


def _quantity(kind: PayKind, quantity: int) -> str:
    match UNIT_OF[kind]:
        case RunUnit.MINUTES:
            return f"{hours_text(quantity)} t"
        case RunUnit.METRES:
            return f"{km_text(quantity)} km"
        case RunUnit.MONTHS:
            return str(quantity)
    return ""


def _draw_signed(sheet: PaySheet, content: Statement, words: Texts) -> None:
    sheet.heading(words["signed"], needs=26 * 2.835)
    sheet.facts(
        [
            (words["entered_by"], _said(content.entered, words)),
            (words["checked_by"], _said(content.checked, words)),
            (words["approved_by"], _said(content.approved, words)),
        ]
    )


def _said(signed: Signed, words: Texts) -> str:
    if not signed.name and signed.on is None:
        return "–"
    name = signed.name or words["program"]
    return f"{name}, {short_date(signed.on)}" if signed.on else name
