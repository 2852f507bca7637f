"""The month of October, all of it: 110 sheets, three people, two runs, to the last øre.

Kari prints next month's sheets, mails them, takes in 96, sends three back, types the
rest, and reminds those who are late. Berit, who has another password, approves and runs
the month in two parts, with a correction of what was paid in the first. Siri of payroll
says that it is paid. Everything is done by keys in the main window, every sheet is
typed, and every sum is held up against one worked out by hand (``by_hand``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from stkdesk.domain.paper import PaperKind
from stkdesk.domain.timesheet import SheetState
from stkdesk.storage.opening import open_register
from stkdesk.storage.tables import Paper as Paper_
from stkdesk.storage.tables import PayRunSheet, SheetPeriod, Timesheet
from tests import person
from tests.conftest import PASSWORD
from tests.desk import SLOW, on_screen
from tests.journeys import month_office as office
from tests.journeys import month_papers as papers
from tests.journeys import month_sums as sums
from tests.journeys import month_work as work
from tests.journeys.by_hand import Work
from tests.journeys.contacting import command, press_by_keys, tab_to
from tests.journeys.paper import Paper

REMINDS, CLOSES = "Purr dem som mangler", "Lukk perioden når alt er gjort"
CORRECTION = (
    *("<Down>", "<Down>", "<Delete>", "<Up>", "<Up>"),  # the 10th: at the old rate
    *("18 13 1530", "<Return>", "<Ctrl+Return>"),
)
CLIENTS = [office.client_name(number) for number in range(1, papers.SHEETS + 1)]
LATE = range(papers.ON_TIME + 1, papers.SHEETS - 1)  # twelve who hear the first letter
NOTHING, LAST = papers.SHEETS - 1, papers.SHEETS  # the two who are called


@pytest.fixture
def month(worker):
    database = open_register(worker.file, PASSWORD)
    for who in (office.KARI, office.BERIT, office.SIRI):
        office.hires(database, *who)
    with database.transaction() as session:
        office.with_assignments(session)
    database.close()
    return worker


def test_the_whole_month_of_110_sheets(month, tmp_path):
    tray, folder, counted = papers.the_tray(), tmp_path / "lønn", {}
    comes(month, office.KARI, date(2026, 9, 22))
    prints_and_mails_all(month, tmp_path)

    comes(month, office.KARI, date(2026, 11, 4))
    takes_in_96(month)
    sends_three_back(month, tmp_path)
    counted |= types_the_pile(month, tray, 93)
    attests(month, "92 timelister", "4 timelister")
    may_not_approve_them(month)

    comes(month, office.BERIT, date(2026, 11, 6))
    approves(month, "92 timelister", "4 timelister")
    first = runs(month, folder, "2026-10-1", REMINDS)

    comes(month, office.KARI, date(2026, 11, 9))
    reminds(month, "Første purring", 12, tmp_path / "purring 1.pdf")

    comes(month, office.KARI, date(2026, 11, 19))
    takes_in_the_late_ones(month)
    counted |= types_the_pile(month, tray, 15)
    corrects(month)
    attests(month, "16 timelister", "92 timelister")
    reminds(month, "Andre purring", 2, tmp_path / "purring 2.pdf")

    comes(month, office.KARI, date(2026, 11, 30))
    calls_the_last_two(month, tmp_path / "ringeliste.pdf")
    counted |= types_the_pile(month, tray, 1)
    attests(month, office.client_name(LAST), "109 timelister")

    comes(month, office.BERIT, date(2026, 11, 30))
    approves(month, "17 timelister", "93 timelister")
    second = runs(month, folder, "2026-10-2", CLOSES)

    comes(month, office.SIRI, date(2026, 12, 11))
    confirms(month)

    the_first_run_pays_what_is_owed(first, tray)
    the_second_pays_the_rest_and_the_correction(second, tray)
    every_sheet_is_paid_once(month)
    a_sheet_of_five_visits_is_few_keys(tray, counted)


def comes(worker, who, day):
    _name, login, password, _role = who
    worker.comes_to_work(day, login=login, password=password)
    worker.back_in()


def prints_and_mails_all(worker, folder):
    command(worker, "Skriv ut måneden")
    dialog = worker.opened("Skriv ut måneden")
    worker.reads("Med (110)", where=dialog)
    worker.desk.key("Return", dialog)
    file = work.prints(worker, "Timelister 2026-10", folder / "oktober.pdf")
    assert Paper(file).pages == 2 * papers.SHEETS  # the monthly report on the back
    assert "Oktober 2026" in Paper(file).text(219)


def takes_in_96(worker):
    board = work.the_board(worker)
    work.marks(worker, board, 1, papers.ON_TIME)
    work.takes(worker, "F9", "Mottatt: 96 timelister")


def sends_three_back(worker, folder):
    """Nobody has signed them; they are read before they are typed."""
    board = work.the_board(worker)
    work.marks(worker, board, papers.RETURNED[0], papers.RETURNED[-1])
    worker.desk.key("Ctrl+R")
    form = worker.opened("Send tilbake 3 timelister")
    worker.desk.key("Alt+U", form)
    box = person.field(form, "Mangler underskrift fra støttekontakten")
    worker.qtbot.waitUntil(box.isChecked, timeout=SLOW)  # a press shows for a moment
    worker.desk.key("Ctrl+S", form)
    worker.desk.key("Return", worker.opened("Lage brevet nå?"))
    file = work.prints(worker, "Timelister tilbake", folder / "tilbake.pdf")
    assert work.letters_in(file) == 3


def types_the_pile(worker, tray, count):
    worker.back_in()
    worker.desk.key("Ctrl+T")
    page = worker.window.page
    worker.qtbot.waitUntil(lambda: page.is_entering, timeout=SLOW)
    return work.punches(worker, page.entry, tray, count)


def attests(worker, done, left):
    work.the_board(worker)
    worker.desk.key("Ctrl+A")
    work.takes(worker, "Ctrl+E", f"Attestert: {done}")
    return work.left_out(worker, left)


def may_not_approve_them(worker):
    """Four eyes: the same person neither types, attests and approves."""
    worker.desk.key("Ctrl+G")
    told = work.left_out(worker, "96 timelister")
    assert "92 stk.: Timelisten må godkjennes av en annen" in told
    assert "Be Berit Aas eller Kontoret om det." in told


def approves(worker, done, left):
    work.the_board(worker)
    worker.desk.key("Ctrl+A")
    work.takes(worker, "Ctrl+G", f"Godkjent: {done}")
    return work.left_out(worker, left)


def runs(worker, folder, code, *ticks):
    """Kjør måneden, with ``ticks`` set or cleared at the end; return its files."""
    folder.mkdir(exist_ok=True)
    wizard = work.begins_run(worker)
    work.on(worker, wizard, 4)
    if not wizard.doing.folder:
        work.chooses_folder(worker, wizard, folder)
    for text in ticks:
        tab_to(worker, wizard, person.field(wizard, text))
        worker.desk.key("Space", wizard)
    work.on(worker, wizard, 1)
    work.is_done(worker, wizard)
    files = folder / f"lonn-{code}.csv", folder / f"kontrolliste-{code}.pdf"
    assert {each for each in folder.iterdir() if code in each.name} == set(files)
    return files


def reminds(worker, title, people, file):
    page = work.goes_to_page(worker, "Post og purring", "sheet_post")
    worker.qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=SLOW)
    worker.desk.key("Ctrl+P")
    question = worker.opened("Hvem skal purres?")
    worker.reads(f"{title} ({people})", where=question)
    worker.desk.key("Return", question)
    assert work.letters_in(work.prints(worker, title, file)) == people


def takes_in_the_late_ones(worker):
    """Twelve have come, and the three that were sent back."""
    board = work.the_board(worker)
    work.marks(worker, board, LATE[0], LATE[-1])
    work.takes(worker, "F9", f"Mottatt: {len(LATE)} timelister")
    work.marks(worker, board, papers.RETURNED[0], papers.RETURNED[-1])
    work.takes(worker, "F9", "Mottatt: 3 timelister")


def corrects(worker):
    """One was paid a visit that never was, and not paid another."""
    board = work.the_board(worker)
    work.marks(worker, board, papers.CORRECTED, papers.CORRECTED)
    worker.desk.key("Return")
    worker.reads("Timelisten er til lønn.")
    entry = worker.window.page.entry
    worker.desk.key("Alt+E")
    worker.reads("Ingenting er endret ennå.")
    worker.qtbot.waitUntil(entry.line.edit.hasFocus, timeout=SLOW)
    worker.desk.type(*CORRECTION)
    worker.qtbot.waitUntil(entry.correction.reason.hasFocus, timeout=SLOW)
    worker.desk.type("Besøket var den 18.", "<Ctrl+Return>")
    worker.qtbot.waitUntil(lambda: not entry.isVisible(), timeout=SLOW)
    work.settled(worker)


def calls_the_last_two(worker, file):
    """One has had no visits, the other comes by with the sheet."""
    page = work.goes_to_page(worker, "Post og purring", "sheet_post")
    worker.qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=SLOW)
    worker.desk.key("Ctrl+P")
    question = worker.opened("Hvem skal purres?")
    worker.reads("Ringeliste (2)", where=question)
    worker.desk.key("Return", question)
    ready = worker.opened("Ringelisten er klar")
    press_by_keys(worker, "Lagre som PDF …", ready)
    work.saves_in(worker, file)
    worker.back_in()
    assert all(f"O-{each}" in Paper(file).text(1) for each in (NOTHING, LAST))
    sums.names_nobody(file, CLIENTS)
    worker.desk.type("<Ctrl+Home>", "<Shift+Down>", "<Ctrl+Shift+R>")
    worker.reads("Ringt: 2 timelister")
    worker.desk.type("<Up>", "<Ctrl+0>")
    person.wait_for_rows(worker.qtbot, page.table, 1)
    worker.desk.key("F9")
    worker.reads("Mottatt")
    work.settled(worker)


def confirms(worker):
    """Payroll says that both runs are paid, and reads no client's name."""
    page = work.goes_to_page(worker, "Lønn", "pay")
    for place, code in enumerate(("2026-10-2", "2026-10-1")):
        worker.qtbot.waitUntil(lambda: page.rows.is_loaded, timeout=SLOW)
        tab_to(worker, worker.window, page.table)
        worker.desk.type(*["<Down>"] * place)
        worker.reads(f"Lønnskjøring {code}")
        press_by_keys(worker, "Lønn har betalt")
        worker.saves(worker.opened("Lønn har betalt"))
        worker.back_in()
        worker.reads(f"Lønnskjøring {code} er bekreftet", "bekreftet av Siri Dahl")
        assert not [name for name in CLIENTS if name in on_screen()]


