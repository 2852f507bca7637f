"""What is to be done, found in the register: for the office, and for one client."""

from datetime import UTC, date, datetime, timedelta

import pytest

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.client import ClientStatus
from stkdesk.domain.complaint import ComplaintOutcome
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.duty import Urgency
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.staff import PROGRAM, Role
from stkdesk.services.asking import asker
from stkdesk.services.blocking import block_client
from stkdesk.services.duties.all import tasks_of_client
from stkdesk.services.today import today_in
from stkdesk.storage.tables import (
    Application,
    Assessment,
    CasePause,
    CaseRuleRow,
    Complaint,
    Decision,
    Letter,
    Paper,
)
from tests import builders
from tests.services.complaining import a_letter, issued
from tests.services.writing import a_complaint, a_grant, an_application, an_office
from tests.staff import at_work, hire

DAY = date(2026, 11, 16)
OSKAR = "Oskar Moen"


@pytest.fixture
def client(database):
    """Oskar, in an office that has been set up."""
    with database.transaction() as session:
        an_office(session, DAY)
        return builders.a_client(session, OSKAR)


@pytest.fixture
def todo(database):
    """What the first page says is to be done: key and whom it is about."""

    def read(today=DAY, actor=PROGRAM):
        with database.reading() as session:
            tasks = today_in(asker(session), today=today, actor=actor).tasks
            return [(task.key, task.who) for task in tasks]

    return read


@pytest.fixture
def do(database):
    """Do something with the register in one transaction."""

    def work(errand):
        with database.transaction() as session:
            return errand(session)

    return work


def test_an_application_is_followed_until_it_is_decided(client, todo, do):
    number = do(lambda s: an_application(s, client, DAY, date(2026, 10, 12)))
    expected = {"confirm_application", "interim_reply", "answer_application", "assess"}
    assert {key for key, _who in todo()} == expected
    assert {who for _key, who in todo()} == {OSKAR}

    def confirm(session):
        for kind in (LetterKind.RECEIPT, LetterKind.INTERIM_REPLY):
            session.add(
                Letter(
                    kind=kind,
                    client_number=client,
                    application_number=number,
                    state=LetterState.ISSUED,
                    issued_on=date(2026, 11, 2),
                    content="{}",
                )
            )
        session.add(Assessment(client_number=client, assessed_on=date(2026, 11, 3)))

    do(confirm)
    assert [key for key, _who in todo()] == ["answer_application"]

    def decide(session):
        row = session.get(Application, number)
        row.decided_on = DAY

    do(decide)
    assert todo() == []


def test_letters_about_another_application_do_not_count(client, todo, do):
    old = do(lambda s: an_application(s, client, DAY, date(2026, 3, 2)))

    def decide(session):
        session.get(Application, old).decided_on = date(2026, 3, 20)
        session.add(
            Letter(
                kind=LetterKind.RECEIPT,
                client_number=client,
                application_number=old,
                state=LetterState.ISSUED,
                issued_on=date(2026, 3, 3),
                content="{}",
            )
        )

    do(decide)
    assert todo() == []
    do(lambda s: an_application(s, client, DAY, DAY))
    assert ("confirm_application", OSKAR) in todo()


def test_a_pause_waits_and_then_asks_to_go_on(client, todo, do):
    number = do(lambda s: an_application(s, client, DAY, date(2026, 10, 12)))

    def pause(session):
        row = session.get(Application, number)
        row.pauses.append(CasePause(paused_on=date(2026, 10, 14)))

    do(pause)
    keys = {key for key, _who in todo()}
    assert "information_late" in keys
    assert not keys & {"interim_reply", "answer_application"}


def test_the_office_sets_its_own_numbers(client, todo, do):
    do(lambda s: an_application(s, client, DAY, date(2026, 10, 26)))
    assert "answer_application" in {key for key, _who in todo()}
    eight = CaseRuleRow(
        rule=CaseRule.ANSWER_WEEKS, valid_from=date(2026, 1, 1), value=8
    )
    do(lambda s: s.add(eight))
    assert "answer_application" not in {key for key, _who in todo()}


