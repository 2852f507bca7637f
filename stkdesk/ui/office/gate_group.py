"""Krav til oppstart: which rules are strict, and which a leader may go past."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from stkdesk.domain.assignment_gate import CHECKS
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date, short_date
from stkdesk.domain.gate.check import Check
from stkdesk.domain.gate_rules import GateRule, SetStrictness, strict_on
from stkdesk.services.gate_rules import (
    list_strictness,
    remove_strictness,
    set_strictness,
)
from stkdesk.ui import theme
from stkdesk.ui.fields import DateField
from stkdesk.ui.form import Form
from stkdesk.ui.icons import Icon
from stkdesk.ui.office.group import Group
from stkdesk.ui.page import Page
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, clear, column, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from datetime import date

INTRO = (
    "Et oppdrag blir ikke aktivt før kravene er i orden. Det loven krever, er alltid "
    "strengt. De andre kravene kan dere gjøre mykere: da kan en leder la et oppdrag "
    "starte likevel, med begrunnelse. Hvert unntak står i loggen og på I dag."
)
STRICT = Mark("Strengt", Tone.GOOD, "Checkmark")
LOCKED = Mark("Alltid strengt", Tone.QUIET, "PadlockLocked")
PERMISSIVE = Mark("Unntak er mulig", Tone.WARN)
#: What is only ever looked at has nothing to be strict about.
SHOWN = tuple(each for each in CHECKS if each.rule is not GateRule.CAPACITY)


class GateGroup(Group):
    """Every rule of the gate, with how strict it is now and from a day on."""

    def __init__(self, page: Page) -> None:
        """Read and save through the workspace of ``page``."""
        super().__init__("Krav til oppstart", INTRO)
        self._page = page
        self._list = column(gap=2)
        self.body.addSpacing(theme.u(8))
        self.body.addLayout(self._list)
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or "gate_rules" in tables:
            self._page.workspace.ask(
                list_strictness, self._show, key=(id(self), "gate_rules")
            )

    def _show(self, said: Sequence[SetStrictness]) -> None:
        held = self.isAncestorOf(self._page.focusWidget() or self._page)
        clear(self._list)
        today = self._page.workspace.today()
        strict = strict_on(today, said)
        first: QWidget | None = None
        for check in sorted(SHOWN, key=lambda each: not each.rule.can_be_permissive):
            mine = [each for each in said if each.rule is check.rule]
            made = self._rule(check, check.rule in strict, mine, today)
            first = first or made
            self._list.addWidget(made)
            self._list.addWidget(line())
        if held and first is not None:
            first.findChildren(QWidget)[-1].setFocus()

    def _rule(
        self, check: Check, is_strict: bool, said: Sequence[SetStrictness], today: date
    ) -> QWidget:
        words: list[Item] = [
            label(check.title, "h3", wrap=True),
            label(check.source, "small", wrap=True),
        ]
        words += [self._later(check, each) for each in said if each.valid_from > today]
        begun = [each for each in said if each.valid_from <= today]
        if begun:
            words.append(self._since(check, begun[-1]))
        acts: Item = Badge(LOCKED)
        if check.rule.can_be_permissive:
            acts = column(
                row(None, Badge(STRICT if is_strict else PERMISSIVE)),
                row(None, self._changer(check, is_strict)),
                gap=2,
            )
        icon = "PadlockLocked" if is_strict else "ExclamationmarkTriangle"
        tone = Tone.QUIET if is_strict else Tone.WARN
        made = QWidget()
        made.setLayout(
            row(
                column(2, Icon(icon, tone.value, 18), None, gap=0),
                (column(*words, None, gap=1), 1),
                column(acts, None, gap=0) if isinstance(acts, QWidget) else acts,
                gap=12,
                margins=(0, 8, 0, 8),
            )
        )
        return made

    def _changer(self, check: Check, is_strict: bool) -> QWidget:
        text = "Tillat unntak …" if is_strict else "Gjør strengt …"
        on = partial(self._ask, check, not is_strict)
        return button(text, "link", name=f"{text} {check.title}", on=on)

    def _since(self, check: Check, said: SetStrictness) -> Item:
        words = "Strengt" if said.is_strict else "Unntak er mulig"
        return self._said(check, said, f"{words} fra {short_date(said.valid_from)}")

    def _later(self, check: Check, said: SetStrictness) -> Item:
        words = "Blir strengt" if said.is_strict else "Unntak blir mulig"
        return self._said(check, said, f"{words} fra {short_date(said.valid_from)}")

    def _said(self, check: Check, said: SetStrictness, text: str) -> Item:
        name = f"Fjern: {check.title}, {text.lower()}"
        gone = button("Fjern", "link", name=name, on=partial(self._remove, said))
        return row(label(text, "muted"), gone, None, gap=8)

    # Saving.

    def _ask(self, check: Check, is_strict: bool) -> None:
        StrictnessForm(self._page, check, is_strict=is_strict).open()

    def _remove(self, said: SetStrictness) -> None:
        workspace = self._page.workspace
        workspace.save(
            lambda session: remove_strictness(session, said.rule, said.valid_from),
            lambda _none: self._page.toast(
                "Fjernet", partial(_put_back, workspace, said)
            ),
        )


class StrictnessForm(Form):
    """Asks from which day a rule is strict, or may be gone past."""

    help_topic = "innstillinger"

    def __init__(self, page: Page, check: Check, *, is_strict: bool) -> None:
        """Ask about ``check`` over the window of ``page``."""
        means = (
            "Ingen kan da starte et oppdrag uten at kravet er i orden. Unntak som er "
            "gjort, står ved lag."
            if is_strict
            else "En leder kan da la et oppdrag starte selv om kravet ikke er i orden. "
            "Lederen skriver hvorfor."
        )
        super().__init__(
            page.window(),
            "Gjør kravet strengt" if is_strict else "Tillat unntak",
            intro=f"{check.title}. {means}",
            width=460,
        )
        self._page, self._check, self._is_strict = page, check, is_strict
        self._from = DateField(page.workspace.today)
        self._from.set_value(page.workspace.today())
        self.add("valid_from", "&Gjelder fra", self._from, width=150)
        self.begin()
        self._from.selectAll()
        fit_small(self)

    def draft(self) -> date | None:
        first: date | None = self._from.value()
        return first

    def check(self, draft: date | None) -> tuple[Problem, ...]:
        if draft is None:
            return (Problem("valid_from", "Skriv fra hvilken dag det gjelder."),)
        return ()

    def hand_in(self, draft: date) -> None:
        wanted = SetStrictness(self._check.rule, draft, self._is_strict)

        def _done(_none: object) -> None:
            now = "Strengt" if self._is_strict else "Unntak er mulig"
            told = f"{self._check.title}: {now.lower()} fra {long_date(draft)}"
            self._page.toast(told)
            self.saved()

        self._page.workspace.save(
            lambda session: set_strictness(session, wanted), _done, self.not_saved
        )


def _put_back(workspace: Workspace, said: SetStrictness) -> None:
    workspace.save(lambda session: set_strictness(session, said))
