"""The lines of the lists: what may be deleted, what is proposed, what is stopped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox, QWidget

from stkdesk.domain.formats import HARD_SPACE, count, short_date
from stkdesk.services.legal_holds import HoldRow
from stkdesk.services.retention import DeletionRow, Proposal
from stkdesk.services.retention_due import Due
from stkdesk.services.retention_rules import RuleRow
from stkdesk.ui.tokens import Tone
from stkdesk.ui.why_not import why
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, column, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

HELD = Mark("Stanset", Tone.WARN, "Pause")
WAITS = Mark("Venter på godkjenning", Tone.WARN, "Hourglass")
APPROVED = Mark("Godkjent", Tone.GOOD, "Checkmark")
PROPOSAL = Mark("Forslag, ikke bestemt av kontoret", Tone.WARN, "Hourglass")

Act = Callable[[], object]


def due_row(due: Due) -> tuple[QWidget, QCheckBox]:
    """Return the line of something that may be deleted, and the box that marks it."""
    box = QCheckBox(f"{due.who}: {due.kind.label.lower()}")
    told = f"{due.what} · kunne slettes fra {short_date(due.since)} · {due.category}"
    under = label(told, "small", wrap=True)
    box.setAccessibleDescription(told)
    badge: Item = None
    if due.is_held:
        why(box, "Sletting er stanset for denne personen.")
        badge = Badge(HELD)
    return _two(row(box, None, badge), under, indent=28), box


def proposal_row(
    proposal: Proposal, approve: Act, withdraw: Act, *, alone: bool
) -> QWidget:
    """Return the line of a proposal; ``alone``: its proposer may not approve it."""
    said = f"{proposal.who}: {proposal.kind.label.lower()}"
    made = f"{proposal.proposed_by}, {short_date(_day(proposal.proposed_at))}"
    told = f"Foreslått av {made} · {proposal.basis}"
    if proposal.is_approved:
        told += f" · godkjent av {proposal.approved_by}"
    buttons: list[Item] = []
    if not proposal.is_approved:
        agree = button("Godkjenn", name=f"Godkjenn: {said}", on=approve)
        if alone and proposal.is_mine:
            why(agree, "En annen enn den som foreslo, må godkjenne.")
        buttons.append(agree)
    buttons.append(button("Trekk", "ghost", name=f"Trekk: {said}", on=withdraw))
    mark = Badge(APPROVED if proposal.is_approved else WAITS)
    head = row(label(said), mark, None, *buttons)
    return _two(head, label(told, "small", wrap=True))


def hold_row(hold: HoldRow, lift: Act) -> QWidget:
    """Return the line of a hold."""
    told = f"Siden {short_date(hold.since)} · {hold.reason}"
    end = button("Opphev", "ghost", name=f"Opphev: {hold.who}", on=lift)
    return _two(row(label(hold.who), None, end), label(told, "small", wrap=True))


def rule_row(rule: RuleRow, edit: Act | None) -> QWidget:
    """Return the line of a rule; ``edit`` None: whoever looks may not change it."""
    months, decided = rule.draft.months, rule.draft.decided_on
    kept = "Beholdes for godt"
    if months is not None:
        kept = f"{count(months, 'måned', 'måneder')} {rule.rule.since}"
    mark = PROPOSAL
    if decided is not None:
        mark = Mark(f"Bestemt {short_date(decided)}", Tone.GOOD, "Checkmark")
    elif rule.rule.is_sure and not rule.version:
        mark = Mark("Følger av forskriften", Tone.QUIET, "Seal")
    name = f"Endre: {rule.rule.label}"
    change = button("Endre …", "ghost", name=name, on=edit) if edit else None
    told = f"{kept} · {rule.rule.category}. {rule.draft.basis}"
    told = told.replace("§ ", f"§{HARD_SPACE}")
    title = label(rule.rule.label)
    return _two(row(title, Badge(mark), None, change), label(told, "small", wrap=True))


def receipt_row(receipt: DeletionRow) -> QWidget:
    """Return the line of what was deleted: what, why, who, when; no names."""
    said = f"{receipt.kind.label}, slettet {short_date(_day(receipt.at))}"
    told = f"{receipt.basis} · utført av {receipt.done_by}"
    if receipt.approved_by:
        told += f", godkjent av {receipt.approved_by}"
    return _two(row(label(said), None), label(told, "small", wrap=True))


def _two(head: Item, under: QWidget, *, indent: int = 0) -> QWidget:
    made = QWidget()
    below = row((under, 1), margins=(indent, 0, 0, 0))
    made.setLayout(column(head, below, gap=1, margins=(0, 5, 0, 5)))
    return made


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
