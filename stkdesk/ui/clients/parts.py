"""The parts of a client's card that tell of decisions, hours and helpers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from stkdesk.domain.decision import DecisionState
from stkdesk.domain.duty import About
from stkdesk.domain.formats import hours_text, phone_text, short_date
from stkdesk.domain.hours_meter import HoursMeter
from stkdesk.domain.person import PersonDraft
from stkdesk.services.client_decisions import ClientDecision
from stkdesk.ui.assignments.words import hours_words, short_line, status_mark
from stkdesk.ui.clients import words
from stkdesk.ui.clients.relative_text import line_of, name_of, reach_of
from stkdesk.ui.clients.shown import Shown
from stkdesk.ui.widgets.boxes import Item, column, facts, flat, row, section
from stkdesk.ui.widgets.hours_meter import HoursMeterView
from stkdesk.ui.widgets.record import linked
from stkdesk.ui.widgets.secret import MaskedNumber
from stkdesk.ui.widgets.texts import label, number_label


def about_person(shown: Shown, columns: int = 2) -> Item:
    """Return who the client is."""
    draft, person = shown.card.draft, shown.card.draft.person
    grid = facts(
        [
            ("Fødselsnummer", MaskedNumber(person.national_id)),
            ("Født", short_date(person.birth_date) if person.birth_date else ""),
            ("Telefon", phone_text(person.phone)),
            ("Adresse", address_of(person)),
            ("Saksnummer", draft.case_number),
            ("Målform i brev", draft.language.label),
        ],
        columns=columns,
    )
    whole = [("E-post", person.email), ("Ønsker", draft.wishes)]
    told = facts([each for each in whole if each[1]], columns=1)
    return column(grid, told, gap=12)


def relatives(shown: Shown) -> list[Item]:
    """Return those beside the client."""
    found: list[Item] = []
    for each in shown.card.draft.relatives:
        told = [line_of(each), reach_of(each)]
        if not each.counts_on(shown.today):
            told.append("Gjelder ikke i dag")
        text = "\n".join(line for line in told if line)
        found.append(linked("PersonGroup", name_of(each), text))
    return found


def decisions(shown: Shown, action: QWidget | None) -> Item:
    """Return the decisions, and how much of the hours is used."""
    card = shown.card
    if not card.decisions:
        none = label("Ingen vedtak er registrert.", "muted")
        return section("Vedtak", none, action=action)
    items: list[Item] = []
    if card.meter is not None and card.meter.spans:
        items.append(_meter(shown, card.meter))
    items += [
        linked(
            "Seal",
            _title(each),
            _days(each),
            words.decision_mark(each, shown.today),
            _opening(shown, each),
        )
        for each in card.decisions
    ]
    return section("Vedtak", *items, action=action)


def assignments(shown: Shown) -> Item:
    """Return who helps."""
    card = shown.card
    if not card.assignments:
        return section("Oppdrag", label("Ingen oppdrag ennå.", "muted"))
    return section(
        "Oppdrag",
        *(
            linked(
                "HandShakeHeart",
                each.contact,
                short_line(
                    each.number,
                    each.start_on,
                    each.end_on,
                    each.agreed_minutes,
                    each.hours_unit,
                ),
                status_mark(each.status),
                partial(shown.open, "assignments", each.number),
            )
            for each in card.assignments
        ),
    )


def address_of(person: PersonDraft) -> str:
    """Return the street and the place, each on its line."""
    place = f"{person.postal_code} {person.city}".strip()
    return "\n".join(part for part in (person.street, place) if part)


def _meter(shown: Shown, meter: HoursMeter) -> QWidget:
    """Return what became of the hours, and each item of what is granted today."""
    items: list[Item] = [
        HoursMeterView(meter, partial(shown.open, "assignments")),
    ]
    held = [
        item
        for each in shown.card.decisions
        for item in each.items
        if item.holds_on(shown.today)
    ]
    if len(held) > 1:
        items += [
            row(
                label(item.solution.label, "small"),
                None,
                number_label(hours_words(item.minutes, item.unit), "small"),
            )
            for item in held
        ]
    return flat(column(*items, gap=5, margins=(12, 10, 12, 10)))


def _opening(shown: Shown, decision: ClientDecision) -> Callable[[], object] | None:
    """Return what opens a decision; a draft is for those who may go on with it."""
    if decision.state is DecisionState.DRAFT and not shown.edits:
        return None
    about = About(client=shown.card.number, decision=decision.number)
    return partial(shown.act, "decision/open", about)


def _title(decision: ClientDecision) -> str:
    if not decision.kind.grants or not decision.granted_minutes:
        return decision.kind.label
    hours = hours_text(decision.granted_minutes)
    return f"{hours} timer {decision.hours_unit.label}"


def _days(decision: ClientDecision) -> str:
    told = [decision.reference]
    if decision.state is DecisionState.DRAFT:
        told.append("ikke ferdig")
    elif not decision.kind.grants and decision.decided_on:
        told.append(short_date(decision.decided_on))
    elif decision.valid_from is not None:
        end = decision.ends_on or decision.valid_to
        told.append(f"til {short_date(end)}" if end else "inntil videre")
    return " · ".join(each for each in told if each)
