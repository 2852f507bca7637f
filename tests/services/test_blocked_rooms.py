"""A blocked client with everything the contacts' rooms keep, walked through by others.

Each place is a line of the table: none tells who it is, nor a word of what was written,
whether one is a caseworker or leads the office without being on the list.
"""

from contextlib import suppress
from datetime import date

import pytest

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.certificate import CertificateDraft, CertificateResult
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_letter import ContactLetterKind
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.gate_rules import GateRule
from stkdesk.domain.group import Presence
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.match_wish import WishDraft
from stkdesk.domain.matching import InquiryAnswer
from stkdesk.domain.period import Period
from stkdesk.domain.staff import Role
from stkdesk.services.agreement_opening import open_agreement, open_agreement_of
from stkdesk.services.agreements import begin_agreement
from stkdesk.services.asking import asker
from stkdesk.services.assignment_gate import (
    assignment_gate,
    assignment_gates,
    override_gate,
    overrides_since,
)
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.assignments import open_assignment
from stkdesk.services.attendance import attendance_report, report_attendance
from stkdesk.services.attendance_lists import attendance_list
from stkdesk.services.blocking import block_client
from stkdesk.services.certificates import certificates_of, register_certificate
from stkdesk.services.contact_case import contact_case
from stkdesk.services.contact_letters import open_contact_letter
from stkdesk.services.contacts import open_contact
from stkdesk.services.duties.all import tasks_of_client
from stkdesk.services.exceptions_list import exceptions_of_week, print_exceptions
from stkdesk.services.group_list import group_list
from stkdesk.services.group_starting import members_ready
from stkdesk.services.groups import open_group
from stkdesk.services.hours_meter import assignment_hours, hours_meter
from stkdesk.services.inquiries import answer_inquiry, ask_contact
from stkdesk.services.letter_pile import letter_pile
from stkdesk.services.match_contact import clients_for, list_clients_for
from stkdesk.services.match_contact import contact_case as match_contact_case
from stkdesk.services.matching import list_candidates, match_case, open_candidate
from stkdesk.services.meeting_holding import hold_meeting
from stkdesk.services.meeting_sheets import group_sheets
from stkdesk.services.meetings import plan_meetings
from stkdesk.services.organisation_list import organisation_list
from stkdesk.services.organisations import open_organisation
from stkdesk.services.papers import list_papers
from stkdesk.services.phone_cases import phone_case
from stkdesk.services.recruiting import open_recruitment
from stkdesk.services.recruiting_board import recruiting_board
from stkdesk.services.search import find
from stkdesk.services.today import today_in
from stkdesk.services.trail_list import TrailFilter, list_events, open_event
from stkdesk.services.vetoes import set_veto
from stkdesk.services.wait_figures import wait_figures
from stkdesk.services.wait_notes import WaitDraft, note_wait, wait_of
from stkdesk.services.waiting import open_waiting, waiting_list
from stkdesk.services.wishes import register_wishes, wishes_of
from stkdesk.storage.tables import Assignment, Inquiry
from tests import builders as make
from tests.grouping import a_group, a_member, sheet_of
from tests.services.agreeing import in_force, saved
from tests.services.gating import permit
from tests.services.test_contact_letters import begun, issued
from tests.services.test_protected import text_of
from tests.services.writing import an_office
from tests.staff import at_work, hire

TODAY = date(2026, 11, 16)
ALL = ListQuery()
DAY = date(2026, 11, 3)
WORD = "Sjiraff"  # stands in every text about her
TELLING = ("xenia", "qvamme", "sjiraff", "05.05.2012", "2012, 5, 5", "2012-05-05")


