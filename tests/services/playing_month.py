"""An office that plays its month: sheets, signatures, runs, corrections and rates.

Each act is marked with what is drawn for it; what is refused leaves no trace. What the
office means by what it does is remembered in ``meant``: the visits of an assignment in
a period, as they were last accepted.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize
from sqlalchemy import select

from stkdesk.domain.errors import OfficeError
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.pay_run import RunState
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.rate_change import RateChange
from stkdesk.domain.sheet_ledger import ReturnReason
from stkdesk.domain.staff import PROGRAM
from stkdesk.domain.timesheet import Trip, Visit
from stkdesk.services.corrections import (
    begin_correction,
    delete_correction,
    register_correction,
)
from stkdesk.services.four_eyes import set_four_eyes
from stkdesk.services.new_rate import adopt_rate
from stkdesk.services.office import set_up_office
from stkdesk.services.pay_runs import confirm_run, lock_run, reverse_run, run_preview
from stkdesk.services.period_care import close_period, open_period
from stkdesk.services.rate_effects import rate_effects
from stkdesk.services.sheet_course import (
    SheetKey,
    approve_sheets,
    check_sheets,
    mark_arrived,
    mark_nothing,
    undo_step,
)
from stkdesk.services.sheet_opening import open_sheet
from stkdesk.services.sheet_returns import ReturnDraft, send_back
from stkdesk.services.timesheets import (
    delete_sheet,
    register_nothing,
    register_sheet,
    restore_sheet,
    undo_approval,
    undo_check,
)
from stkdesk.storage.tables import PayRun, SheetPeriod, Timesheet
from tests import builders as make
from tests.services import running
from tests.services.playing import may

TODAY = date(2026, 12, 4)
NOW = datetime(2026, 12, 4, 9, tzinfo=UTC)
WHY = "Gjort om igjen etter avtale."
OF = st.integers(0, 5)
WHO = st.integers(0, 2)
DRIVES = st.sampled_from([(0, 0), (12_345, 0), (12_345, 1), (60_000, 2)])
VISITS = st.lists(
    st.tuples(
        st.sampled_from([3, 14, 20, 28]),
        st.sampled_from([7, 60, 95, 180]),
        DRIVES,
        st.sampled_from([0, 99_99, 250_00]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda visit: visit[0],
)
RATES = (RateKind.HOUR_INDIVIDUAL, RateKind.KM_STATE, RateKind.EXPENSE_HOUR)


def _trip(carried):
    names = "Ida, Per" if carried else ""
    return Trip("tur", "Hjem – hall", passengers=carried, passenger_names=names)


CHANGES = st.tuples(
    st.sampled_from(RATES),
    st.sampled_from([date(2026, 10, 1), date(2026, 10, 20), date(2026, 11, 14)]),
    st.sampled_from([3_99, 5_30, 211_11, 260_00]),
)


class Paying(RuleBasedStateMachine):
    """Two assignments, two months, three at work."""

    database = staff = None  # given by those who play

    def __init__(self):
        super().__init__()
        self.meant, self.corrected = {}, {}
        self.done, self.removed, self.seen = [], [], None
        self._whole = self.database.transaction()
        self.session = self._whole.__enter__()
        self.session.info["actor"] = PROGRAM

    def teardown(self):
        with suppress(ZeroDivisionError):  # so that nothing is saved
            error = ZeroDivisionError()
            self._whole.__exit__(ZeroDivisionError, error, None)

    def does(self, work, who=0):
        """Do an errand as one of the staff; refused, it leaves no trace."""
        session = self.session
        session.expire_all()
        session.info["actor"] = self.staff[who]
        try:
            with session.begin_nested():
                return work(session)
        except OfficeError:
            return None
        finally:
            session.expire_all()
            session.info["actor"] = PROGRAM

    @initialize(eyes=st.booleans(), begun=st.booleans())
    def open_the_office(self, eyes, begun):
        session = self.session
        set_up_office(session, running.OFFICE, today=TODAY)
        make.rates(session)
        running.codes(session)
        for act in (Act.CHECK_HOURS, Act.APPROVE_HOURS):
            set_four_eyes(session, act, is_on=eyes)
        self.eyes = eyes
        codes = make.periods(session)
        terms = (
            {"expense_cap_ore": 300_00, "drive_cap_metres": 70_000},
            {"expense_way": ExpenseWay.HOUR},
        )
        self.keys = []
        for place, each in enumerate(terms, 1):
            names = (running.CLIENTS[place], running.CONTACTS[place])
            number = make.an_assignment(session, *names, **each)
            running.a_payable_contact(session, place)
            for code in ("2026-10", "2026-11"):
                self.keys.append(SheetKey(number, codes[code].number))
        change = RateChange(RateRow(RateKind.EXPENSE_HOUR, make.START, 15_55))
        adopt_rate(session, rate_effects(session, change), today=TODAY)
        for key in self.keys if begun else ():
            self.register(self.keys.index(key), [(3, 95, (12_345, 1), 99_99)], 0)
            self.sign_all(1)

    # What comes in.

    def visits(self, key, drawn):
        month = 10 if key.period == self.keys[0].period else 11
        return tuple(
            Visit(
                date(2026, month, day),
                960,
                minutes,
                metres,
                expense,
                has_receipt=True,
                trip=_trip(carried) if metres else Trip(),
            )
            for day, minutes, (metres, carried), expense in sorted(drawn)
        )

    @may(of=OF, drawn=VISITS, who=WHO)
    def register(self, of, drawn, who):
        key = self.keys[of % len(self.keys)]
        visits = self.visits(key, drawn)

        def work(session):
            draft = open_sheet(session, key.assignment, key.period).draft
            register_sheet(session, replace(draft, visits=visits), today=TODAY)
            return True

        if self.does(work, who):
            self.meant[key] = visits

    @may(of=OF, who=WHO)
    def register_without_hours(self, of, who):
        key = self.keys[of % len(self.keys)]

        def work(session):
            draft = open_sheet(session, key.assignment, key.period).draft
            register_nothing(session, draft, today=TODAY)
            return True

        if self.does(work, who):
            self.meant[key] = ()

    @may(of=OF, who=WHO, what=st.integers(0, 2))
    def by_post(self, of, who, what):
        key = self.keys[of % len(self.keys)]
        back = ReturnDraft((ReturnReason.SUM,))
        step = (
            lambda s: mark_arrived(s, [key], today=TODAY),
            lambda s: mark_nothing(s, [key], today=TODAY),
            lambda s: send_back(s, [key], back, today=TODAY),
        )[what]
        self._keep(self.does(step, who))

    # What is signed, and taken back.

    def _keep(self, done):
        if done is not None and done.changes:
            self.done.append(done)

    @may(who=WHO)
    def sign_all(self, who):
        numbers = list(self.session.scalars(select(Timesheet.number)))
        for step, by in ((check_sheets, who), (approve_sheets, (who + 1) % 3)):
            self._keep(self.does(lambda s, do=step: do(s, numbers, now=NOW), by))

    @may(of=OF, who=WHO, step=st.sampled_from([check_sheets, approve_sheets]))
    def sign_one(self, of, who, step):
        sheet = self.some(Timesheet, of)
        if sheet is not None:
            self._keep(self.does(lambda s: step(s, [sheet.number], now=NOW), who))

    @may(of=OF, undo=st.sampled_from([undo_check, undo_approval]))
    def take_back_a_signature(self, of, undo):
        sheet = self.some(Timesheet, of)
        if sheet is not None:
            self.does(lambda s: undo(s, [sheet.number]))

    @may(of=OF)
    def open_one_whole(self, of):
        """Take both signatures off, to edit."""
        sheet = self.some(Timesheet, of)
        if sheet is not None:
            for undo in (undo_approval, undo_check):
                self.does(lambda s, do=undo: do(s, [sheet.number]))

    @may(of=OF, who=WHO)
    def undo(self, of, who):
        if self.done:
            done = self.done[of % len(self.done)]
            self._keep(self.does(lambda s: undo_step(s, done), who))

    @may(of=OF)
    def delete(self, of):
        sheet = self.some(Timesheet, of)
        if sheet is None:
            return
        key = SheetKey(sheet.assignment_number, sheet.period_number)
        if removed := self.does(lambda s: delete_sheet(s, sheet.number)):
            self.removed.append((key, self.meant.pop(key, None), removed))

    @may(of=OF)
    def restore(self, of):
        if not self.removed:
            return
        key, meant, removed = self.removed[of % len(self.removed)]
        if self.does(lambda s: restore_sheet(s, removed)) and meant is not None:
            self.meant[key] = meant

    # What is put right.

    @may(of=OF, drawn=VISITS, who=WHO, alike=st.booleans())
    def correct(self, of, drawn, who, alike):
        sheet = self.some(Timesheet, of)
        if sheet is None:
            return
        key = SheetKey(sheet.assignment_number, sheet.period_number)
        visits = self.visits(key, drawn)

        def work(session):
            draft = begin_correction(session, sheet.number).draft
            wanted = draft.visits[:-1] if alike else visits
            draft = replace(draft, visits=wanted)
            number = register_correction(session, sheet.number, draft, WHY, today=TODAY)
            return number, wanted

        if found := self.does(work, who):
            number, wanted = found
            self.corrected.setdefault(number, self.meant.get(key, ()))
            self.meant[key] = wanted

    @may(of=OF)
    def delete_the_correction(self, of):
        sheet = self.some(Timesheet, of, but_first=True)
        if sheet is None:
            return
        key = SheetKey(sheet.assignment_number, sheet.period_number)
        number = sheet.number
        took = self.does(lambda s: delete_correction(s, number) or True)
        if took and number in self.corrected:
            self.meant[key] = self.corrected.pop(number)

    @may(change=CHANGES, removes=st.booleans())
    def adopt(self, change, removes):
        wanted = RateChange(RateRow(*change), removes)
        self.does(lambda s: adopt_rate(s, rate_effects(s, wanted), today=TODAY), 2)

    # What goes to payroll.

    @may(of=st.integers(0, 1))
    def look(self, of):
        period = self.keys[of].period
        found = self.does(lambda s: run_preview(s, period, today=TODAY))
        self.seen = (period, found) if found else None

    @may(who=WHO)
    def lock_what_was_seen(self, who):
        if self.seen is not None:
            period, found = self.seen
            self.does(lambda s: lock_run(s, period, found.choice, now=NOW), who)

    @may(of=st.integers(0, 1))
    def run(self, of):
        self.look(of)
        self.lock_what_was_seen(0)

    @may(of=OF)
    def reverse(self, of):
        run = self.some(PayRun, of)
        if run is not None:
            seen = (run.number, run.version)
            self.does(lambda s: reverse_run(s, *seen, WHY, now=NOW))

    @may(of=OF)
    def confirm(self, of):
        run = self.some(PayRun, of)
        if run is not None:
            seen = (run.number, run.version, TODAY)
            self.does(lambda s: confirm_run(s, *seen, now=NOW), 2)

    @may(of=st.integers(0, 1))
    def close(self, of):
        self.does(lambda s: close_period(s, self.keys[of].period, now=NOW))

    @may(of=st.integers(0, 1))
    def open_again(self, of):
        self.does(lambda s: open_period(s, self.keys[of].period, WHY, now=NOW), 2)

    def some(self, table, of, *, but_first=False):
        """Return one of the rows there are; None when there is none."""
        asked = select(table).order_by(table.number)
        if but_first:
            asked = asked.where(Timesheet.serial > 1)
        found = list(self.session.scalars(asked))
        return found[of % len(found)] if found else None

    def standing_runs(self):
        """Return the runs that are not taken back, by number."""
        found = select(PayRun).where(PayRun.state != RunState.REVERSED)
        return {run.number: run for run in self.session.scalars(found)}

    def is_closed(self, number):
        """Tell whether a period is closed."""
        return self.session.get_one(SheetPeriod, number).closed_at is not None
