"""Oppbevaring og sletting: what may go, who agrees, what is stopped, what is gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from stkdesk.domain.formats import count
from stkdesk.domain.retention import Kind
from stkdesk.domain.staff import Right
from stkdesk.services.deletion import Receipt
from stkdesk.services.deletion_run import carry_out
from stkdesk.services.legal_holds import HoldRow, lift_hold, list_holds
from stkdesk.services.retention import (
    DeletionRow,
    Proposal,
    approve,
    list_deletions,
    list_due,
    list_proposals,
    needs_another,
    propose,
    withdraw,
)
from stkdesk.services.retention_due import Due
from stkdesk.services.retention_rules import RuleRow, list_rules
from stkdesk.ui import errors, theme
from stkdesk.ui.jobs import Job
from stkdesk.ui.office.group import Group
from stkdesk.ui.page import Page
from stkdesk.ui.progress import JobDialog
from stkdesk.ui.question import ask
from stkdesk.ui.retention import rows
from stkdesk.ui.retention.person_line import PersonLine
from stkdesk.ui.retention.rule_form import RuleForm
from stkdesk.ui.widgets.boxes import clear, column, row
from stkdesk.ui.widgets.buttons import button, enable
from stkdesk.ui.widgets.texts import label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

TABLES = frozenset(
    {"erasures", "legal_holds", "retention_rules", "deletions", "four_eyes"}
    | {"clients", "contacts", "people", "timesheets", "assignments", "decisions"}
)
MOST = 100  # lines of what may be deleted; the rest comes when these are gone
BACKUPS = (
    "Det som slettes, kan ikke hentes tilbake i programmet. Sikkerhetskopier som er "
    "tatt før, har det fortsatt, til de selv blir slettet av alder."
)


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the group shows, read at once."""

    due: tuple[Due, ...]
    proposals: tuple[Proposal, ...]
    holds: tuple[HoldRow, ...]
    rules: tuple[RuleRow, ...]
    receipts: tuple[DeletionRow, ...]
    needs_another: bool


