"""Changing how long one kind of record is kept."""

from __future__ import annotations

from stkdesk.domain.errors import Problem
from stkdesk.domain.retention import RuleDraft, rule_problems
from stkdesk.services.retention_rules import RuleRow, set_rule
from stkdesk.ui.fields import DateField, NumberField, TextArea
from stkdesk.ui.form import Form
from stkdesk.ui.page import Page


class RuleForm(Form):
    """Asks for months, the reason, and the day the office decided it."""

    help_topic = "innsyn-og-sletting"

    def __init__(self, page: Page, row: RuleRow) -> None:
        """Ask about the rule ``row``, which stands as it was read."""
        super().__init__(
            page.window(),
            row.rule.label,
            intro=f"{row.rule.category}. Måneder {row.rule.since}.",
            width=520,
        )
        self._page, self._row = page, row
        self._today = page.workspace.today
        self._months, self._basis = NumberField(), TextArea(3)
        self._decided = DateField(self._today)
        self.add(
            "months",
            "&Måneder",
            self._months,
            optional=True,
            width=120,
            hint="Tomt: beholdes for godt.",
        )
        self.add("basis", "&Begrunnelse", self._basis)
        self.add(
            "decided_on",
            "&Dagen kontoret bestemte det",
            self._decided,
            optional=True,
            width=180,
            hint="Tomt: fortsatt bare et forslag.",
        )
        self._months.set_value(row.draft.months)
        self._basis.set_value(row.draft.basis)
        self._decided.set_value(row.draft.decided_on)
        self.begin()

    def draft(self) -> RuleDraft:
        months: int | None = self._months.value()
        return RuleDraft(months, self._basis.value(), self._decided.value())

    def check(self, draft: RuleDraft) -> tuple[Problem, ...]:
        return rule_problems(draft, today=self._today())

    def hand_in(self, draft: RuleDraft) -> None:
        kind, version, today = self._row.rule.kind, self._row.version, self._today()
        self._page.workspace.save(
            lambda session: set_rule(session, kind, version, draft, today=today),
            lambda _none: self.saved(),
            self.not_saved,
        )
