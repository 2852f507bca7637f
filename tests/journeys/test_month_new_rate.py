"""A new rate from 1 May is decided in November: back-pay, letters, and the next run.

May and June are paid, and October's sheets are approved. Berit types the rate, reads
what it changes before anything is saved, writes to everybody it concerns, signs the
corrections, and pays them with October. The sums are worked out by hand.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from PySide6.QtWidgets import QListWidget, QTableView

from stkdesk.domain.pay_run import RunState
from stkdesk.services.pay_runs import confirm_run, lock_run, run_preview
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import PayRun
from tests import builders as make
from tests import person
from tests.conftest import PASSWORD
from tests.journeys import month_sums as sums
from tests.journeys import month_work as work
from tests.journeys.by_hand import Work, owed
from tests.journeys.contacting import fills, press_by_keys, tab_to
from tests.journeys.paper import Paper
from tests.services import running

OLD, NEW = Fraction("241.35"), Fraction("252.40")
MAY_1 = date(2026, 5, 1)
BEFORE = {date(2026, 1, 1): OLD}
AFTER = BEFORE | {MAY_1: NEW}
CONTACTS = ("Håkon Solheim", "Berit Næss", "Ola Lie")
CLIENTS = ("Sverre Nakkerud", "Åse Kvernes", "Tormod Ødegård")
#: Hours of each visit, by month and contact: no two months or people are alike.
HOURS = {
    4: ("3", "2", "2"),
    5: ("3.25", "2.75", "1.5"),
    6: ("2.25", "4", "0.75"),
    10: ("3", "2.5", "1.75"),
}
DAYS = (3, 17, 24)


def works(month, place):
    """The three visits of a sheet, and the driving of the first of them."""
    hours = Fraction(HOURS[month][place])
    first, *rest = (Work(date(2026, month, day), hours) for day in DAYS)
    return [Work(first.day, hours, km=Fraction("12.4")), *rest]


@pytest.fixture
def paid(worker):
    """April, May and June are paid by the old rate; October waits to be."""
    database = open_register(worker.file, PASSWORD)
    with database.transaction() as session:
        make.rates(session)
        running.codes(session)
        periods = make.periods(session)
        assignments = []
        for place, (client, contact) in enumerate(zip(CLIENTS, CONTACTS, strict=True)):
            number = make.an_assignment(session, client, contact)
            running.a_payable_contact(session, place)
            assignments.append(number)
        for month in HOURS:
            period = periods[f"2026-{month:02}"].number
            for place, number in enumerate(assignments):
                visits = [
                    make.a_visit(
                        each.day.day,
                        minutes=int(each.hours * 60),
                        month=month,
                        metres=int(each.km * 1000),
                    )
                    for each in works(month, place)
                ]
                sheet = make.a_sheet(session, number, period, *visits)
                make.approved(session, sheet)
            if month < 10:
                _is_paid(session, period, date(2026, month + 1, 12))
    database.close()
    return worker


def _is_paid(session, period, day):
    now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    found = run_preview(session, period, today=day)
    number = lock_run(session, period, found.choice, now=now)
    version = session.get(PayRun, number).version
    confirm_run(session, number, version, day, now=now)


def test_a_new_rate_from_may_is_paid_back_with_letters(paid, tmp_path):
    paid.comes_to_work(date(2026, 11, 10))
    types_the_rate(paid)
    reads_what_it_changes(paid)
    writes_to_all(paid, tmp_path / "satsbrev.pdf")
    signs_the_corrections(paid, "Mai 2026", "Forrige periode", 5)
    signs_the_corrections(paid, "Juni 2026", "Neste periode", 1)
    file = runs(paid, tmp_path)
    october_and_the_rest_of_may_and_june_are_paid(file)
    what_was_paid_stands(paid)


def types_the_rate(worker):
    worker.goes_to("Innstillinger")
    worker.window.page.shown()
    worker.desk.type("<Home>")
    groups = worker.window.page.findChild(QListWidget)
    while groups.currentItem().text() != "Satser":
        worker.desk.type("<Down>")
    work.settled(worker)
    worker.reads("Ny sats")
    assert worker.stands(worker.window, "Sats").startswith("Timesats, individuell")
    typed = {"Gjelder fra": "1.5.26", "Kroner": "252,40"}
    fills(worker, worker.window, typed)
    work.settled(worker)
    assert worker.stands(worker.window, "Kroner") == "252,40"
    worker.desk.key("Return")


def back_pay(place):
    """What one contact is owed for May and June, in øre, by hand."""
    return sum(
        owed(works(month, place), AFTER).total - owed(works(month, place), BEFORE).total
        for month in (5, 6)
    )


def reads_what_it_changes(worker):
    """Nothing is saved before it is seen, contact by contact."""
    shown = worker.opened("Hva satsen endrer")
    total = sum(back_pay(place) for place in range(3))
    worker.reads("6 timelister er alt hos lønn og står urørt.", where=shown)
    worker.reads(f"på til sammen kr\xa0{papers(total)}", where=shown)
    worker.reads("3 timelister som ikke er sendt til lønn, får ny sum.", where=shown)
    rows = person.rows(shown.findChild(QTableView))
    told = {row[0]: row[-1] for row in rows}
    assert told == {
        CONTACTS[place]: f"+\xa0kr\xa0{papers(back_pay(place))}" for place in range(3)
    }
    press_by_keys(worker, "Ta i bruk satsen", shown)
    worker.gone(shown)


def papers(paid):
    return sums.kroner(paid).replace(" ", "\xa0")


def writes_to_all(worker, file):
    question = worker.opened("Lage brev til 3 støttekontakter?")
    worker.desk.key("Return", question)
    work.prints(worker, "Satsbrev", file)
    assert work.letters_in(file) == 3
    text = Paper(file).everything().replace("\xa0", " ")
    for place in range(3):
        assert CONTACTS[place] in text
        assert f"kr {sums.kroner(back_pay(place))}" in text
    assert "kr 252,40" in text
    assert not [name for name in CLIENTS if name in text]


def signs_the_corrections(worker, month, way, steps):
    """The rows of the month are chosen; their corrections are what is signed."""
    work.the_board(worker)
    tab_to(worker, worker.window, person.button(worker.window, way))
    worker.desk.type(*["<Space>"] * steps)
    worker.reads(month)
    board = work.the_board(worker)
    tab_to(worker, worker.window, board.grid)
    worker.desk.key("Ctrl+A")
    work.takes(worker, "Ctrl+E", "Attestert: 3 timelister")
    work.takes(worker, "Ctrl+G", "Godkjent: 3 timelister")


def runs(worker, folder):
    wizard = work.begins_run(worker)
    work.on(worker, wizard, 2)
    totals = person.rows(wizard.totals.table)
    assert [row[2] for row in totals] == ["1 + 2 korr."] * 3
    work.on(worker, wizard, 2)
    work.chooses_folder(worker, wizard, folder)
    work.on(worker, wizard, 1)
    work.is_done(worker, wizard)
    return folder / "lonn-2026-10-1.csv"


def october_and_the_rest_of_may_and_june_are_paid(file):
    expected = {}
    for place in range(3):
        employee = f"00{500 + place}"
        october = owed(works(10, place), AFTER)
        expected[employee, "01201"] = october.fee + back_pay(place)
        expected[employee, "01202"] = october.tax_free
        expected[employee, "01203"] = october.taxable
    assert sums.by_code(file) == expected


def what_was_paid_stands(worker):
    """The runs of April to June are as they were, to the øre."""

    def _read(session):
        rows = session.query(PayRun).order_by(PayRun.number)
        return [(row.state, row.sum_ore) for row in rows]

    *old, _new = worker.window.workspace.read(_read)
    assert old == [
        (
            RunState.CONFIRMED,
            sum(owed(works(month, place), BEFORE).total for place in range(3)),
        )
        for month in (4, 5, 6)
    ]
