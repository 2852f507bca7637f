"""Perioder: how the year is cut into timesheets, from when, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.formats import short_date
from stkdesk.domain.sheet_period import (
    LATEST_DAY,
    PeriodRule,
    span_dates,
    span_label,
    spans_of_year,
)
from stkdesk.services.period_rules import cut_from_year, years_to_cut
from stkdesk.services.periods import period_rule
from stkdesk.ui import errors, theme
from stkdesk.ui.office.editors import Choices, DayLine, HoursLine
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.keeper import Keeper, OfficeSetting
from stkdesk.ui.office.setting import Setting
from stkdesk.ui.page import Page
from stkdesk.ui.timesheets.month_periods import PeriodsDialog
from stkdesk.ui.widgets.boxes import clear, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

KINDS = (("1", "Kalendermåned"), ("21", "21.–20."), ("own", "Egen startdag"))


@dataclass(frozen=True, slots=True)
class Cutting:
    """The rule of each year that can still be cut, this year's among them or not."""

    years: tuple[int, ...]
    rules: dict[int, PeriodRule]


class PeriodsGroup(Group):
    """The rule is chosen, seen as a year of periods, and saved at once."""

    def __init__(self, page: Page, keeper: Keeper) -> None:
        """Save through the workspace of ``page``."""
        super().__init__("Perioder", "Hvordan året deles i timelister.")
        self._page = page
        self._cutting: Cutting | None = None
        self._year, self._day = QComboBox(), DayLine()
        self._due, self._pay = DayLine(), DayLine()
        self._kinds = Choices(KINDS, "Timelisteperiode")
        self._day.setFixedWidth(theme.u(76))
        self._due.setFixedWidth(theme.u(76))
        self._pay.setFixedWidth(theme.u(76))
        self._year.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._settings = {
            "year": Setting(
                "&Gjelder fra",
                "Et år der det alt er ført timelister, står som det er.",
                self._year,
            ),
            "kind": Setting(
                "&Timelisteperiode",
                "En timeliste går aldri over nyttår, fordi lønn rapporteres per år.",
                self._kinds,
            ),
            "period_start_day": Setting(
                "&Startdag",
                f"Første dag i perioden, fra 1 til {LATEST_DAY}.",
                self._day,
                None,
            ),
            "period_due_day": Setting(
                "&Frist",
                "Dagen timelistene skal være inne, den første etter at perioden er "
                "slutt. Helg og helligdag gir neste virkedag.",
                self._due,
                None,
            ),
            "period_pay_day": Setting(
                "Lø&nnsdag",
                "Dagen timene utbetales, den første etter fristen.",
                self._pay,
                None,
            ),
        }
        for setting in self._settings.values():
            self.add(setting)
        hours = HoursLine()
        hours.setFixedWidth(theme.u(76))
        carry = OfficeSetting(
            "Timer som kan f&lyttes",
            "Så mange timer over avtalen kan stå til neste måned uten varsel.",
            {"carry_over_minutes": hours},
        )
        self.add(keeper.keep(carry))
        self._title = label("", "h3")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.u(24))
        self._grid.setVerticalSpacing(theme.u(5))
        made = button(
            "Årets perioder …",
            icon="PadlockLocked",
            tip="Endre dager i én periode, lukk den og åpne den igjen",
            on=self._show_periods,
        )
        self.body.addSpacing(theme.u(18))
        self.body.addLayout(row(self._title, None, made))
        self.body.addSpacing(theme.u(6))
        self.body.addLayout(self._grid)
        self.end()
        self._year.activated.connect(self._on_year)
        self._kinds.picked.connect(self._on_kind)
        self._day.done.connect(self._save)
        self._due.done.connect(self._save)
        self._pay.done.connect(self._save)

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or tables & {"period_rules", "periods", "timesheets", "papers"}:
            today = self._page.workspace.today()
            self._page.workspace.ask(
                partial(_read, today=today), self._show, key=(id(self), "periods")
            )

    # Showing.

    def _show(self, cutting: Cutting) -> None:
        kept = self._year.currentData()
        self._cutting = cutting
        self._year.clear()
        for year in cutting.years:
            self._year.addItem(f"1. januar {year}", year)
        self._year.setCurrentIndex(max(0, self._year.findData(kept)))
        self._on_year()

    def _on_year(self) -> None:
        if self._cutting is None or self._year.currentData() is None:
            return
        rule = self._cutting.rules[self._year.currentData()]
        known = str(rule.start_day) if rule.start_day in (1, 21) else "own"
        self._kinds.show_choice(known)
        self._day.set_value(rule.start_day)
        self._due.set_value(rule.due_day)
        self._pay.set_value(rule.pay_day)
        self._settings["period_start_day"].setVisible(known == "own")
        self._preview(rule)

    def _preview(self, rule: PeriodRule) -> None:
        year = self._year.currentData()
        self._title.setText(f"Timelistene i {year}")
        clear(self._grid)
        for at, text in enumerate(("Periode", "Dager", "Frist", "Lønn")):
            self._grid.addWidget(label(text, "small"), 0, at)
        for line, span in enumerate(spans_of_year(rule, year), start=1):
            texts = (
                span_label(span.code),
                span_dates(span.period),
                short_date(span.due_on),
                short_date(span.pay_on),
            )
            for at, text in enumerate(texts):
                self._grid.addWidget(label(text), line, at)
        self._grid.setColumnStretch(3, 1)

    # Saving.

    def _on_kind(self, kind: str) -> None:
        self._settings["period_start_day"].setVisible(kind == "own")
        if kind == "own":
            self._day.setFocus()
            self._day.selectAll()
        else:
            self._day.set_value(int(kind))
            self._save()

    def _save(self) -> None:
        if self._cutting is None or self._year.currentData() is None:
            return
        year: int = self._year.currentData()
        was = self._cutting.rules[year]
        if self._complain():
            return
        days = (self._day.value(), self._due.value(), self._pay.value())
        before = (was.start_day, was.due_day, was.pay_day)
        if days == before:
            return
        names = ("kind", "period_due_day", "period_pay_day")
        name = next(
            name
            for name, now, then in zip(names, days, before, strict=True)
            if now != then
        )

        def _saved(_done: object) -> None:
            self._settings[name].show_saved()
            undo = partial(_cut, self._page.workspace, year, before)
            self._page.toast(f"Lagret: perioder fra 1. januar {year}", undo)

        _cut(self._page.workspace, year, days, _saved, self._on_refused)

    def _show_periods(self) -> None:
        year = self._year.currentData() or self._page.workspace.today().year
        PeriodsDialog(self._page, min(year, self._page.workspace.today().year)).open()

    def _on_refused(self, error: BaseException) -> None:
        match error:
            case InvalidInputError():
                for problem in error.problems:
                    self._settings[problem.field].show_problem(problem)
            case OfficeError():
                text = f"{error.title} {error.advice}"
                self._settings["year"].show_problem(Problem("year", text))
            case _:
                errors.show(self, error)

    def _complain(self) -> bool:
        """Write what cannot be read, or is no day of every month, by its field."""
        found = False
        for name, editor in (
            ("period_start_day", self._day),
            ("period_due_day", self._due),
            ("period_pay_day", self._pay),
        ):
            day = editor.value()
            good = day is not None and 1 <= day <= LATEST_DAY
            problem = None if good else Problem(name, DayLine.hint)
            self._settings[name].show_problem(problem)
            found = found or not good
        return found


def _read(session: Session, *, today: date) -> Cutting:
    years = years_to_cut(session, today=today)
    rules = {year: period_rule(session, today.replace(year, 1, 1)) for year in years}
    return Cutting(years, rules)


def _cut(
    workspace: Workspace,
    year: int,
    days: tuple[int, int, int],
    then: Callable[[object], object] | None = None,
    refused: Callable[[BaseException], object] | None = None,
) -> None:
    today, (start_day, due_day, pay_day) = workspace.today(), days
    workspace.save(
        lambda session: cut_from_year(
            session,
            year,
            start_day=start_day,
            due_day=due_day,
            pay_day=pay_day,
            today=today,
        ),
        then,
        refused,
    )
