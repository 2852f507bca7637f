"""Egne satser: what is agreed with one support contact instead of the rate for all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from stkdesk.domain.errors import OfficeError, Problem
from stkdesk.domain.formats import kr, long_date, short_date
from stkdesk.domain.rate import RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.staff import Right
from stkdesk.services.own_rates import OWN_KINDS, OwnRateRow, list_own_rates
from stkdesk.services.rates import set_rate
from stkdesk.ui import errors, theme
from stkdesk.ui.assignments.finding import find_contacts
from stkdesk.ui.fields import ChoiceField, DateField, KronerField, TextField
from stkdesk.ui.form import Form
from stkdesk.ui.office.rate_flow import RateFlow
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import PersonPicker
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label, number_label


class OwnRateForm(Form):
    """Asks whose rate, of what, from when, how much and why."""

    help_topic = "satser"

    def __init__(
        self, page: Page, begin: Callable[[RateRow, str, OwnRateForm], object]
    ) -> None:
        """Ask over the window of ``page``; ``begin`` saves what is asked."""
        super().__init__(
            page.window(),
            "Egen sats",
            save_text="Legg til sats",
            intro="Gjelder bare denne støttekontakten, i stedet for satsen for alle.",
            width=520,
        )
        self._begin = begin
        hint = "Skriv navn, sted eller S-nummer"
        self._contact = PersonPicker(page.workspace, find_contacts, hint)
        self._kind = ChoiceField(OWN_KINDS)
        self._from = DateField(page.workspace.today)
        self._to = DateField(page.workspace.today)
        self._amount, self._reason = KronerField(), TextField()
        self.add("contact", "&Støttekontakt", self._contact)
        self.add("kind", "Sa&ts", self._kind)
        self.add("amount_ore", "&Kroner", self._amount, width=130)
        self.add("valid_from", "&Gjelder fra", self._from, width=150)
        self.add(
            "valid_to",
            "&Til og med",
            self._to,
            optional=True,
            width=150,
            hint="Deretter gjelder satsen for alle.",
        )
        self.add("reason", "&Begrunnelse", self._reason, optional=True)
        self.begin()
        fit_small(self)

    def draft(self) -> tuple[int | None, str]:
        return self._contact.value(), self._reason.text().strip()

    def check(self, draft: tuple[int | None, str]) -> tuple[Problem, ...]:
        found = []
        if draft[0] is None:
            found.append(Problem("contact", "Velg hvem satsen gjelder."))
        if self._amount.value() is None and not self._amount.complaint():
            found.append(Problem("amount_ore", "Skriv satsen, for eksempel 241,35."))
        if self._from.value() is None and not self._from.complaint():
            advice = "Skriv fra hvilken dag den gjelder."
            found.append(Problem("valid_from", advice))
        return tuple(found)

    def hand_in(self, draft: tuple[int | None, str]) -> None:
        contact, reason = draft
        rate = RateRow(
            self._kind.value(),
            self._from.value(),
            self._amount.value(),
            contact=contact,
            valid_to=self._to.value(),
        )
        self._begin(rate, reason, self)


class OwnRates(QWidget):
    """The list of them, with a button to agree on one more."""

    def __init__(self, page: Page, flow: RateFlow) -> None:
        """Save through ``flow``."""
        super().__init__()
        self._page, self._flow = page, flow
        self.may = page.workspace.may(Right.READ_CONTACTS)
        self._rows = column(gap=4)
        self._new = button("Egen sats …", icon="Plus", on=self.open_form)
        head = row(label("Egne satser", "h3"), None, self._new)
        self.setLayout(column(head, self._rows, gap=8, margins=0))
        self.setVisible(self.may)  # an administrator sees no people

    def refresh(self, tables: frozenset[str]) -> None:
        """Read again when ``tables`` tell of it, or tell nothing."""
        if self.may and (not tables or tables & {"own_rates", "contacts", "people"}):
            key = (id(self), "own_rates")
            self._page.workspace.ask(list_own_rates, self._show, key=key)

    def open_form(self) -> None:
        """Ask for one more."""
        OwnRateForm(self._page, self._begin).open()

    def _begin(self, rate: RateRow, reason: str, form: OwnRateForm) -> None:
        def _saved() -> None:
            form.saved()
            self._page.toast(
                f"Lagret: egen sats {kr(rate.amount_ore)} fra "
                f"{long_date(rate.valid_from)}"
            )

        def _refused(error: BaseException) -> None:
            if isinstance(error, OfficeError):
                form.not_saved(error)
            else:
                errors.show(form, error)

        def _kept() -> None:
            form.not_saved(
                OfficeError("Satsen er ikke tatt i bruk.", "Ingenting er lagret.")
            )

        change = RateChange(rate)
        self._flow.begin(change, _saved, _refused, reason=reason, kept=_kept)

    def _show(self, rows: Sequence[OwnRateRow]) -> None:
        clear(self._rows)
        if not rows:
            text = "Ingen. Alle har satsen for alle."
            self._rows.addWidget(label(text, "muted"))
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(18))
        grid.setVerticalSpacing(theme.u(4))
        for at, each in enumerate(rows):
            rate = each.rate
            name = label(each.contact)
            name.setToolTip(each.reason)
            until = f"–{short_date(rate.valid_to)}" if rate.valid_to else ""
            since = f"fra {short_date(rate.valid_from)}{until}"
            remove = button(
                "Fjern",
                "link",
                name=f"Fjern: {each.contact}, {rate.kind.label} {since}",
                on=partial(self._remove, each),
            )
            amount = number_label(kr(rate.amount_ore))
            cells = (name, label(rate.kind.label, "muted"), amount)
            for place, cell in enumerate((*cells, label(since, "muted"), remove)):
                grid.addWidget(cell, at, place)
        grid.setColumnStretch(1, 1)
        self._rows.addLayout(grid)

    def _remove(self, each: OwnRateRow) -> None:
        workspace, rate = self._page.workspace, each.rate

        def _put_back() -> None:
            workspace.save(lambda s: set_rate(s, rate, reason=each.reason))

        def _removed() -> None:
            self._new.setFocus()
            self._page.toast("Den egne satsen er fjernet", _put_back)

        change = RateChange(rate, removes=True)
        self._flow.begin(change, _removed, partial(errors.show, self))
