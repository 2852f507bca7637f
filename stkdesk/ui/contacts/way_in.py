"""The part of the card about the way in: where somebody stands, and what is next."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.formats import short_date
from stkdesk.domain.recruiting_steps import Step, StepState
from stkdesk.domain.rule import Broken, Remedy
from stkdesk.services.recruiting import RecruitmentCard
from stkdesk.ui import theme
from stkdesk.ui.contacts.requirement import flowing
from stkdesk.ui.contacts.shown import ACTIVE, AGAIN, Shown
from stkdesk.ui.contacts.step_line import StepLine
from stkdesk.ui.icons import Icon
from stkdesk.ui.widgets.boxes import Item, column, flat, row, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label

READY = "Alt er i orden. Støttekontakten kan få oppdrag."
OPEN = "recruiting/open"


def next_step(shown: Shown) -> Item | None:
    """Return the line of steps and what is next; None of one who is long past it."""
    card = shown.case.recruitment
    if card is None or card.status is not ContactStatus.CANDIDATE:
        return _closed(shown, card) if card is not None else None
    needed = [each for each in card.steps if each.is_needed]
    at = next((n for n, each in enumerate(needed) if each.step is card.step), None)
    title = (
        f"Steg {at + 1} av {len(needed)}: {card.step.label}"
        if at is not None
        else card.step.label
    )
    blocking = [each for each in card.lacks if each.blocks]
    worth = [each for each in card.lacks if not each.blocks]
    items: list[Item] = [StepLine(card.steps, card.step), label(title, "h3")]
    first = blocking[0] if blocking else None
    told = label(first.sentence if first is not None else READY, wrap=True)
    told.setMinimumWidth(1)
    items.append(told)
    items += [_worth(shown, each) for each in worth]
    remedy = Remedy("Gjør aktiv", ACTIVE) if first is None else first.remedy
    if remedy is not None and shown.edits:
        acts = [button(remedy.verb, "primary", on=shown.does(remedy.act))]
        if remedy.act != OPEN:
            acts.append(button("Åpne rekruttering", on=shown.does(OPEN)))
        items.append(flowing(acts))
    return flat(column(*items, gap=6, margins=(14, 10, 14, 12)))


def _closed(shown: Shown, card: RecruitmentCard) -> Item | None:
    """Tell of one who ended, or was not taken, that it can begin anew."""
    if card.status is not ContactStatus.ENDED:
        return None
    why = card.draft.outcome
    told = why.label if why is not None and card.step is Step.CLOSED else "Sluttet"
    items: list[Item] = [
        (label(f"{told}. Vil hun eller han begynne på nytt?", wrap=True), 1)
    ]
    if shown.edits:
        items.append(button("Ta opp igjen", on=shown.does(AGAIN)))
    return flat(row(*items, gap=10, margins=(14, 10, 12, 10)))


def _worth(shown: Shown, each: Broken) -> Item:
    words = label(each.sentence, "small", wrap=True)
    words.setMinimumWidth(1)
    line = row(Icon("ExclamationmarkTriangle", "warn", 15), (words, 1), gap=6)
    if each.remedy is not None and shown.edits:
        verb, does = each.remedy.verb, shown.does(each.remedy.act)
        said = f"{verb}: {each.sentence}"
        line.addWidget(button(verb, "link", name=said, on=does))
    return line


def steps_told(shown: Shown) -> Item | None:
    """Return the steps with day and who; None when nothing was ever written down."""
    card = shown.case.recruitment
    if card is None or not card.number:
        return None
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.u(10))
    grid.setVerticalSpacing(theme.u(7))
    grid.setColumnStretch(2, 1)
    for at, each in enumerate(card.steps):
        if not each.is_needed and not each.on:
            continue
        icon = ("CheckmarkCircle", "good") if each.is_done else ("Circle", "muted")
        grid.addWidget(Icon(*icon, 16), at, 0)
        grid.addWidget(label(each.step.label), at, 1)
        told = label(_told(each), "small", wrap=True)
        told.setMinimumWidth(1)
        grid.addWidget(told, at, 2)
    action = None
    if shown.edits:
        action = button("Åpne", "link", name="Åpne rekruttering", on=shown.does(OPEN))
    return section("Rekruttering", grid, action=action)


def _told(each: StepState) -> str:
    day = short_date(each.on) if each.on and each.is_done else ""
    return " · ".join(part for part in (day, each.told, each.who) if part)
