"""A new decision is begun with everything the register knows."""

from datetime import date

import pytest

from stkdesk.domain.application import ApplicationDraft
from stkdesk.domain.assessment import AssessmentDraft
from stkdesk.domain.assignment import Solution
from stkdesk.domain.complaint import GovernorOutcome
from stkdesk.domain.decision import DecisionDraft, DecisionKind, GrantItem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.office import OfficeDraft
from stkdesk.services.applications import register_application
from stkdesk.services.assessments import register_assessment
from stkdesk.services.decision_begin import begin_filled
from stkdesk.services.decision_known import NO_APPLICATION
from stkdesk.services.decisions import open_decision, register_decision
from stkdesk.services.issuing import issue_decision
from stkdesk.services.office import set_up_office
from stkdesk.storage.tables import Complaint, Office
from tests import builders as make

TODAY = date(2026, 11, 16)
BOTH = frozenset({Solution.INDIVIDUAL, Solution.GROUP})
ONE = frozenset({Solution.GROUP})
GRANT = DecisionDraft(
    kind=DecisionKind.GRANTED,
    decided_on=date(2026, 1, 12),
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    items=make.individual(240),
    expense_cap_ore=300_00,
    goal="Ut blant folk.",
    facts="Lite kontakt.",
    grounds="Nok.",
    legal_basis="§ 3-2",
)


@pytest.fixture
def office(database):
    with database.transaction() as session:
        draft = OfficeDraft(
            municipality="Fjordvik kommune",
            postal_line="Postboks 1",
            county_governor="Statsforvalteren",
            case_officer="Kåre Næss",
        )
        set_up_office(session, draft, today=TODAY)
        make.a_client(session, person={"birth_date": date(1990, 5, 1)})
    return database


def begun(office, **how):
    with office.transaction() as session:
        return begin_filled(session, 1, today=TODAY, **how)


def applied(office, minutes=360, solutions=ONE, on=date(2026, 11, 2), **more):
    draft = ApplicationDraft(
        client_number=1,
        received_on=on,
        wanted_minutes=minutes,
        solutions=solutions,
        **more,
    )
    with office.transaction() as session:
        return register_application(session, draft, today=TODAY)


def decided(office, **changes):
    values = {n: getattr(GRANT, n) for n in DecisionDraft.__dataclass_fields__}
    with office.transaction() as session:
        draft = DecisionDraft(**{**values, "client_number": 1, **changes})
        number = register_decision(session, draft)
        version = open_decision(session, number).version
        issue_decision(session, number, version, today=TODAY)
    return number


def test_a_grant_lasts_a_year_from_the_first_of_next_month(office):
    draft = begun(office).draft
    assert draft.kind is DecisionKind.GRANTED
    assert (draft.valid_from, draft.valid_to) == (date(2026, 12, 1), date(2027, 11, 30))
    assert "§ 3-2" in draft.legal_basis


def test_the_newest_open_application_is_answered(office):
    applied(office, 120, on=date(2026, 10, 1))
    number = applied(office, 360, hours_unit=HoursUnit.MONTH, wishes="Vil på kino.")
    made = begun(office)
    assert made.draft.application_number == number
    assert made.draft.applied_on == date(2026, 11, 2)
    assert made.draft.items == (GrantItem(Solution.GROUP, 360),)
    assert made.draft.hours_unit is HoursUnit.MONTH
    assert made.draft.own_view == "Vil på kino."
    assert made.sources["items"] == "Fra søknaden 02.11.2026."
    none = begun(office, application=NO_APPLICATION).draft
    assert (none.application_number, none.items) == (None, ())


def test_hours_for_several_solutions_are_for_the_office_to_share(office):
    applied(office, 360, BOTH)
    draft = begun(office).draft
    assert draft.items == (
        GrantItem(Solution.INDIVIDUAL, 0),
        GrantItem(Solution.GROUP, 0),
    )
    assert draft.applied_minutes == 360


def test_a_part_of_what_is_applied_for_is_for_the_office_to_say(office):
    applied(office, 360)
    draft = begun(office, kind=DecisionKind.PARTLY).draft
    assert draft.applied_minutes == 360
    assert draft.items == (GrantItem(Solution.GROUP, 0),)


def test_a_refusal_is_begun_without_hours(office):
    applied(office)
    draft = begun(office, kind=DecisionKind.REFUSED).draft
    assert draft.application_number is not None
    assert (draft.items, draft.valid_from, draft.applied_minutes) == ((), None, None)


def test_what_the_assessment_found_goes_before_the_application(office):
    applied(office, wishes="Vil på kino.")
    with office.transaction() as session:
        found = AssessmentDraft(
            client_number=1,
            assessed_on=date(2026, 11, 5),
            functions="Klarer seg.",
            own_view="Vil svømme.",
            goals="Ut.",
        )
        register_assessment(session, found, today=TODAY)
    made = begun(office)
    assert (made.draft.facts, made.draft.goal) == ("Klarer seg.", "Ut.")
    assert made.draft.own_view == "Vil svømme."
    told = "Fra kartleggingen 05.11.2026."
    assert {made.sources[name] for name in ("facts", "goal", "own_view")} == {told}


