"""Taking in an application in one go: the client, who applied, and the case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from stkdesk.domain.client import RelativeDraft
from stkdesk.domain.errors import NotFoundError
from stkdesk.domain.intake import IntakeDraft, intake_problems
from stkdesk.domain.names import full_name
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.accepting import refuse_blocking
from stkdesk.services.access import needs
from stkdesk.services.applications import register_application
from stkdesk.services.clients import register_client
from stkdesk.services.relatives import add_relative, relatives_of
from stkdesk.services.seeing import refuse_blocked, shown_person
from stkdesk.storage.tables import Client
from stkdesk.storage.trail import note


@dataclass(frozen=True, slots=True)
class Applying:
    """A client an application may be about, and those who may have sent it."""

    number: int
    person: PersonDraft
    relatives: tuple[RelativeDraft, ...]

    @property
    def name(self) -> str:
        """The whole name, for the screen only."""
        return full_name(self.person.given_name, self.person.family_name)


@needs(Right.READ_CASES)
def who_may_apply(session: Session, client_number: int) -> Applying:
    """Return the client and those beside them.

    Raises:
        NotFoundError: if there is no such client.
        BlockedError: if it is one the person at work may not see.

    """
    refuse_blocked(session, client_number)
    client = session.get(Client, client_number)
    if client is None:
        raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
    person = client.person_number
    note(session, Action.OPENED, "clients", client_number, person=person)
    return Applying(
        client_number,
        shown_person(session, client.person),
        relatives_of(session, client),
    )


@needs(Right.EDIT_CASES)
def take_in(
    session: Session,
    draft: IntakeDraft,
    *,
    today: date,
    apart: Collection[int] = (),
) -> int:
    """Register an application, with a client and an applicant who are new.

    Everything or nothing; return the number of the application. ``apart``: people the
    office has looked at and says are others than a new client.

    Raises:
        InvalidInputError: if something cannot stand, each problem by its field.
        AlreadyRegisteredError: if the identity number of a new client is there.
        SimilarPeopleError: if somebody is alike, and not said to be another.

    """
    new = draft.new_client
    if new is not None:
        refuse_blocking(intake_problems(draft, today=today))
        wishes = new.wishes or draft.application.wishes
        number = register_client(
            session, replace(new, wishes=wishes), today=today, apart=apart
        )
        application = replace(draft.application, client_number=number)
    else:
        application = draft.application
        refuse_blocking(
            each
            for each in intake_problems(draft, today=today)
            if each.field in ("client_number", "applicant")
        )
    if draft.new_applicant is not None:
        assert application.client_number is not None
        refuse_blocked(session, application.client_number)
        client = session.get(Client, application.client_number)
        if client is None:
            raise NotFoundError("Brukeren finnes ikke lenger i registeret.")
        relation = add_relative(session, client, draft.new_applicant)
        application = replace(application, relation_number=relation)
    return register_application(session, application, today=today)
