"""What an assignment agrees on about pay: hours, expenses and driving."""

from __future__ import annotations

from dataclasses import replace

from stkdesk.domain.assignment import AssignmentDraft, Solution
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.pay_terms import HOUR_KINDS, hour_rate_of
from stkdesk.ui.fields import ChoiceField, KmField, KronerField
from stkdesk.ui.form import Form


class PayFields:
    """Five fields of the form; the cap on expenses is asked for where it counts."""

    def __init__(self) -> None:
        """Make the editors; ``add_to`` puts them in a form."""
        self._hour_kind = ChoiceField(HOUR_KINDS)
        self._way = ChoiceField(tuple(ExpenseWay))
        self._expenses, self._driving = KronerField(), KmField()
        self._drive_kroner = KronerField()
        self._form: Form | None = None

    def add_to(self, form: Form) -> None:
        """Put the fields in ``form``."""
        self._form = form
        form.add_row(
            form.add("hour_kind", "T&imesats", self._hour_kind, width=240),
            form.add("expense_way", "&Utgiftsdekning", self._way, width=190),
        )
        form.add_row(
            form.add(
                "expense_cap_ore",
                "Utlegg &dekkes inntil",
                self._expenses,
                optional=True,
                hint="Kroner per måned",
                width=150,
            ),
            form.add(
                "drive_cap_metres",
                "&Kjøring",
                self._driving,
                optional=True,
                hint="Kilometer per måned",
                width=150,
            ),
            form.add(
                "drive_cap_ore",
                "K&jøring i kroner",
                self._drive_kroner,
                optional=True,
                hint="Kroner per måned",
                width=150,
            ),
        )
        self._way.currentIndexChanged.connect(self._on_way)

    def fill(self, draft: AssignmentDraft) -> None:
        """Show what ``draft`` agrees on."""
        usual = hour_rate_of(draft.solution) or HOUR_KINDS[0]
        self._hour_kind.set_value(draft.hour_kind or usual)
        self._way.set_value(draft.expense_way)
        self._expenses.set_value(draft.expense_cap_ore)
        self._driving.set_value(draft.drive_cap_metres)
        self._drive_kroner.set_value(draft.drive_cap_ore)
        self._on_way()

    def filled(self, draft: AssignmentDraft) -> AssignmentDraft:
        """Return ``draft`` with what is typed; the usual hourly rate is no choice."""
        kind, usual = self._hour_kind.value(), hour_rate_of(draft.solution)
        return replace(
            draft,
            hour_kind=None if usual in (None, kind) else kind,
            expense_way=self._way.value(),
            expense_cap_ore=self._expenses.value(),
            drive_cap_metres=self._driving.value(),
            drive_cap_ore=self._drive_kroner.value(),
        )

    def follow(self, solution: Solution) -> None:
        """Choose the usual hourly rate of a solution just chosen."""
        if (usual := hour_rate_of(solution)) is not None:
            self._hour_kind.set_value(usual)

    def show_kind(self, solution: Solution) -> None:
        """Ask for the hourly rate, but where an organisation is paid elsewhere."""
        usual = hour_rate_of(solution)
        if self._form is not None:
            field = self._form.fields["hour_kind"]
            field.setVisible(usual is not None)
            field.setEnabled(usual is not None)

    def _on_way(self) -> None:
        if self._form is not None:
            by_receipt = self._way.value() is ExpenseWay.RECEIPTS
            field = self._form.fields["expense_cap_ore"]
            field.setVisible(by_receipt)
            field.setEnabled(by_receipt)
