"""A support contact and a client with a row in each table about how they met."""

from datetime import date

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.assignment_course import EndReason, PauseReason
from stkdesk.domain.certificate import CertificateEnd, CertificateResult
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.group import MeetingState
from stkdesk.domain.letter import LetterState
from stkdesk.domain.match_words import words_by_kind
from stkdesk.domain.matching import Gender, InquiryAnswer, WaitReason, WaitUrgency
from stkdesk.domain.pay import PayKind
from stkdesk.domain.rate import RateKind
from stkdesk.domain.recruiting import RecruitOutcome, ReferenceAnswer
from stkdesk.domain.sheet_ledger import ReminderStep, ReturnReason
from stkdesk.storage.tables import (
    ActivityGroup,
    Agreement,
    Assignment,
    AssignmentPause,
    Attendance,
    Client,
    ClientWord,
    Contact,
    ContactLetter,
    ContactMerge,
    ContactWord,
    Declaration,
    GateOverride,
    GroupLeader,
    GroupMeeting,
    Inquiry,
    LeaderSheet,
    MatchWish,
    MeetingLeader,
    MonthReport,
    OwnRate,
    PaidLine,
    PoliceCertificate,
    Recruitment,
    Reference,
    ReportAnswer,
    SheetReminder,
    SheetReturn,
    Timesheet,
    Veto,
    Wait,
)
from tests import builders

#: Words typed about the contact, that the contact is told.
TO_CONTACT = (
    *("Spiller kornett", "Rolig og grei", "Gunnvor Referanse", "Møter alltid opp"),
    *("Kursbevis Alfa", "Bor for langt unna", "Gammel krangel", "Turlaget"),
    *("Lang reisevei hit", "Ring meg om kvitteringen"),
)
#: Words typed about the client, that the client is told.
TO_CLIENT = (
    *("Vil vente til jul", "Frimerker", "Gammel krangel", "Hoftebrudd"),
    *("Ringte selv", "Avtalen er i posten", "Vaffelkvelden gikk bra"),
    "Sover dårlig om natten",
)
#: What neither is told: it is another's.
TO_NOBODY = ("40999001", "Hemmelig brevtekst", "Frossen avtaletekst")


def with_contacts(session, client, contact):
    """Give both a row in every table; return the number of the group's assignment.

    They have an assignment together already.
    """
    together = session.query(Assignment).filter_by(
        client_number=client, contact_number=contact
    )
    first = together.one()
    _recruited(session, contact)
    _agreed(session, first, contact)
    group = _in_group(session, client, contact)
    _matched(session, client, contact)
    other = builders.a_contact(session, "Dobbel Solheim")
    double = session.get(Contact, other)
    double.merged_into = contact
    session.add(
        ContactMerge(kept_number=contact, gone_number=other, merged_on=date(2026, 9, 9))
    )
    session.flush()
    return group


def _recruited(session, contact):
    session.add(
        Recruitment(
            contact_number=contact,
            applied_on=date(2026, 3, 3),
            about="Spiller kornett",
            interviewed_on=date(2026, 3, 20),
            interview_note="Rolig og grei",
            assessed_on=date(2026, 3, 21),
            outcome=RecruitOutcome.APPROVED,
            course_on=date(2026, 4, 1),
            course="Kursbevis Alfa",
            references=[
                Reference(
                    name="Gunnvor Referanse",
                    phone="40999001",
                    called_on=date(2026, 3, 10),
                    answer=ReferenceAnswer.RECOMMENDS,
                    note="Møter alltid opp",
                )
            ],
        )
    )
    session.add(
        PoliceCertificate(
            contact_number=contact,
            requested_on=date(2026, 3, 22),
            issued_on=date(2026, 4, 4),
            seen_on=date(2026, 4, 14),
            result=CertificateResult.ACCEPTED,
            disposed_on=date(2026, 4, 15),
            disposal=CertificateEnd.SHREDDED,
        )
    )
    session.add(
        Declaration(
            contact_number=contact,
            form_version="2026-11",
            explained_on=date(2026, 4, 16),
            signed_on=date(2026, 4, 17),
        )
    )
    session.add(
        ContactLetter(
            contact_number=contact,
            kind=ContactLetterKind.APPROVED,
            state=LetterState.ISSUED,
            issued_on=date(2026, 3, 23),
            content="Hemmelig brevtekst",
        )
    )
    row = session.get(Contact, contact)
    row.declaration_signed_on, row.weekdays = date(2026, 4, 17), 0b101
    row.interests = "Korps"
    session.add_all(
        ContactWord(contact_number=contact, kind=kind, word=word)
        for kind, word in words_by_kind(row)
    )


