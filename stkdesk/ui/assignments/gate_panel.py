"""The gate of an assignment as a panel: how each rule stands, and what helps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.assignment_gate import Condition, GateState
from stkdesk.domain.formats import count
from stkdesk.domain.gate_rules import GateRule
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Badge, Mark
from stkdesk.ui.widgets.boxes import Item, card, column, frame, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

LOOKS = {
    GateState.MISSING: (Tone.BAD, "XMarkOctagonFill"),
    GateState.OVERRIDDEN: (Tone.WARN, "ShieldLock"),
    GateState.LOOK: (Tone.WARN, "ExclamationmarkTriangleFill"),
    GateState.MET: (Tone.GOOD, "CheckmarkCircle"),
}
CLOSED = {
    AssignmentStatus.PLANNED: "Oppdraget kan ikke starte",
    AssignmentStatus.ACTIVE: "Oppdraget mangler noe det må ha",
    AssignmentStatus.PAUSED: "Oppdraget kan ikke fortsette",
    AssignmentStatus.ENDED: "Oppdraget kan ikke tas opp igjen",
}
OPEN = {
    AssignmentStatus.PLANNED: "Klart til å starte",
    AssignmentStatus.ACTIVE: "Alt er i orden",
    AssignmentStatus.PAUSED: "Klart til å fortsette",
    AssignmentStatus.ENDED: "Kan tas opp igjen",
}
#: Nothing stops it, and yet something should be looked at.
LOOK = OPEN | {AssignmentStatus.ACTIVE: "Oppdraget kan gå videre"}
EXCEPTION = Mark("Unntak", Tone.WARN)


class PanelActs(NamedTuple):
    """What the buttons of the panel do; None: who is at work may not."""

    remedy: Callable[[Condition], object] | None
    override: Callable[[Condition], object] | None


def gate_panel(
    status: AssignmentStatus,
    found: Sequence[Condition],
    whole: int,
    exceptions: Mapping[GateRule, str],
    acts: PanelActs,
) -> QFrame:
    """Return the panel of ``found``, the worst first, of ``whole`` rules in all.

    ``exceptions`` tells of each rule that was gone past: who, when and why.
    """
    items: list[Item] = [_head(status, found, whole)]
    for each in found:
        items += [line(), _condition(each, exceptions.get(each.rule, ""), acts)]
    return card(column(*items, gap=0))


def headline(
    status: AssignmentStatus, found: Sequence[Condition], whole: int
) -> tuple[str, str, Tone, str]:
    """Return title, the line under it, tone and icon of the head."""
    closed = sum(each.blocks for each in found)
    told = [each for each in found if each.state is not GateState.MET]
    if closed:
        first = "" if status is AssignmentStatus.ACTIVE else " først"
        text = f"{closed} av {count(whole, 'krav', 'krav')} må ordnes{first}"
        return CLOSED[status], text, Tone.BAD, "PadlockLocked"
    if told:
        passed = sum(each.state is GateState.OVERRIDDEN for each in told)
        parts = [f"{count(len(told) - passed, 'ting', 'ting')} å se over"]
        parts = parts if len(told) > passed else []
        if passed:
            parts.append(f"{count(passed, 'unntak', 'unntak')}")
        icon = "ExclamationmarkTriangleFill"
        return LOOK[status], ", ".join(parts), Tone.WARN, icon
    return OPEN[status], "Alle krav er i orden", Tone.GOOD, "CheckmarkCircle"


def _head(status: AssignmentStatus, found: Sequence[Condition], whole: int) -> QFrame:
    title, text, tone, icon = headline(status, found, whole)
    words = column(label(title, "h3", wrap=True), label(text, "small"), gap=1)
    made = frame(
        row(Icon(icon, tone.value, 22), (words, 1), gap=12, margins=(14, 10, 14, 10)),
        tone.value,
    )
    made.setAccessibleName(f"{title}. {text}")
    return made


def _condition(each: Condition, exception: str, acts: PanelActs) -> QFrame:
    tone, icon = LOOKS[each.state]
    is_met = each.state is GateState.MET
    words = column(
        label(each.title, "" if is_met else "h3", wrap=True),
        label(each.evidence, "small", wrap=True),
        gap=0,
    )
    if exception:
        words.addWidget(label(exception, "small", wrap=True))
    if each.can_override:
        words.addLayout(_override(each, acts))
    for at in range(words.count()):
        if (shown := words.itemAt(at).widget()) is not None:
            shown.setMinimumWidth(1)  # a long word must not make the card wider
    lay = row(Icon(icon, tone.value, 20), (words, 1), gap=12, margins=(14, 8, 12, 8))
    if each.state is GateState.OVERRIDDEN:
        lay.addWidget(Badge(EXCEPTION))
    elif not is_met and each.remedy is not None and acts.remedy is not None:
        verb = each.remedy.verb
        on = partial(acts.remedy, each)
        lay.addWidget(button(verb, name=f"{verb}: {each.title}", on=on))
    made = frame(lay)
    made.setToolTip(f"Regel: {each.source}")
    return made


def _override(each: Condition, acts: PanelActs) -> QHBoxLayout:
    """Return the way past a rule the office lets one go past, or who may."""
    if acts.override is None:
        return row(label("Leder kan gjøre unntak fra dette kravet.", "small"), None)
    name = f"Start likevel: {each.title}"
    made = button("Start likevel …", "link", name=name, on=partial(acts.override, each))
    return row(made, None)
