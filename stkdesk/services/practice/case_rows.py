"""The cases of the practice office as rows: their journal, and complaints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import count
from typing import Any

from stkdesk.documents.laws import law
from stkdesk.domain.complaint import ComplaintOutcome
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, EntryKind, EntryState, PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.services.cases import TITLE
from stkdesk.services.practice.careers import Career
from stkdesk.services.practice.sender import FJORDVIK

Row = dict[str, Any]


class CaseRows:
    """Turns what was decided into cases and what stands in their journal."""

    def __init__(self, today: date) -> None:
        """Let everything have been saved at noon on ``today``."""
        self._stamp = {"version": 1, "changed_at": _noon(today)}
        self._numbers = count(1)

    def case(self, career: Career) -> Iterator[Row]:
        """Yield the row of the case of a client who has one."""
        first = min((one.applied_on for one in career.grants), default=None)
        if career.case and first is not None:
            yield {
                "number": career.case,
                "client_number": career.number,
                "reference": career.case_reference,
                "title": TITLE,
                "opened_on": first,
                "closed_on": career.closed_on,
                **self._stamp,
            }

    def entries(self, career: Career) -> Iterator[tuple[Row, Row]]:
        """Yield each issued decision as an entry of the journal, and who got it."""
        for grant in career.grants:
            if not grant.reference or grant.decided_on is None:
                continue
            number, day = next(self._numbers), grant.decided_on
            entry = {
                "number": number,
                "case_number": career.case,
                "serial": int(grant.reference.rpartition("-")[2]),
                "kind": EntryKind.OUTGOING,
                "document": DocumentKind.DECISION,
                "title": f"Vedtak om støttekontakt: {grant.kind.label.lower()}",
                "document_on": day,
                "sent_on": day,
                "registered_at": _noon(day),
                "state": EntryState.DISPATCHED,
                "is_withheld": True,
                "withheld_basis": _withheld(day),
                "officer": FJORDVIK.case_officer,
                "unit": FJORDVIK.deciding_unit,
                "decision_number": grant.number,
                **self._stamp,
            }
            yield (
                entry,
                {
                    "entry_number": number,
                    "role": PartyRole.RECIPIENT,
                    "name": _reader(career),
                },
            )

    def complaints(self, career: Career) -> Iterator[Row]:
        """Yield the complaints that decisions of a client have answered."""
        for grant in career.grants:
            if grant.complained_on is None or grant.changes is None:
                continue
            dismissed = grant.kind is DecisionKind.DISMISSED
            outcome = ComplaintOutcome.DISMISSED
            yield {
                "client_number": career.number,
                "decision_number": grant.changes.number,
                "answered_by": grant.number,
                "received_on": grant.complained_on,
                "wants": _wants(career),
                "outcome": outcome if dismissed else ComplaintOutcome.GRANTED,
                "outcome_on": grant.decided_on,
                **self._stamp,
            }


def _wants(career: Career) -> str:
    nynorsk = career.client.language is Language.NYNORSK
    return "Ynskjer støttekontakt." if nynorsk else "Ønsker støttekontakt."


def _reader(career: Career) -> str:
    readers = [one.person for one in career.client.relatives if one.gets_letters]
    person = [career.client.person, *readers][-1]
    return full_name(person.given_name, person.family_name)


def _withheld(day: date) -> str:
    return law("withheld", FJORDVIK.act_on(day), day).reference[Language.BOKMAL]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
