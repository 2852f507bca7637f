"""Whether papers, their bytes and their numbers hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from stkdesk.documents.decision_content import DecisionContent, content_from_json
from stkdesk.domain.decision import DecisionState
from stkdesk.domain.paper import is_paper_reference
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.numbering import case_series, paper_series
from stkdesk.storage.tables import Attachment, Counter, Decision, Paper, PaperFile

AT_A_TIME = 1000
CASE_REFERENCE = re.compile(r"\d{4}/\d+(-\d+)?")
SAME_IN_LETTER = (  # columns of a decision that its frozen letter repeats
    *("kind", "applied_on", "decided_on", "valid_from", "valid_to", "review_on"),
    *("granted_minutes", "facts", "grounds", "legal_basis"),
)


@needs(Right.KEEP_REGISTER)
def paper_references(session: Session) -> Iterator[str]:
    """Yield the papers and decisions whose reference is not one."""
    papers = select(Paper.number, Paper.kind, Paper.reference).order_by(Paper.number)
    for number, kind, reference in session.execute(papers):
        if not is_paper_reference(reference):
            yield f"Papir {number}: referansen {reference} har feil kontrolltegn."
        elif not reference.startswith(f"{kind.letter}-"):
            yield f"Papir {number}: {reference} er ikke en {kind.label.lower()}."
    decisions = select(Decision.number, Decision.reference).where(
        Decision.state == DecisionState.ISSUED
    )
    for number, case_number in session.execute(decisions.order_by(Decision.number)):
        if not CASE_REFERENCE.fullmatch(case_number or ""):
            yield f"Vedtak {number}: {case_number} er ikke et saksnummer."


@needs(Right.KEEP_REGISTER)
def counters_behind(session: Session) -> Iterator[str]:
    """Yield the series that would give a number out twice."""
    highest: dict[str, int] = {}
    for kind, reference in session.execute(select(Paper.kind, Paper.reference)):
        if is_paper_reference(reference):
            _, year, serial, _ = reference.split("-")
            series = paper_series(kind, int(year))
            highest[series] = max(highest.get(series, 0), int(serial))
    for case_number in session.scalars(select(Decision.reference)):
        if CASE_REFERENCE.fullmatch(case_number or ""):
            case, _, _ = str(case_number).partition("-")
            year, _, serial = case.partition("/")
            series = case_series(int(year))
            highest[series] = max(highest.get(series, 0), int(serial))
    upcoming = dict(session.execute(select(Counter.name, Counter.next)).all())
    for series, taken in sorted(highest.items()):
        if upcoming.get(series, 1) <= taken:
            yield f"Nummerserien {series}: neste nummer er alt brukt."


@needs(Right.KEEP_REGISTER)
def frozen_letters(session: Session) -> Iterator[str]:
    """Yield the issued decisions whose kept letter is unreadable or says otherwise."""
    issued = (
        select(Decision)
        .where(Decision.state == DecisionState.ISSUED)
        .order_by(Decision.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for decision in session.scalars(issued):
        try:
            letter = content_from_json(decision.content or "")
        except ValueError:
            yield f"Vedtak {decision.number}: brevet kan ikke leses."
            continue
        if not _says_the_same(decision, letter):
            yield f"Vedtak {decision.number}: brevet sier noe annet enn registeret."


@needs(Right.KEEP_REGISTER)
def paper_bytes(session: Session) -> Iterator[str]:
    """Yield the kept papers whose bytes are not those that were kept."""
    for digest in session.scalars(select(PaperFile.sha256).order_by(PaperFile.sha256)):
        data = session.scalar(select(PaperFile.data).where(PaperFile.sha256 == digest))
        if sha256(data or b"").hexdigest() != digest:
            yield f"Papirer: et lagret papir er endret ({digest[:12]})."
    papers = select(Paper.sha256).where(Paper.sha256.is_not(None))
    kept: CompoundSelect[str | None] = union(papers, select(Attachment.sha256))
    loose = select(PaperFile.sha256).where(PaperFile.sha256.not_in(kept))
    for digest in session.scalars(loose.order_by(PaperFile.sha256)):
        yield f"Papirer: et lagret papir hører ikke til noe ({digest[:12]})."


def _says_the_same(decision: Decision, letter: DecisionContent) -> bool:
    return letter.case_number == decision.reference and all(
        getattr(letter, name) == getattr(decision, name) for name in SAME_IN_LETTER
    )
