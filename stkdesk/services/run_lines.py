"""The frozen pay lines of sheets as payroll gets them, and what hinders each sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import kr
from stkdesk.domain.pay import PayLine
from stkdesk.domain.pay_codes import MissingCode
from stkdesk.domain.run_content import UNIT_OF, RunLine
from stkdesk.domain.run_preview import RunProblem, Wrong
from stkdesk.services.access import inner
from stkdesk.services.missing_rates import MissingRate, missing_rates
from stkdesk.services.pay_codes import PayCodes
from stkdesk.services.pay_lines import leader_lines_of, lines_for_run, pay_lines_of
from stkdesk.services.run_sheets import RunSheet
from stkdesk.services.run_turn import out_of_turn


@dataclass(frozen=True, slots=True)
class PaidSheet:
    """One sheet with what it pays; ``hindrances`` keep it from this run."""

    sheet: RunSheet
    paid: tuple[PayLine, ...]
    lines: tuple[RunLine, ...]  # none when it is hindered
    hindrances: tuple[RunProblem, ...]


@inner
def paid_sheets(
    session: Session, sheets: Sequence[RunSheet], codes: PayCodes
) -> tuple[PaidSheet, ...]:
    """Return what each of ``sheets`` pays, in their order.

    One without lines, registered before lines were kept, gets them now.
    """
    own = [sheet.number for sheet in sheets if not sheet.is_leader]
    led = [sheet.number for sheet in sheets if sheet.is_leader]
    found, moved = _lines_of(session, own)
    of_leaders = leader_lines_of(session, led)
    rates = {each.sheet_number: each for each in missing_rates(session, own)}
    paid = tuple(
        _paid(
            sheet,
            (of_leaders if sheet.is_leader else found).get(sheet.number, ()),
            codes,
            "" if sheet.is_leader else moved.get(sheet.number, ""),
            None if sheet.is_leader else rates.get(sheet.number),
        )
        for sheet in sheets
    )
    early = out_of_turn(session, [e.sheet for e in paid if not e.hindrances])
    return tuple(_waiting(e) if e.sheet in early else e for e in paid)


def _waiting(paid: PaidSheet) -> PaidSheet:
    told = "Rettelsen venter på timelisten den retter, som ikke er med i kjøringen."
    problem = problem_of(paid.sheet, Wrong.EARLIER_FIRST, told, blocks=True)
    return replace(paid, lines=(), hindrances=(problem,))


def problem_of(
    sheet: RunSheet, wrong: Wrong, sentence: str, *, blocks: bool
) -> RunProblem:
    """Return ``sentence`` as a problem of ``sheet``, with the way to it."""
    return RunProblem(
        wrong,
        sentence,
        blocks,
        assignment_number=None if sheet.is_leader else sheet.place,
        period_number=sheet.period_number,
        contact_number=sheet.contact_number,
        group_number=sheet.place if sheet.is_leader else None,
        contact=sheet.contact,
    )


def _lines_of(
    session: Session, numbers: Sequence[int]
) -> tuple[Mapping[int, tuple[PayLine, ...]], dict[int, str]]:
    """Return the lines of each sheet, and why those that stop have none."""
    try:
        return lines_for_run(session, numbers), {}
    except OfficeError:  # one of the old ones: find out which
        pass
    found = dict(pay_lines_of(session, numbers))
    moved: dict[int, str] = {}
    for number in [each for each in numbers if not found[each]]:
        try:
            found |= lines_for_run(session, [number])
        except OfficeError as error:
            moved[number] = f"{error.title} {error.advice}"
    return found, moved


def _paid(
    sheet: RunSheet,
    paid: tuple[PayLine, ...],
    codes: PayCodes,
    moved: str,
    rate: MissingRate | None,
) -> PaidSheet:
    hindrances = tuple(_hindrances(sheet, paid, codes, moved, rate))
    lines = () if hindrances else tuple(_lines(sheet, paid, codes))
    return PaidSheet(sheet, paid, lines, hindrances)


def _hindrances(
    sheet: RunSheet,
    paid: Sequence[PayLine],
    codes: PayCodes,
    moved: str,
    rate: MissingRate | None,
) -> Iterator[RunProblem]:
    total = sum(line.sum_ore for line in paid)
    if moved or total != sheet.pay_ore:
        told = moved or (
            f"Linjene er til sammen {kr(total)}, men timelisten er ført med "
            f"{kr(sheet.pay_ore)}. Åpne den og lagre den på nytt."
        )
        yield problem_of(sheet, Wrong.SUMS_MOVED, told, blocks=True)
    if any(line.lacks_rate for line in paid):
        told = "Det mangler en sats for noen av dagene. Legg den inn, og lagre på nytt."
        if rate is not None:
            told = f"{rate.said} {rate.advice}"
        yield problem_of(sheet, Wrong.NO_RATE, told, blocks=True)
    owed = [line for line in paid if line.sum_ore]
    if owed and not sheet.employee_number:
        told = "Støttekontakten mangler ansattnummer."
        yield problem_of(sheet, Wrong.NO_EMPLOYEE_NUMBER, told, blocks=True)
    wanted = [(line.kind, sheet.employment, sheet.solution) for line in owed]
    for lack in codes.missing(wanted):
        yield problem_of(sheet, Wrong.NO_PAY_CODE, lack.sentence, blocks=True)


def _lines(
    sheet: RunSheet, paid: Sequence[PayLine], codes: PayCodes
) -> Iterator[RunLine]:
    for line in paid:
        if not line.sum_ore:
            continue  # all of it beyond a cap: payroll has nothing to pay
        code = codes.of(line.kind, sheet.employment, sheet.solution)
        assert not isinstance(code, MissingCode)  # it would have hindered the sheet
        yield RunLine(
            employee_number=sheet.employee_number,
            contact_name=sheet.listed_as,
            period_code=sheet.period_code,
            work_month=sheet.period_code[:7],
            pay_code=code.pay_code,
            kind=line.kind,
            quantity=line.quantity,
            unit=UNIT_OF[line.kind],
            rate_ore=line.rate_ore,
            sum_ore=line.sum_ore,
            account=line.account or code.account,
            assignment_code=sheet.code,
            sheet_code=sheet.sheet_code,
        )