def _agreed(session, first, contact):
    first.end_reason = EndReason.MOVED
    first.pauses.append(
        AssignmentPause(
            from_on=date(2026, 7, 1),
            to_on=date(2026, 7, 20),
            reason=PauseReason.CLIENT_ILL,
            note="Hoftebrudd",
        )
    )
    session.add_all(
        [
            Agreement(
                assignment_number=first.number,
                state=AgreementState.SIGNED,
                valid_from=date(2026, 5, 1),
                minutes=600,
                made_on=date(2026, 4, 20),
                signed_on=date(2026, 4, 25),
                content="Frossen avtaletekst",
            ),
            GateOverride(
                assignment_number=first.number,
                rule=GateRule.AGREEMENT,
                reason="Avtalen er i posten",
                made_on=date(2026, 4, 21),
            ),
            ContactLetter(
                contact_number=contact,
                assignment_number=first.number,
                kind=ContactLetterKind.START,
                state=LetterState.ISSUED,
                issued_on=date(2026, 4, 28),
                content="Hemmelig brevtekst",
                fields='{"client_name": "Åse Ødegård"}',
            ),
        ]
    )


def _in_group(session, client, contact):
    group = ActivityGroup(name="Turlaget", minutes=120)
    session.add(group)
    session.flush()
    member = Assignment(
        client_number=client,
        group_number=group.number,
        solution=Solution.GROUP,
        status=AssignmentStatus.ACTIVE,
        start_on=date(2026, 8, 1),
        agreed_minutes=240,
    )
    meeting = GroupMeeting(
        group_number=group.number,
        meet_on=date(2026, 8, 5),
        minutes=120,
        state=MeetingState.HELD,
    )
    session.add_all([member, meeting])
    session.flush()
    session.add_all(
        [
            GroupLeader(
                group_number=group.number,
                contact_number=contact,
                from_on=date(2026, 8, 1),
            ),
            MeetingLeader(
                meeting_number=meeting.number, contact_number=contact, minutes=150
            ),
            Attendance(
                assignment_number=member.number,
                meeting_number=meeting.number,
                attended_on=date(2026, 8, 5),
                minutes=90,
            ),
        ]
    )
    session.flush()
    return member.number


def _matched(session, client, contact):
    session.get(Client, client).is_protected_group = True
    session.get(Client, client).person.gender = Gender.WOMAN
    wish = MatchWish(
        client_number=client, age_from=30, age_to=50, interests="Frimerker"
    )
    session.add_all(
        [
            Wait(
                client_number=client,
                urgency=WaitUrgency.HIGH,
                reason=WaitReason.OWN_WISH,
                note="Vil vente til jul. Ringte selv.",
            ),
            wish,
            Inquiry(
                client_number=client,
                contact_number=contact,
                asked_on=date(2026, 6, 1),
                answer=InquiryAnswer.NO,
                answered_on=date(2026, 6, 2),
                why="Bor for langt unna",
            ),
            Veto(
                client_number=client,
                contact_number=contact,
                reason="Gammel krangel",
                set_on=date(2026, 6, 3),
                lifted_on=date(2026, 6, 30),
            ),
        ]
    )
    session.flush()
    session.add_all(
        ClientWord(client_number=client, kind=kind, word=word)
        for kind, word in words_by_kind(wish)
    )
    session.flush()


def with_pay(session, contact):
    """Give the contact a rate, a sheet sent back, reports, and pay for leading."""
    march = builders.periods(session)["2026-03"].number
    own = session.query(Assignment).filter_by(contact_number=contact)
    first = own.order_by(Assignment.number).first()
    group = session.query(ActivityGroup).order_by(ActivityGroup.number).first()
    sheet = Timesheet(
        assignment_number=first.number,
        period_number=march,
        received_on=date(2026, 4, 3),
        minutes=120,
        pay_ore=48_270,
    )
    led = LeaderSheet(
        group_number=group.number,
        contact_number=contact,
        period_number=march,
        minutes=90,
        pay_ore=36_203,
    )
    report = MonthReport(
        assignment_number=first.number,
        period_number=march,
        received_on=date(2026, 4, 3),
        is_concern=True,
        note="Sover dårlig om natten",
        answers=[
            ReportAnswer(topic_key="activities", place=1, text="Vaffelkvelden gikk bra")
        ],
    )
    rate = OwnRate(
        contact_number=contact,
        kind=RateKind.HOUR_GROUP,
        valid_from=date(2026, 1, 1),
        amount_ore=27_755,
        reason="Lang reisevei hit",
    )
    session.add_all([sheet, led, report, rate])
    session.flush()
    reminder = SheetReminder(
        assignment_number=first.number,
        period_number=march,
        step=ReminderStep.FIRST,
        made_on=date(2026, 4, 7),
    )
    back = SheetReturn(
        sheet_number=sheet.number,
        reason=ReturnReason.RECEIPT,
        note="Ring meg om kvitteringen",
        sent_on=date(2026, 4, 4),
    )
    hours = {"place": 1, "kind": PayKind.HOURS, "rate_ore": 24_135}
    session.add_all(
        [
            reminder,
            back,
            PaidLine(sheet_number=sheet.number, quantity=120, sum_ore=48_270, **hours),
            PaidLine(
                leader_sheet_number=led.number, quantity=90, sum_ore=36_203, **hours
            ),
        ]
    )
    session.flush()
