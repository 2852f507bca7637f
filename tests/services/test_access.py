"""Each role does what its work is, and is refused the rest."""

from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.contact import ContactDraft
from stkdesk.domain.errors import NotAllowedError, OfficeError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.run_preview import RunChoice
from stkdesk.domain.sheet_course import CourseStep
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.staff import PROGRAM, Actor, Right, Role
from stkdesk.services.access import needs
from stkdesk.services.assignment_list import list_assignments
from stkdesk.services.client_list import list_clients
from stkdesk.services.clients import open_client, register_client
from stkdesk.services.contact_list import list_contacts
from stkdesk.services.contacts import register_contact
from stkdesk.services.corrections import begin_correction, delete_correction
from stkdesk.services.decisions import open_decision
from stkdesk.services.duplicates import remember_apart
from stkdesk.services.issuing import issue_decision
from stkdesk.services.kpr_list import kpr_year
from stkdesk.services.leader_course import check_leaders
from stkdesk.services.month_grid import month_grid
from stkdesk.services.month_run import month_run
from stkdesk.services.office import change_period_rule
from stkdesk.services.papers import list_papers
from stkdesk.services.pay_runs import (
    confirm_run,
    lock_run,
    reverse_run,
    run_file,
    run_list,
    run_preview,
)
from stkdesk.services.period_care import close_period, open_period
from stkdesk.services.printing import print_month
from stkdesk.services.rate_effects import rate_effects
from stkdesk.services.rates import list_rates, set_rate
from stkdesk.services.register_check import check_register
from stkdesk.services.reminders import make_reminders
from stkdesk.services.report_list import report_list
from stkdesk.services.sheet_course import Done, check_sheets, undo_step
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.services.timesheets import approve_sheets
from stkdesk.storage.tables import Event
from tests.staff import hired

TODAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
QUERY = ListQuery()
RATE = RateRow(RateKind.HOUR_INDIVIDUAL, TODAY, 250_00)

#: A representative errand of each kind, and the roles whose work it is.
ERRANDS = {
    "read clients": (lambda s: list_clients(s, QUERY), "caseworker leader reader"),
    "add a client": (
        lambda s: register_client(s, ClientDraft(), today=TODAY),
        "caseworker leader",
    ),
    "read contacts": (
        lambda s: list_contacts(s, QUERY),
        "caseworker leader reader payroll",
    ),
    "add a contact": (
        lambda s: register_contact(s, ContactDraft(), today=TODAY),
        "caseworker leader",
    ),
    "read assignments": (
        lambda s: list_assignments(s, QUERY),
        "caseworker leader reader payroll",
    ),
    "read hours": (
        lambda s: month_grid(s, (), QUERY, today=TODAY),
        "caseworker leader reader payroll",
    ),
    "approve hours": (lambda s: approve_sheets(s, (), now=NOON), "caseworker leader"),
    "read a decision": (lambda s: open_decision(s, 1), "caseworker leader reader"),
    "issue a decision": (
        lambda s: issue_decision(s, 1, 1, today=TODAY),
        "caseworker leader",
    ),
    "read papers": (lambda s: list_papers(s, QUERY), "caseworker leader reader"),
    "print the month": (lambda s: month_run(s, "2026-10"), "caseworker leader"),
    "change periods": (
        lambda s: change_period_rule(s, valid_from=TODAY, start_day=1, due_day=5),
        "leader administrator",
    ),
    "change rates": (lambda s: set_rate(s, RATE), "leader administrator payroll"),
    "look at a run": (
        lambda s: run_preview(s, 1, today=TODAY),
        "caseworker leader",
    ),
    "lock a run": (
        lambda s: lock_run(s, 1, RunChoice((), (), TODAY), now=NOON),
        "caseworker leader",
    ),
    "take a run back": (
        lambda s: reverse_run(s, 1, 1, "Feil art", now=NOON),
        "caseworker leader",
    ),
    "confirm a run": (
        lambda s: confirm_run(s, 1, 1, TODAY, now=NOON),
        "caseworker leader payroll",
    ),
    "read runs": (
        lambda s: run_list(s, QUERY),
        "caseworker leader reader payroll",
    ),
    "take out a file of a run": (
        lambda s: run_file(s, 1),
        "caseworker leader reader payroll",
    ),
    "correct a sheet": (lambda s: begin_correction(s, 1), "caseworker leader"),
    "take away a correction": (
        lambda s: delete_correction(s, 1),
        "caseworker leader",
    ),
    "attest hours": (lambda s: check_sheets(s, (), now=NOON), "caseworker leader"),
    "attest leaders": (
        lambda s: check_leaders(s, (), now=NOON),
        "caseworker leader",
    ),
    "take a step back": (
        lambda s: undo_step(s, Done(CourseStep.ARRIVED)),
        "caseworker leader",
    ),
    "send a sheet back": (
        lambda s: send_back(s, (), ReturnDraft(), today=TODAY),
        "caseworker leader",
    ),
    "remind": (
        lambda s: make_reminders(s, 1, ReminderStep.FIRST, (), today=TODAY),
        "caseworker leader",
    ),
    "close a period": (
        lambda s: close_period(s, 1, now=NOON),
        "caseworker leader administrator",
    ),
    "open a closed period": (
        lambda s: open_period(s, 1, "Kom for sent", now=NOON),
        "leader",
    ),
    "see what a rate does": (
        lambda s: rate_effects(s, RateChange(RATE)),
        "leader administrator payroll",
    ),
    "read reports": (
        lambda s: report_list(s, QUERY, today=TODAY),
        "caseworker leader reader",
    ),
    "read the KPR list": (
        lambda s: kpr_year(s, 2026, today=TODAY),
        "caseworker leader reader",
    ),
    "check the register": (lambda s: list(check_register(s)), "administrator"),
    "look up rates": (list_rates, "caseworker leader reader payroll administrator"),
}