# What came of it.


def the_first_run_pays_what_is_owed(files, tray):
    waits = (papers.NULL, *papers.RETURNED)
    ready = [tray[each] for each in range(1, papers.ON_TIME + 1) if each not in waits]
    assert len(ready) == 92
    owed = sums.by_hand(ready)
    assert {code for _employee, code in owed} == office.ALL_CODES
    assert any(each.owed.unpaid_km for each in ready)  # both caps are met
    assert any(each.owed.unpaid_ore for each in ready)
    pays(files, owed, 92)


def the_second_pays_the_rest_and_the_correction(files, tray):
    rest = [tray[each] for each in (*papers.RETURNED, *LATE, LAST)]
    owed = sums.by_hand(rest)
    old = tray[papers.CORRECTED]
    works = [each for each in old.works if each.day != date(2026, 10, 10)]
    works.append(Work(date(2026, 10, 18), Fraction("2.5")))
    now = replace(old, works=tuple(works)).owed
    sums.add(owed, old.assignment, old.terms, now.since(old.owed))
    assert now.since(old.owed)["fee"] == 624_50 - 482_70
    pays(files, owed, 17)


def pays(files, owed, sheets):
    """File and control list pay each contact what is owed, lønnsart by lønnsart.

    Neither tells who the work was for.
    """
    file, control = files
    assert sums.in_file(file) == owed
    assert sums.on_control_list(control) == owed
    total = f"Sum kr {sums.kroner(sum(owed.values()))} Timelister {sheets}"
    assert total in Paper(control).everything().replace("\xa0", " ")
    for each in files:
        sums.names_nobody(each, CLIENTS)


