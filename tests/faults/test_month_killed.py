"""The month is run, and the power goes: at every step, within it, and between two.

A process of its own works in a real register and is killed the moment a function is
entered or left. Nothing is made of it by halves, and whoever opens the register again
goes on to the very same sums, with each sheet paid once.
"""

import hashlib
import os
import pathlib
import shutil
import signal
import sys
from contextlib import suppress
from datetime import date

import pytest
from sqlalchemy import func, select

from stkdesk.domain.listing import ListQuery
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.pay_run import RunStep
from stkdesk.domain.sheet_ledger import ReminderStep
from stkdesk.domain.timesheet import SheetState
from stkdesk.services import (
    pay_runs,
    run_archive,
    run_delivery,
    run_draft,
    run_lock,
)
from stkdesk.services.run_steps import AFTER_LOCK, RunPlan, carry_out
from stkdesk.storage.tables import Counter, Paper, PayRunFile, SheetReminder
from tests import builders as make
from tests.needs import FORK
from tests.services import running
from tests.services.running import NOW, TODAY

CALL, RETURN = "call", "return"
#: Where it strikes: a function, whether it begins or has ended, and which time.
POINTS = {
    "before the lock": (run_draft.draft_run, CALL, 2),
    "the run is written, no sheet is": (run_lock._lock_sheets, CALL, 1),
    "the sheets are locked, no file is kept": (run_lock._lock_sheets, RETURN, 1),
    "all is written, nothing is saved": (run_lock.lock_run, RETURN, 1),
    "locked, nothing is delivered": (run_delivery.put_file, CALL, 1),
    "a file is written under another name": (pathlib.Path.replace, CALL, 1),
    "a file is in place and not noted": (pathlib.Path.replace, RETURN, 1),
    "one file is there and not the other": (run_delivery.put_file, CALL, 2),
    "the note of a delivery is not saved": (run_delivery._note_delivered, RETURN, 2),
    "the vouchers are not in place": (pathlib.Path.replace, CALL, 3),
    "delivered, the step is not noted": (pay_runs.advance_run, CALL, 1),
    "some statements are made and not saved": (run_archive._keep, RETURN, 1),
    "half of the archive is made": (run_archive._keep, CALL, 2),
    "archived, the step is not noted": (pay_runs.advance_run, CALL, 2),
    "reminded, the step is not noted": (pay_runs.advance_run, CALL, 3),
    "printed, the step is not noted": (pay_runs.advance_run, CALL, 4),
    "all is done and not said": (pay_runs.advance_run, RETURN, 5),
}
LATER = date(2026, 11, 16)  # the reminder is due
FILES = ("bilag-2026-10-1.pdf", "kontrolliste-2026-10-1.pdf", "lonn-2026-10-1.csv")
# From Python 3.12 on; the child never comes back.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded, use of fork:DeprecationWarning"
)


@pytest.fixture(scope="module")
def template(unlocked, empty_register, tmp_path_factory):
    """A register with three sheets to pay and one that is missing; its sum in øre."""
    file = tmp_path_factory.mktemp("month") / "register.db"
    for ending in (".db", ".keys"):
        shutil.copy(empty_register.with_suffix(ending), file.with_suffix(ending))
    database = unlocked._replace(file=file).database()
    with database.transaction() as session:
        running.a_payable_month(session)
        make.an_assignment(session, "Ida Moe", "Kari Dal")  # her sheet has not come
    database.close()
    return file


@pytest.mark.needs_linux(FORK)
@pytest.mark.parametrize("point", POINTS)
def test_a_kill_leaves_no_half_run_and_the_rest_is_done_once(
    point, template, unlocked, tmp_path
):
    file, folder = tmp_path / "register.db", tmp_path / "til lønn"
    folder.mkdir()
    for ending in (".db", ".keys"):
        shutil.copy(template.with_suffix(ending), file.with_suffix(ending))
    assert killed_at(POINTS[point], unlocked._replace(file=file), folder)

    database = unlocked._replace(file=file).database()
    try:
        nothing_is_half(database, folder)
        run_the_month(database, folder)
        all_is_done_once(database, folder)
    finally:
        database.close()


def run_the_month(database, folder):
    """Do what the wizard does: go on with a run there is, or make one."""
    with database.reading() as session:
        [*begun] = pay_runs.run_list(session, ListQuery()).rows
        [period] = [
            each.number
            for each in make.periods(session).values()
            if each.code == "2026-10"
        ]
        seen = None if begun else pay_runs.run_preview(session, period, today=TODAY)
    if seen is not None:
        with database.transaction() as session:
            number = pay_runs.lock_run(session, period, seen.choice, now=NOW)
    else:
        number = begun[0].number
    plan = RunPlan(frozenset(AFTER_LOCK), folder, with_bundle=True)
    for _ in carry_out(database, number, plan, today=LATER, now=NOW):
        pass


def nothing_is_half(database, folder):
    """Hold the register and the folder to being whole, however far they came."""
    with database.reading() as session:
        runs = pay_runs.run_list(session, ListQuery()).rows
        states = set(running.states(session).values())
        assert states == {SheetState.SENT if runs else SheetState.APPROVED}
        files = session.scalars(select(PayRunFile)).all()
        assert len(files) == 2 * len(runs)
        digests = {each.name: each.sha256 for each in files}
        assert all(
            hashlib.sha256(each.data).hexdigest() == each.sha256 for each in files
        )
    for file in folder.iterdir():
        if file.name in digests:  # under its own name it is whole
            assert hashlib.sha256(file.read_bytes()).hexdigest() == digests[file.name]


def all_is_done_once(database, folder):
    """Hold the run to having been done once, to its end."""
    with database.reading() as session:
        [run] = pay_runs.run_list(session, ListQuery()).rows
        assert (run.code, run.done) == ("2026-10-1", RunStep.DONE)
        opened = pay_runs.open_run(session, run.number)
        assert run.sum_ore == 3 * (724_05 + 905_06 + 105_00 + 54_00 + 300_00)
        assert sum(sheet.sum_ore for sheet in opened.sheets) == run.sum_ore
        assert running.times_in_runs(session) == {1: 1, 2: 1, 3: 1}
        assert opened.unarchived == 0
        made = select(func.count()).where(Paper.kind == PaperKind.STATEMENT)
        assert session.scalar(made) == 3
        assert session.get(Counter, "S-2026").next == 4  # no number is lost
        reminded = session.scalars(select(SheetReminder.step)).all()
        assert reminded == [ReminderStep.FIRST]
    assert sorted(each.name for each in folder.iterdir()) == list(FILES)
    for each in FILES[::2]:
        assert (folder / each).stat().st_size > 0


def killed_at(point, unlocked, folder):
    """Run the month in a process that is killed at ``point``; tell whether it was."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            run_archive.AT_A_TIME = 2
            strike(*point)
            run_the_month(unlocked.database(), folder)
        os._exit(3)  # it came to an end that it should not have
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def strike(function, event, time):
    """Kill this process when ``function`` is entered, or left, for that time."""
    code, left = getattr(function, "__wrapped__", function).__code__, time

    def _look(frame, what, _argument):
        nonlocal left
        if what == event and frame.f_code is code:
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(_look)
