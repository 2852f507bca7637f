"""A decision about another: of whom, of what is left of it, and in which order."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    ComplaintPoint,
    GovernorOutcome,
)
from stkdesk.domain.decision import ChangeBasis, DecisionKind, DecisionState
from stkdesk.domain.errors import InvalidInputError
from stkdesk.domain.journal import DocumentKind, EntryDraft, EntryKind, Party, PartyRole
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind, LetterState
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.complaints import begin_complaint, register_complaint
from stkdesk.services.decision_begin import begin_decision
from stkdesk.services.decision_gate import decision_lacks
from stkdesk.services.decisions import discard_decision, register_decision
from stkdesk.services.issuing import issue_decision
from stkdesk.services.journal import journal
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import (
    Application,
    Case,
    Client,
    Complaint,
    Decision,
    Letter,
)
from tests.builders import a_client, individual

K = DecisionKind
DEC, JAN, MAR = date(2026, 12, 1), date(2027, 1, 1), date(2027, 3, 1)
OPEN = {"valid_from": DEC, "valid_to": None, "review_on": date(2027, 6, 1)}
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    case_officer="Kåre Næss",
)
USUAL = {
    "facts": "Bor alene.",
    "grounds": "Trenger følge.",
    "own_view": "Vil svømme.",
    "goal": "Komme ut.",
}


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
    def of(kind=None, *, changes=None, corrects=None, complaint=None, **fields):
        about = {"changes": changes, "corrects": corrects, "complaint": complaint}
        draft = begin_decision(session, client, today=today, kind=kind, **about)
        return replace(draft, **{**USUAL, "decided_on": today, **fields})

    return of


@pytest.fixture
def issued(session, drafted, today):
    """Issue a decision; return its number."""

    def of(*how, **fields):
        number = register_decision(session, drafted(*how, **fields))
        version = session.get(Decision, number).version
        issue_decision(session, number, version, today=today)
        return number

    return of


@pytest.fixture
def granted(issued):
    return issued(K.GRANTED, items=individual(240), **OPEN)


@pytest.fixture
def lacking(session, today):
    def of(draft, *, blocks=True):
        found = decision_lacks(session, draft, today=today)
        return {each.key for each in found if each.blocks is blocks}

    return of


def an_application(session, client, received_on):
    case = Case(
        client_number=client,
        reference=f"2026/{100 + client}",
        title="Støttekontakt",
        opened_on=received_on,
    )
    session.add(case)
    session.flush()
    application = Application(
        client_number=client, case_number=case.number, received_on=received_on
    )
    session.add(application)
    session.flush()
    return application


def test_an_application_of_somebody_else_is_not_answered(session, issued, today):
    other = a_client(session, "Bo Lie")
    application = an_application(session, other, today)
    number = application.number
    with pytest.raises(InvalidInputError, match="ikke brukerens egen"):
        issued(K.GRANTED, items=individual(240), application_number=number, **OPEN)
    assert application.decided_on is None


def test_a_decision_is_not_older_than_its_application(
    session, client, drafted, lacking, today
):
    number = an_application(session, client, today).number
    grant = drafted(items=individual(240), application_number=number, **OPEN)
    before = today - timedelta(days=1)
    assert lacking(grant) == set()
    assert lacking(replace(grant, decided_on=before)) == {"decided_on"}


@pytest.mark.parametrize("days", [0, 5])
def test_what_came_after_the_date_of_the_decision_is_no_warning_of_it(
    session, client, granted, drafted, lacking, today, days
):
    deadline = today + timedelta(days=14)
    session.add(
        Letter(
            kind=LetterKind.ADVANCE_NOTICE,
            client_number=client,
            decision_number=granted,
            state=LetterState.ISSUED,
            issued_on=today - timedelta(days=7),
            fields=f'{{"deadline": "{deadline.isoformat()}"}}',
            content="{}",
        )
    )
    statement = EntryDraft(
        client_number=client,
        document=DocumentKind.STATEMENT,
        title="Uttalelse",
        kind=EntryKind.INCOMING,
        document_on=today,
        received_on=today,
        parties=(Party(PartyRole.SENDER, "Åse Ødegård"),),
    )
    journal(session, statement, today=today)
    less = drafted(
        changes=granted,
        items=individual(120),
        change_basis=ChangeBasis.FROM_DECISION,
        decided_on=today - timedelta(days=days),
        valid_from=JAN,
    )
    assert lacking(less) == ({"notice_exception"} if days else set())


@pytest.mark.parametrize("how", ["ended", "changed"])
@pytest.mark.parametrize("kind", [K.CHANGED, K.ENDED])
def test_what_has_no_day_left_is_neither_changed_nor_ended(
    granted, issued, drafted, lacking, how, kind
):
    wish = {"changes": granted, "is_own_wish": True}
    if how == "ended":
        issued(K.ENDED, valid_from=DEC, **wish)
    else:
        issued(K.CHANGED, items=individual(300), valid_from=DEC, **wish)
    items = () if kind is K.ENDED else individual(300)
    later = drafted(kind, items=items, valid_from=MAR, **wish)
    assert "changes_number" in lacking(later)


@pytest.mark.parametrize("kind", [K.CHANGED, K.ENDED])
def test_a_slip_in_a_change_or_an_end_can_be_put_right(
    granted, issued, drafted, lacking, kind
):
    items = individual(300) if kind is K.CHANGED else ()
    number = issued(
        kind, changes=granted, items=items, valid_from=JAN, is_own_wish=True
    )
    right = drafted(corrects=number, correction="Feil dag.", valid_from=MAR)
    assert lacking(right) == set()


def test_only_the_newest_of_several_corrections_is_corrected(granted, issued, drafted):
    end = issued(K.ENDED, changes=granted, valid_from=JAN, is_own_wish=True)
    first = issued(corrects=end, correction="Feil dag.", valid_from=MAR)
    with pytest.raises(InvalidInputError, match="alt rettet"):
        issued(corrects=end, correction="Feil dag.", valid_from=DEC)
    assert issued(corrects=first, correction="Feil dag.", valid_from=DEC) > first


def test_a_correction_of_a_correction_does_not_wake_the_first(issued, granted):
    second = issued(corrects=granted, correction="Feil.", items=individual(300))
    assert issued(corrects=second, correction="Feil.", items=individual(360)) > second


def test_a_correction_that_gives_less_is_asked_about(granted, drafted, lacking):
    less = drafted(corrects=granted, correction="Feil.", items=individual(60))
    assert "correction" in lacking(less, blocks=False)
    more = replace(less, items=individual(300))
    assert "correction" not in lacking(more, blocks=False)


def test_a_refusal_that_named_a_decision_did_not_take_its_place(
    session, granted, issued, today
):
    refused = issued(K.REFUSED, refused_part="Ikke nødvendig.", changes_number=granted)
    assert session.get(Decision, refused).state is DecisionState.ISSUED
    assert begin_complaint(session, granted, today=today).decision_number == granted


@pytest.fixture
def complained(session, granted, today):
    """Register a complaint about what was granted; return it."""
    draft = ComplaintDraft(
        decision_number=granted,
        received_on=today,
        wants="Flere timer.",
        points=(ComplaintPoint("For lite.", "Fem timer er nok."),),
    )
    return session.get(Complaint, register_complaint(session, draft, today=today))


def test_a_draft_thrown_away_is_not_followed_by_the_decision_complained_of(
    session, complained, drafted
):
    number = register_decision(session, drafted(complaint=complained.number))
    assert complained.answered_by == number
    discard_decision(session, number)
    assert complained.answered_by is None


def test_what_the_governor_adds_comes_instead_of_the_answer_of_the_office(
    session, complained, issued, drafted, lacking, today
):
    complained.outcome, complained.outcome_on = ComplaintOutcome.PARTLY, today
    first = issued(complaint=complained.number, items=individual(300), **OPEN)
    complained.forwarded_on = complained.governor_on = today
    complained.governor_outcome = GovernorOutcome.GRANTED
    session.flush()
    more = {"complaint": complained.number, "items": individual(480)}
    again = drafted(**more, **{**OPEN, "valid_from": JAN})
    assert again.changes_number == first
    assert lacking(again) == set()
    assert issued(**more, **{**OPEN, "valid_from": JAN}) > first


def test_a_basis_in_the_language_the_client_left_is_not_printed(
    session, client, drafted, lacking
):
    grant = drafted(items=individual(240), **OPEN)
    session.get(Client, client).language = Language.NYNORSK
    session.flush()
    assert lacking(grant) == {"legal_basis"}
    assert lacking(drafted(items=individual(240), **OPEN)) == set()


@pytest.mark.parametrize("year", [1026, 9999])
def test_a_year_nobody_lives_in_is_told_by_its_day(session, drafted, year):
    far = drafted(items=individual(240), **{**OPEN, "valid_to": date(year, 12, 31)})
    with pytest.raises(InvalidInputError, match="Året ser ikke riktig ut"):
        register_decision(session, far)


def test_an_end_without_end_of_an_older_register_is_no_end(session, granted, drafted):
    session.get(Decision, granted).valid_from = date(2026, 1, 1)
    session.get(Decision, granted).valid_to = date.max
    session.flush()
    assert drafted(K.GRANTED).valid_from == DEC


def test_a_reversal_is_not_worse_by_the_clients_own_wish(complained, drafted, lacking):
    less = {"items": individual(60), "is_own_wish": True, **OPEN}
    assert lacking(drafted(complaint=complained.number, **less)) == {"notice_exception"}
