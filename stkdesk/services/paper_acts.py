"""Printed, mailed, come back: three acts on three days, each of which can be undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from stkdesk.domain.errors import ChangedByAnotherError, NotFoundError, OfficeError
from stkdesk.domain.formats import count, short_date
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.dispatching import follow_papers
from stkdesk.services.paper_sheets import forms_came, forms_did_not_come
from stkdesk.services.sending import PRINT, Sender
from stkdesk.storage.tables import Paper
from stkdesk.storage.tables.base import now
from stkdesk.storage.trail import note
from stkdesk.storage.trail_changes import changed_fields

AT_A_TIME = 500  # papers in one statement; SQLite takes no more than 999 values


class PaperAct(StrEnum):
    """What is done with a paper after it was made; the column it is noted in."""

    PRINTED = "printed_on"
    MAILED = "mailed_on"
    RETURNED = "returned_on"

    @property
    def done(self) -> str:
        """The words for it having happened."""
        return {
            PaperAct.PRINTED: "skrevet ut",
            PaperAct.MAILED: "sendt",
            PaperAct.RETURNED: "kommet tilbake",
        }[self]


class NotPrintedError(OfficeError):
    """Papers were to be marked as mailed that nobody has said came out of a printer."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The days on which things happened to one paper."""

    printed_on: date | None
    mailed_on: date | None
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class Marking:
    """What one act changed, so that it can be taken back."""

    changes: tuple[tuple[int, Dates, Dates], ...]  # number of the paper, before, after

    @property
    def papers(self) -> int:
        """How many papers were changed."""
        return len(self.changes)


@needs(Right.MAKE_PAPERS)
def mark(
    session: Session,
    act: PaperAct,
    papers: Sequence[int],
    *,
    on: date,
    printed_too: bool = False,
    sender: Sender = PRINT,
) -> Marking:
    """Note that ``act`` happened to these papers on a day.

    Papers to be mailed are handed over to ``sender`` first. A paper it had already
    happened to keeps its first day. Papers may come back without having been mailed:
    many a sheet is handed over. ``printed_too``: the office says that papers it mails
    did come out of the printer, though nobody noted it.

    Raises:
        NotFoundError: if one of the papers is not there.
        NotPrintedError: if papers to be mailed are not noted as printed.
        OfficeError: if the day lies before something it must come after.

    """
    standing = _dates(session, papers)
    missing = [n for n in standing if standing[n][1].printed_on is None]
    if act is PaperAct.MAILED and missing and not printed_too:
        raise NotPrintedError(
            f"{count(len(missing), 'papir', 'papirer')} er ikke merket som skrevet ut.",
            "Kom alt riktig ut av skriveren?",
        )
    changes = []
    for number, (made_on, before) in standing.items():
        if getattr(before, act) is not None:
            continue
        after = replace(before, **{act.value: on})
        if act is PaperAct.MAILED and after.printed_on is None:
            after = replace(after, printed_on=on)
        _refuse_backwards(act, made_on, after)
        changes.append((number, before, after))
    if act is PaperAct.MAILED:
        sender.hand_over(session, [number for number, _, _ in changes])
    return _carry_out(session, Marking(tuple(changes)))


@needs(Right.MAKE_PAPERS)
def unmark(session: Session, act: PaperAct, papers: Sequence[int]) -> Marking:
    """Note that ``act`` did not happen to these papers after all.

    Raises:
        NotFoundError: if one of the papers is not there.
        OfficeError: if a later act rests on this one.

    """
    changes = []
    for number, (_, before) in _dates(session, papers).items():
        if getattr(before, act) is None:
            continue
        if act is PaperAct.PRINTED and before.mailed_on is not None:
            raise OfficeError(
                "Papiret er merket som sendt.",
                "Ta bort «sendt» først, så «skrevet ut».",
            )
        changes.append((number, before, replace(before, **{act.value: None})))
    return _carry_out(session, Marking(tuple(changes)))


@needs(Right.MAKE_PAPERS)
def take_back(session: Session, marking: Marking) -> Marking:
    """Undo what ``marking`` did; the answer undoes that again.

    Raises:
        ChangedByAnotherError: if one of the papers has been marked anew since.

    """
    standing = _dates(session, [number for number, _, _ in marking.changes])
    if any(standing[number][1] != after for number, _, after in marking.changes):
        raise ChangedByAnotherError(
            "Papirene er merket på nytt siden.",
            "Ta tilbake det siste først, eller rett dem under Dokumenter.",
        )
    back = tuple((number, after, before) for number, before, after in marking.changes)
    return _carry_out(session, Marking(back))


def _dates(session: Session, papers: Sequence[int]) -> dict[int, tuple[date, Dates]]:
    """Return the day each paper was made, and what happened to it since."""
    found: dict[int, tuple[date, Dates]] = {}
    for some in _chunks(papers):
        rows = select(
            Paper.number,
            Paper.made_at,
            Paper.printed_on,
            Paper.mailed_on,
            Paper.returned_on,
        ).where(Paper.number.in_(some))
        for number, made_at, *dates in session.execute(rows):
            found[number] = (made_at.date(), Dates(*dates))
    if len(found) < len(set(papers)):
        raise NotFoundError("Et av papirene finnes ikke lenger i registeret.")
    return found


def _refuse_backwards(act: PaperAct, made_on: date, dates: Dates) -> None:
    """Refuse a day before what must have happened first."""
    in_order = (made_on, dates.printed_on, dates.mailed_on, dates.returned_on)
    days = [day for day in in_order if day is not None]
    if days != sorted(days):
        raise OfficeError(
            f"Papiret kan ikke være {act.done} den dagen.",
            f"Det ble laget {short_date(made_on)}. Se etter dagene under Dokumenter.",
        )


def _carry_out(session: Session, marking: Marking) -> Marking:
    """Write the new days: papers that get the same days in one statement."""
    alike: dict[Dates, list[int]] = defaultdict(list)
    for number, before, after in marking.changes:
        alike[after].append(number)
        detail = {"fields": changed_fields(asdict(before), asdict(after))}
        note(session, Action.CHANGED, "papers", number, detail=detail)
    for dates, numbers in alike.items():
        for some in _chunks(numbers):
            session.execute(
                update(Paper)
                .where(Paper.number.in_(some))
                .values(
                    printed_on=dates.printed_on,
                    mailed_on=dates.mailed_on,
                    returned_on=dates.returned_on,
                    version=Paper.version + 1,
                    changed_at=now(),
                    changed_by=session.info["actor"].number,
                )
                .execution_options(synchronize_session=False, noted=True)
            )
    moved = [n for n, old, new in marking.changes if old.mailed_on != new.mailed_on]
    for some in _chunks(moved):
        follow_papers(session, some)
    _follow_forms(session, marking)
    return marking


def _follow_forms(session: Session, marking: Marking) -> None:
    """Let the sheets whose forms came back have arrived, or not, after all."""
    came: dict[date, list[int]] = defaultdict(list)
    gone = []
    for number, old, new in marking.changes:
        if new.returned_on == old.returned_on:
            continue
        if new.returned_on is None:
            gone.append(number)
        else:
            came[new.returned_on].append(number)
    for on, numbers in came.items():
        for some in _chunks(numbers):
            forms_came(session, some, on)
    for some in _chunks(gone):
        forms_did_not_come(session, some)


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), AT_A_TIME):
        yield numbers[start : start + AT_A_TIME]
