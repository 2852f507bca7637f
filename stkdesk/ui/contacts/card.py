"""The card of a support contact: how to reach them, what is missing, whom they help."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from stkdesk.domain.contact import contact_problems
from stkdesk.domain.formats import hours_text, phone_text, short_date
from stkdesk.domain.letter import LetterState
from stkdesk.ui.assignments.words import short_line, status_mark
from stkdesk.ui.clients.parts import address_of
from stkdesk.ui.contacts import words
from stkdesk.ui.contacts.heading import heading
from stkdesk.ui.contacts.requirements import requirements
from stkdesk.ui.contacts.shown import Shown
from stkdesk.ui.contacts.way_in import next_step, steps_told
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, line, section
from stkdesk.ui.widgets.notes import warnings
from stkdesk.ui.widgets.record import history, linked
from stkdesk.ui.widgets.secret import MaskedNumber
from stkdesk.ui.widgets.texts import label

BEGUN = Mark("Kladd", Tone.WARN, "Pencil")


class ContactView(QWidget):
    """Shows one support contact; knows no database, and tells ``shown`` of presses."""

    def __init__(self, shown: Shown) -> None:
        """Show one support contact in full."""
        super().__init__()
        problems = contact_problems(shown.card.draft, today=shown.today)
        items: list[Item] = [heading(shown)]
        if problems:
            items.append(warnings([each.message for each in problems]))
        if not shown.is_merged and (step := next_step(shown)) is not None:
            items.append(step)
        items += [line(), _facts(shown), line()]
        if not shown.is_merged:
            items.append(requirements(shown))
        if shown.card.assignments or not shown.is_merged:
            items.append(_assignments(shown))
        for part in (_letters(shown), steps_told(shown)):
            if part is not None:
                items.append(part)
        if shown.card.events:
            told = [(short_date(each.on), each.text) for each in shown.card.events]
            items += [line(), section("Siste hendelser", history(told))]
        self.setLayout(column(*items, None, gap=14, margins=(20, 20, 20, 18)))


def _facts(shown: Shown) -> Item:
    draft, person = shown.card.draft, shown.card.draft.person
    capacity = draft.capacity_minutes
    told: list[tuple[str, str | QWidget]] = [
        ("Telefon", phone_text(person.phone)),
        ("Adresse", address_of(person)),
        ("Kan ta", f"{hours_text(capacity)} t i måneden" if capacity else ""),
        ("Transport", "Egen bil" if draft.has_car else ""),
    ]
    if person.national_id:
        told.append(("Fødselsnummer", MaskedNumber(person.national_id)))
    told.append(("Arbeidsforhold", draft.employment.label))
    rest = (
        ("Dager", words.days_words(draft.weekdays)),
        ("Områder", draft.areas),
        ("Språk", draft.languages),
        ("Interesser", draft.interests),
    )
    told += [pair for pair in rest if pair[1]]
    if not person.email:
        return facts(told)
    return column(facts(told), facts([("E-post", person.email)], 1), gap=12)


def _assignments(shown: Shown) -> Item:
    if not shown.card.assignments:
        return section("Oppdrag", label("Ingen oppdrag ennå.", "muted"))
    return section(
        "Oppdrag",
        *(
            linked(
                "Person",
                each.client,
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
            for each in shown.card.assignments
        ),
    )


def _letters(shown: Shown) -> Item | None:
    """Return the letters that are begun, and those that were issued last."""
    if not shown.case.letters:
        return None
    return section(
        "Brev",
        *(
            linked(
                "Paperplane",
                each.kind.label,
                f"sendt {short_date(each.issued_on)}"
                if each.issued_on
                else "begynt på",
                BEGUN if each.state is LetterState.DRAFT else None,
                shown.does(f"contact_letter_number/{each.number}"),
            )
            for each in shown.case.letters
        ),
    )
