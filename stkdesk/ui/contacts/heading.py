"""The top of a support contact's card: who it is, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.matching import Gender
from stkdesk.domain.names import initials
from stkdesk.domain.staff import Right
from stkdesk.ui.allowed import allowed
from stkdesk.ui.clients.words import protection_mark
from stkdesk.ui.contacts import words
from stkdesk.ui.contacts.merged import merged_with, undo_act, undo_text
from stkdesk.ui.contacts.shown import AGAIN, WELCOME, Shown
from stkdesk.ui.widgets.boxes import Item, column
from stkdesk.ui.widgets.buttons import button, more_button
from stkdesk.ui.widgets.menu_button import Choice, menu_button
from stkdesk.ui.widgets.record import header, linked

HELPS = {Gender.WOMAN: "Hvem kan hun hjelpe?", Gender.MAN: "Hvem kan han hjelpe?"}
HELPS_ANYBODY = "Hvem kan få hjelp?"
NEXT = {
    ContactStatus.ACTIVE: (ContactStatus.PAUSED, ContactStatus.ENDED),
    ContactStatus.PAUSED: (ContactStatus.ACTIVE, ContactStatus.ENDED),
    ContactStatus.CANDIDATE: (ContactStatus.ENDED,),
    ContactStatus.ENDED: (),
}
#: Letters about an assignment are made from there.
LETTERS = (
    ContactLetterKind.INTERVIEW,
    ContactLetterKind.APPROVED,
    ContactLetterKind.REFUSED,
    ContactLetterKind.CERTIFICATE_REQUEST,
)
Line = tuple[str, str, Callable[[], object]]  # text, icon, what it does


def heading(shown: Shown) -> Item:
    """Return the head of the card, and who else the same person is."""
    draft = shown.card.draft
    marks = [words.status_mark(draft.status)]
    if protection := protection_mark(draft.person.protection):
        marks.append(protection)
    made = header(
        initials(draft.person.given_name, draft.person.family_name),
        shown.card.name,
        words.under_the_name(shown.card),
        marks,
        _buttons(shown),
    )
    others = merged_with(shown)
    if (same := shown.case.also_client) is not None:
        client = linked(
            "Person",
            "Er også bruker",
            f"B-{same.number} · {same.name}",
            on=partial(shown.open, "clients", same.number),
        )
        others.append(client)
    return column(made, *others, gap=10)


def _buttons(shown: Shown) -> list[QPushButton]:
    about, may = shown.card.draft, shown.may
    if shown.is_merged:
        more = allowed(may, *_told_to_the_person(shown))
        return [more_button(more)] if more else []
    edit = button(
        "Rediger",
        icon="Pencil",
        tip="Rediger (F2)",
        on=shown.does("contact/edit"),
    )
    found = allowed(may, (Right.EDIT_CONTACTS, edit))
    if about.status is not ContactStatus.ENDED:
        new = button(
            "Nytt oppdrag",
            icon="Plus",
            tip="Nytt oppdrag med denne støttekontakten",
            on=shown.does("assignment/new"),
        )
        gender = about.person.gender
        helps = HELPS.get(gender, HELPS_ANYBODY) if gender else HELPS_ANYBODY
        match = button(helps, icon="HandShakeHeart", on=shown.does("matching/clients"))
        found += allowed(may, (Right.EDIT_CASES, new), (Right.EDIT_CASES, match))
    if may(Right.MAKE_PAPERS, Right.EDIT_CONTACTS) and shown.case.recruitment:
        found.append(_letters(shown))
    if more := _more(shown):
        found.append(more_button(more))
    return found


def _letters(shown: Shown) -> QPushButton:
    """Return the menu of what can be written or printed to the support contact."""
    choices = [
        Choice(each.label, shown.does(f"contact_letter/{each.value}"))
        for each in LETTERS
    ]
    if shown.may(Right.MAKE_PAPERS):
        pack = Choice("Velkomstpakke", shown.does(WELCOME), icon="PrinterSmall")
        choices.append(pack)
    return menu_button("Brev", choices, icon="Paperplane")


def _more(shown: Shown) -> list[Line]:
    status, does = shown.card.draft.status, shown.does
    changes: list[Line] = [
        (
            f"Sett til {each.label.lower()}",
            words.MARKS[each][1],
            does(f"status/{each.value}"),
        )
        for each in NEXT[status]
    ]
    if status is ContactStatus.ENDED and shown.case.recruitment is not None:
        changes.append(("Ta opp igjen", "ArrowUndo", does(AGAIN)))
    if shown.case.recruitment is not None:
        opened: Line = ("Rekruttering …", "HandHeart", does("recruiting/open"))
        changes.append(opened)
    merge: Line = ("Slå sammen med en annen …", "PersonGroup", does("contact/merge"))
    changes.append(merge)
    changes += [
        (undo_text(each), "ArrowUndo", does(undo_act(each)))
        for each in shown.case.merges
    ]
    declaration: Line = (
        "Skriv ut taushetserklæring",
        "PrinterSmall",
        does("declaration/print"),
    )
    return allowed(
        shown.may,
        (Right.MAKE_PAPERS, declaration),
        *((Right.EDIT_CONTACTS, each) for each in changes),
        *_told_to_the_person(shown),
    )


def _told_to_the_person(shown: Shown) -> list[tuple[Right, Line]]:
    insight: Line = ("Innsyn …", "FileSearch", shown.does("insight/ask"))
    export: Line = ("Hent ut alt …", "Download", shown.does("insight/export"))
    return [(Right.EXPORT_PERSON, insight), (Right.EXPORT_PERSON, export)]
