"""Innstillinger: saved at once, told by the field, undone with one key."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTextBrowser

from stkdesk.domain.office import LawVersion, NameMode, OfficeDraft
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.resources import resource
from stkdesk.services.office import change_office, open_office, set_up_office
from stkdesk.services.periods import ensure_periods, list_periods
from stkdesk.services.rates import list_rates, set_rate
from stkdesk.storage.opening import open_register
from stkdesk.ui import memory, theme
from stkdesk.ui.office.page import GROUPS, OfficePage
from stkdesk.ui.theme import Look, Scheme
from tests import builders, person
from tests.conftest import PASSWORD

FJORDVIK = OfficeDraft(
    municipality="Fjordvik kommune",
    phone="01 00 40 00",
    return_address="Fjordvik kommune, 6601 Sunndalsøra",
)
SHIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<path d="M0 0h9v9z"/></svg>'
)
SLOW = 30_000


@pytest.fixture
def page(qtbot, workspace, today):
    """The settings of Fjordvik, as read, in front of a person."""
    workspace.do(lambda session: set_up_office(session, FJORDVIK, today=today))
    page = OfficePage(workspace)
    qtbot.addWidget(page)
    page.resize(1180, 800)
    page.show()
    qtbot.waitActive(page)
    wait_until_read(qtbot, page)
    return page


@pytest.fixture
def usual_look(qapp):
    """Whatever a test chooses, the next one sees the usual look."""
    yield
    theme.apply(qapp, Look(Scheme.LIGHT))


def wait_until_read(qtbot, page):
    name = person.field(page, "Kommune")
    qtbot.waitUntil(lambda: name.text() == "Fjordvik kommune", timeout=person.WAIT)
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)


def open_group(qtbot, page, title):
    """Go to a group with the arrow keys."""
    titles = [each for _key, each in GROUPS]
    page.shown()
    person.key(qtbot, page, "Home")
    for _step in range(titles.index(title)):
        person.key(qtbot, page, "Down")
    assert person.says(page, title)


def office(page):
    today = page.workspace.today()
    return page.workspace.read(lambda session: open_office(session, today=today)).draft


def rates(page):
    return page.workspace.read(list_rates)


def choose_chip(qtbot, page, name):
    """Press a chip by what a screen reader calls it."""
    person.press(qtbot, page, name)


# The office.


def test_a_field_is_saved_when_it_is_left(qtbot, page):
    person.write(qtbot, page, "Leder", "Marit Hægstad")
    person.key(qtbot, page, "Tab")
    assert office(page).leader == "Marit Hægstad"
    assert person.says(page, "Lagret: Leder")


def test_enter_saves_too_and_ctrl_z_takes_it_back(qtbot, page):
    person.write(qtbot, page, "Telefon", "71001234")
    person.key(qtbot, page, "Return")
    assert office(page).phone == "71 00 12 34"
    assert page.workspace.undo()
    assert office(page).phone == "01 00 40 00"
    field = person.field(page, "Telefon")
    qtbot.waitUntil(lambda: field.text() == "01 00 40 00", timeout=person.WAIT)


def test_leaving_a_field_untouched_saves_nothing(qtbot, page):
    with qtbot.assertNotEmitted(page.workspace.changed):
        person.field(page, "Telefon").setFocus()
        person.key(qtbot, page, "Tab")


def test_a_municipality_without_a_name_is_refused_and_the_rest_stands(qtbot, page):
    person.write(qtbot, page, "Kommune", " ")
    person.key(qtbot, page, "Tab")
    assert person.says(page, "Skriv navnet på kommunen.")
    assert office(page).municipality == "Fjordvik kommune"
    person.write(qtbot, page, "Kommune", "Byen")
    person.key(qtbot, page, "Return")
    assert office(page).municipality == "Byen"
    assert not person.says(page, "Skriv navnet på kommunen.")


def test_the_place_follows_the_postal_code(qtbot, page):
    person.write(qtbot, page, "Postnummer og sted", "6509")
    person.key(qtbot, page, "Return")
    assert (office(page).postal_code, office(page).city) == ("6509", "Kristiansund N")


def test_a_doubtful_organisation_number_is_saved_with_a_warning(qtbot, page):
    person.write(qtbot, page, "Organisasjonsnummer", "940155224")
    person.key(qtbot, page, "Return")
    assert office(page).organisation_number == "940155224"
    assert person.says(page, "Kontrollsifferet stemmer ikke.")


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(qtbot, page, today):
    person.write(qtbot, page, "Leder", "Kari Nordmann")
    others = replace(FJORDVIK, leader="Marit Hægstad")
    with page.workspace.database.transaction() as session:
        change_office(session, FJORDVIK, others, today=today)
    person.key(qtbot, page, "Return")
    assert person.says(page, "Noen andre har endret dette i mellomtiden.")
    assert office(page).leader == "Marit Hægstad"
    assert person.field(page, "Leder").text() == "Kari Nordmann"


def test_a_change_elsewhere_shows_but_not_over_what_is_being_typed(qtbot, page, today):
    person.write(qtbot, page, "Leder", "Halvt skrev")
    others = replace(FJORDVIK, web="fjordvik.example.org", leader="En annen")
    page.workspace.do(
        lambda session: change_office(session, FJORDVIK, others, today=today)
    )
    web = person.field(page, "Nettsted")
    qtbot.waitUntil(lambda: web.text() == "fjordvik.example.org", timeout=person.WAIT)
    assert person.field(page, "Leder").text() == "Halvt skrev"


def test_every_letter_for_alt_leads_to_one_field(qtbot, page):
    for _key, title in GROUPS:
        open_group(qtbot, page, title)
        labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
        letters = [
            text[text.index("&") + 1].casefold() for text in labels if "&" in text
        ]
        assert len(letters) == len(set(letters)), title


# The papers.


def test_a_return_address_that_gives_a_client_away_is_warned_about(qtbot, page):
    open_group(qtbot, page, "Papirene")
    person.write(qtbot, page, "Returadresse", "Fjordvik, Bo og habilitering")
    person.key(qtbot, page, "Return")
    assert office(page).return_address == "Fjordvik, Bo og habilitering"
    assert person.says(page, "La den bare nevne kommunen.")


def test_the_name_on_the_sheet_is_shown_before_it_is_printed(qtbot, page):
    open_group(qtbot, page, "Papirene")
    assert person.says(page, "Ola Nordmann står som «ON».")
    choose_chip(qtbot, page, "Navn på timelisten: Bare saksnummer")
    assert person.says(page, "Ola Nordmann står som «2026/1234».")
    assert office(page).name_mode is NameMode.CASE_NUMBER
    page.workspace.undo()
    qtbot.waitUntil(lambda: person.says(page, "«ON»"), timeout=person.WAIT)


def test_the_other_choices_of_the_papers_are_saved(qtbot, page):
    open_group(qtbot, page, "Papirene")
    choose_chip(qtbot, page, "Brettemerker: Nei")
    choose_chip(qtbot, page, "Unntatt offentlighet: Nei")
    choose_chip(qtbot, page, "Forvaltningsloven: 2025")
    saved = office(page)
    assert not saved.fold_marks
    assert not saved.withheld_line
    assert saved.law_version is LawVersion.ACT_2025


def pick_file(page, file):
    [dialog] = page.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(file))
    dialog.close()


def test_a_coat_of_arms_is_taken_from_a_file_and_given_back(qtbot, page, tmp_path):
    file = tmp_path / "våpen.svg"
    file.write_text(SHIELD, "utf-8")
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Velg fil …")
    pick_file(page, file)
    assert office(page).coat_of_arms == SHIELD
    person.press(qtbot, page, "Standardskjold")
    assert office(page).coat_of_arms == ""


def test_a_file_that_is_no_drawing_is_told_and_the_old_arms_stay(qtbot, page, tmp_path):
    file = tmp_path / "brev.svg"
    file.write_text("Kjære innbygger", "utf-8")
    open_group(qtbot, page, "Papirene")
    person.press(qtbot, page, "Velg fil …")
    pick_file(page, file)
    assert person.says(page, "Filen er ikke en SVG-tegning.")
    assert office(page).coat_of_arms == ""


# Periods.


def test_the_year_is_seen_as_it_will_be_cut(qtbot, page):
    open_group(qtbot, page, "Perioder")
    choose_chip(qtbot, page, "Timelisteperiode: 21.–20.")
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
    choose_chip(qtbot, page, "Timelisteperiode: Egen startdag")
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


# The look.


def test_the_dark_look_is_taken_on_at_once_and_remembered(
    qtbot, page, qapp, usual_look
):
    open_group(qtbot, page, "Utseende")
    choose_chip(qtbot, page, "Tema: Mørkt")
    qtbot.waitUntil(lambda: theme.now().is_dark, timeout=person.WAIT)
    choose_chip(qtbot, page, "Høy kontrast: På")
    qtbot.waitUntil(lambda: theme.look().high_contrast, timeout=person.WAIT)
    assert memory.remembered_look() == Look(Scheme.DARK, 10, high_contrast=True)


def test_a_larger_text_is_chosen_with_the_arrow_keys(qtbot, page, usual_look):
    open_group(qtbot, page, "Utseende")
    normal = person.button(page, "Tekststørrelse: Normal")
    normal.setFocus()
    person.key(qtbot, page, "Right")
    qtbot.waitUntil(lambda: theme.look().points == 11, timeout=person.WAIT)


# The register.


def write_passwords(qtbot, page, old, new, again):
    open_group(qtbot, page, "Registeret")
    person.write(qtbot, page, "Nåværende passord", old)
    person.write(qtbot, page, "Nytt passord", new)
    person.write(qtbot, page, "Nytt passord en gang til", again)
    person.key(qtbot, page, "Return")


def test_the_place_of_the_register_can_be_read_and_copied(qtbot, page, register_file):
    open_group(qtbot, page, "Registeret")
    [path] = [
        each for each in page.findChildren(QLabel) if each.text() == str(register_file)
    ]
    assert path.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert person.says(page, "Alt her er om virkelige personer.")


def test_a_new_password_opens_the_register(qtbot, page, register_file):
    new = "ullgenser med kaffe"
    write_passwords(qtbot, page, PASSWORD, new, new)
    qtbot.waitUntil(lambda: person.says(page, "Passordet er endret."), timeout=SLOW)
    assert person.field(page, "Nytt passord").text() == ""
    open_register(register_file, new).close()


def test_a_wrong_password_is_told_by_its_field_and_nothing_typed_is_lost(qtbot, page):
    new = "ullgenser med kaffe"
    write_passwords(qtbot, page, "gjettet feil", new, new)
    qtbot.waitUntil(lambda: person.says(page, "Passordet stemmer ikke."), timeout=SLOW)
    assert person.field(page, "Nytt passord").text() == new
    assert person.button(page, "Endre passordet").isEnabled()


def test_missing_and_short_passwords_are_told_without_waiting(qtbot, page):
    write_passwords(qtbot, page, "", "kort", "kort")
    assert person.says(page, "Skriv passordet dere bruker nå.")
    assert person.says(page, "Bruk minst 10 tegn.")


# About, and around.


def test_the_licences_can_be_read_to_the_last(qtbot, page):
    open_group(qtbot, page, "Om stkdesk")
    choose_chip(qtbot, page, "Les om: Lisenser")
    [browser] = [b for b in page.findChildren(QTextBrowser) if b.isVisible()]
    text = browser.toPlainText()
    assert "fra Bring, under Norsk lisens for offentlige data (NLOD)" in text
    for file in resource("licences").iterdir():
        assert file.name in text
    assert "SIL OPEN FONT LICENSE" in text


def test_the_group_last_used_opens_the_next_time(qtbot, page, workspace):
    open_group(qtbot, page, "Satser")
    again = OfficePage(workspace)
    qtbot.addWidget(again)
    again.show()
    assert person.says(again, "Timelister som alt er ført, beholder satsen")


def test_f6_goes_between_the_groups_and_the_settings(qtbot, page):
    page.shown()
    page.next_pane()
    assert QApplication.focusWidget() is person.field(page, "Kommune")
    page.next_pane()
    assert QApplication.focusWidget().accessibleName() == "Grupper av innstillinger"


def test_leaving_saves_what_is_being_typed(qtbot, page):
    person.write(qtbot, page, "Leder", "Marit Hægstad")
    assert page.may_leave()
    assert office(page).leader == "Marit Hægstad"


def test_leaving_asks_about_what_cannot_be_saved(qtbot, page):
    person.write(qtbot, page, "Kommune", " ")
    assert not page.may_leave()
    question = person.window("1 innstilling er ikke lagret")
    person.press(qtbot, question, "Forkast og lukk")
    assert not page.isVisible()
    assert person.field(page, "Kommune").text() == "Fjordvik kommune"


def test_a_narrow_window_has_the_groups_above(qtbot, page):
    page.resize(640, 700)
    choose_chip(qtbot, page, "Gruppe: Utseende")
    assert person.says(page, "Gjelder deg på denne maskinen.")