@pytest.fixture
def case(database):
    """Xenia, who waits and is helped by one, in a group and by an organisation."""
    kari = hire(database, "Kari Lunde", Role.CASEWORKER, Role.LEADER)
    with database.transaction() as session:
        an_office(session, TODAY)
        client = make.a_client(
            session,
            "Xenia Qvamme",
            person={"birth_date": date(2012, 5, 5)},
            wishes=WORD,
        )
        siv = make.a_ready_contact(session, "Siv Lie")
        per = make.a_contact(session, "Per Aas", status=ContactStatus.CANDIDATE)
        helped = make.an_assignment(
            session, client, siv, hours=4, goal=WORD, status=AssignmentStatus.ACTIVE
        )
        signed = in_force(session, helped, goal=WORD)
        planned = make.an_assignment(
            session,
            client,
            make.a_contact(session, "Eva Moe"),
            goal=WORD,
            hours=2,
            status=AssignmentStatus.PLANNED,
        )
        drafted = saved(session, planned, goal=WORD)
        permit(session, GateRule.ACCOUNT)
        override_gate(session, planned, GateRule.ACCOUNT, WORD, today=TODAY)
        walked = make.an_assignment(session, client, solution=Solution.ORGANISATION)
        organisation = session.get(Assignment, walked).organisation_number
        report_attendance(session, walked, DAY, Presence.CAME, 120, today=TODAY)
        group = a_group(session)
        a_member(session, group, "Ada Moen")
        member = a_member(session, group, "Bo Lie")
        session.get(Assignment, member).client_number = client
        session.flush()
        plan_meetings(session, group, Period.month(2026, 11))
        sheet = sheet_of(session, group, DAY)
        lines = [each.marked(Presence.CAME, 120) for each in sheet.lines]
        seen = (sheet.meeting.number, sheet.meeting.version)
        hold_meeting(session, *seen, lines, [], today=TODAY)
        make.a_grant(session, client, 60 * 60)
        set_veto(session, client, per, WORD, today=TODAY)
        asked = ask_contact(session, client, per, today=TODAY)
        version = session.get(Inquiry, asked).version
        answer_inquiry(session, asked, version, InquiryAnswer.NO, WORD, today=TODAY)
        waiting = WaitDraft(client, note=WORD)
        note_wait(session, client, 0, waiting)
        register_wishes(session, WishDraft(client, interests=WORD, areas=WORD))
        start = begun(session, ContactLetterKind.START, siv, TODAY, helped)
        letter, _paper = issued(session, start, TODAY)
    with at_work(database, kari) as own, own.transaction() as session:
        block_client(session, client, [])
    return {
        "kari": kari,
        "client": client,
        "siv": siv,
        "per": per,
        "helped": helped,
        "planned": planned,
        "agreement": signed,
        "drafted": drafted,
        "organisation": organisation,
        "walked": walked,
        "group": group,
        "member": member,
        "letter": letter,
    }


def whole_log(session):
    rows = list_events(session, ALL, TrailFilter()).rows
    return rows, [open_event(session, row.number) for row in rows]


NOVEMBER = Period.month(2026, 11)
#: What shows something of many, and must leave her out or nameless.
ROOMS = {
    "contact": lambda s, c: [open_contact(s, c[each]) for each in ("siv", "per")],
    "contact's case": lambda s, c: [
        contact_case(s, c[each], today=TODAY) for each in ("siv", "per")
    ],
    "recruiting": lambda s, c: (
        recruiting_board(s, today=TODAY),
        open_recruitment(s, c["per"], today=TODAY),
        certificates_of(s, c["siv"]),
    ),
    "waiting": lambda s, c: (
        waiting_list(s, ALL, today=TODAY),
        wait_figures(s, today=TODAY),
    ),
    "clients for": lambda s, c: (
        clients_for(s, c["siv"], today=TODAY),
        list_clients_for(s, c["per"], ALL, today=TODAY),
        match_contact_case(s, c["per"], today=TODAY),
    ),
    "groups": lambda s, c: (
        group_list(s, ALL, today=TODAY),
        open_group(s, c["group"], today=TODAY),
        group_sheets(s, c["group"], NOVEMBER),
        members_ready(s, c["group"], today=TODAY),
    ),
    "attendance list": lambda s, c: text_of(
        attendance_list(s, c["group"], NOVEMBER, today=TODAY)
    ),
    "organisations": lambda s, c: (
        organisation_list(s, ALL, today=TODAY),
        open_organisation(s, c["organisation"], today=TODAY),
    ),
    "assignments": lambda s, c: list_assignments(s, ALL, today=TODAY),
    "gates": lambda s, c: assignment_gates(
        s, [c["helped"], c["planned"], c["member"]], today=TODAY
    ),
    "overrides": lambda s, c: overrides_since(s, date(2026, 1, 1)),
    "letters": lambda s, c: letter_pile(s, ALL, today=TODAY),
    "papers": lambda s, c: list_papers(s, ALL),
    "search": lambda s, c: [find(s, word) for word in ("siv", "per", "sjiraff")],
}
OF_A_LEADER = {
    "exceptions": lambda s, c: exceptions_of_week(s, today=TODAY),
    "exceptions printed": lambda s, c: text_of(print_exceptions(s, today=TODAY)),
    "log": lambda s, c: whole_log(s),
}
#: What is about her alone, and is shut.
SHUT = {
    "assignment": lambda s, c: open_assignment(s, c["helped"]),
    "gate": lambda s, c: assignment_gate(s, c["planned"], today=TODAY),
    "gate of member": lambda s, c: assignment_gate(s, c["member"], today=TODAY),
    "agreement": lambda s, c: open_agreement(s, c["agreement"]),
    "agreement drafted": lambda s, c: open_agreement(s, c["drafted"]),
    "agreement of": lambda s, c: open_agreement_of(s, c["helped"], None, today=TODAY),
    "agreement begun": lambda s, c: begin_agreement(s, c["helped"], today=TODAY),
    "hours": lambda s, c: hours_meter(s, c["client"], today=TODAY),
    "hours of one": lambda s, c: assignment_hours(s, c["helped"], today=TODAY),
    "attendance": lambda s, c: attendance_report(s, c["walked"], NOVEMBER),
    "report": lambda s, c: report_attendance(
        s, c["walked"], DAY, Presence.CAME, 60, today=TODAY
    ),
    "match": lambda s, c: match_case(s, c["client"], today=TODAY),
    "candidates": lambda s, c: list_candidates(s, c["client"], ALL, today=TODAY),
    "candidate": lambda s, c: open_candidate(s, c["client"], c["siv"], today=TODAY),
    "phone case": lambda s, c: phone_case(s, c["client"], today=TODAY),
    "wait": lambda s, c: wait_of(s, c["client"], today=TODAY),
    "waiting": lambda s, c: open_waiting(s, c["client"], today=TODAY),
    "wishes": lambda s, c: wishes_of(s, c["client"]),
    "veto": lambda s, c: set_veto(s, c["client"], c["siv"], "x", today=TODAY),
    "ask": lambda s, c: ask_contact(s, c["client"], c["siv"], today=TODAY),
    "letter": lambda s, c: open_contact_letter(s, c["letter"]),
    "override": lambda s, c: override_gate(
        s, c["planned"], GateRule.AGE, "x", today=TODAY
    ),
}


