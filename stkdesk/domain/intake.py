"""What the office takes in at once: an application, who it is about, who sent it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stkdesk.domain.application import ApplicationDraft, application_problems
from stkdesk.domain.client import ClientDraft, RelativeDraft, client_problems
from stkdesk.domain.client import relative_problems as problems_of
from stkdesk.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """An application as it is filled in, with those who are new to the register."""

    application: ApplicationDraft = field(default_factory=ApplicationDraft)
    new_client: ClientDraft | None = None  # None: somebody registered already
    new_applicant: RelativeDraft | None = None  # to stand beside the client


def intake_problems(
    draft: IntakeDraft, *, today: date, born: date | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look; ``born``: the client who is registered.

    Fields of a new client keep their own names; those of a new applicant are told by
    ``applicant``, without names.
    """
    found: list[Problem] = []
    client = draft.new_client
    if client is not None:
        born = client.person.birth_date
        found += [
            each
            for each in client_problems(client, today=today)
            if each.field != "relatives"
        ]
    elif draft.application.client_number is None:
        found.append(Problem("client_number", "Velg brukeren, eller registrer en ny."))
    if draft.new_applicant is not None:
        found += [
            Problem("applicant", each.message, each.blocks)
            for each in problems_of(draft.new_applicant, today=today)
            if each.blocks
        ]
    found += application_problems(draft.application, today=today, born=born)
    return tuple(found)