def test_a_change_begins_with_what_the_decision_gives(office):
    number = decided(office)
    draft = begun(office, changes=number).draft
    assert draft.kind is DecisionKind.CHANGED
    assert draft.items == GRANT.items
    assert (draft.expense_cap_ore, draft.goal) == (300_00, "Ut blant folk.")
    assert (draft.valid_from, draft.valid_to) == (date(2026, 12, 1), GRANT.valid_to)


def test_an_end_is_of_the_decision_in_force_and_grants_nothing(office):
    number = decided(office)
    draft = begun(office, kind=DecisionKind.ENDED).draft
    assert draft.changes_number == number
    assert (draft.items, draft.valid_to, draft.goal) == ((), None, "")
    assert draft.valid_from == date(2026, 12, 1)


def test_a_grant_follows_the_one_that_runs_out(office):
    decided(office)
    draft = begun(office).draft
    assert (draft.valid_from, draft.valid_to) == (date(2027, 1, 1), date(2027, 12, 31))
    assert draft.items == GRANT.items


def test_a_reversal_is_of_the_decision_complained_about(office):
    number = decided(office, kind=DecisionKind.REFUSED, items=(), refused_part="Nei.")
    with office.transaction() as session:
        complaint = Complaint(
            client_number=1, decision_number=number, received_on=date(2026, 11, 10)
        )
        session.add(complaint)
        session.flush()
        told = complaint.number
    draft = begun(office, complaint=told).draft
    assert draft.kind is DecisionKind.REVERSED
    assert (draft.complaint_number, draft.changes_number) == (told, number)
    late = begun(office, kind=DecisionKind.DISMISSED, complaint=told).draft
    assert (late.complaint_number, late.changes_number) == (told, None)


def sent_back(office, number):
    """Register a complaint about a decision that the county governor has cancelled."""
    with office.transaction() as session:
        complaint = Complaint(
            client_number=1,
            decision_number=number,
            received_on=date(2026, 11, 10),
            reassessment="Vi står ved det.",
            governor_outcome=GovernorOutcome.SENT_BACK,
            governor_on=TODAY,
        )
        session.add(complaint)
        session.flush()
        return complaint.number


def test_a_refusal_sent_back_is_the_same_application_answered_anew(office):
    application = applied(office, on=date(2026, 1, 5))
    number = decided(
        office,
        kind=DecisionKind.REFUSED,
        items=(),
        refused_part="Nei.",
        application_number=application,
    )
    complaint = sent_back(office, number)
    for kind, usual in ((None, DecisionKind.GRANTED), (DecisionKind.REFUSED,) * 2):
        draft = begun(office, complaint=complaint, kind=kind).draft
        assert draft.kind is usual
        assert draft.complaint_number == complaint
        assert draft.application_number == application
        assert (draft.applied_on, draft.facts) == (date(2026, 1, 5), GRANT.facts)
        assert draft.grounds == ""  # what was meant before, did not hold


def test_a_grant_sent_back_is_replaced(office):
    number = decided(office)
    draft = begun(office, complaint=sent_back(office, number)).draft
    assert (draft.kind, draft.changes_number) == (DecisionKind.REVERSED, number)


def test_what_was_found_about_the_complaint_is_not_typed_again(office):
    number = decided(office)
    with office.transaction() as session:
        complaint = Complaint(
            client_number=1,
            decision_number=number,
            received_on=date(2026, 11, 10),
            wants="Flere timer.",
            reassessment="Behovet er større.",
        )
        session.add(complaint)
        session.flush()
        told = complaint.number
    made = begun(office, complaint=told)
    assert made.draft.grounds == "Behovet er større."
    assert made.draft.own_view == "Flere timer."
    assert made.draft.facts == GRANT.facts
    assert made.sources["grounds"] == "Fra klagen 10.11.2026."
    late = begun(office, kind=DecisionKind.DISMISSED, complaint=told).draft
    assert (late.grounds, late.facts) == ("Behovet er større.", "")


def test_nothing_of_another_client_is_taken_along(office):
    number, application = decided(office), applied(office)
    with office.transaction() as session:
        other = make.a_client(session, "Nils Bø")
        complaint = Complaint(
            client_number=1, decision_number=number, received_on=date(2026, 11, 10)
        )
        session.add(complaint)
        session.flush()
        draft = begin_filled(
            session,
            other,
            today=TODAY,
            kind=DecisionKind.REVERSED,
            application=application,
            complaint=complaint.number,
            changes=number,
        ).draft
    links = (draft.application_number, draft.complaint_number, draft.changes_number)
    assert links == (None, None, None)
    assert (draft.items, draft.applied_on) == ((), None)


def test_where_a_text_came_from_is_told_in_norwegian(office):
    decided(office)
    applied(office)
    told = begun(office).sources.values()
    assert all(each == "" or each.startswith("Fra ") for each in told)


def test_a_correction_repeats_all_but_what_was_wrong(office):
    number = decided(office)
    made = begun(office, corrects=number)
    assert (made.draft.corrects_number, made.draft.correction) == (number, "")
    assert (made.draft.items, made.draft.facts) == (GRANT.items, GRANT.facts)
    assert made.draft.decided_on == TODAY
    assert made.sources["facts"].startswith("Fra vedtak 2026/1-")


def test_the_office_chooses_whether_a_new_decision_is_withheld(office):
    assert begun(office).draft.is_withheld
    with office.transaction() as session:
        session.get(Office, 1).withheld_line = False
    assert not begun(office).draft.is_withheld