def every_sheet_is_paid_once(worker):
    """Two runs hold 109 sheets; the papers are counted, and the month is closed."""
    space = worker.window.workspace

    def _read(session):
        sheets = Counter((each.state, each.serial) for each in session.query(Timesheet))
        rows = session.query(PayRunSheet.sheet_number).all()
        kinds = Counter(paper.kind for paper in session.query(Paper_))
        period = session.query(SheetPeriod).filter_by(code="2026-10").one()
        return sheets, [number for (number,) in rows], kinds, period.closed_at

    sheets, paid, kinds, closed_at = space.read(_read)
    assert len(paid) == len(set(paid)) == 92 + 17
    assert sheets == {
        (SheetState.PAID, 1): 108,
        (SheetState.PAID, 2): 1,
        (SheetState.NOTHING, 1): 2,
    }
    assert kinds == {
        PaperKind.TIMESHEET: papers.SHEETS,
        PaperKind.LETTER: 3 + 12 + 2,  # sent back, and two reminders
        PaperKind.STATEMENT: 92 + 17,
    }
    assert closed_at is not None


def a_sheet_of_five_visits_is_few_keys(tray, counted):
    """Counted as pressed, Ctrl+Enter as two: hours, driving, receipts and all."""
    assert len(counted) == papers.SHEETS - 1  # one was told on the telephone
    fives = [counted[each] for each in counted if len(tray[each].works) == 5]
    assert len(fives) > 70
    assert sum(fives) / len(fives) <= 45  # 43.8
