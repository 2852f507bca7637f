"""Printing the list of attendance a leader takes along; kept nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from stkdesk.documents.attendance_list import (
    REFERENCE,
    AttendanceList,
    ListedMeeting,
    build,
)
from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.client_label import client_label
from stkdesk.domain.errors import CannotPrintError
from stkdesk.domain.formats import WEEKDAYS, clock_text, month_title
from stkdesk.domain.group import MeetingState
from stkdesk.domain.language import Language
from stkdesk.domain.names import full_name
from stkdesk.domain.office import NameMode
from stkdesk.domain.period import Period
from stkdesk.domain.person import Protection
from stkdesk.domain.staff import Right
from stkdesk.domain.trail import Action
from stkdesk.services.access import needs
from stkdesk.services.groups_found import find_group
from stkdesk.services.meetings import meetings_of
from stkdesk.services.office import open_office
from stkdesk.services.seeing import hidden_clients
from stkdesk.storage.tables import (
    ActivityGroup,
    Assignment,
    Client,
    Contact,
    GroupLeader,
    Person,
)
from stkdesk.storage.trail import note

__all__ = ["REFERENCE", "attendance_list"]

Named = tuple[str, str, str, int, Protection]  # given, family, case, O-number


@needs(Right.MAKE_PAPERS)
def attendance_list(
    session: Session, group: int, month: Period, *, today: date
) -> bytes:
    """Return the list of a month, in the language of the first leader.

    A member is told by first name and the first letter of the family name; by
    initials or the case number where the office names clients so; never by name when
    the address is protected. Members the one at work may not see are left out.

    Raises:
        NotFoundError: if the group is not there.
        CannotPrintError: if the month has no meetings.

    """
    record = find_group(session, group)
    meetings = meetings_of(session, group, month)
    if not meetings:
        raise CannotPrintError(
            "Gruppen har ingen møter i måneden.", "Planlegg møtene først."
        )
    office = open_office(session, today=today)
    leaders, language = _leaders(session, group, month)
    note(
        session,
        Action.PRINTED,
        "activity_groups",
        group,
        detail={"month": month.first.isoformat()[:7]},
    )
    return build(
        AttendanceList(
            language=language,
            sender=office.draft,
            group=record.name,
            month=month_title(month.first.year, month.first.month),
            when=_when(record, language),
            place=record.place,
            leaders=leaders,
            members=_labels(_members(session, group, month), office.draft.name_mode),
            meetings=tuple(
                ListedMeeting(each.meet_on, each.state is MeetingState.CANCELLED)
                for each in meetings
            ),
            made_on=today,
            practice=office.practice,
        )
    )


def _members(session: Session, group: int, month: Period) -> Sequence[Named]:
    found = (
        select(
            Person.given_name,
            Person.family_name,
            Client.case_number,
            Assignment.number,
            Person.protection,
        )
        .join(Client, Client.number == Assignment.client_number)
        .join(Person, Person.number == Client.person_number)
        .where(
            Assignment.group_number == group,
            Assignment.status != AssignmentStatus.PLANNED,
            Assignment.start_on <= month.last,
            or_(Assignment.end_on.is_(None), Assignment.end_on >= month.first),
            Client.number.not_in(hidden_clients(session)),
        )
        .order_by(Person.sort_key, Assignment.number)
    )
    return [
        (given, family, case, number, protection)
        for given, family, case, number, protection in session.execute(found)
    ]


def _labels(members: Sequence[Named], mode: NameMode) -> tuple[str, ...]:
    """Return what members are called; two alike get their number too."""
    called = [_label(mode, *each) for each in members]
    times = Counter(called)
    return tuple(
        f"{name} (O-{each[3]})" if times[name] > 1 else name
        for name, each in zip(called, members, strict=True)
    )


def _label(
    mode: NameMode,
    given: str,
    family: str,
    case: str,
    number: int,
    protection: Protection,
) -> str:
    label = client_label(
        mode,
        given=given,
        family=f"{family[:1]}." if mode is NameMode.FULL and family else family,
        case_number=case,
        assignment_number=number,
        protection=protection,
    )
    return label.strip()


def _leaders(
    session: Session, group: int, month: Period
) -> tuple[tuple[str, ...], Language]:
    found = session.execute(
        select(Person.given_name, Person.family_name, Contact.language)
        .join(Contact, Contact.person_number == Person.number)
        .join(GroupLeader, GroupLeader.contact_number == Contact.number)
        .where(
            GroupLeader.group_number == group,
            GroupLeader.from_on <= month.last,
            or_(GroupLeader.to_on.is_(None), GroupLeader.to_on >= month.first),
        )
        .order_by(GroupLeader.from_on, Person.sort_key)
    ).all()
    named = [(full_name(given, family), language) for given, family, language in found]
    language = Language(named[0][1]) if named else Language.BOKMAL
    return tuple(dict.fromkeys(name for name, _ in named)), language


def _when(group: ActivityGroup, language: Language) -> str:
    parts = []
    if group.weekday is not None:
        name = WEEKDAYS[language][group.weekday - 1].capitalize()
        parts.append(f"{name}{'er' if language is Language.BOKMAL else 'ar'}")
    if group.start_minute is not None:
        parts.append(f"kl. {clock_text(group.start_minute)}")
    return " ".join(parts)
