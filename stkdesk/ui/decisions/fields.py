"""The fields of a decision: what is granted, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionDraft, DecisionKind, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.ui.fields import (
    ChoiceField,
    DateField,
    HoursField,
    KmField,
    KronerField,
    TextArea,
)
from stkdesk.ui.form import Form

GRANT_ONLY = (
    "granted_minutes",
    "hours_unit",
    "valid_from",
    "valid_to",
    "review_on",
    "solution",
    "expense_cap_ore",
    "drive_cap_metres",
    "goal",
)


class DecisionFields(QObject):
    """Puts its fields into a form; those of a grant hide for a refusal.

    Signals:
        kind_changed: the outcome is another.
    """

    kind_changed = Signal(object)

    def __init__(self, form: Form, today: Callable[[], date]) -> None:
        """Add the fields to ``form``."""
        super().__init__(form)
        self._form = form
        self.kind = ChoiceField(tuple(DecisionKind))
        self.applied_on, self.decided_on = DateField(today), DateField(today)
        self.granted, self.unit = HoursField(), ChoiceField(tuple(HoursUnit))
        self.solution = ChoiceField(tuple(Solution))
        self.valid_from, self.valid_to = DateField(today), DateField(today)
        self.review_on = DateField(today)
        self.expense_cap, self.drive_cap = KronerField(), KmField()
        self.goal, self.facts = TextArea(2), TextArea(4)
        self.own_view, self.grounds = TextArea(3), TextArea(5)
        self.legal_basis = TextArea(4)
        self._add_outcome(form)
        self._add_grant(form)
        self._add_reasons(form)
        self.kind.currentIndexChanged.connect(self._on_kind)

    def fill(self, draft: DecisionDraft) -> None:
        """Show ``draft``."""
        self.kind.set_value(draft.kind)
        self.applied_on.set_value(draft.applied_on)
        self.decided_on.set_value(draft.decided_on)
        first = draft.items[0] if draft.items else GrantItem(Solution.INDIVIDUAL, 0)
        self.granted.set_value(first.minutes or None)
        self.unit.set_value(draft.hours_unit)
        self.solution.set_value(first.solution)
        self.valid_from.set_value(draft.valid_from)
        self.valid_to.set_value(draft.valid_to)
        self.review_on.set_value(draft.review_on)
        self.expense_cap.set_value(draft.expense_cap_ore)
        self.drive_cap.set_value(draft.drive_cap_metres)
        self.goal.set_value(draft.goal)
        self.facts.set_value(draft.facts)
        self.own_view.set_value(draft.own_view)
        self.grounds.set_value(draft.grounds)
        self.legal_basis.set_value(draft.legal_basis)
        self.show_wanted()

    def read(self) -> DecisionDraft:
        """Return what is filled in; a refusal grants nothing."""
        draft = DecisionDraft(
            kind=self.kind.value(),
            applied_on=self.applied_on.value(),
            decided_on=self.decided_on.value(),
            facts=self.facts.value(),
            own_view=self.own_view.value(),
            grounds=self.grounds.value(),
            legal_basis=self.legal_basis.value(),
            hours_unit=self.unit.value(),
        )
        if draft.kind is DecisionKind.REFUSED:
            return draft
        return DecisionDraft(
            kind=draft.kind,
            applied_on=draft.applied_on,
            decided_on=draft.decided_on,
            valid_from=self.valid_from.value(),
            valid_to=self.valid_to.value(),
            review_on=self.review_on.value(),
            items=self._items(),
            hours_unit=draft.hours_unit,
            expense_cap_ore=self.expense_cap.value(),
            drive_cap_metres=self.drive_cap.value(),
            goal=self.goal.value(),
            facts=draft.facts,
            own_view=draft.own_view,
            grounds=draft.grounds,
            legal_basis=draft.legal_basis,
        )

    def _items(self) -> tuple[GrantItem, ...]:
        minutes = self.granted.value()
        return () if minutes is None else (GrantItem(self.solution.value(), minutes),)

    def show_wanted(self) -> None:
        """Show the fields of a grant, or hide them for a refusal."""
        grants = self.kind.value() is DecisionKind.GRANTED
        for name in GRANT_ONLY:
            self._form.fields[name].setVisible(grants)
            self._form.fields[name].setEnabled(grants)

    def _on_kind(self) -> None:
        self.show_wanted()
        self.kind_changed.emit(self.kind.value())

    def _add_outcome(self, form: Form) -> None:
        form.add_row(
            form.add("kind", "&Utfall", self.kind, width=160),
            form.add("applied_on", "&Søkt", self.applied_on, optional=True, width=150),
            form.add("decided_on", "Vedtaks&dato", self.decided_on, width=150),
        )

    def _add_grant(self, form: Form) -> None:
        form.add_row(
            form.add("granted_minutes", "&Timer", self.granted, width=90),
            form.add("hours_unit", "&Regnet", self.unit, width=130),
            form.add("solution", "&Organisering", self.solution, width=230),
        )
        form.add_row(
            form.add("valid_from", "G&jelder fra", self.valid_from, width=150),
            form.add(
                "valid_to",
                "Til og &med",
                self.valid_to,
                optional=True,
                hint="Tom: inntil videre.",
                width=150,
            ),
            form.add(
                "review_on", "Ny &vurdering", self.review_on, optional=True, width=150
            ),
        )
        form.add_row(
            form.add(
                "expense_cap_ore",
                "Ut&gifter per måned",
                self.expense_cap,
                optional=True,
                hint="Kroner, høyst.",
                width=150,
            ),
            form.add(
                "drive_cap_metres",
                "&Kjøring per måned",
                self.drive_cap,
                optional=True,
                hint="Kilometer, høyst.",
                width=150,
            ),
        )
        form.add("goal", "Må&let med tjenesten", self.goal)

    def _add_reasons(self, form: Form) -> None:
        form.add_heading("Hvorfor")
        form.add(
            "facts",
            "Op&plysninger vedtaket bygger på",
            self.facts,
            hint="Det som er kommet fram i søknaden, samtaler og fra andre.",
        )
        form.add("own_view", "Hva brukeren selv me&ner", self.own_view)
        form.add(
            "grounds",
            "&Begrunnelse",
            self.grounds,
            hint="Hvorfor vilkårene er oppfylt eller ikke, og hvorfor så mange timer.",
        )
        form.add(
            "legal_basis", "&Hjemmel", self.legal_basis, hint="En regel på hver linje."
        )