TELLING_PLACES = frozenset(
    {
        *("contact", "groups", "waiting", "clients for", "overrides"),
        *("assignments", "assignment", "agreement", "agreement drafted"),
        *("wishes", "wait", "match", "letter"),
    }
)


def told(shown):
    text = str(shown).casefold()
    return [word for word in TELLING if word in text]


@pytest.fixture(params=[(Role.CASEWORKER,), (Role.LEADER, Role.CASEWORKER)])
def other(database, case, request):
    """The register as somebody sees it who is not on the list."""
    with at_work(database, hire(database, "Liv Nes", *request.param)) as own:
        yield own


def test_no_room_tells_of_a_blocked_client(other, case):
    leads = Role.LEADER in other.actor.roles
    for room, look in {**ROOMS, **(OF_A_LEADER if leads else {})}.items():
        with other.transaction() as session:
            shown = look(session, case)
        assert not told(shown), room


def test_the_first_page_tells_nothing(other):
    with other.reading() as session:
        page = today_in(asker(session), today=TODAY, actor=other.actor)
    assert not told(page)


def test_what_is_about_a_blocked_client_is_shut(other, case):
    for place, look in SHUT.items():
        with pytest.raises(OfficeError) as refused, other.transaction() as session:
            look(session, case)
        assert not told(refused.value), place


def test_those_on_the_list_are_told(database, case):
    with at_work(database, case["kari"]) as own:
        for place, look in {**ROOMS, **SHUT}.items():
            if place in TELLING_PLACES:
                with own.transaction() as session:
                    assert told(look(session, case)), place


OF_VETTING = ("politiattest", "police", "certificate", "godkjent", WORD.casefold())


@pytest.mark.parametrize("role", [Role.PAYROLL, Role.READER])
def test_each_role_is_answered_or_told_it_may_not(database, case, role):
    """No room breaks for a role: it is shown, or refused in words."""
    with at_work(database, hire(database, "Lars By", role)) as own:
        for place, look in {**ROOMS, **OF_A_LEADER, **SHUT}.items():
            shown = ""
            with suppress(OfficeError), own.transaction() as session:
                shown = str(look(session, case)).casefold()
            assert not told(shown), place
            if role is Role.PAYROLL:
                assert not [word for word in OF_VETTING if word in shown], place
        with own.reading() as session:
            page = today_in(asker(session), today=TODAY, actor=own.actor)
        assert not told(page)


def test_a_certificate_not_accepted_reaches_those_who_see_the_client(database, case):
    """Who registers it may not see whom it concerns: it rests, or they are told."""
    refused = CertificateDraft(
        issued_on=TODAY, seen_on=TODAY, result=CertificateResult.NOT_ACCEPTED
    )
    ola = hire(database, "Ola Vik", Role.CASEWORKER)
    with at_work(database, ola) as own, own.transaction() as session:
        register_certificate(session, case["siv"], refused, today=TODAY)
    with at_work(database, case["kari"]) as own, own.reading() as session:
        tasks = tasks_of_client(
            asker(session), case["client"], today=TODAY, sees_protected=False
        )
        told_of = {t.about.assignment for t in tasks if t.key == "gate_closed"}
        rests = session.get(Assignment, case["helped"]).status
        assert rests is AssignmentStatus.PAUSED or case["helped"] in told_of
