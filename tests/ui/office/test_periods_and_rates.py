"""Perioder and Satser: seen before they count, and taken back with one key."""

from datetime import date

from PySide6.QtWidgets import QApplication

from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.services.own_rates import list_own_rates
from stkdesk.services.periods import ensure_periods, list_periods
from stkdesk.services.rates import list_rates, set_rate
from stkdesk.storage.tables import Timesheet
from stkdesk.ui.office.own_rates import OwnRateForm
from stkdesk.ui.office.rate_effects import RateEffectsDialog
from stkdesk.ui.question import Question
from tests import builders, person
from tests.ui.office.settings import office, open_group


def rates(page):
    return page.workspace.read(list_rates)


def test_the_year_is_seen_as_it_will_be_cut(qtbot, page):
    open_group(qtbot, page, "Perioder")
    person.press(qtbot, page, "Timelisteperiode: 21.–20.")
    qtbot.waitUntil(
        lambda: person.says(page, "21. sep.–20. okt. 2026"), timeout=person.WAIT
    )
    assert person.says(page, "Desember 2026, slutten")
    ensured = page.workspace.do(lambda session: ensure_periods(session, 2026))
    assert len(ensured) == 13
    page.workspace.undo()
    assert len(page.workspace.read(lambda session: list_periods(session, 2026))) == 12


def test_an_own_start_day_and_due_day_are_typed(qtbot, page):
    open_group(qtbot, page, "Perioder")
    person.press(qtbot, page, "Timelisteperiode: Egen startdag")
    qtbot.keyClicks(QApplication.focusWidget(), "31")
    person.key(qtbot, page, "Return")
    assert person.says(page, "Skriv en dag fra 1 til 28.")
    person.write(qtbot, page, "Startdag", "15")
    person.key(qtbot, page, "Return")
    qtbot.waitUntil(
        lambda: person.says(page, "15. okt.–14. nov. 2026"), timeout=person.WAIT
    )
    person.write(qtbot, page, "Frist", "20")
    person.key(qtbot, page, "Return")
    qtbot.waitUntil(lambda: person.says(page, "20.11.2026"), timeout=person.WAIT)
    person.write(qtbot, page, "Lønnsdag", "28")
    person.key(qtbot, page, "Return")
    qtbot.waitUntil(lambda: person.says(page, "28.12.2026"), timeout=person.WAIT)


def test_a_year_with_sheets_is_not_offered(qtbot, page, workspace):
    def _sheet(session):
        builders.rates(session)
        period = builders.periods(session)["2026-10"]
        builders.a_sheet(session, builders.an_assignment(session), period.number)

    workspace.do(_sheet)
    open_group(qtbot, page, "Perioder")
    years = person.field(page, "Gjelder fra")
    qtbot.waitUntil(lambda: years.itemText(0) == "1. januar 2027", timeout=person.WAIT)
    assert years.findText("1. januar 2026") == -1


def test_hours_that_may_move_are_read_as_hours(qtbot, page):
    open_group(qtbot, page, "Perioder")
    person.write(qtbot, page, "Timer som kan flyttes", "mange")
    person.key(qtbot, page, "Return")
    assert person.says(page, "Skriv timer, for eksempel 4, 4,5 eller 4:30.")
    assert office(page).carry_over_minutes == 120
    person.write(qtbot, page, "Timer som kan flyttes", "4,5")
    person.key(qtbot, page, "Return")
    assert office(page).carry_over_minutes == 270


# Rates.


def add_rate(qtbot, page, day, amount, kind="Timesats, individuell (per time)"):
    person.choose(page, "Sats", kind)
    person.write(qtbot, page, "Gjelder fra", day)
    person.write(qtbot, page, "Kroner", amount)
    person.key(qtbot, page, "Return")


def test_a_rate_is_added_with_its_day_and_the_history_stands(qtbot, page):
    open_group(qtbot, page, "Satser")
    add_rate(qtbot, page, "1.1.26", "241,35")
    add_rate(qtbot, page, "1.1.27", "250")
    assert rates(page) == (
        RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 1, 1), 24135),
        RateRow(RateKind.HOUR_INDIVIDUAL, date(2027, 1, 1), 25000),
    )
    qtbot.waitUntil(lambda: person.says(page, "Kommer"), timeout=person.WAIT)
    assert person.says(page, "kr\u00a0250,00")
    assert person.says(page, "kr\u00a0241,35")
    assert person.says(page, "Gjelder nå")


