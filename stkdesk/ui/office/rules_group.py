"""The office's own numbers: its limits, what it asks of a contact, and the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from stkdesk.domain.case_rules import CaseRule, RuleGroup, SetRule, rules_of, rules_on
from stkdesk.domain.errors import InvalidInputError, OfficeError, Problem
from stkdesk.domain.formats import long_date, short_date
from stkdesk.services.case_rules import (
    list_case_rules,
    remove_case_rule,
    set_case_rule,
)
from stkdesk.ui import errors, theme
from stkdesk.ui.fields import ChoiceField, DateField, NumberField, TextField
from stkdesk.ui.form_field import Field
from stkdesk.ui.office.group import Group
from stkdesk.ui.page import Page
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import clear, column, flat, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.flow import Flow
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace


class Words(NamedTuple):
    """What the numbers of one group are called."""

    title: str
    intro: str
    one: str  # label of the field that chooses one of them
    new: str
    set_it: str


WORDS = {
    RuleGroup.LIMITS: Words(
        "Frister",
        "En frist som har begynt å løpe, følger tallet som gjaldt den dagen. Fristene "
        "i loven står fast, og flyttes til neste virkedag når de ender på en lørdag "
        "eller helligdag (domstolloven §§ 148 og 149).",
        "Fr&ist",
        "Ny frist",
        "Sett fristen",
    ),
    RuleGroup.CONTACTS: Words(
        "Krav til støttekontakter",
        "Hva kontoret krever av en støttekontakt, og når I dag skal minne om det. "
        "Det som står i loven, kan ikke endres her.",
        "Kra&v",
        "Nytt krav",
        "Sett kravet",
    ),
    RuleGroup.HOURS: Words(
        "Avtaler og timer",
        "Når I dag skal purre på avtaler, og når timene er for mange eller for få.",
        "Hv&a",
        "Nytt tall",
        "Sett tallet",
    ),
    RuleGroup.SHEETS: Words(
        "Timelister og purring",
        "Om timelister attesteres, og hvor lenge kontoret venter før det purrer.",
        "Hv&a",
        "Nytt tall",
        "Sett tallet",
    ),
    RuleGroup.REPORTS: Words(
        "Månedsrapporter",
        "Hvor ofte støttekontakten skriver rapport, og hva kontoret spør om.",
        "Hv&a",
        "Nytt tall",
        "Sett tallet",
    ),
}


class AnswerField(NumberField):
    """A number; or ja and nei, where the rule is a choice."""

    is_choice = False

    def read(self, text: str) -> int | None:
        said = {"ja": 1, "j": 1, "nei": 0, "n": 0}.get(text.strip().casefold())
        return said if self.is_choice and said is not None else super().read(text)

    def write(self, value: int) -> str:
        if self.is_choice and value in (0, 1):
            return "Ja" if value else "Nei"
        return super().write(value)


class RulesGroup(Group):
    """A line to set a new number, and under it every number and its law."""

    def __init__(self, page: Page, group: RuleGroup = RuleGroup.LIMITS) -> None:
        """Save the numbers of ``group`` through the workspace of ``page``."""
        self._words = WORDS[group]
        super().__init__(self._words.title, self._words.intro)
        self._page, self._rules = page, rules_of(group)
        self._numbers: tuple[SetRule, ...] = ()
        self._rule = ChoiceField(self._rules)
        self._from = DateField(page.workspace.today)
        self._value, self._basis = AnswerField(), TextField()
        self._fields = {
            "rule": Field(self._words.one, self._rule, width=300),
            "value": Field("&Tall", self._value, width=90),
            "valid_from": Field("&Gjelder fra", self._from, width=150),
            "basis": Field("Hvem har &bestemt det", self._basis, optional=True),
        }
        self._law = label("", "small", wrap=True)
        self._add_line()
        self._table = column(gap=2)
        self.body.addSpacing(theme.u(14))
        self.body.addLayout(self._table)
        self.end()
        self._rule.currentIndexChanged.connect(self._on_rule)
        self._on_rule()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "case_rules" in tables:
            self._page.workspace.ask(
                list_case_rules, self._show, key=(id(self), "case_rules")
            )

    def may_leave(self) -> bool:
        typed = (self._from, self._value, self._basis)
        return not any(each.text().strip() for each in typed)

    def discard(self) -> None:
        self._empty()
        self._show_problems(())

    # Showing.

    def _on_rule(self) -> None:
        rule: CaseRule = self._rule.value()
        unit = "ja eller nei" if rule.is_choice else rule.unit
        self._value.is_choice = rule.is_choice
        self._fields["value"].rename("&Ja/nei" if rule.is_choice else "&Tall")
        self._fields["value"].set_hint(unit)
        self._value.setAccessibleName(f"{rule.label}, {unit}")
        self._law.setText(rule.law)

    def _show(self, numbers: Sequence[SetRule]) -> None:
        self._numbers = tuple(numbers)
        clear(self._table)
        today = self._page.workspace.today()
        now = rules_on(today, numbers)
        for rule in self._rules:
            mine = [each for each in numbers if each.rule is rule]
            self._table.addSpacing(theme.u(10))
            self._table.addLayout(self._head(rule, now[rule]))
            self._table.addWidget(label(rule.law, "small", wrap=True))
            self._table.addLayout(self._history(rule, mine[::-1], today))
            self._table.addSpacing(theme.u(8))
            self._table.addWidget(line())

    def _head(self, rule: CaseRule, value: int) -> QVBoxLayout:
        title = f"{rule.label}: {amount(rule, value)}"
        return column(label(title, "h3", wrap=True))

    def _history(
        self, rule: CaseRule, newest_first: Sequence[SetRule], today: date
    ) -> QGridLayout:
        """Return a line for each number set, and one for the usual; newest first."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.u(18))
        grid.setVerticalSpacing(theme.u(2))
        begun = [each for each in newest_first if each.valid_from <= today]
        now = begun[0] if begun else None
        for at, each in enumerate(newest_first):
            words = [
                amount(rule, each.value),
                f"fra {short_date(each.valid_from)}",
                each.basis,
            ]
            self._put(grid, at, words, is_now=each is now)
            if each.valid_from > today:
                grid.addWidget(Badge(Mark("Kommer", Tone.ACT, "Clock")), at, 3)
            grid.addWidget(self._remover(each), at, 4)
        usual = [amount(rule, rule.usual), "til vanlig", rule.basis]
        self._put(grid, len(newest_first), usual, is_now=now is None)
        grid.setColumnStretch(2, 1)
        return grid

    def _put(
        self, grid: QGridLayout, at: int, words: Sequence[str], *, is_now: bool
    ) -> None:
        for place, text in enumerate(words):
            made = label(text, "" if place == 0 else "muted", wrap=place == 2)
            grid.addWidget(made, at, place)
        if is_now:
            grid.addWidget(Badge(Mark("Gjelder nå", Tone.GOOD, "Checkmark")), at, 3)

    def _remover(self, number: SetRule) -> QWidget:
        said = f"{number.rule.label} fra {short_date(number.valid_from)}"
        remove = partial(self._remove, number)
        return button("Fjern", "link", name=f"Fjern: {said}", on=remove)

    def _add_line(self) -> None:
        add = button(self._words.set_it, "primary", on=self._add)
        add.setAutoDefault(True)
        fields = QWidget()
        flow = Flow(fields, theme.u(12))
        for name, field in self._fields.items():
            if name != "basis":
                field.stand_beside()
                flow.addWidget(field)
        inside = column(
            label(self._words.new, "h3"),
            fields,
            self._law,
            self._fields["basis"],
            row(add, None),
            gap=8,
            margins=14,
        )
        self.body.addSpacing(theme.u(8))
        self.body.addWidget(flat(inside))
        self._value.returnPressed.connect(self._from.setFocus)
        self._from.returnPressed.connect(self._basis.setFocus)
        self._basis.returnPressed.connect(self._add)

    # Saving.

    def _add(self) -> None:
        if not self._check():
            return
        number = SetRule(
            self._rule.value(),
            self._from.value(),
            self._value.value(),
            self._basis.value(),
        )
        same = [
            old
            for old in self._numbers
            if (old.rule, old.valid_from) == (number.rule, number.valid_from)
        ]
        self._page.workspace.save(
            lambda session: set_case_rule(session, number),
            lambda _done: self._on_added(number, same),
            self._on_refused,
        )

    def _on_refused(self, error: BaseException) -> None:
        match error:
            case InvalidInputError():
                self._show_problems(error.problems)
            case OfficeError():
                text = f"{error.title} {error.advice}"
                self._show_problems([Problem("value", text)])
            case _:
                errors.show(self, error)

    def _on_added(self, number: SetRule, same: Sequence[SetRule]) -> None:
        self._empty()
        self._rule.setFocus()
        undo = partial(_put_back, self._page.workspace, number, same)
        self._page.toast(f"Lagret: {_told(number)}", undo)

    def _remove(self, number: SetRule) -> None:
        workspace = self._page.workspace

        def _removed(_done: object) -> None:
            self._rule.setFocus()
            self._page.toast(
                f"Fjernet: {_told(number)}", partial(_restore, workspace, number)
            )

        workspace.save(
            lambda session: remove_case_rule(session, number.rule, number.valid_from),
            _removed,
        )

    def _check(self) -> bool:
        found: list[Problem] = []
        if text := self._value.complaint():
            found.append(Problem("value", text))
        elif self._value.value() is None:
            found.append(Problem("value", "Skriv tallet."))
        if text := self._from.complaint():
            found.append(Problem("valid_from", text))
        elif self._from.value() is None:
            found.append(Problem("valid_from", "Skriv fra hvilken dag det gjelder."))
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

    def _empty(self) -> None:
        for editor in (self._from, self._value, self._basis):
            editor.set_value(None)


def _told(number: SetRule) -> str:
    said = amount(number.rule, number.value)
    return f"{number.rule.label} {said} fra {long_date(number.valid_from)}"


def amount(rule: CaseRule, value: int) -> str:
    """Return ``4 uker``, or yes or no where that is what the rule asks."""
    if rule.is_choice:
        return "ja" if value else "nei"
    unit, _, rest = rule.unit.partition(" (0 er ")
    return rest.rstrip(")") if rest and value == 0 else f"{value} {unit}"


def _put_back(workspace: Workspace, number: SetRule, before: Sequence[SetRule]) -> None:
    """Take ``number`` away again; ``before`` is what it replaced, if anything."""
    if before:
        _restore(workspace, before[0])
    else:
        workspace.save(
            lambda session: remove_case_rule(session, number.rule, number.valid_from)
        )


def _restore(workspace: Workspace, number: SetRule) -> None:
    workspace.save(lambda session: set_case_rule(session, number))
