"""Numbering the cases of the practice office, and the documents in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import IntEnum

from stkdesk.services.practice.careers import Career, Grant


class Document(IntEnum):
    """What lies in a case; of one day, in this order."""

    COMPLAINT = 0
    APPLICATION = 1
    DECISION = 2


def number_cases(careers: list[Career]) -> Counter[int]:
    """Give every case, application and complaint its number, the oldest first.

    Within a case the documents count on from one. A decision that is to be issued by
    the errand of the office gets its own then, after them. Returns how many cases each
    year has opened.
    """
    filed = [(documents, one) for one in careers if (documents := _documents(one))]
    filed.sort(key=lambda each: (each[0][0][0], each[1].number))
    cases, complaints = Counter[int](), 0
    for documents, career in filed:
        year = documents[0][0].year
        cases[year] += 1
        career.case = cases.total()
        career.case_reference = f"{year}/{cases[year]}"
        for serial, (_day, document, grant) in enumerate(documents, 1):
            match document:
                case Document.APPLICATION:
                    grant.application_serial = serial
                case Document.COMPLAINT:
                    grant.complaint_serial = serial
                case Document.DECISION:
                    grant.reference = f"{career.case_reference}-{serial}"
        for grant in career.grants:
            if grant.complained_on is not None:
                complaints += 1
                grant.complaint = complaints
    grants = [grant for career in careers for grant in career.grants]
    answers = [grant for grant in grants if grant.answers_application]
    answers.sort(key=lambda grant: (grant.applied_on, grant.number))
    for number, grant in enumerate(answers, 1):
        grant.application = number
    return cases


def _documents(career: Career) -> list[tuple[date, Document, Grant]]:
    """Return what lies in the case of a client, the oldest first."""
    found = [each for grant in career.grants for each in _documents_of(grant)]
    return sorted(found, key=lambda each: (each[0], each[1], each[2].number))


def _documents_of(grant: Grant) -> Iterator[tuple[date, Document, Grant]]:
    if grant.answers_application:
        yield grant.applied_on, Document.APPLICATION, grant
    about = grant.changes
    if grant.complained_on is not None and about is not None and about.serial:
        yield grant.complained_on, Document.COMPLAINT, grant
    if grant.serial and grant.decided_on is not None:
        yield grant.decided_on, Document.DECISION, grant
