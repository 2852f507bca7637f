"""Taking the next number of a series, so that no number is given out twice."""

from __future__ import annotations

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from stkdesk.domain.paper import PaperKind, paper_reference
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.storage.tables import Counter

_BEGIN = text(
    "INSERT INTO counters (name, next) VALUES (:series, 1)"
    " ON CONFLICT (name) DO NOTHING"
).execution_options(noted=True)


@needs(Right.MAKE_PAPERS, Right.ISSUE_DECISIONS)
def take_numbers(session: Session, series: str, count: int = 1) -> range:
    """Return the next ``count`` numbers of ``series``, counting from 1.

    They are taken when the transaction is saved: when it is undone, so are they,
    and the next to ask gets the same. So a series has no holes.
    """
    after = _counted_on(session, series, count)
    if after is None:  # the first ever; two on a server may begin at the same time
        session.execute(_BEGIN, {"series": series})
        after = _counted_on(session, series, count)
    assert after is not None
    return range(after - count, after)


def _counted_on(session: Session, series: str, count: int) -> int | None:
    """Return the number after those taken; None where nothing is counted yet."""
    return session.execute(
        update(Counter)
        .where(Counter.name == series)
        .values(next=Counter.next + count)
        .returning(Counter.next)
        .execution_options(synchronize_session=False)
    ).scalar()


@needs(Right.MAKE_PAPERS)
def take_references(
    session: Session, kind: PaperKind, year: int, count: int = 1
) -> tuple[str, ...]:
    """Return the next ``count`` references of papers of this kind and year."""
    serials = take_numbers(session, paper_series(kind, year), count)
    return tuple(paper_reference(kind, year, serial) for serial in serials)


@needs(Right.ISSUE_DECISIONS)
def take_case_number(session: Session, year: int) -> str:
    """Return the number of the next case of a year, ``2026/14``."""
    [serial] = take_numbers(session, case_series(year))
    return f"{year}/{serial}"


def paper_series(kind: PaperKind, year: int) -> str:
    """Return the name of the counter of papers of this kind and year."""
    return f"{kind.letter}-{year}"


def case_series(year: int) -> str:
    """Return the name of the counter of the cases of a year."""
    return f"case-{year}"
