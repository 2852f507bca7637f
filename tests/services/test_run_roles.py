"""Who may do what with a run, and what two do at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from stkdesk.domain.errors import ChangedByAnotherError, NotAllowedError
from stkdesk.domain.listing import ListQuery
from stkdesk.domain.pay_run import RunState, RunStep
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.blocking import block_client
from stkdesk.services.pay_runs import (
    confirm_run,
    lock_run,
    open_run,
    reverse_run,
    run_list,
    run_preview,
)
from stkdesk.services.run_steps import RunPlan, carry_out
from stkdesk.storage.tables.base import now as this_moment
from tests.services import running
from tests.services.running import TODAY
from tests.staff import hired

STEPS = frozenset((RunStep.DELIVER, RunStep.ARCHIVE))


@pytest.fixture
def period(database):
    with database.transaction() as session:
        return running.a_payable_month(session)[0]


def done_by(own, period, folder):
    """Run the month to its end, and return the number of the run."""
    with own.reading() as session:
        seen = run_preview(session, period, today=TODAY)
    with own.transaction() as session:
        number = lock_run(session, period, seen.choice, now=this_moment())
    plan = RunPlan(STEPS, folder, with_bundle=True)
    for _ in carry_out(own, number, plan, today=TODAY, now=this_moment()):
        pass
    return number


def test_a_caseworker_runs_the_month_and_payroll_confirms_it(
    database, period, tmp_path
):
    folder = tmp_path / "lønn"
    folder.mkdir()
    with hired(database, Role.CASEWORKER) as kari:
        number = done_by(kari, period, folder)
        with kari.reading() as session:
            run = open_run(session, number)
    assert (run.row.sheets, run.unarchived, run.row.made_by) == (3, 0, "Kari Lunde")
    with hired(database, Role.PAYROLL, name="Lars Lie") as lars:
        with pytest.raises(NotAllowedError), lars.transaction() as session:
            reverse_run(session, number, run.row.version, "Feil art", now=this_moment())
        with pytest.raises(NotAllowedError), lars.reading() as session:
            run_preview(session, period, today=TODAY)
        today = this_moment().astimezone().date()
        with lars.transaction() as session:
            confirm_run(session, number, run.row.version, today, now=this_moment())
        with lars.reading() as session:
            [row] = run_list(session, ListQuery()).rows
    assert row.state is RunState.CONFIRMED
    with database.reading() as session:
        assert set(running.states(session).values()) == {SheetState.PAID}


def test_the_hours_of_a_blocked_client_are_paid_and_nobody_is_named(
    database, period, tmp_path
):
    with database.transaction() as session:
        block_client(session, 2, [])
    with hired(database, Role.CASEWORKER) as kari:
        number = done_by(kari, period, tmp_path)
        with kari.reading() as session:
            run = open_run(session, number)
    assert (run.row.sheets, run.unarchived) == (3, 1)  # by one who may see the client


def test_of_two_who_lock_at_the_same_moment_one_wins(database, period):
    with (
        hired(database, Role.CASEWORKER) as kari,
        hired(database, Role.LEADER, name="Ola Moe") as ola,
    ):
        seen = []
        for own in (kari, ola):
            with own.reading() as session:
                seen.append(run_preview(session, period, today=TODAY))

        def _lock(own, found):
            try:
                with own.transaction() as session:
                    return lock_run(session, period, found.choice, now=this_moment())
            except ChangedByAnotherError as error:
                return error.title

        with ThreadPoolExecutor(2) as both:
            told = list(both.map(_lock, (kari, ola), seen))
    assert sorted(map(type, told), key=str) == [int, str]
    assert any("i mellomtiden" in str(each) or "endret" in str(each) for each in told)
    with database.reading() as session:
        assert running.times_in_runs(session) == {1: 1, 2: 1, 3: 1}
        assert run_list(session, ListQuery()).total == 1