def refused(database):
    """Return what the trail says of refusals."""
    with database.reading() as session:
        found = select(Event.staff_number).where(Event.action == "refused")
        return session.scalars(found).all()


@pytest.mark.parametrize("role", Role)
def test_a_role_does_its_own_work_and_no_other(database, role):
    with hired(database, role) as own:
        told = []
        for name, (errand, whose) in ERRANDS.items():
            if role.value in whose.split():
                with suppress(OfficeError), own.transaction() as session:
                    errand(session)  # may lack this or that, but not the right
            else:
                with pytest.raises(NotAllowedError), own.transaction() as session:
                    errand(session)
                told.append(own.actor.number)
            assert refused(database) == told, name


def test_somebody_with_two_roles_does_the_work_of_both(database):
    both = hired(database, Role.READER, Role.PAYROLL)
    with both as own, own.transaction() as session:
        set_rate(session, RATE)
        assert list_clients(session, QUERY).total == 0


def test_a_refusal_says_whom_to_ask(database):
    payroll, refusal = hired(database, Role.PAYROLL), pytest.raises(NotAllowedError)
    with payroll as own, refusal as told, own.reading() as session:
        open_client(session, 1)
    assert "administrator" in told.value.advice


def test_what_is_read_without_right_is_noted_too(database):
    keeper = hired(database, Role.ADMINISTRATOR)
    with keeper as own, pytest.raises(NotAllowedError), own.reading() as session:
        list_clients(session, QUERY)
    assert refused(database) == [own.actor.number]


def test_a_long_errand_is_asked_before_its_first_step(database, tmp_path):
    reader, refusal = hired(database, Role.READER), pytest.raises(NotAllowedError)
    with reader as own, refusal, (tmp_path / "ut.pdf").open("wb") as out:
        print_month(own, None, out, today=TODAY)
    assert refused(database) == [own.actor.number]


@pytest.mark.on_file  # a server refuses the part itself
def test_what_an_errand_calls_is_its_own_business(database):
    """A role that may do the whole need not have the right to each part."""

    @needs(Right.READ_HOURS)
    def whole(session):
        return list_clients(session, QUERY).total

    with hired(database, Role.PAYROLL) as own, own.reading() as session:
        assert whole(session) == 0
        with pytest.raises(NotAllowedError):
            list_clients(session, QUERY)


def test_a_part_of_an_errand_is_never_done_on_its_own(database):
    caseworker, fault = hired(database, Role.CASEWORKER), pytest.raises(AssertionError)
    with caseworker as own, fault, own.reading() as session:
        remember_apart(session, 1, (2,))


def test_an_administrator_alone_may_not_read_of_a_single_person():
    keeper = Actor(1, "Per", frozenset({Role.ADMINISTRATOR}))
    reading = (Right.READ_CASES, Right.READ_CONTACTS, Right.READ_HOURS)
    assert not keeper.may(*reading)
    assert not keeper.may(Right.READ_TRAIL, Right.EXPORT_PERSON)


def test_a_reader_changes_nothing():
    reader = Actor(1, "Per", frozenset({Role.READER}))
    assert {right.value.partition("_")[0] for right in reader.rights} == {"read"}


def test_the_program_does_everything():
    assert all(PROGRAM.may(right) for right in Right)
