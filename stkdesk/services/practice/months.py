"""The months of the practice office: sheets, their pay, and the runs that took them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, count
from typing import Any

from stkdesk.domain.pay_run import RunState, RunStep
from stkdesk.domain.sheet_period import SheetSpan
from stkdesk.services.practice.careers import Stint
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.contents import wanting_a_sheet
from stkdesk.services.practice.corrections import Corrected, Numbered, correction_of
from stkdesk.services.practice.leader_sheets import InventedLeaderSheet, LeaderSheets
from stkdesk.services.practice.month_post import reminder_rows, return_rows
from stkdesk.services.practice.month_reports import MonthReports
from stkdesk.services.practice.rows import Rows
from stkdesk.services.practice.run_days import RunDays, afternoon, runs_of
from stkdesk.services.practice.sender import rates_in
from stkdesk.services.practice.sheet_rows import (
    Hands,
    line_rows,
    paid_rows,
    run_columns,
    sheet_row,
    signatures,
)
from stkdesk.services.practice.sheets import Sheets
from stkdesk.storage import tables
from stkdesk.storage.tables.base import Base

Row = dict[str, Any]
Put = Callable[[type[Base], Iterable[Row]], None]
Led = tuple[int, InventedLeaderSheet]
AT_A_TIME = 500  # sheets that are put in as one step
LIVELY = 2  # periods just ended: their forms, letters and reports are listed
CORRECTED = 3  # periods in which one sheet of the period before was corrected
ONE_DAY = timedelta(days=1)


class Months:
    """Puts in one period after another, the oldest first."""

    def __init__(
        self,
        put: Put,
        rows: Rows,
        hands: Hands,
        leaders: LeaderSheets,
        *,
        seed: int,
        today: date,
    ) -> None:
        """Put rows by ``put``; no period is in yet."""
        self._put, self._rows, self._hands = put, rows, hands
        self._sheets, self._today = Sheets(Chance(seed), today), today
        self._leaders = leaders
        self._reports = MonthReports(today, rows.stamp, hands.checks)
        self._runs, self._led = count(1), count(1)
        self._before: Corrected | None = None
        self.recent: list[tuple[int, RunDays, int]] = []  # period, run and its number

    def put_period(
        self, stints: list[Stint], spans: Sequence[SheetSpan], place: int, age: int
    ) -> Iterator[int]:
        """Put in the period at ``place`` from 0; yields how many sheets, now and then.

        ``age`` 0 is the one just ended.
        """
        span, number = spans[place], place + 1
        rates = rates_in(span.period)
        runs = runs_of(spans, place, self._today)
        wanting = wanting_a_sheet(stints, span)
        come = self._sheets.of_period(wanting, span, rates, age, runs)
        sheets = [(self._rows.next_sheet(), sheet) for sheet in come]
        if age < LIVELY:
            back = {sheet.stint.number: sheet.received_on for sheet in come}
            self._put(tables.Paper, self._rows.forms(wanting, number, span, back))
        corrections = list(self._corrections(runs, age))
        led = [
            (next(self._led), one)
            for one in self._leaders.of_period(span.period, rates, runs)
        ]
        taken = self._put_runs([*sheets, *corrections], led, runs, number)
        for some in _some([*sheets, *corrections]):
            self._put_sheets(some, number, taken)
            yield len(some)
        self._put_led(led, number, taken)
        self._put_taken([*sheets, *corrections], led, taken)
        if age < LIVELY:
            self._put_post(wanting, sheets, number, span, is_newest=age == 0)
            self.recent += [(number, run, taken[run]) for run in taken]
        found_on = span.period.last + ONE_DAY
        self._before = Corrected(number, rates, sheets, found_on, self._today)

    def _corrections(self, runs: Sequence[RunDays], age: int) -> Iterator[Numbered]:
        """Yield the one of the period before, as long as they are remembered."""
        if self._before is None or age >= CORRECTED:
            return
        run = runs[0] if age and runs[0].is_confirmed else None
        found = correction_of(self._before, age, run)
        if found is not None:
            yield self._rows.next_sheet(), found

    def _put_runs(
        self,
        sheets: Sequence[Numbered],
        led: Sequence[Led],
        runs: Sequence[RunDays],
        period: int,
    ) -> dict[RunDays, int]:
        """Put in the runs that took something, and return their numbers."""
        taken: dict[RunDays, int] = {}
        rows = []
        for run in runs:
            sums = [one.pay_ore for _n, one in sheets if one.run is run]
            sums += [one.pay.sum_ore for _n, one in led if one.run is run]
            if sums:
                taken[run] = next(self._runs)
                rows.append(self._run(run, taken[run], period, sums))
        self._put(tables.PayRun, rows)
        return taken

    def _run(self, run: RunDays, number: int, period: int, sums: list[int]) -> Row:
        is_paid = run.is_confirmed
        return {
            "number": number,
            "period_number": period,
            "serial": run.serial,
            "state": RunState.CONFIRMED if is_paid else RunState.SENT,
            "done": RunStep.DONE if is_paid else RunStep.DELIVER,
            "pay_on": run.pay_on,
            "sheets": len(sums),
            "sum_ore": sum(sums),
            "made_at": afternoon(run.made_on),
            "made_by": self._hands.checks,
            "confirmed_on": run.pay_on if is_paid else None,
            "confirmed_by": self._hands.confirms if is_paid else None,
            **self._rows.stamp,
        }

    def _put_sheets(
        self, sheets: Sequence[Numbered], period: int, taken: dict[RunDays, int]
    ) -> None:
        stamp, hands = self._rows.stamp, self._hands
        self._put(
            tables.Timesheet,
            (sheet_row(n, period, one, taken, hands, stamp) for n, one in sheets),
        )
        self._put(
            tables.TimesheetLine,
            chain.from_iterable(line_rows(n, one) for n, one in sheets),
        )
        self._put(
            tables.PaidLine,
            chain.from_iterable(paid_rows(n, one.paid) for n, one in sheets),
        )

    def _put_led(
        self, led: Sequence[Led], period: int, taken: dict[RunDays, int]
    ) -> None:
        hands = self._hands
        self._put(
            tables.LeaderSheet,
            (
                {
                    "number": number,
                    "group_number": one.group,
                    "contact_number": one.contact,
                    "period_number": period,
                    "state": one.state,
                    "minutes": one.minutes,
                    "pay_ore": one.pay.sum_ore,
                    "entered_by": hands.enters,
                    **signatures(
                        one.signed_at, one.signed_at if one.run else None, hands
                    ),
                    **run_columns(one.run, taken),
                    **self._rows.stamp,
                }
                for number, one in led
            ),
        )
        self._put(
            tables.PaidLine,
            chain.from_iterable(
                paid_rows(number, one.pay.lines, is_leader=True) for number, one in led
            ),
        )

    def _put_taken(
        self,
        sheets: Sequence[Numbered],
        led: Sequence[Led],
        taken: dict[RunDays, int],
    ) -> None:
        """Put in which sheets lie in which run."""
        found: list[tuple[RunDays | None, int | None, int | None, int]] = [
            *((one.run, n, None, one.pay_ore) for n, one in sheets),
            *((one.run, None, n, one.pay.sum_ore) for n, one in led),
        ]
        self._put(
            tables.PayRunSheet,
            (
                {
                    "run_number": taken[run],
                    "sheet_number": sheet,
                    "leader_sheet_number": leader,
                    "sum_ore": sum_ore,
                }
                for run, sheet, leader, sum_ore in found
                if run is not None
            ),
        )

    def _put_post(
        self,
        wanting: Sequence[Stint],
        sheets: Sequence[Numbered],
        period: int,
        span: SheetSpan,
        *,
        is_newest: bool,
    ) -> None:
        by, today = self._hands.enters, self._today
        come = {one.stint.number for _number, one in sheets}
        missing = [stint for stint in wanting if stint.number not in come]
        self._put(tables.SheetReturn, return_rows(sheets, today, by))
        self._put(tables.SheetReminder, reminder_rows(missing, period, span, today, by))
        of_period = self._reports.of_period(
            [one for _number, one in sheets], period, is_newest=is_newest
        )
        reports = list(of_period)
        self._put(tables.MonthReport, (row for row, _answers in reports))
        self._put(
            tables.ReportAnswer, (row for _row, answers in reports for row in answers)
        )


def _some(items: list[Numbered]) -> Iterator[list[Numbered]]:
    for at in range(0, len(items), AT_A_TIME):
        yield items[at : at + AT_A_TIME]
