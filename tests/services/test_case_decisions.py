"""Decisions that answer, change, end, reverse or correct: what follows in the case."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from stkdesk.documents.decision_content import content_from_json
from stkdesk.domain.complaint import ComplaintOutcome, GovernorOutcome
from stkdesk.domain.decision import ChangeBasis, DecisionKind
from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.journal import DocumentKind, EntryDraft, EntryKind, Party, PartyRole
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.access import needs
from stkdesk.services.cases import open_case
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decision_gate import decision_lacks
from stkdesk.services.decisions import (
    discard_decision,
    open_decision,
    register_decision,
)
from stkdesk.services.in_force import decisions_in_force
from stkdesk.services.issuing import issue_decision, preview_decision
from stkdesk.services.journal import journal
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import (
    Application,
    Complaint,
    Decision,
    JournalEntry,
    Letter,
)
from tests.builders import a_client, individual

K = DecisionKind
DEC, JAN = date(2026, 12, 1), date(2027, 1, 1)
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    deciding_unit="Tjenestekontoret",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    case_officer="Kåre Næss",
    leader="Marit Hægstad",
)


@pytest.fixture
def session(database, today):
    with database.transaction() as session:
        set_up_office(session, OFFICE, today=today)
        yield session


@pytest.fixture
def client(session):
    return a_client(session, "Åse Ødegård", person={"birth_date": date(1990, 5, 1)})


@pytest.fixture
def drafted(session, client, today):
    """Begin a decision that lacks nothing of what every decision must have."""

    def of(*, begin=None, **changes):
        draft = begin_decision(session, client, today=today, **(begin or {}))
        usual = {
            "facts": "Bor alene.",
            "grounds": "Trenger følge.",
            "own_view": "Vil svømme.",
            "goal": "Komme ut.",
            "decided_on": today,
        }
        return replace(draft, **{**usual, **changes})

    return of


@pytest.fixture
def issued(session, drafted, today):
    """Issue a decision to the client; return its row."""

    def of(**how):
        number = register_decision(session, drafted(**how))
        version = session.get(Decision, number).version
        issue_decision(session, number, version, today=today)
        return session.get(Decision, number)

    return of


@pytest.fixture
def granted(issued):
    """Grant four hours a week until further notice."""
    grant = {"valid_from": DEC, "valid_to": None, "review_on": date(2027, 6, 1)}
    return issued(items=individual(240), **grant)


def an_application(session, client, today):
    case = inside(session, lambda s: open_case(s, client, today=today))
    application = Application(
        client_number=client,
        case_number=case.number,
        received_on=today - timedelta(days=20),
        wanted_minutes=360,
        wants_individual=True,
    )
    session.add(application)
    session.flush()
    return application


def a_complaint(session, decision, today, **fields):
    complaint = Complaint(
        client_number=decision.client_number,
        decision_number=decision.number,
        received_on=today,
        **fields,
    )
    session.add(complaint)
    session.flush()
    return complaint


def a_notice(session, decision, issued_on, deadline):
    session.add(
        Letter(
            kind=LetterKind.ADVANCE_NOTICE,
            client_number=decision.client_number,
            decision_number=decision.number,
            state=LetterState.ISSUED,
            issued_on=issued_on,
            fields=json.dumps({"deadline": deadline.isoformat()}),
            content="{}",
        )
    )
    session.flush()


inside = needs()(lambda session, part: part(session))


def held_on(session, client, day):
    return inside(session, lambda s: decisions_in_force(s, client, day))


def lacking(session, draft, today):
    return {
        each.key for each in decision_lacks(session, draft, today=today) if each.blocks
    }


def letter(decision):
    return content_from_json(decision.content)


def test_the_reference_is_the_running_id_of_the_journal(session, granted, issued):
    second = issued(
        kind=K.REFUSED,
        items=(),
        valid_from=None,
        valid_to=None,
        review_on=None,
        refused_part="Ikke nødvendig.",
        changes_number=None,
    )
    entries = session.scalars(select(JournalEntry).order_by(JournalEntry.serial)).all()
    assert [granted.reference, second.reference] == ["2026/1-1", "2026/1-2"]
    assert [entry.decision_number for entry in entries] == [
        granted.number,
        second.number,
    ]
    first = entries[0]
    assert (first.kind, first.document) == (EntryKind.OUTGOING, DocumentKind.DECISION)
    assert first.title == "Vedtak om støttekontakt: innvilgelse"
    assert [(party.role, party.name) for party in first.parties] == [
        (PartyRole.RECIPIENT, "Åse Ødegård")
    ]
    assert first.is_withheld
    assert "offentleglova § 13" in first.withheld_basis


def test_what_is_public_is_journalled_so(session, issued):
    decision = issued(items=individual(60), is_withheld=False)
    entry = session.scalar(select(JournalEntry))
    assert not entry.is_withheld
    assert not letter(decision).is_withheld


def test_an_application_is_decided_by_its_answer(session, client, issued, today):
    application = an_application(session, client, today)
    decision = issued(
        begin={"kind": K.PARTLY, "application": application.number},
        items=individual(240),
        refused_part="Gruppa dekker resten.",
    )
    assert application.decided_on == decision.decided_on
    assert (decision.applied_on, decision.applied_minutes) == (
        application.received_on,
        360,
    )
    assert letter(decision).applied_minutes == 360


def test_an_answered_application_is_not_answered_again(
    session, client, issued, drafted, today
):
    application = an_application(session, client, today)
    answer = {"begin": {"application": application.number}, "items": individual(360)}
    issued(**answer)
    again = drafted(**answer, valid_from=date(2029, 1, 1), valid_to=date(2029, 2, 1))
    assert lacking(session, again, today) == {"application_number"}


def test_a_reduction_waits_for_its_advance_notice(session, granted, drafted, today):
    less = drafted(
        begin={"kind": K.CHANGED, "changes": granted.number},
        items=individual(120),
        valid_from=JAN,
        change_basis=ChangeBasis.FROM_DECISION,
    )
    assert lacking(session, less, today) == {"notice_exception"}
    a_notice(session, granted, today - timedelta(5), today + timedelta(9))
    assert lacking(session, less, today) == {"notice_exception"}
    answer = EntryDraft(
        client_number=granted.client_number,
        document=DocumentKind.STATEMENT,
        title="Uttalelse til forhåndsvarsel",
        document_on=today,
        received_on=today,
        parties=(Party(PartyRole.SENDER, "Åse Ødegård"),),
    )
    journal(session, answer, today=today)
    assert lacking(session, less, today) == set()


def test_a_reduction_cuts_the_one_before_without_touching_it(
    session, granted, issued, today
):
    frozen, version = granted.content, granted.version
    a_notice(session, granted, today - timedelta(30), today - timedelta(9))
    less = issued(
        begin={"kind": K.CHANGED, "changes": granted.number},
        items=individual(120),
        valid_from=JAN,
        change_basis=ChangeBasis.FROM_DECISION,
    )
    client = granted.client_number
    [before] = held_on(session, client, date(2026, 12, 31))
    [after] = held_on(session, client, JAN)
    assert (before.number, before.minutes, before.ends_on) == (
        granted.number,
        240,
        date(2026, 12, 31),
    )
    assert (after.number, after.minutes, after.ends_on) == (less.number, 120, None)
    assert (granted.content, granted.version, granted.valid_to) == (
        frozen,
        version,
        None,
    )
    told = letter(less)
    assert told.changed.reference == granted.reference
    assert told.changed.items == individual(240)
    assert (told.may_wait, told.noticed_on) == (True, today - timedelta(30))


def test_an_end_the_client_asked_for_needs_no_notice(session, granted, issued, today):
    end = issued(
        begin={"kind": K.ENDED, "changes": granted.number},
        valid_from=JAN,
        is_own_wish=True,
    )
    client = granted.client_number
    assert held_on(session, client, JAN) == ()
    assert held_on(session, client, JAN - timedelta(1)) != ()
    assert not letter(end).may_wait


def test_the_same_help_is_not_granted_twice(session, granted, drafted, today):
    again = drafted(begin={"kind": K.GRANTED}, items=individual(60), valid_from=JAN)
    assert lacking(session, again, today) == {"valid_from"}


def test_a_correction_stands_instead_of_what_was_wrong(
    session, granted, drafted, issued, today
):
    right = issued(
        begin={"corrects": granted.number},
        items=individual(300),
        correction="Timene var 4, de skal være 5.",
    )
    [held] = held_on(session, granted.client_number, JAN)
    assert (held.number, held.minutes) == (right.number, 300)
    told = letter(right)
    assert told.corrected.reference == granted.reference
    assert told.correction == "Timene var 4, de skal være 5."
    assert (
        "(rettet)"
        in session.scalars(
            select(JournalEntry.title).order_by(JournalEntry.number.desc())
        ).first()
    )
    silent = drafted(begin={"corrects": right.number})
    assert lacking(session, silent, today) == {"correction"}


@pytest.fixture
def refused(issued):
    return issued(
        begin={"kind": K.REFUSED},
        items=(),
        valid_from=None,
        valid_to=None,
        refused_part="Ikke nødvendig.",
    )


def test_a_reversal_answers_the_complaint_it_names(session, refused, issued, today):
    complaint = a_complaint(session, refused, today)
    reversal = issued(
        begin={"complaint": complaint.number},
        items=individual(180),
        valid_from=DEC,
        valid_to=date(2027, 11, 30),
    )
    assert reversal.kind is K.REVERSED
    assert reversal.changes_number == refused.number
    assert complaint.answered_by == reversal.number
    assert letter(reversal).complained_on == today
    assert letter(reversal).changed.reference == refused.reference
    assert open_decision(session, reversal.number).draft.complaint_number == (
        complaint.number
    )


def test_a_draft_thrown_away_leaves_the_complaint_open(
    session, refused, drafted, today
):
    complaint = a_complaint(session, refused, today)
    draft = drafted(begin={"complaint": complaint.number}, items=individual(60))
    number = register_decision(session, draft)
    assert complaint.answered_by == number
    discard_decision(session, number)
    assert complaint.answered_by is None


def test_an_answered_complaint_is_answered_again_only_when_it_came_back(
    session, refused, issued, drafted, today
):
    complaint = a_complaint(session, refused, today)
    grant = {"items": individual(60), "valid_from": DEC, "valid_to": date(2027, 5, 1)}
    first = issued(begin={"complaint": complaint.number}, **grant)
    draft = drafted(begin={"complaint": complaint.number}, **grant)
    with pytest.raises(InvalidInputError, match="alt besvart"):
        register_decision(session, draft)
    session.expire_all()
    complaint.outcome, complaint.outcome_on = ComplaintOutcome.PARTLY, today
    complaint.governor_outcome = GovernorOutcome.SENT_BACK
    complaint.governor_on = today
    session.flush()
    number = register_decision(session, draft)
    assert complaint.answered_by == number
    discard_decision(session, number)
    assert complaint.answered_by == first.number


def test_a_dismissed_complaint_names_the_decision_it_was_about(
    session, refused, issued, today
):
    complaint = a_complaint(session, refused, today)
    dismissal = issued(
        begin={"kind": K.DISMISSED, "complaint": complaint.number},
        items=(),
        valid_from=None,
        valid_to=None,
        review_on=None,
    )
    assert letter(dismissal).changed.reference == refused.reference
    assert letter(dismissal).complained_on == today


@pytest.mark.parametrize("kind", K)
def test_any_kind_can_be_looked_at_before_anything_is_filled_in(
    session, client, kind, today
):
    draft = begin_decision(session, client, today=today, kind=kind)
    assert preview_decision(session, draft, today=today).draft