def test_a_complaint_goes_from_one_duty_to_the_next(database, client, todo, do):
    decision = do(lambda s: issued(s, client, on=date(2026, 10, 20)))
    number = do(lambda s: a_complaint(s, decision, DAY))
    keys = [key for key, _who in todo()]
    assert keys == ["complaint_receipt", "complaint_reassess"]

    def uphold(session):
        a_letter(session, client, number, LetterKind.COMPLAINT_RECEIPT, DAY)
        row = session.get(Complaint, number)
        row.outcome, row.outcome_on = ComplaintOutcome.UPHELD, DAY

    do(uphold)
    assert [key for key, _who in todo()] == ["complaint_forward"]
    do(lambda s: a_letter(s, client, number, LetterKind.FORWARDING, DAY))
    assert [key for key, _who in todo()] == ["complaint_party_told"]
    do(lambda s: a_letter(s, client, number, LetterKind.FORWARDING_NOTICE, DAY))
    assert todo() == []  # the county governor has it


def test_a_decision_that_runs_out_is_silenced_by_the_next(client, todo, do):
    ends = date(2026, 12, 31)
    do(lambda s: a_grant(s, client, valid_to=ends))
    assert todo() == [("decision_expires", OSKAR)]
    begun = Decision(client_number=client, kind=DecisionKind.GRANTED)
    do(lambda s: s.add(begun))
    assert todo() == []


def test_an_older_refusal_does_not_hide_that_a_decision_runs_out(client, todo, do):
    do(lambda s: issued(s, client, on=date(2026, 1, 5)))
    do(lambda s: a_grant(s, client, valid_to=date(2026, 12, 31)))
    assert todo() == [("decision_expires", OSKAR)]


def test_a_decision_is_looked_at_again_and_an_assessment_shows_it_was(client, todo, do):
    do(lambda s: a_grant(s, client, review_on=date(2026, 12, 1)))
    assert todo() == [("review_decision", OSKAR)]
    do(lambda s: s.add(Assessment(client_number=client, assessed_on=DAY)))
    assert todo() == []


def test_a_notice_that_nobody_answered_lets_the_office_go_on(client, todo, do):
    decision = do(lambda s: a_grant(s, client))

    def notify(session):
        session.add(
            Letter(
                kind=LetterKind.ADVANCE_NOTICE,
                client_number=client,
                decision_number=decision,
                state=LetterState.ISSUED,
                issued_on=date(2026, 10, 28),
                fields='{"deadline": "2026-11-13"}',
                content="{}",
            )
        )

    do(notify)
    assert todo(date(2026, 11, 13)) == []
    assert todo(date(2026, 11, 14)) == [("notice_over", OSKAR)]
    do(lambda s: s.add(Decision(client_number=client, kind=DecisionKind.CHANGED)))
    assert todo() == [("notice_over", OSKAR)]  # begun, and to be gone on with
    do(lambda s: issued(s, client, on=date(2026, 11, 14), kind=DecisionKind.CHANGED))
    assert todo() == []


def test_who_was_refused_does_not_wait_for_a_support_contact(database, todo, do):
    with database.transaction() as session:
        an_office(session, DAY)
        client = builders.a_client(session, OSKAR, status=ClientStatus.WAITING)
    assert todo() == [("client_waits", OSKAR)]
    do(lambda s: issued(s, client, kind=DecisionKind.REFUSED))
    assert todo() == []
    do(lambda s: issued(s, client, kind=DecisionKind.DISMISSED))
    assert todo() == []
    do(lambda s: a_grant(s, client))
    assert todo() == [("client_waits", OSKAR)]


def test_a_letter_that_is_begun_says_what_it_lacks(database, client, do):
    do(
        lambda s: s.add(
            Letter(
                kind=LetterKind.INTERIM_REPLY,
                client_number=client,
                fields='{"received_on": "2026-10-12", "expected_on": "2026-12-01"}',
            )
        )
    )
    now = datetime.now(UTC).date()
    with database.reading() as session:
        [task] = today_in(asker(session), today=now, actor=PROGRAM).tasks
    assert task.title == "Brev mangler noe"
    assert task.detail == "Foreløpig svar: Hvorfor det tar lengre tid"


def a_paper(session, client, **fields):
    """Register a letter on paper, made two days ago."""
    paper = Paper(
        reference=f"B-2026-00000{fields.pop('serial', 1)}-XX",
        kind=PaperKind.LETTER,
        language=Language.BOKMAL,
        pages=1,
        made_at=datetime(2026, 11, 14, 9, tzinfo=UTC),
        client_number=client,
        **fields,
    )
    session.add(paper)
    session.flush()
    return paper.number