class RetentionGroup(Group):
    """Nothing is deleted by itself: two people and a button do it."""

    def __init__(self, page: Page) -> None:
        """Save through the workspace of ``page``."""
        super().__init__(
            "Oppbevaring og sletting",
            "Ingenting slettes av seg selv. En leder foreslår, en annen godkjenner, og "
            "så slettes det for godt.",
        )
        self._page = page
        self._marked: dict[QCheckBox, Due] = {}
        self._approved: list[int] = []
        self._job: Job | None = None
        self._propose = button("Foreslå å slette det som er merket", on=self.propose)
        self._erase = button("Slett det som er godkjent …", "danger", on=self.ask_erase)
        self._due = self._part("Kan slettes nå")
        self.body.addLayout(row(self._propose, None, margins=(0, 6, 0, 0)))
        self._proposals = self._part("Foreslått")
        self.body.addLayout(row(self._erase, None, margins=(0, 6, 0, 0)))
        self.body.addSpacing(theme.u(14))
        self._person = PersonLine(page)
        self.add(self._person)
        self._holds = self._part("Stanset sletting")
        self._rules = self._part("Hvor lenge det beholdes")
        self._receipts = self._part("Slettet")
        self.end()

    def refresh(self, tables: frozenset[str]) -> None:
        if not tables or tables & TABLES:
            today = self._page.workspace.today()
            self._page.workspace.ask(
                lambda session: _read(session, today),
                self._show,
                key=(id(self), "retention"),
            )

    def may_leave(self) -> bool:
        return self._person.is_empty

    def discard(self) -> None:
        self._person.clear()

    def propose(self) -> None:
        """Propose what is marked."""
        wanted = sorted(self._chosen(), key=str)
        today = self._page.workspace.today()
        self._page.workspace.save(
            lambda session: propose(session, wanted, today=today),
            lambda made: self._page.toast(
                f"{count(made, 'sletting', 'slettinger')} er foreslått"
            ),
            self._told,
        )

    def ask_erase(self) -> None:
        """Ask once more, then delete what was approved."""
        ask(
            self._page.window(),
            f"Slette {count(len(self._approved), 'sak', 'saker')} for godt?",
            BACKUPS,
            ("Slett for godt", "danger", self._carry_out),
        )

    def _carry_out(self) -> None:
        workspace = self._page.workspace
        steps = carry_out(workspace.database, self._approved, today=workspace.today())
        self._job = Job(steps, self)
        JobDialog(self._page.window(), self._job, "Sletter")
        self._job.done.connect(self._on_erased)
        self._job.stopped.connect(self._on_stopped)
        self._job.failed.connect(self._on_stopped)

    def _on_erased(self, receipts: Sequence[Receipt]) -> None:
        self._on_stopped()
        self._page.toast(
            f"{count(len(receipts), 'sak', 'saker')} er slettet. Kvitteringen står "
            "under Slettet."
        )

    def _on_stopped(self, _error: object = None) -> None:
        """Tell everybody: what was deleted before it stopped is deleted."""
        self._job = None
        self._page.workspace.changed.emit(TABLES | {"papers", "addresses"})

    # Showing.

    def _show(self, seen: Overview) -> None:
        marked = self._chosen()
        self._marked.clear()
        self._fill(self._due, self._due_rows(seen.due), "Ingenting kan slettes ennå.")
        for box, due in self._marked.items():
            box.setChecked((due.kind, due.person) in marked)
            box.toggled.connect(self._on_marked)
        self._propose.setVisible(bool(seen.due))
        self._on_marked()
        proposals = [self._proposal(each, seen) for each in seen.proposals]
        self._fill(self._proposals, proposals, "Ingen forslag.")
        self._approved = [each.number for each in seen.proposals if each.is_approved]
        self._erase.setVisible(bool(self._approved))
        holds = [
            rows.hold_row(each, partial(self._lift, each.number)) for each in seen.holds
        ]
        self._fill(self._holds, holds, "Ingen.")
        may = self._page.workspace.may(Right.EDIT_OFFICE)
        rules = [
            rows.rule_row(each, partial(self._edit, each) if may else None)
            for each in seen.rules
        ]
        self._fill(self._rules, rules, "")
        receipts = [rows.receipt_row(each) for each in seen.receipts]
        self._fill(self._receipts, receipts, "Ingenting er slettet.")

    def _chosen(self) -> set[tuple[Kind, int | None]]:
        """Return what is marked of what may be deleted."""
        boxes = self._marked.items()
        return {(due.kind, due.person) for box, due in boxes if box.isChecked()}

    def _due_rows(self, due: Sequence[Due]) -> list[QWidget]:
        made: list[QWidget] = []
        for each in due[:MOST]:
            line, box = rows.due_row(each)
            self._marked[box] = each
            made.append(line)
        if len(due) > MOST:
            made.append(label(f"… og {len(due) - MOST} til.", "muted"))
        return made

    def _proposal(self, each: Proposal, seen: Overview) -> QWidget:
        return rows.proposal_row(
            each,
            partial(self._do, lambda s: approve(s, each.number), "Godkjent"),
            partial(
                self._do, lambda s: withdraw(s, each.number), "Forslaget er trukket"
            ),
            alone=seen.needs_another,
        )

    def _lift(self, number: int) -> None:
        today = self._page.workspace.today()
        self._do(lambda s: lift_hold(s, number, today=today), "Stansen er opphevet")

    def _edit(self, rule: RuleRow) -> None:
        RuleForm(self._page, rule).open()

    def _do(self, work: Callable[[Session], object], done: str) -> None:
        self._page.workspace.save(work, lambda _r: self._page.toast(done), self._told)

    def _told(self, error: BaseException) -> None:
        errors.show(self._page.window(), error)

    def _on_marked(self, _on: bool = False) -> None:
        some = any(box.isChecked() for box in self._marked)
        enable(self._propose, some, "Merk det som skal foreslås slettet.")

    def _part(self, title: str) -> QVBoxLayout:
        self.heading(title)
        lines = column(gap=0)
        self.body.addLayout(lines)
        return lines

    def _fill(self, place: QVBoxLayout, lines: Sequence[QWidget], none: str) -> None:
        clear(place)
        for each in lines or [label(none, "muted")]:
            place.addWidget(each)


def _read(session: Session, today: date) -> Overview:
    return Overview(
        list_due(session, today=today),
        list_proposals(session),
        list_holds(session),
        list_rules(session),
        list_deletions(session),
        needs_another(session),
    )
