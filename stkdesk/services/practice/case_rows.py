"""The cases of the practice office as rows: what came in, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from itertools import count
from typing import Any

from stkdesk.documents.laws import law
from stkdesk.domain.application import Applicant
from stkdesk.domain.assignment import Solution
from stkdesk.domain.complaint import ComplaintOutcome
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState, PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name, search_text
from stkdesk.services.application_journal import TITLE as APPLICATION_TITLE
from stkdesk.services.cases import TITLE
from stkdesk.services.practice.assessments import assessment_row
from stkdesk.services.practice.careers import Career, Grant
from stkdesk.services.practice.sender import FJORDVIK

Row = dict[str, Any]
Entry = tuple[Row, Row]  # of the journal: a document, and who sent or got it
A_REFUSED_ONE_ASKED_FOR = 180  # minutes a week


class CaseRows:
    """Turns what was applied for and decided into cases with their journal."""

    def __init__(self, today: date) -> None:
        """Let everything have been saved at noon on ``today``."""
        self._today = today
        self._stamp = {"version": 1, "changed_at": _noon(today)}
        self._numbers = count(1)

    def case(self, career: Career) -> Iterator[Row]:
        """Yield the row of the case of a client who has one."""
        first = min((one.applied_on for one in career.grants), default=None)
        unissued = any(one.decided_on and not one.serial for one in career.grants)
        if career.case and first is not None:
            yield {
                "number": career.case,
                "client_number": career.number,
                "reference": career.case_reference,
                "title": TITLE,
                "opened_on": first,
                "closed_on": None if unissued else career.closed_on,
                **self._stamp,
            }

    def applications(self, career: Career) -> Iterator[Row]:
        """Yield the applications of a client that are decided, or soon will be."""
        number, speaker = career.speaker or (None, None)
        wishes = career.client.wishes
        for grant in career.grants:
            if not grant.application:
                continue
            asked = grant.applied_minutes or grant.minutes or A_REFUSED_ONE_ASKED_FOR
            yield {
                "number": grant.application,
                "client_number": career.number,
                "case_number": career.case,
                "received_on": grant.applied_on,
                "applicant": Applicant(speaker.relation.value)
                if speaker
                else Applicant.SELF,
                "relation_number": number,
                "authority_on": speaker.authority_on if speaker else None,
                "wanted_minutes": asked,
                "hours_unit": grant.unit,
                "wants_individual": grant.solution is Solution.INDIVIDUAL,
                "wants_group": grant.solution is Solution.GROUP,
                "wants_organisation": grant.solution is Solution.ORGANISATION,
                "wishes": wishes,
                "decided_on": grant.decided_on if grant.reference else None,
                **self._stamp,
            }

    def assessment(self, career: Career) -> Iterator[Row]:
        """Yield what is known of the needs of a client who has been met lately."""
        if row := assessment_row(career, self._today):
            yield {**row, **self._stamp}

    def entries(self, career: Career) -> Iterator[Entry]:
        """Yield what came in and went out, as it stands in the journal."""
        found = [each for grant in career.grants for each in _found(career, grant)]
        for serial, day, about, party in sorted(found, key=lambda each: each[0]):
            number = next(self._numbers)
            row = {
                "number": number,
                "case_number": career.case,
                "serial": serial,
                "document_on": day,
                "registered_at": _noon(day),
                "is_withheld": True,
                "withheld_basis": _withheld(day),
                "officer": FJORDVIK.case_officer,
                "unit": FJORDVIK.deciding_unit,
                "search_text": search_text(about["title"], party["name"]),
                **_NOTHING,
                **about,
                **self._stamp,
            }
            yield row, {"entry_number": number, **party}

    def complaints(self, career: Career) -> Iterator[Row]:
        """Yield the complaints that decisions of a client have answered."""
        for grant in career.grants:
            if grant.complained_on is None or grant.changes is None:
                continue
            dismissed = grant.kind is DecisionKind.DISMISSED
            outcome = ComplaintOutcome.DISMISSED
            yield {
                "number": grant.complaint,
                "client_number": career.number,
                "decision_number": grant.changes.number,
                "answered_by": grant.number,
                "received_on": grant.complained_on,
                "wants": _wants(career),
                "outcome": outcome if dismissed else ComplaintOutcome.GRANTED,
                "outcome_on": grant.decided_on,
                "closed_on": grant.decided_on,
                **self._stamp,
            }


_NOTHING: Row = {  # the same columns in every row: they are put in together
    "received_on": None,
    "sent_on": None,
    "application_number": None,
    "complaint_number": None,
    "decision_number": None,
}
Found = tuple[int, date, Row, Row]  # serial, day, what it is, who sent or got it


def _found(career: Career, grant: Grant) -> Iterator[Found]:
    if grant.application_serial:
        yield (
            grant.application_serial,
            grant.applied_on,
            {
                **_came_in(DocumentKind.APPLICATION, grant.applied_on),
                "title": APPLICATION_TITLE,
                "application_number": grant.application,
            },
            {"role": PartyRole.SENDER, "name": _applicant(career)},
        )
    if grant.complaint_serial and grant.complained_on and grant.changes:
        yield (
            grant.complaint_serial,
            grant.complained_on,
            {
                **_came_in(DocumentKind.COMPLAINT, grant.complained_on),
                "title": f"Klage på vedtak {grant.changes.reference}",
                "complaint_number": grant.complaint,
                "decision_number": grant.changes.number,
            },
            {"role": PartyRole.SENDER, "name": _client(career)},
        )
    if grant.reference and grant.decided_on:
        yield (
            int(grant.reference.rpartition("-")[2]),
            grant.decided_on,
            {
                "kind": EntryKind.OUTGOING,
                "document": DocumentKind.DECISION,
                "title": f"Vedtak om støttekontakt: {grant.kind.label.lower()}",
                "sent_on": grant.decided_on,
                "state": EntryState.DISPATCHED,
                "application_number": grant.application or None,
                "complaint_number": grant.complaint or None,
                "decision_number": grant.number,
            },
            {"role": PartyRole.RECIPIENT, "name": _reader(career)},
        )


def _came_in(document: DocumentKind, on: date) -> Row:
    return {
        "kind": EntryKind.INCOMING,
        "document": document,
        "received_on": on,
        "state": EntryState.JOURNALLED,
    }


def _wants(career: Career) -> str:
    nynorsk = career.client.language is Language.NYNORSK
    return "Ynskjer støttekontakt." if nynorsk else "Ønsker støttekontakt."


def _client(career: Career) -> str:
    return full_name(career.client.person.given_name, career.client.person.family_name)


def _applicant(career: Career) -> str:
    if career.speaker is None:
        return _client(career)
    person = career.speaker[1].person
    return full_name(person.given_name, person.family_name)


def _reader(career: Career) -> str:
    readers = [one.person for one in career.client.relatives if one.gets_letters]
    person = [career.client.person, *readers][-1]
    return full_name(person.given_name, person.family_name)


@cache
def _withheld(day: date) -> str:
    return law("withheld", FJORDVIK.act_on(day), day).reference[Language.BOKMAL]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
