"""A complaint from the day it comes to the day nothing is left, paper by paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    ComplaintPoint,
    GovernorOutcome,
)
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.journal import DocumentKind, EntryKind
from stkdesk.domain.letter import EnclosureDraft, LetterKind
from stkdesk.services.complaint_list import complaints_of_client
from stkdesk.services.complaint_outcome import close_complaint, register_governor_answer
from stkdesk.services.complaints import (
    begin_complaint,
    edit_complaint,
    open_complaint,
    register_complaint,
)
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decisions import open_decision, register_decision
from stkdesk.services.issuing import issue_decision
from stkdesk.services.journal_rows import entries_of
from stkdesk.services.letter_drafting import begin_letter
from stkdesk.services.letter_issuing import issue_letter
from stkdesk.services.letters import open_letter, register_letter
from stkdesk.services.recipients import letter_recipients
from tests.builders import a_client, individual
from tests.services.writing import an_office

ADULT = {"birth_date": date(1990, 5, 1)}
WHY = {
    "facts": "Bor alene og kjenner få.",
    "grounds": "Det dekker behovet.",
    "own_view": "Vil gjerne svømme.",
    "goal": "Komme ut blant folk.",
}


class Case:
    """One client's case, worked through errand by errand on one day after another."""

    def __init__(self, session, today):
        """Begin with a client who has applied for nothing yet."""
        self.session, self.today = session, today
        self.client = a_client(session, "Åse Ødegård", person=ADULT)

    def later(self, days):
        self.today += timedelta(days=days)

    def decide(self, kind, **begun):
        """Issue a decision that lacks nothing, and return its number."""
        begin = {key: begun.pop(key, None) for key in ("complaint", "changes")}
        draft = begin_decision(
            self.session, self.client, today=self.today, kind=kind, **begin
        )
        if kind.grants:
            begun.setdefault("items", individual(240))
            begun.setdefault("valid_from", date(2027, 1, 1))
            begun.setdefault("valid_to", date(2027, 12, 31))
        else:
            begun.setdefault("refused_part", "Hjelpen er ikke nødvendig.")
        draft = replace(draft, **{**WHY, **begun})
        number = register_decision(self.session, draft)
        everybody = letter_recipients(self.session, self.client, today=self.today)
        version = open_decision(self.session, number).version
        issue_decision(
            self.session,
            number,
            version,
            today=self.today,
            recipients=[one.key for one in everybody if one.is_proposed],
        )
        return number

    def write(self, kind, complaint, **fields):
        """Issue a letter of the complaint, with ``fields`` over what is known."""
        draft = begin_letter(
            self.session, kind, self.client, complaint=complaint, today=self.today
        )
        draft = replace(draft, fields={**draft.fields, **fields})
        if kind is LetterKind.FORWARDING and not draft.enclosures:
            draft = replace(draft, enclosures=(EnclosureDraft("Klagen"),))
        number = register_letter(self.session, draft)
        version = open_letter(self.session, number).version
        issue_letter(self.session, number, version, today=self.today)

    def complain(self, decision):
        """Register a complaint that came today, and return its number."""
        draft = ComplaintDraft(
            decision_number=decision,
            received_on=self.today,
            wants="Seks timer i uken.",
            points=(ComplaintPoint("Behovet har økt.", "Vi ser det annerledes."),),
        )
        return register_complaint(self.session, draft, today=self.today)

    def make_of(self, complaint, outcome):
        """Decide what to make of a complaint."""
        card = self.card(complaint)
        draft = replace(
            card.draft,
            outcome=outcome,
            outcome_on=self.today,
            reassessment="Vi har vurdert saken på nytt.",
        )
        edit_complaint(self.session, complaint, card.version, draft, today=self.today)

    def card(self, complaint):
        return open_complaint(self.session, complaint, today=self.today)

    def left(self, complaint):
        return [each.key for each in self.card(complaint).steps(self.today)]


@pytest.fixture
def case(database, today):
    with database.transaction() as session:
        an_office(session, today)
        yield Case(session, today)


def test_one_granted_becomes_a_reversal_with_its_costs(case):
    refused = case.decide(DecisionKind.REFUSED)
    case.later(10)
    complaint = case.complain(refused)
    case.write(LetterKind.COMPLAINT_RECEIPT, complaint)
    assert case.left(complaint) == ["reassess"]

    case.make_of(complaint, ComplaintOutcome.GRANTED)
    assert case.left(complaint) == ["reverse"]
    reversal = case.decide(DecisionKind.REVERSED, complaint=complaint, changes=refused)
    assert case.card(complaint).answered_by == reversal
    assert case.left(complaint) == ["costs"]
    case.write(LetterKind.REVERSAL_NOTICE, complaint)
    assert case.left(complaint) == ["close"]
    card = case.card(complaint)
    close_complaint(case.session, complaint, card.version, today=case.today)

    [row] = complaints_of_client(case.session, case.client, today=case.today)
    assert (row.closed_on, row.steps) == (case.today, ())
    begin_complaint(case.session, reversal, today=case.today)  # can be appealed itself


def test_one_upheld_comes_back_and_is_decided_anew(case):
    refused = case.decide(DecisionKind.REFUSED)
    case.later(10)
    complaint = case.complain(refused)
    case.write(LetterKind.COMPLAINT_RECEIPT, complaint)
    case.make_of(complaint, ComplaintOutcome.UPHELD)
    case.write(LetterKind.FORWARDING, complaint)
    assert case.card(complaint).draft.forwarded_on == case.today
    assert case.left(complaint) == ["party_told", "governor"]
    case.write(LetterKind.FORWARDING_NOTICE, complaint)
    assert case.left(complaint) == ["governor"]

    case.later(60)
    card = case.card(complaint)
    register_governor_answer(
        case.session,
        complaint,
        card.version,
        GovernorOutcome.SENT_BACK,
        case.today,
        "Saken er ikke godt nok opplyst.",
        today=case.today,
    )
    assert case.left(complaint) == ["again"]
    case.later(14)
    anew = case.decide(
        DecisionKind.PARTLY,
        complaint=complaint,
        applied_minutes=360,
        refused_part="Mer er ikke nødvendig.",
    )
    assert case.card(complaint).answered_by == anew
    assert case.left(complaint) == ["costs"]
    case.write(LetterKind.REVERSAL_NOTICE, complaint)
    assert case.left(complaint) == ["close"]

    documents = [
        (entry.kind, entry.document)
        for entry in reversed(entries_of(case.session, complaint=complaint))
        if entry.kind is EntryKind.INCOMING
    ]
    assert documents == [
        (EntryKind.INCOMING, DocumentKind.COMPLAINT),
        (EntryKind.INCOMING, DocumentKind.GOVERNOR_DECISION),
    ]


def test_one_that_came_too_late_is_dismissed_by_a_decision_of_its_own(case):
    refused = case.decide(DecisionKind.REFUSED)
    case.later(60)
    complaint = case.complain(refused)
    case.write(LetterKind.COMPLAINT_RECEIPT, complaint)
    assert "late" in case.left(complaint)

    case.make_of(complaint, ComplaintOutcome.DISMISSED)
    assert case.left(complaint) == ["dismiss"]
    dismissal = case.decide(DecisionKind.DISMISSED, complaint=complaint)
    assert case.left(complaint) == ["close"]
    begin_complaint(case.session, dismissal, today=case.today)
