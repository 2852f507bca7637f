"""Two support contacts who are one are put together, and can be taken apart again."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.domain.assignment import AssignmentDraft, AssignmentStatus
from stkdesk.domain.assignment_gate import GateClosedError
from stkdesk.domain.certificate import CertificateResult
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.contact_merge import value_text
from stkdesk.domain.errors import (
    ChangedByAnotherError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.merging import Changed
from stkdesk.domain.staff import Role
from stkdesk.services.assignment_course import start_assignment
from stkdesk.services.assignments import edit_assignment, register_assignment
from stkdesk.services.check_names import contact_names
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.contact_merging import (
    look_at_two,
    merge_contacts,
    merges_of,
    undo_merge,
)
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.recruiting import reengage_contact
from stkdesk.services.search import find
from stkdesk.services.vetoes import lift_veto, set_veto
from stkdesk.storage.person_rows import rows_of
from stkdesk.storage.tables import (
    Assignment,
    Client,
    Contact,
    Declaration,
    Recruitment,
    Timesheet,
    Veto,
)
from tests.builders import (
    a_certificate,
    a_client,
    a_contact,
    a_ready_contact,
    a_sheet,
    a_visit,
    an_assignment,
    make_ready,
    periods,
)
from tests.services.gating import lacks
from tests.staff import hired

TODAY = date(2026, 11, 22)


@pytest.fixture
def session(database):
    with database.transaction() as opened:
        yield opened


@pytest.fixture
def two(session):
    """Kari twice: the older has a car, the newer a telephone; both help somebody."""
    older = a_contact(
        session,
        "Kari Ulvik",
        person={"phone": "", "national_id": "17058512345"},
        has_car=True,
        employee_number="4711",
        started_on=date(2024, 1, 1),
    )
    newer = a_contact(
        session,
        "Kari M. Ulvik",
        person={"phone": "90 00 00 01"},
        account_number="86011117947",
        employee_number="4712",
    )
    an_assignment(session, contact=older)
    other = an_assignment(session, client="Siri Dale", contact=newer)
    a_sheet(session, other, periods(session)["2026-10"].number, a_visit(4))
    session.flush()
    return older, newer


def versions(session, *numbers):
    return [(number, open_contact(session, number).version) for number in numbers]


def together(session, kept, gone, *, of_kept=None):
    found = look_at_two(session, kept, gone).differences
    both = [each for each in found if each.by is Changed.BOTH]
    return merge_contacts(
        session,
        *versions(session, kept, gone),
        both if of_kept is None else of_kept,
        today=TODAY,
    )


def test_the_two_are_shown_side_by_side_with_what_hangs_on_each(session, two):
    view = look_at_two(session, *two)
    assert (view.kept.assignments, view.kept.sheets) == (1, 0)
    assert (view.gone.assignments, view.gone.sheets) == (1, 1)
    asked = {each.paths[0][-1] for each in view.differences if each.by is Changed.BOTH}
    assert asked == {"given_name", "employee_number"}
    assert view.lacks == ()


def test_the_last_five_digits_of_an_identity_number_are_not_shown(session, two):
    draft = open_contact(session, two[0]).draft
    shown = value_text(("person", "national_id"), draft)
    assert shown.startswith("170585")
    assert "12345" not in shown


def test_sheets_and_assignments_are_all_there_afterwards(session, two):
    kept, gone = two
    before = session.scalars(select(Timesheet.minutes)).all()
    together(session, kept, gone)
    card = open_contact(session, kept)
    assert len(card.assignments) == 2
    assert session.scalars(select(Timesheet.minutes)).all() == before
    assert open_contact(session, gone).assignments == ()


def test_what_only_one_of_them_has_is_taken_along(session, two):
    kept, gone = two
    together(session, kept, gone)
    draft = open_contact(session, kept).draft
    assert draft.has_car
    assert draft.person.phone == "90 00 00 01"
    assert draft.account_number == "86011117947"
    assert draft.employee_number == "4711"


def test_the_office_chooses_where_both_say_something(session, two):
    kept, gone = two
    together(session, kept, gone, of_kept=())
    draft = open_contact(session, kept).draft
    assert (draft.person.given_name, draft.employee_number) == ("Kari M.", "4712")


def test_the_one_that_went_is_in_no_list(session, two):
    kept, gone = two
    together(session, kept, gone)
    page = list_contacts(session, ListQuery(search=""))
    listed = {row.number for row in page.rows}
    assert kept in listed
    assert gone not in listed
    assert page.total == page.everything == len(page.rows)
    assert page.chips[ContactStatus.ENDED.value] == 0
    hits = [each for each in find(session, "ulvik") if each.room == "contacts"]
    assert [each.number for each in hits] == [kept]
    assert [*contact_names(session)] == []


def test_it_can_be_undone(session, two):
    kept, gone = two
    drafts = {number: open_contact(session, number).draft for number in two}
    merge = together(session, kept, gone, of_kept=())
    assert [row.gone for row in merges_of(session, kept)] == [gone]
    undo_merge(session, merge, today=TODAY)
    session.expire_all()
    assert {number: open_contact(session, number).draft for number in two} == drafts
    assert len(open_contact(session, gone).assignments) == 1
    assert merges_of(session, kept) == ()
    listed = {row.number for row in list_contacts(session, ListQuery(search="")).rows}
    assert {kept, gone} <= listed
    assert [*contact_names(session)] == []
    with pytest.raises(NotFoundError):
        undo_merge(session, merge, today=TODAY)


def test_what_was_written_after_it_stands_when_it_is_undone(session, two):
    kept, gone = two
    merge = together(session, kept, gone)
    session.get(Contact, kept).person.phone = "90 00 00 77"
    planned = AssignmentStatus.PLANNED
    new = an_assignment(session, client="Ola Berg", contact=kept, status=planned)
    undo_merge(session, merge, today=TODAY)
    assert open_contact(session, kept).draft.person.phone == "90 00 00 77"
    assert new in {each.number for each in open_contact(session, kept).assignments}


def test_two_with_a_national_identity_number_each_are_two_people(session, two):
    kept, gone = two
    session.get(Contact, gone).person.national_id = "17058554321"
    with pytest.raises(InvalidInputError) as refused:
        together(session, kept, gone)
    assert "to personer" in refused.value.problems[0].message


def test_two_who_help_the_same_client_in_the_same_days_are_told_to_end_one(
    session, two
):
    kept, gone = two
    client = session.scalar(select(Assignment.client_number).limit(1))
    an_assignment(session, client=client, contact=gone, start_on=date(2026, 6, 1))
    with pytest.raises(InvalidInputError) as refused:
        together(session, kept, gone)
    assert "Avslutt det ene" in refused.value.problems[0].message


def test_nobody_is_merged_with_themselves_or_twice(session, two):
    kept, gone = two
    assert look_at_two(session, kept, kept).lacks
    together(session, kept, gone)
    third = a_contact(session, "Kari Ulvik")
    with pytest.raises(InvalidInputError):
        together(session, third, gone)


def test_somebody_else_s_save_in_between_is_not_overrun(session, two):
    kept, gone = versions(session, *two)
    session.get(Contact, two[0]).has_car = False
    session.flush()
    with pytest.raises(ChangedByAnotherError):
        merge_contacts(session, kept, gone, (), today=TODAY)


def test_where_there_can_be_one_only_that_of_the_kept_stands(session, two):
    kept, gone = two
    client = a_client(session, "Per Lie")
    for number in two:
        session.add(Recruitment(contact_number=number, about=f"S-{number}"))
        session.add(
            Veto(
                client_number=client,
                contact_number=number,
                reason="Naboer",
                set_on=TODAY,
            )
        )
    session.add(Declaration(contact_number=gone, signed_on=date(2026, 2, 1)))
    session.flush()
    together(session, kept, gone)
    of_kept = select(Recruitment.about).where(Recruitment.contact_number == kept)
    assert session.scalar(of_kept) == f"S-{kept}"
    vetoes = session.scalars(select(Veto.contact_number)).all()
    assert sorted(vetoes) == sorted(two)
    assert session.scalar(select(Declaration.contact_number)) == kept


def test_what_is_kept_about_the_one_is_found_with_the_other(session, two):
    kept, gone = two
    together(session, kept, gone)
    rows = rows_of(session, session.get(Contact, kept).person_number)
    assert set(rows.of("contacts")) == {kept, gone}
    assert len(rows.of("people")) == 2


def test_somebody_who_does_not_see_all_the_clients_is_told_whom_to_ask(database):
    with database.transaction() as session:
        kept = a_contact(session, "Kari Ulvik")
        gone = a_contact(session, "Kari M. Ulvik")
        number = an_assignment(session, contact=kept)
        client = session.get(Assignment, number).client_number
        session.get(Client, client).is_blocked = True
    with hired(database, Role.CASEWORKER) as own, own.transaction() as session:
        with pytest.raises(NotAllowedError) as refused:
            together(session, kept, gone)
        assert "Be en som ser alle" in refused.value.advice


def test_the_one_that_went_has_ended(session, two):
    kept, gone = two
    together(session, kept, gone)
    assert session.get(Contact, gone).status is ContactStatus.ENDED
    running = session.scalars(select(Assignment.status)).all()
    assert set(running) == {AssignmentStatus.ACTIVE}


@pytest.fixture
def helped(session):
    """An assignment that has begun, all in order, with one who is there twice."""
    kept = a_contact(session, "Kari Ulvik")
    gone = a_ready_contact(session, "Kari M. Ulvik")
    number = an_assignment(
        session, contact=gone, status=AssignmentStatus.PLANNED, hours=4
    )
    make_ready(session, number)
    version = session.get(Assignment, number).version
    start_assignment(session, number, version, today=TODAY)
    return kept, gone, number


def not_accepted(session, contact):
    refused = CertificateResult.NOT_ACCEPTED
    return a_certificate(session, contact, date(2026, 11, 20), refused)


def test_running_assignments_go_along_with_what_they_are_judged_by(session, helped):
    kept, gone, number = helped
    together(session, kept, gone)
    assert session.get(Assignment, number).status is AssignmentStatus.ACTIVE
    assert not lacks(session, number, TODAY)


def test_nobody_gets_a_certificate_not_accepted_by_a_merge_while_at_work(
    session, helped
):
    kept, gone, number = helped
    not_accepted(session, kept)
    with pytest.raises(GateClosedError, match="Ikke godkjent") as refused:
        together(session, kept, gone)
    assert "på pause først" in refused.value.advice
    assert refused.value.title.startswith(f"Oppdrag O-{number} ")


def test_a_veto_of_the_one_stands_against_what_the_other_is_doing(session, helped):
    kept, gone, number = helped
    client = session.get(Assignment, number).client_number
    set_veto(session, client, kept, "Naboer", today=TODAY)
    with pytest.raises(GateClosedError, match="aldri settes sammen"):
        together(session, kept, gone)


def test_a_veto_is_not_lost_because_the_other_had_one_that_was_lifted(session, two):
    kept, gone = two
    client = a_client(session, "Per Lie")
    lifted = set_veto(session, client, kept, "Naboer", today=TODAY)
    lift_veto(session, lifted.number, today=TODAY)
    standing = set_veto(session, client, gone, "Uenighet", today=TODAY)
    together(session, kept, gone)
    assert session.get(Veto, standing.number).contact_number == kept


def test_what_began_after_the_merge_does_not_lose_its_ground_when_undone(
    session, helped
):
    kept, gone, _number = helped
    planned = an_assignment(
        session,
        "Siri Dale",
        kept,
        status=AssignmentStatus.PLANNED,
        hours=4,
    )
    merge = together(session, kept, gone)
    make_ready(session, planned)
    # The declaration it starts by is the other one's, and goes back with her.
    session.get(Contact, kept).declaration_signed_on = date(2026, 11, 1)
    session.flush()
    version = session.get(Assignment, planned).version
    start_assignment(session, planned, version, today=TODAY)
    with pytest.raises(GateClosedError, match=f"O-{planned} er i gang"):
        undo_merge(session, merge, today=TODAY)


def test_who_is_at_work_does_not_become_one_who_has_ended(session, helped):
    kept, gone, _number = helped
    session.get(Contact, kept).status = ContactStatus.ENDED
    session.flush()
    with pytest.raises(InvalidInputError, match="oppdrag som ikke er avsluttet"):
        together(session, kept, gone)


def test_the_one_that_went_gets_no_new_work(session, two):
    kept, gone = two
    client = a_client(session, "Per Lie")
    together(session, kept, gone)
    draft = AssignmentDraft(client, gone, start_on=TODAY, agreed_minutes=240)
    with pytest.raises(InvalidInputError, match=f"Velg S-{kept}"):
        register_assignment(session, draft)
    number = register_assignment(session, replace(draft, contact_number=kept))
    version = session.get(Assignment, number).version
    with pytest.raises(InvalidInputError, match=f"Velg S-{kept}"):
        edit_assignment(session, number, version, draft, today=TODAY)


def test_the_one_that_went_is_not_engaged_anew(session, two):
    kept, gone = two
    together(session, kept, gone)
    card = open_contact(session, gone)
    for status in (ContactStatus.CANDIDATE, ContactStatus.ACTIVE):
        draft = replace(card.draft, status=status)
        with pytest.raises(InvalidInputError, match=f"S-{kept}"):
            edit_contact(session, gone, card.version, draft, today=TODAY)
    with pytest.raises(InvalidInputError, match=f"S-{kept}"):
        reengage_contact(session, gone, today=TODAY)
