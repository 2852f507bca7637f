"""What pay of group leaders is made from: held meetings, and what they are held up to.

Nothing here touches a client: a meeting says how long it was led, and a leader's own
visits are read by their times only.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from stkdesk.domain.certificate import CertificateResult
from stkdesk.domain.group import MeetingState
from stkdesk.domain.leader_sheet import LeaderFrame, LeaderKey, LedMeeting
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Right
from stkdesk.domain.timesheet import Visit
from stkdesk.services.access import actor_of, inner
from stkdesk.storage.tables import (
    Assignment,
    Contact,
    Declaration,
    GroupLeader,
    GroupMeeting,
    MeetingLeader,
    PoliceCertificate,
    Timesheet,
    sheet_hours,
)

Led = dict[tuple[int, int], tuple[LedMeeting, ...]]  # by contact and group


@inner
def led_meetings(
    session: Session, asked: Period, contacts: Collection[int] | None = None
) -> Led:
    """Return the held meetings within ``asked`` that somebody led for some minutes."""
    found = (
        select(
            MeetingLeader.contact_number,
            GroupMeeting.group_number,
            GroupMeeting.meet_on,
            MeetingLeader.minutes,
            GroupMeeting.start_minute,
        )
        .join(GroupMeeting, GroupMeeting.number == MeetingLeader.meeting_number)
        .where(
            GroupMeeting.state == MeetingState.HELD,
            GroupMeeting.meet_on.between(asked.first, asked.last),
            MeetingLeader.minutes > 0,
        )
        .order_by(GroupMeeting.meet_on)
    )
    if contacts is not None:
        found = found.where(MeetingLeader.contact_number.in_(contacts))
    led: dict[tuple[int, int], list[LedMeeting]] = {}
    for contact, group, day, minutes, start in session.execute(found):
        led.setdefault((contact, group), []).append(LedMeeting(day, minutes, start))
    return {key: tuple(meetings) for key, meetings in led.items()}


@inner
def leader_frames(
    session: Session, keys: Collection[LeaderKey], asked: Period, led: Led
) -> dict[LeaderKey, LeaderFrame]:
    """Return what the meetings of each sheet are held up against.

    Certificates, declarations and who leads which group are looked at for those who
    may read of them; to payroll they are no question, nor readable on a server.
    """
    contacts = {key.contact for key in keys}
    reads = actor_of(session).may(Right.READ_RECRUITING)
    shown = _first_certificates(session, contacts) if reads else {}
    signed = _first_declarations(session, contacts) if reads else {}
    leading = _stretches(session, contacts) if reads else {}
    visits = _own_visits(session, contacts, asked)
    always = None if reads else date.min
    ever = () if reads else ((date.min, None),)
    return {
        key: LeaderFrame(
            period=asked,
            certificate_on=shown.get(key.contact, always),
            declaration_on=signed.get(key.contact, always),
            stretches=leading.get((key.contact, key.group), ever),
            elsewhere=(
                *visits.get(key.contact, ()),
                *(
                    meeting.visit
                    for (contact, group), meetings in led.items()
                    if contact == key.contact and group != key.group
                    for meeting in meetings
                ),
            ),
        )
        for key in keys
    }


def _first_certificates(
    session: Session, contacts: Collection[int]
) -> dict[int, date | None]:
    found = (
        select(PoliceCertificate.contact_number, func.min(PoliceCertificate.seen_on))
        .where(
            PoliceCertificate.contact_number.in_(contacts),
            PoliceCertificate.result == CertificateResult.ACCEPTED,
        )
        .group_by(PoliceCertificate.contact_number)
    )
    return {contact: seen for contact, seen in session.execute(found)}


def _first_declarations(
    session: Session, contacts: Collection[int]
) -> dict[int, date | None]:
    """Return the first day signed; of those from before, the day on the contact."""
    newest = select(Contact.number, Contact.declaration_signed_on).where(
        Contact.number.in_(contacts)
    )
    found = (
        select(Declaration.contact_number, func.min(Declaration.signed_on))
        .where(
            Declaration.contact_number.in_(contacts), Declaration.signed_on.is_not(None)
        )
        .group_by(Declaration.contact_number)
    )
    days = {contact: signed for contact, signed in session.execute(newest)}
    return {**days, **{contact: first for contact, first in session.execute(found)}}


def _stretches(
    session: Session, contacts: Collection[int]
) -> dict[tuple[int, int], tuple[tuple[date, date | None], ...]]:
    found = select(
        GroupLeader.contact_number,
        GroupLeader.group_number,
        GroupLeader.from_on,
        GroupLeader.to_on,
    ).where(GroupLeader.contact_number.in_(contacts))
    leading: dict[tuple[int, int], tuple[tuple[date, date | None], ...]] = {}
    for contact, group, first, last in session.execute(found):
        key = (contact, group)
        leading[key] = (*leading.get(key, ()), (first, last))
    return leading


def _own_visits(
    session: Session, contacts: Collection[int], asked: Period
) -> dict[int, tuple[Visit, ...]]:
    """Return the leaders' own visits within ``asked``, by their times alone.

    A visit a correction has taken back is gone: its minutes come to 0.
    """
    hours = sheet_hours.c
    minutes = func.sum(hours.minutes)
    found = (
        select(Assignment.contact_number, hours.work_on, hours.start_minute, minutes)
        .join(Timesheet, Timesheet.number == hours.sheet_number)
        .join(Assignment, Assignment.number == Timesheet.assignment_number)
        .where(
            Assignment.contact_number.in_(contacts),
            hours.work_on.between(asked.first, asked.last),
            hours.start_minute.is_not(None),
        )
        .group_by(
            Assignment.contact_number,
            Assignment.number,
            hours.work_on,
            hours.start_minute,
        )
        .having(minutes > 0)
    )
    visits: dict[int, tuple[Visit, ...]] = {}
    for contact, day, start, length in session.execute(found):
        if contact is not None:
            visit = Visit(day, start, length)
            visits[contact] = (*visits.get(contact, ()), visit)
    return visits
