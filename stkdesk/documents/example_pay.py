"""One of each paper about a payroll run and a year, about invented people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from stkdesk.documents import (
    comparison,
    control_list,
    kpr_list,
    run_summary,
    statement,
)
from stkdesk.documents.comparison import ComparisonPaper
from stkdesk.documents.kpr_list import KprPaper
from stkdesk.documents.run_summary import SummaryPaper
from stkdesk.documents.statement_content import Signed, Statement
from stkdesk.domain.comparison import ComparedRow
from stkdesk.domain.kpr import KprRow, KprYear
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.pay_line import PayKind, PayLine
from stkdesk.domain.person import Address
from stkdesk.domain.run_content import ControlList, ControlRow
from stkdesk.domain.run_summary import MonthFigures, PaidKind, RunFigures, RunSummary
from stkdesk.domain.timesheet import Trip, Visit

CONTACT = "Håkon Prøve Sørbø"
MONTH = "Oktober 2026"
RUN = "2026-10-1"
_QUANTITIES = {PayKind.EXPENSES: 0, PayKind.EXPENSE_MONTH: 1}
_PAID = 1_206_75  # øre


def example_pay(
    office: OfficeDraft, day: date
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the name of each, and what makes it."""
    for language in Language:
        paid = _statement(office, language, day)
        yield f"oppgjor-{language.value}", partial(statement.build, paid)
    yield "kontrollliste", partial(control_list.build, _control(office, day))
    summary = SummaryPaper(office, _summary(day), day)
    yield "lonnskjoring", partial(run_summary.build, summary)
    compared = ComparisonPaper(office, MONTH, (_compared(),) * 60, day)
    yield "sammenligning", partial(comparison.build, compared)
    yield "kpr", partial(kpr_list.build, KprPaper(office, example_year(), day))


def example_year() -> KprYear:
    """Return what is reported of a year."""
    row = KprRow(
        client_number=1,
        client="Åse Prøve",
        birth_date=date(2008, 2, 1),
        case_number="2026/1",
        municipality_number="9999",
        service_code="9",
        reference="2026/1-2",
        applied_on=date(2026, 1, 2),
        decided_on=date(2026, 1, 20),
        refused_on=None,
        first=date(2026, 2, 1),
        last=date(2026, 12, 31),
        kpr_minutes=180,
        true_minutes=166,
        used_minutes=60,
    )
    return KprYear(2026, date(2026, 12, 31), (row,), 1, 180, (), 0)


def _lines() -> tuple[PayLine, ...]:
    return tuple(
        PayLine(kind, _QUANTITIES.get(kind, 300), 241_35, _PAID) for kind in PayKind
    )


def _statement(office: OfficeDraft, language: Language, day: date) -> Statement:
    trip = Trip("Til trening", "Byen – Øya t/r", "Vegen var stengt", 1, "Åse Prøve")
    return Statement(
        reference="S-2026-000123-3Q",
        language=language,
        sender=office,
        contact_name=CONTACT,
        employee_number="00512",
        address=Address(CONTACT, ("Fjordgata 1",), "0001", "Eksempelbyen"),
        client="Åse Prøve",
        assignment_code="O-12",
        sheet_code="O-12 2026-10",
        period_label=MONTH,
        run_code=RUN,
        pay_on=day,
        made_on=day,
        visits=(
            Visit(date(2026, 10, 3), 960, 180, activity="Kino"),
            Visit(date(2026, 10, 9), None, 120, 100_000, 250_00, "Bading", trip=trip),
        ),
        lines=_lines(),
        entered=Signed("Kari Prøve", day - timedelta(days=3)),
        checked=Signed("Ola Prøve", day - timedelta(days=2)),
        approved=Signed("Lise Leder", day - timedelta(days=1)),
        paper_reference="T-2026-004211-3Q",
    )


def _control(office: OfficeDraft, day: date) -> ControlList:
    rows = tuple(
        ControlRow("00512", "Sørbø, Håkon Prøve", kind, "0120", quantity, _PAID)
        for kind in PayKind
        for quantity in (_QUANTITIES.get(kind, 300),)
    )
    return ControlList(
        sender=office,
        run_code=RUN,
        period_label=MONTH,
        pay_on=day,
        made_on=day,
        made_by="Kari Prøve",
        sheets=1,
        rows=rows,
        sum_ore=_PAID * len(rows),
        file_name=f"lonn-{RUN}.csv",
        file_sha256="0" * 64,
        attestants=("Ola Prøve",),
        approvers=("Lise Leder",),
    )


def _summary(day: date) -> RunSummary:
    kinds = tuple(PaidKind(kind, _QUANTITIES.get(kind, 300), _PAID) for kind in PayKind)
    figures = RunFigures(
        sheets=1,
        leader_sheets=1,
        contacts=1,
        minutes=300,
        metres=100_000,
        kinds=kinds,
        sum_ore=_PAID * len(kinds),
        corrections=1,
        correction_ore=-241_35,
    )
    return RunSummary(
        period=MONTH,
        code=RUN,
        pay_on=day,
        is_reversed=False,
        run=figures,
        month=MonthFigures(96, 4, 2, 8, 11, 3, 14),
        next_period="November 2026",
        next_due_on=day + timedelta(days=20),
        next_pay_on=day + timedelta(days=27),
    )


def _compared() -> ComparedRow:
    return ComparedRow(
        assignment_number=12,
        contact=CONTACT,
        client="ÅPØ",
        standing="Godkjent",
        minutes=975,
        metres=7_500,
        expense_ore=12_050,
        pay_ore=412_345,
    )
