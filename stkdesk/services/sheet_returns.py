"""Timesheets sent back to be completed: the reasons, and the letters that say them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.texts import texts
from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.sheet_ledger import ReturnReason
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.access import actor_of, inner, needs
from stkdesk.services.addressing import newest_address
from stkdesk.services.case_rules import case_rules
from stkdesk.services.paging import sorted_by
from stkdesk.services.paper_sheets import forms_of
from stkdesk.services.periods import find_period
from stkdesk.services.printing import MadePaper
from stkdesk.services.seeing import hidden_clients, sees
from stkdesk.services.sheet_course import Done, Left, take
from stkdesk.services.sheet_letters import LetterPile, make_sheet_letter, pile_of
from stkdesk.services.sheet_rows import SheetKey, chunks, rows_of_keys
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    Person,
    PersonAddress,
    SheetReturn,
    Timesheet,
)

KIND = ContactLetterKind.SHEET_RETURN


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """Why sheets are sent back, as filled in on the form."""

    reasons: tuple[ReturnReason, ...] = ()
    note: str = ""  # in the office's own words; the letter says it


@needs(Right.EDIT_HOURS)
def send_back(
    session: Session, keys: Sequence[SheetKey], draft: ReturnDraft, *, today: date
) -> Done:
    """Send the sheets of ``keys`` back to be completed, all for the same reasons.

    What is entered of them stays, to go on with when they come again.

    Raises:
        InvalidInputError: if no reason is chosen, or «Annet» is and nothing is said.

    """
    _refuse_unsaid(draft)
    done = take(
        session,
        CourseStep.SENT_BACK,
        rows_of_keys(session, keys),
        lambda row: replace(
            row.known,
            state=SheetState.RETURNED,
            checked_at=None,
            checked_by=None,
        ),
        today=today,
    )
    for number in done.numbers:
        for reason in draft.reasons:
            session.add(
                SheetReturn(
                    sheet_number=number,
                    reason=reason,
                    note=draft.note.strip(),
                    sent_on=today,
                    sent_by=actor_of(session).number,
                )
            )
    session.flush()
    return done


@needs(Right.MAKE_PAPERS)
def return_letters(
    session: Session, sheet_numbers: Sequence[int], *, today: date
) -> LetterPile:
    """Write the letter that goes with each sheet that is sent back and has none.

    One for each sheet, as they go into the envelopes, by the support contact's name.

    Raises:
        InvalidInputError: if the office's own address is missing.

    """
    letters: list[MadePaper] = []
    left: list[Left] = []
    back_by = today + timedelta(days=2 * case_rules(session, today)[CaseRule.MAIL_DAYS])
    hidden = hidden_clients(session)
    rows = _sheets(session, sheet_numbers)
    keys = [SheetKey(row.assignment_number, row.period_number) for row in rows]
    forms = forms_of(session, keys)
    returns = _without_letter(session, [row.number for row in rows])
    for row, key in zip(rows, keys, strict=True):
        mine = returns.get(row.number, [])
        if reason := _why_none(session, row, mine, hidden):
            left.append(Left(key, reason))
            continue
        form = forms.get(key)
        period = find_period(session, row.period_number)
        paper = make_sheet_letter(
            session,
            KIND,
            row.contact_number,
            {
                "sheet_month": period.label.lower(),
                "sheet_form": form.reference
                if form
                else f"Oppdrag O-{row.assignment_number}",
                "sheet_by": back_by.isoformat(),
                "reasons": "\n".join(_said(row, mine)),
            },
            today=today,
        )
        letters.append(paper)
        for each in mine:
            each.paper_number = paper.number
    session.flush()
    return pile_of(letters, left)


def _refuse_unsaid(draft: ReturnDraft) -> None:
    if not draft.reasons:
        raise InvalidInputError(
            (Problem("reasons", "Velg minst én grunn til å sende den tilbake."),)
        )
    if ReturnReason.OTHER in draft.reasons and not draft.note.strip():
        raise InvalidInputError(
            (Problem("note", "Skriv hva som må rettes, når grunnen er «Annet»."),)
        )


def _said(row: Any, returns: Sequence[SheetReturn]) -> list[str]:
    """Return what is to be put right, in the language of the support contact."""
    words = texts(KIND.value, row.language)
    said = [
        words[f"typed.{each.reason.value}"]
        for each in returns
        if each.reason is not ReturnReason.OTHER
    ]
    notes = dict.fromkeys(" ".join(each.note.split()) for each in returns if each.note)
    return [*dict.fromkeys(said), *notes]


def _why_none(
    session: Session,
    row: Any,
    returns: Sequence[SheetReturn],
    hidden: frozenset[int],
) -> str:
    found: tuple[tuple[bool, str], ...] = (
        (row.client_number in hidden, "Brukeren er sperret for deg."),
        (not returns, "Timelisten har alt et brev, eller er ikke sendt tilbake."),
        (
            not sees(session, row.protection),
            "Brevet må lages av en annen: adressen er fortrolig.",
        ),
        (
            not row.protection.stops_mail and not (row.postal_code and row.city),
            "Støttekontakten mangler adresse.",
        ),
    )
    return next((said for holds, said in found if holds), "")


@inner
def _sheets(session: Session, numbers: Sequence[int]) -> list[Any]:
    rows: list[Any] = []
    for some in chunks(sorted(set(numbers))):
        rows += session.execute(
            select(
                Timesheet.number,
                Timesheet.assignment_number,
                Timesheet.period_number,
                Assignment.client_number,
                Assignment.contact_number,
                Contact.language,
                Person.protection,
                Person.sort_key,
                PersonAddress.postal_code,
                PersonAddress.city,
            )
            .join(Assignment, Assignment.number == Timesheet.assignment_number)
            .join(Contact, Contact.number == Assignment.contact_number)
            .join(Person, Person.number == Contact.person_number)
            .outerjoin(
                PersonAddress, PersonAddress.number == newest_address(Person.number)
            )
            .where(Timesheet.number.in_(some), Timesheet.state == SheetState.RETURNED)
            .order_by(sorted_by(Person.sort_key), Timesheet.number)
        )
    return sorted(rows, key=lambda row: (row.sort_key, row.number))


def _without_letter(
    session: Session, numbers: Sequence[int]
) -> dict[int, list[SheetReturn]]:
    """Return what is not yet told in a letter, of each sheet."""
    found: dict[int, list[SheetReturn]] = defaultdict(list)
    for some in chunks(numbers):
        for each in session.scalars(
            select(SheetReturn)
            .where(
                SheetReturn.sheet_number.in_(some),
                SheetReturn.back_on.is_(None),
                SheetReturn.paper_number.is_(None),
            )
            .order_by(SheetReturn.number)
        ):
            found[each.sheet_number].append(each)
    return found
