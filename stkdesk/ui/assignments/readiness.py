"""What ought to be in order before an assignment starts, each with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame

from stkdesk.domain.formats import count
from stkdesk.domain.readiness import Ready, Remedy, Requirement
from stkdesk.ui.icons import Icon
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.boxes import Item, card, column, frame, line, row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

LOOKS = {
    Ready.MISSING: (Tone.BAD, "XMarkOctagonFill"),
    Ready.LOOK: (Tone.WARN, "ExclamationmarkTriangleFill"),
    Ready.FINE: (Tone.GOOD, "CheckmarkCircle"),
}
REMEDIES = {
    Remedy.DECLARATION: "Registrer",
    Remedy.DECISION: "Se vedtak",
    Remedy.CONTACT: "Åpne",
}


def readiness_panel(
    found: Sequence[Requirement], on: Callable[[Remedy], object]
) -> QFrame:
    """Return the panel; ``on`` gets the remedy whose button is pressed."""
    items: list[Item] = [_head(found)]
    for each in found:
        items += [line(), _requirement(each, on)]
    return card(column(*items, gap=0))


def _head(found: Sequence[Requirement]) -> QFrame:
    open_ones = [each for each in found if each.ready is not Ready.FINE]
    worst = found[0].ready if found else Ready.FINE
    tone, icon = LOOKS[worst]
    title = "Klart til å starte"
    text = "Alt er i orden"
    if open_ones:
        title = "Se over før oppdraget starter"
        text = (
            f"{len(open_ones)} av {count(len(found), 'krav', 'krav')} er ikke i orden"
        )
    words = column(label(title, "h3"), label(text, "small"), gap=1)
    made = frame(
        row(Icon(icon, tone.value, 22), (words, 1), gap=12, margins=(14, 10, 14, 10)),
        tone.value,
    )
    made.setAccessibleName(f"{title}. {text}")
    return made


def _requirement(each: Requirement, on: Callable[[Remedy], object]) -> QFrame:
    tone, icon = LOOKS[each.ready]
    fine = each.ready is Ready.FINE
    words = column(
        label(each.title, "" if fine else "h3", wrap=True),
        label(each.evidence, "small", wrap=True),
        gap=0,
    )
    lay = row(Icon(icon, tone.value, 20), (words, 1), gap=12, margins=(14, 8, 12, 8))
    if not fine and (text := REMEDIES.get(each.remedy)):
        remedy = each.remedy
        lay.addWidget(button(text, name=f"{text}: {each.title}", on=lambda: on(remedy)))
    return frame(lay)