def test_a_letter_is_followed_until_it_is_in_the_post(client, todo, do):
    number = do(lambda s: a_paper(s, client))
    assert todo() == [("paper_not_printed", OSKAR)]

    def note(**fields):
        def write(session):
            paper = session.get(Paper, number)
            for name, value in fields.items():
                setattr(paper, name, value)

        do(write)

    note(printed_on=DAY)
    assert todo() == [("paper_not_mailed", OSKAR)]
    note(mailed_on=DAY)
    assert todo() == []
    note(returned_on=DAY)
    assert todo() == [("mail_returned", OSKAR)]


def test_a_letter_to_a_contact_leads_to_the_card_of_the_contact(
    database, client, todo, do
):
    contact = do(lambda s: builders.a_contact(s, "Sølvi Næss"))
    about = {"contact_number": contact, "printed_on": DAY, "returned_on": DAY}
    do(lambda s: a_paper(s, client, **about))  # it names a client
    do(lambda s: a_paper(s, None, serial=2, **about))

    assert ("mail_returned", OSKAR) not in todo()
    with database.reading() as session:
        tasks = today_in(asker(session), today=DAY, actor=PROGRAM).tasks
        found = [each for each in tasks if each.key == "mail_returned"]
    assert [each.who for each in found] == ["Sølvi Næss"] * 2
    assert {each.about.contact for each in found} == {contact}
    assert {each.remedy.act for each in found} == {"room/contacts"}


def test_what_is_handed_over_is_told_to_those_who_see_why(database, client, todo, do):
    do(lambda s: a_paper(s, client, by_hand=True))
    seeing = hire(database, "Kari Lunde", Role.CASEWORKER, sees_protected=True)
    other = hire(database, "Ola Vik", Role.CASEWORKER)
    assert todo(actor=seeing) == [("paper_by_hand", OSKAR)]
    assert todo(actor=other) == []


def test_the_case_is_not_told_to_who_does_not_read_cases(database, client, todo, do):
    do(lambda s: an_application(s, client, DAY, date(2026, 10, 12)))
    for role in (Role.PAYROLL, Role.ADMINISTRATOR):
        assert todo(actor=hire(database, f"Siri {role}", role)) == []


def test_a_blocked_client_is_out_of_sight(database, client, todo, do):
    do(lambda s: an_application(s, client, DAY, date(2026, 10, 12)))
    do(lambda s: a_paper(s, client))
    keeper = hire(database, "Kari Lunde", Role.CASEWORKER)
    other = hire(database, "Ola Vik", Role.CASEWORKER)
    with at_work(database, keeper) as own, own.transaction() as session:
        block_client(session, client, [])
    assert todo(actor=other) == []
    assert len(todo(actor=keeper)) == 5


def test_the_questions_are_as_many_however_much_there_is_to_do(database, client, do):
    def asked():
        count = 0
        with database.reading() as session:
            ask = asker(session)

            def one(sql, values):
                nonlocal count
                count += 1
                return ask(sql, values)

            today_in(one, today=DAY, actor=PROGRAM)
        return count

    do(lambda s: an_application(s, client, DAY, date(2026, 10, 12)))
    few = asked()
    for serial in range(2, 8):
        other = do(lambda s, n=serial: builders.a_client(s, f"Bruker {n}"))
        do(lambda s, o=other: an_application(s, o, DAY, date(2026, 10, 12)))
        do(lambda s, o=other, n=serial: a_paper(s, o, serial=n))
    assert asked() == few


def test_of_one_client_what_comes_later_is_known_too(database, client, do):
    other = do(lambda s: builders.a_client(s, "Selma Dal"))
    for each in (client, other):
        do(lambda s, e=each: an_application(s, e, DAY, DAY))
    do(lambda s: a_grant(s, client, valid_to=DAY + timedelta(days=400)))
    with database.reading() as session:
        tasks = tasks_of_client(asker(session), client, today=DAY, sees_protected=False)
    told = {task.key: task.urgency for task in tasks}
    assert told["confirm_application"] is Urgency.NOW
    assert told["decision_expires"] is Urgency.LATER
    assert {task.who for task in tasks} == {OSKAR}
