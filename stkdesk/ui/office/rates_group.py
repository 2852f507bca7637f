"""Satser: what an hour and a kilometre pay, from which day, and what they paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.formats import kr, long_date, short_date
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.services.rates import list_rates, remove_rate, set_rate
from stkdesk.ui import errors, theme
from stkdesk.ui.fields import ChoiceField, DateField, KronerField, NumberField
from stkdesk.ui.form_field import Field
from stkdesk.ui.office.group import Group
from stkdesk.ui.office.own_rates import OwnRates
from stkdesk.ui.office.rate_flow import RateFlow
from stkdesk.ui.page import Page
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import clear, column, flat, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label, number_label
from stkdesk.ui.workspace import Workspace


class RatesGroup(Group):
    """A line to set a new rate, and under it every rate there is and has been."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page``."""
        super().__init__(
            "Satser",
            "Det som er ført, beholder satsen det ble ført med. Gjelder en ny sats "
            "dager som er ført, ser du hva den endrer før den tas i bruk.",
        )
        self._page = page
        self._rates: tuple[RateRow, ...] = ()
        self._kind = ChoiceField(tuple(RateKind))
        self._from = DateField(page.workspace.today)
        self._amount, self._age = KronerField(), NumberField()
        self._flow = RateFlow(page, self)
        self._fields = {
            "kind": Field("Sa&ts", self._kind),
            "valid_from": Field("&Gjelder fra", self._from, width=150),
            "amount_ore": Field("&Kroner", self._amount, width=110),
            "age_from": Field("Fra &alder", self._age, optional=True, width=130),
        }
        self._add_line()
        self._table = column(gap=2)
        self._own = OwnRates(page, self._flow)
        self.body.addSpacing(theme.u(14))
        self.body.addLayout(self._table)
        self.body.addSpacing(theme.u(14))
        self.body.addWidget(self._own)
        if self._flow.letters.may:
            self.body.addSpacing(theme.u(20))
            self.body.addLayout(self._yearly())
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "rates" in tables:
            self._page.workspace.ask(list_rates, self._show, key=(id(self), "rates"))
        self._own.refresh(tables)

    def may_leave(self) -> bool:
        typed = (self._from, self._amount, self._age)
        return not any(editor.text().strip() for editor in typed)

    def discard(self) -> None:
        for editor in (self._from, self._amount, self._age):
            editor.set_value(None)
        self._show_problems(())

    # Showing.

    def _show(self, rates: Sequence[RateRow]) -> None:
        self._rates = tuple(rates)
        clear(self._table)
        today = self._page.workspace.today()
        for kind in RateKind:
            mine = [rate for rate in rates if rate.kind is kind]
            self._table.addSpacing(theme.u(10))
            self._table.addWidget(label(kind.label, "h3"))
            bands = sorted({rate.age_from for rate in mine})
            for band in bands:
                if bands != [0]:
                    self._table.addSpacing(theme.u(4))
                    self._table.addWidget(label(_band_words(band), "muted"))
                some = [rate for rate in mine if rate.age_from == band]
                self._table.addLayout(self._history(some[::-1], today))
            if not mine:
                empty = "Ingen sats ennå. Legg inn den første over."
                self._table.addWidget(label(empty, "muted"))
            self._table.addSpacing(theme.u(8))
            self._table.addWidget(line())

    def _history(self, newest_first: Sequence[RateRow], today: date) -> QGridLayout:
        """Return one line for each rate; only the newest can be taken away."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(18))
        grid.setVerticalSpacing(theme.u(2))
        now = next((r for r in newest_first if r.valid_from <= today), None)
        for at, rate in enumerate(newest_first):
            amount = number_label(kr(rate.amount_ore))
            amount.setMinimumWidth(theme.u(90))
            since = label(f"fra {short_date(rate.valid_from)}", "muted")
            grid.addWidget(amount, at, 0)
            grid.addWidget(since, at, 1)
            if rate is now:
                grid.addWidget(Badge(Mark("Gjelder nå", Tone.GOOD, "Checkmark")), at, 2)
            elif rate.valid_from > today:
                grid.addWidget(Badge(Mark("Kommer", Tone.ACT, "Clock")), at, 2)
            if at == 0:
                grid.addLayout(self._acts(rate), at, 4)
        grid.setColumnStretch(3, 1)
        return grid

    def _acts(self, rate: RateRow) -> QHBoxLayout:
        """Return what can be done with the newest rate of a kind."""
        age = f", fra {rate.age_from} år," if rate.age_from else ""
        said = f"{rate.kind.label}{age} fra {short_date(rate.valid_from)}"
        remove = partial(self._remove, rate)
        acts = row(None, gap=10)
        if self._flow.letters.may and rate.kind is not RateKind.KM_TAX_FREE:
            write = partial(self._flow.letters.offer, rate, {}, asked=True)
            acts.addWidget(
                button("Lag brev", "link", name=f"Lag brev: {said}", on=write)
            )
        acts.addWidget(button("Fjern", "link", name=f"Fjern: {said}", on=remove))
        return acts

    def _yearly(self) -> QHBoxLayout:
        said = label("Hva hver støttekontakt har fått sendt til lønn i et år.", "muted")
        words = column(label("Årsoppgaver", "h3"), said, gap=2)
        make = button("Lag årsoppgaver …", on=self._flow.letters.offer_statements)
        return row((words, 1), make)

    def _add_line(self) -> None:
        add = button("Legg til sats", "primary", on=self._add)
        add.setAutoDefault(True)
        fields = QWidget()
        flow = Flow(fields, theme.u(12))
        for field in self._fields.values():
            field.stand_beside()
            flow.addWidget(field)
        inside = column(
            label("Ny sats", "h3"), fields, row(add, None), gap=8, margins=14
        )
        self.body.addSpacing(theme.u(8))
        self.body.addWidget(flat(inside))
        self._from.returnPressed.connect(self._amount.setFocus)
        self._amount.returnPressed.connect(self._add)

    # Saving.

    def _add(self) -> None:
        if not self._check():
            return
        rate = RateRow(
            self._kind.value(),
            self._from.value(),
            self._amount.value(),
            self._age.value() or 0,
        )
        same = [old for old in self._rates if _place(old) == _place(rate)]
        self._flow.begin(
            RateChange(rate),
            lambda: self._on_added(rate, same),
            self._on_refused,
            adopted=self._clear,
        )

    def _on_refused(self, error: BaseException) -> None:
        match error:
            case InvalidInputError():
                self._show_problems(error.problems)
            case OfficeError():
                text = f"{error.title} {error.advice}"
                self._show_problems([Problem("amount_ore", text)])
            case _:
                errors.show(self, error)

    def _clear(self) -> None:
        for editor in (self._from, self._amount, self._age):
            editor.set_value(None)
        self._kind.setFocus()

    def _on_added(self, rate: RateRow, same: Sequence[RateRow]) -> None:
        self._clear()
        undo = partial(_put_back, self._page.workspace, rate, same)
        self._page.toast(
            f"Lagret: {kr(rate.amount_ore)} fra {long_date(rate.valid_from)}", undo
        )

    def _remove(self, rate: RateRow) -> None:
        def _removed() -> None:
            self._kind.setFocus()
            self._page.toast(
                f"Fjernet: {kr(rate.amount_ore)} fra {long_date(rate.valid_from)}",
                partial(_restore, self._page.workspace, rate),
            )

        self._flow.begin(
            RateChange(rate, removes=True),
            _removed,
            partial(errors.show, self),
            adopted=self._kind.setFocus,
        )

    def _check(self) -> bool:
        found: list[Problem] = []
        if text := self._from.complaint():
            found.append(Problem("valid_from", text))
        elif self._from.value() is None:
            found.append(Problem("valid_from", "Skriv fra hvilken dag den gjelder."))
        if text := self._age.complaint():
            found.append(Problem("age_from", text))
        if text := self._amount.complaint():
            found.append(Problem("amount_ore", text))
        elif self._amount.value() is None:
            found.append(Problem("amount_ore", "Skriv satsen, for eksempel 241,35."))
        self._show_problems(found)
        return not found

    def _show_problems(self, problems: Sequence[Problem]) -> None:
        by_field = {problem.field: problem for problem in problems}
        for name, field in self._fields.items():
            field.show_problem(by_field.get(name))
        for name, field in self._fields.items():
            if name in by_field:
                field.editor.setFocus()
                return


def _band_words(age: int) -> str:
    return f"Fra {age} år" if age else "Alle andre"


def _place(rate: RateRow) -> tuple[RateKind, date, int]:
    return rate.kind, rate.valid_from, rate.age_from


def _put_back(workspace: Workspace, rate: RateRow, before: Sequence[RateRow]) -> None:
    """Take ``rate`` away again; ``before`` is what it replaced, if anything."""
    if before:
        _restore(workspace, before[0])
    else:
        workspace.save(lambda session: remove_rate(session, rate))


def _restore(workspace: Workspace, rate: RateRow) -> None:
    workspace.save(lambda session: set_rate(session, rate))
