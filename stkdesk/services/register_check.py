"""Looking through a whole register for what does not add up."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from stkdesk.domain.formats import count
from stkdesk.domain.progress import Progress
from stkdesk.domain.staff import Right
from stkdesk.services.access import needs
from stkdesk.services.check_cases import (
    case_numbers,
    journal_serials,
    journalled,
    kept_letters,
    of_one_client,
)
from stkdesk.services.check_contacts import (
    agreements_at_once,
    attendance_within,
    kept_agreements,
    kept_contact_letters,
    match_words,
    merged_contacts,
    vetted,
)
from stkdesk.services.check_names import (
    assignment_names,
    client_names,
    contact_names,
    paper_names,
)
from stkdesk.services.check_papers import (
    counters_behind,
    frozen_letters,
    paper_bytes,
    paper_references,
)
from stkdesk.services.check_pay import (
    closed_periods,
    correction_serials,
    pay_line_sums,
    run_files,
    run_sums,
    sheets_in_runs,
)
from stkdesk.services.check_sheets import (
    lines_outside,
    period_gaps,
    sheet_states,
    sheet_sums,
)
from stkdesk.services.people import person_columns, person_draft, plays_a_part
from stkdesk.storage.tables import Office, PeriodRule, Person
from stkdesk.storage.trail_check import verify

MOST = 20  # findings of one kind that are told one by one
AT_A_TIME = 1000

Findings = Iterator[str]


@needs(Right.KEEP_REGISTER)
def check_register(session: Session) -> Generator[Progress, None, tuple[str, ...]]:
    """Return what does not add up, one sentence each; a step for each kind of check.

    The sentences name records by their short number and never a person. Of a kind
    that is found very often only the first are told, and how many there are.
    """
    found: list[str] = []
    for done, (doing, check) in enumerate(CHECKS.items(), 1):
        findings = check(session)
        found += islice(findings, MOST)
        if more := sum(1 for _ in findings):
            found.append(f"{doing}: og {more} til av samme slag.")
        session.expunge_all()
        yield Progress(done, len(CHECKS), doing)
    return tuple(found)


def _office_is_there(session: Session) -> Findings:
    if session.get(Office, 1) is None:
        yield "Kontoret: er ikke satt opp. Fyll ut navnet på kommunen."
    if not session.scalar(select(func.count()).select_from(PeriodRule)):
        yield "Perioder: det finnes ingen regel for timelisteperioder."


def _people_are_found(session: Session) -> Findings:
    """Search and sorting keys are those the program would make today."""
    people = (
        select(Person)
        .options(selectinload(Person.addresses))
        .order_by(Person.number)
        .execution_options(yield_per=AT_A_TIME)
    )
    for person in session.scalars(people):
        today = person_columns(person_draft(person))
        if any(getattr(person, name) != value for name, value in today.items()):
            yield f"Personer: nøklene for søk stemmer ikke for person {person.number}."


def _names_are_kept(session: Session) -> Findings:
    for check in (client_names, contact_names, assignment_names, paper_names):
        yield from check(session)


def _people_are_needed(session: Session) -> Findings:
    """Nobody is kept who is not a client, a support contact or a relative."""
    without = select(Person.number).where(~plays_a_part()).order_by(Person.number)
    for number in session.scalars(without):
        yield f"Roller: person {number} er ikke bruker, støttekontakt eller pårørende."


CHECKS: dict[str, Callable[[Session], Findings]] = {
    "Kontoret": _office_is_there,
    "Personer": _people_are_found,
    "Roller": _people_are_needed,
    "Navn": _names_are_kept,
    "Perioder": period_gaps,
    "Summer": sheet_sums,
    "Besøk": lines_outside,
    "Tilstander": sheet_states,
    "Lønnslinjer": pay_line_sums,
    "Rettelser": correction_serials,
    "Til lønn": sheets_in_runs,
    "Lukkede perioder": closed_periods,
    "Lønnskjøringer": run_sums,
    "Lønnsfiler": run_files,
    "Referanser": paper_references,
    "Nummerserier": counters_behind,
    "Vedtak": frozen_letters,
    "Brev": kept_letters,
    "Saker": case_numbers,
    "Journal": journal_serials,
    "Journalført": journalled,
    "Hvem det gjelder": of_one_client,
    "Avtaler": kept_agreements,
    "Avtaler samtidig": agreements_at_once,
    "Brev til støttekontakter": kept_contact_letters,
    "Politiattest og taushetserklæring": vetted,
    "Ord for match": match_words,
    "Oppmøte": attendance_within,
    "Slått sammen": merged_contacts,
    "Papirer": paper_bytes,
    "Logg": verify,
}


def summary(findings: tuple[str, ...]) -> str:
    """Return one line about them all."""
    if not findings:
        return "Registeret er i orden."
    return f"{count(len(findings), 'ting', 'ting')} stemmer ikke."
