"""The month's timesheets: who gets one, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.addressing import newest_address
from stkdesk.services.paging import sorted_by
from stkdesk.services.periods import PeriodRow, period_by_code
from stkdesk.services.seeing import sees
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Contact,
    Organisation,
    Paper,
    Person,
    PersonAddress,
    Timesheet,
)
from stkdesk.storage.trail import note


class WhyNot(StrEnum):
    """Why an assignment gets no sheet in the pile; the values are for the console."""

    OTHERS = "others"
    PROTECTED = "protected"
    NO_ADDRESS = "no_address"
    NOT_STARTED = "not_started"
    BEGINS_LATER = "begins_later"
    PAUSED = "paused"
    ORGANISATION = "organisation"
    GROUP = "group"
    RECEIVED = "received"
    PRINTED = "printed"

    @property
    def reason(self) -> str:
        """The condition, as the office says it."""
        return {
            WhyNot.OTHERS: "Timelisten må lages av en annen ansatt",
            WhyNot.PROTECTED: "Adressen er fortrolig: tas ut og sendes for hånd",
            WhyNot.NO_ADDRESS: "Støttekontakten mangler adresse",
            WhyNot.NOT_STARTED: "Oppdraget er ikke startet",
            WhyNot.BEGINS_LATER: "Oppdraget begynner etter perioden",
            WhyNot.PAUSED: "Oppdraget er satt på pause",
            WhyNot.ORGANISATION: "Frivillig organisasjon: ingen timeliste",
            WhyNot.GROUP: "Aktivitetsgruppe: ingen timeliste",
            WhyNot.RECEIVED: "Timelisten er allerede kommet inn",
            WhyNot.PRINTED: "Timelisten er skrevet ut fra før",
        }[self]

    @property
    def remedy(self) -> str:
        """What to do when it should have been there after all."""
        return {
            WhyNot.OTHERS: "Be en leder om å få den laget.",
            WhyNot.PROTECTED: "Velg «Lag de fortrolige» og lever listene for hånd.",
            WhyNot.NO_ADDRESS: "Fyll ut adressen på støttekontaktens kort.",
            WhyNot.NOT_STARTED: "Start oppdraget når alle krav er i orden.",
            WhyNot.BEGINS_LATER: "Se etter startdatoen på oppdraget.",
            WhyNot.PAUSED: "Fortsett oppdraget når pausen er over.",
            WhyNot.ORGANISATION: "Organisasjonen rapporterer oppmøtet.",
            WhyNot.GROUP: "Oppmøtet føres på gruppens møter.",
            WhyNot.RECEIVED: "Åpne den under Månedsrapporter.",
            WhyNot.PRINTED: "Ta bort haken for «Bare de som ikke er skrevet ut».",
        }[self]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sheet of the run."""

    assignment_number: int
    contact_number: int
    contact: str  # name, for the screen only
    place: str  # where it goes, for the screen only; "" when that is protected
    language: Language

    @property
    def number(self) -> int:
        """The short number of the assignment."""
        return self.assignment_number


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One assignment that gets no sheet in the pile, and why."""

    assignment_number: int
    who: str  # name of the support contact, group or organisation, for the screen only
    why: WhyNot


@dataclass(frozen=True, slots=True)
class MonthRun:
    """Who gets a sheet in one period, as they go into the envelopes."""

    period: PeriodRow
    included: tuple[Wanted, ...]
    by_hand: tuple[Wanted, ...]  # protected addresses: printed apart, without address
    left_out: tuple[LeftOut, ...]

    @property
    def warning(self) -> str:
        """What to know before it is printed; "" when there is nothing."""
        if not self.period.is_closed:
            return ""
        return (
            f"{self.period.label} er lukket. En timeliste for den kan først føres når "
            "en leder har åpnet perioden igjen."
        )

    @property
    def envelopes(self) -> int:
        """How many envelopes the pile fills: one for each support contact."""
        return len({sheet.contact_number for sheet in self.included})


@needs(Right.MAKE_PAPERS)
def month_run(
    session: Session,
    period_code: str,
    *,
    only_unprinted: bool = False,
    with_received: bool = False,
) -> MonthRun:
    """Return who gets a sheet for the period, in the order of the envelopes.

    That is the order of names, so that the sheets of one support contact lie
    together. ``only_unprinted`` leaves out those noted as printed before;
    ``with_received`` takes those whose sheet has come in all the same.

    Raises:
        NotFoundError: if there is no such period.
        CannotPrintError: if no assignment at all has to do with the period.

    """
    period = period_by_code(session, period_code)
    note(session, Action.LISTED, "month_run", detail={"code": period.code})
    included: list[Wanted] = []
    by_hand: list[Wanted] = []
    left_out: list[LeftOut] = []
    for found in session.execute(_assignments(period)):
        why = _why_not(
            found,
            period,
            only_unprinted=only_unprinted,
            with_received=with_received,
        )
        if why in (None, WhyNot.PROTECTED, WhyNot.NO_ADDRESS) and found.protection:
            why = why if sees(session, found.protection) else WhyNot.OTHERS
        who = found.other or full_name(found.given_name, found.family_name)
        if why is not None and why is not WhyNot.PROTECTED:
            left_out.append(LeftOut(found.number, who, why))
            continue
        hidden = why is WhyNot.PROTECTED
        place = "" if hidden else f"{found.postal_code} {found.city}"
        sheet = Wanted(found.number, found.contact_number, who, place, found.language)
        (by_hand if hidden else included).append(sheet)
    if not (included or by_hand or left_out):
        raise CannotPrintError(
            f"Ingen oppdrag varer i {period.label.lower()}.",
            "Velg en annen periode, eller registrer oppdraget først.",
        )
    return MonthRun(
        period, tuple(included), tuple(by_hand), tuple(_by_reason(left_out))
    )


def _assignments(period: PeriodRow) -> Select[*tuple[Any, ...]]:
    first, last = period.period.first, period.period.last
    return (
        select(
            Assignment.number,
            Assignment.solution,
            Assignment.status,
            Assignment.start_on,
            Assignment.contact_number,
            func.coalesce(Organisation.name, ActivityGroup.name).label("other"),
            Person.given_name,
            Person.family_name,
            Person.protection,
            Contact.language,
            PersonAddress.street,
            PersonAddress.postal_code,
            PersonAddress.city,
            Timesheet.number.label("sheet_number"),
            _last_printed(period).label("printed_on"),
        )
        .outerjoin(Organisation, Organisation.number == Assignment.organisation_number)
        .outerjoin(ActivityGroup, ActivityGroup.number == Assignment.group_number)
        .outerjoin(Contact, Contact.number == Assignment.contact_number)
        .outerjoin(Person, Person.number == Contact.person_number)
        .outerjoin(PersonAddress, PersonAddress.number == newest_address(Person.number))
        .outerjoin(
            Timesheet,
            and_(
                Timesheet.assignment_number == Assignment.number,
                Timesheet.period_number == period.number,
                Timesheet.serial == 1,  # a correction is no sheet of its own
            ),
        )
        .where(
            or_(Assignment.end_on.is_(None), Assignment.end_on >= first),
            or_(
                Assignment.start_on <= last,
                Assignment.status != AssignmentStatus.ENDED,
            ),
            or_(
                Assignment.status != AssignmentStatus.ENDED,
                Assignment.end_on.is_not(None),
            ),
        )
        .order_by(
            sorted_by(Person.sort_key),
            sorted_by(Assignment.contact_number),
            Assignment.number,
        )
    )


def _last_printed(period: PeriodRow) -> ScalarSelect[Any]:
    return (
        select(func.max(Paper.printed_on))
        .where(
            Paper.assignment_number == Assignment.number,
            Paper.period_number == period.number,
            Paper.kind == PaperKind.TIMESHEET,
        )
        .scalar_subquery()
    )


def _why_not(
    found: Any, period: PeriodRow, *, only_unprinted: bool, with_received: bool
) -> WhyNot | None:
    """Return why there is no sheet for one row of ``_assignments``, or None."""
    rules: Iterable[tuple[bool, WhyNot]] = (
        (found.solution is Solution.ORGANISATION, WhyNot.ORGANISATION),
        (found.contact_number is None, WhyNot.GROUP),
        (found.status is AssignmentStatus.PLANNED, WhyNot.NOT_STARTED),
        (found.start_on > period.period.last, WhyNot.BEGINS_LATER),
        (found.status is AssignmentStatus.PAUSED, WhyNot.PAUSED),
        (found.sheet_number is not None and not with_received, WhyNot.RECEIVED),
        (only_unprinted and found.printed_on is not None, WhyNot.PRINTED),
        (_stops_mail(found.protection), WhyNot.PROTECTED),
        (not _has_address(found), WhyNot.NO_ADDRESS),
    )
    return next((why for holds, why in rules if holds), None)


def _stops_mail(protection: Protection | None) -> bool:
    return protection is not None and protection.stops_mail


def _has_address(found: Any) -> bool:
    return bool(found.street and found.postal_code and found.city)


def _by_reason(left_out: list[LeftOut]) -> list[LeftOut]:
    """Put those with the same reason together, the ones to act on first."""
    order = list(WhyNot)
    return sorted(left_out, key=lambda one: order.index(one.why))