def test_only_the_latest_rate_is_removed_and_it_can_come_back(qtbot, page):
    for year, ore in ((2025, 231_00), (2026, 241_35)):
        rate = RateRow(RateKind.KM_STATE, date(year, 1, 1), ore)
        page.workspace.do(lambda session, rate=rate: set_rate(session, rate))
    open_group(qtbot, page, "Satser")
    remove = "Fjern: Kjøring, statens sats (per km) fra 01.01.2026"
    qtbot.waitUntil(lambda: person.says(page, "fra 01.01.2026"), timeout=person.WAIT)
    person.press(qtbot, page, remove)
    assert [rate.valid_from.year for rate in rates(page)] == [2025]
    page.workspace.undo()
    assert [rate.valid_from.year for rate in rates(page)] == [2025, 2026]


def test_undoing_a_rate_brings_back_the_one_it_replaced(qtbot, page):
    old = RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 1, 1), 241_35)
    page.workspace.do(lambda session: set_rate(session, old))
    open_group(qtbot, page, "Satser")
    qtbot.waitUntil(lambda: person.says(page, "fra 01.01.2026"), timeout=person.WAIT)
    add_rate(qtbot, page, "010126", "245")
    assert [rate.amount_ore for rate in rates(page)] == [24500]
    page.workspace.undo()
    assert rates(page) == (old,)


def test_a_rate_without_day_or_amount_is_told_by_its_field(qtbot, page):
    open_group(qtbot, page, "Satser")
    person.write(qtbot, page, "Kroner", "mye")
    person.press(qtbot, page, "Legg til sats")
    assert person.says(page, "Skriv fra hvilken dag den gjelder.")
    assert person.says(page, "Skriv beløpet i kroner")
    assert person.field(page, "Kroner").text() == "mye"
    add_rate(qtbot, page, "1.1.26", "0")
    assert person.says(page, "Skriv en sats over null")
    assert rates(page) == ()


def registered(page):
    """Register an October of three hours at 241,35, not yet sent to payroll."""

    def _sheet(session):
        builders.rates(session)
        period = builders.periods(session)["2026-10"]
        return builders.a_sheet(
            session, builders.an_assignment(session), period.number, builders.a_visit(3)
        )

    return page.workspace.do(_sheet)


def dialog(qtbot, kind):
    """Return the window of a kind, when it is shown."""
    shown = []

    def _is_shown():
        shown[:] = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, kind) and each.isVisible()
        ]
        return bool(shown)

    qtbot.waitUntil(_is_shown, timeout=person.WAIT)
    return shown[0]


def test_a_rate_that_moves_a_sheet_is_seen_first_and_then_taken_into_use(qtbot, page):
    sheet = registered(page)
    open_group(qtbot, page, "Satser")
    add_rate(qtbot, page, "1.9.26", "250")
    effects = dialog(qtbot, RateEffectsDialog)
    assert person.says(effects, "1 timeliste som ikke er sendt til lønn, får ny sum.")
    assert len(rates(page)) == 7
    effects.reject()
    assert person.field(page, "Kroner").text() == "250"
    person.press(qtbot, page, "Legg til sats")
    effects = dialog(qtbot, RateEffectsDialog)
    person.press(qtbot, effects, "Ta i bruk satsen")
    question = dialog(qtbot, Question)
    assert person.says(question, "Lage brev til 1 støttekontakt?")
    question.reject()
    assert RateRow(RateKind.HOUR_INDIVIDUAL, date(2026, 9, 1), 250_00) in rates(page)
    paid = page.workspace.read(lambda s: s.get_one(Timesheet, sheet).pay_ore)
    assert paid == 750_00
    assert person.field(page, "Kroner").text() == ""


def test_an_own_rate_is_agreed_with_one_support_contact(qtbot, page):
    page.workspace.do(lambda session: builders.a_contact(session, "Liv Berg"))
    open_group(qtbot, page, "Satser")
    person.press(qtbot, page, "Egen sats …")
    form = dialog(qtbot, OwnRateForm)
    person.press(qtbot, form, "Legg til sats")
    assert person.says(form, "Velg hvem satsen gjelder.")
    person.write(qtbot, form, "Støttekontakt", "Liv")
    qtbot.waitUntil(lambda: form._contact._list.isVisible(), timeout=person.WAIT)
    person.key(qtbot, form, "Return")
    person.write(qtbot, form, "Kroner", "300")
    person.write(qtbot, form, "Gjelder fra", "1.12.26")
    person.press(qtbot, form, "Legg til sats")
    qtbot.waitUntil(lambda: person.says(page, "Liv Berg"), timeout=person.WAIT)
    [own] = page.workspace.read(list_own_rates)
    assert (own.rate.amount_ore, own.rate.valid_from) == (300_00, date(2026, 12, 1))
