"""Whatever the office does with its month, nobody is paid twice, or by halves.

An office is played that registers, signs, takes back, runs, reverses, corrects and
changes its rates, in any order. After each step every sum in the register is held up
against what the visits pay by arithmetic of the test's own (``own_pay``).
"""

from collections import defaultdict

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from stkdesk.domain.corrected import effective
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.staff import Role
from stkdesk.domain.timesheet import SheetState
from stkdesk.services.pay_lines import pay_lines_of
from stkdesk.services.rate_rows import common_rates
from stkdesk.services.sheet_course import SheetKey
from stkdesk.services.sheet_lines import visit_of
from stkdesk.storage.tables import PayRunSheet, Timesheet
from tests.services.own_pay import pay_of_lines
from tests.services.playing_month import Paying
from tests.staff import hire

S = SheetState
OFTEN = ("sign_all", "run", "correct", "correct", "reverse", "adopt")
SIGNED = (S.CHECKED, S.APPROVED, S.SENT, S.PAID)


class Month(Paying):
    """What always holds."""

    def __init__(self):
        super().__init__()
        self.locked, self.closed = {}, {}

    def chains(self):
        """Return the sheets of each assignment in each period, the first one first."""
        found = defaultdict(list)
        asked = select(Timesheet).order_by(Timesheet.serial)
        for sheet in self.session.scalars(asked):
            found[SheetKey(sheet.assignment_number, sheet.period_number)].append(sheet)
        return found

    def told(self, sheet):
        """Return all a sheet says of work and of money."""
        lines = tuple(visit_of(line) for line in sheet.lines)
        pay = pay_lines_of(self.session, [sheet.number])[sheet.number]
        return lines, pay, sheet.pay_ore, sheet.serial

    @invariant()
    def the_sheets_say_what_the_office_meant(self):
        for key, sheets in self.chains().items():
            lines = [visit_of(line) for sheet in sheets for line in sheet.lines]
            assert effective(lines) == self.meant.get(key, ()), key

    @invariant()
    def all_sheets_of_a_month_pay_what_its_visits_pay(self):
        rates = [
            (row.kind.value, row.valid_from, row.amount_ore)
            for row in common_rates(self.session)
        ]
        for key, sheets in self.chains().items():
            paid = pay_lines_of(self.session, [sheet.number for sheet in sheets])
            total = sum(line.sum_ore for lines in paid.values() for line in lines)
            worked = [
                (x.work_on, x.minutes, x.metres, x.passengers, x.expense_ore)
                for sheet in sheets
                for x in sheet.lines
            ]
            is_first = key.assignment == self.keys[0].assignment
            terms = (
                {"cap_metres": 70_000, "cap_expenses": 300_00}
                if is_first
                else {"by_hour": True}
            )
            assert total == pay_of_lines(worked, rates, **terms), key
            assert total == sum(sheet.pay_ore for sheet in sheets)

    @invariant()
    def a_sheet_is_in_one_run_at_most_and_the_run_has_its_sum(self):
        runs, in_runs = self.standing_runs(), defaultdict(list)
        for row in self.session.scalars(select(PayRunSheet)):
            if row.run_number in runs:
                in_runs[row.sheet_number].append(row)
        sums = defaultdict(int)
        for sheet in self.session.scalars(select(Timesheet)):
            rows = in_runs.pop(sheet.number, [])
            assert [row.run_number for row in rows] == [
                each for each in [sheet.run_number] if each is not None
            ]
            assert (sheet.state in (S.SENT, S.PAID)) == bool(rows), sheet.state
            for row in rows:
                assert row.sum_ore == sheet.pay_ore
                sums[row.run_number] += row.sum_ore
                confirmed = runs[row.run_number].state is RunState.CONFIRMED
                assert (sheet.state is S.PAID) == confirmed == bool(sheet.paid_on)
        assert not in_runs
        assert all(run.sum_ore == sums[number] for number, run in runs.items())

    @invariant()
    def what_is_taken_back_is_not_paid_before_what_it_is_taken_from(self):
        for sheets in self.chains().values():
            paid = [sheet.state in (S.SENT, S.PAID) for sheet in sheets]
            if sheets[0].state is S.NOTHING:
                paid = paid[1:]
            assert paid == sorted(paid, reverse=True)

    @invariant()
    def what_is_with_payroll_is_never_changed(self):
        standing = {}
        for sheet in self.session.scalars(select(Timesheet)):
            if sheet.state in (S.SENT, S.PAID):
                standing[sheet.number] = (sheet.state, self.told(sheet))
        for number, (state, told) in self.locked.items():
            if state is S.PAID or number in standing:
                assert standing[number][1] == told
                assert state is S.SENT or standing[number][0] is S.PAID
        self.locked = standing

    @invariant()
    def nothing_is_signed_by_one_alone(self):
        for sheet in self.session.scalars(select(Timesheet)):
            if sheet.state not in SIGNED:
                assert (sheet.checked_by, sheet.approved_by) == (None, None)
                continue
            assert sheet.checked_by is not None
            assert (sheet.approved_by is None) == (sheet.state is S.CHECKED)
            if self.eyes:
                assert sheet.checked_by not in (sheet.entered_by, sheet.approved_by)

    @invariant()
    def nothing_in_a_closed_period_changes(self):
        for period in {key.period for key in self.keys}:
            firsts = {
                key: self.told(sheets[0])
                for key, sheets in self.chains().items()
                if key.period == period
            }
            if not self.is_closed(period):
                self.closed.pop(period, None)
            else:
                assert self.closed.setdefault(period, firsts) == firsts


def played_in(database):
    """Return the machine that works in ``database`` and leaves nothing behind."""
    acts = {name: a.draws for name, a in vars(Paying).items() if hasattr(a, "draws")}

    class Played(Month):
        """All acts are one rule: else most are left out of most stories."""

        @rule(what=st.sampled_from([*sorted(acts), *OFTEN, *OFTEN]), data=st.data())
        def do(self, what, data):
            drawn = {name: data.draw(of, name) for name, of in acts[what].items()}
            getattr(self, what)(**drawn)

    Played.database = database
    Played.staff = (
        hire(database, "Kari Lunde", Role.CASEWORKER),
        hire(database, "Per Vik", Role.CASEWORKER),
        hire(database, "Siri Ås", Role.LEADER),
    )
    return Played


def test_whatever_the_office_does_nobody_is_paid_twice_or_by_halves(file_database):
    run_state_machine_as_test(
        played_in(file_database),
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            phases=(Phase.generate,),  # to make a story shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
