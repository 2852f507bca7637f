"""«Hvorfor ikke?» (Shift+F1): a button that is asleep says why, and what helps."""

import pytest
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from stkdesk.domain.duty import About
from stkdesk.domain.gate import grant, pair, vetting
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.rule import Broken, Remedy
from stkdesk.services.office import set_up_office
from stkdesk.ui.acts import act
from stkdesk.ui.contact_acts import CONTACT_ACTS
from stkdesk.ui.main_window import MainWindow
from stkdesk.ui.rooms import ROOMS
from stkdesk.ui.why_not import answer_why, reasons_of, why
from stkdesk.ui.widgets.boxes import column
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.menu_button import Choice, menu_button
from tests import builders, person
from tests.ui.registers import closed, key

UNSIGNED = Broken(
    "agreement",
    "Oppdragsavtalen er ikke signert.",
    Remedy("Lag avtale", "agreement/new"),
    blocks=True,
    source="Kontorets egen regel",
)


@pytest.fixture
def desk(qtbot):
    """A small window with one button asleep, one awake, and a menu with both."""
    done = []
    root = QWidget()
    start = button("Start oppdrag", "primary", tip="Starter i dag", on=root.close)
    why(start, UNSIGNED, "Ingen vedtak gjelder.", act=done.append)
    menu = menu_button(
        "Nytt vedtak",
        [
            Choice("Innvilgelse", root.close),
            Choice("Omgjøring", root.close, "Det er ikke noe vedtak å gjøre om."),
        ],
    )
    root.setLayout(column(start, button("Rediger"), menu, None, margins=20))
    answer_why(root)
    qtbot.addWidget(root)
    person.show(qtbot, root)
    root.start, root.done = start, done
    return root


def asked(qtbot, where, pointing_at=None):
    """Ask why, as a person does, with the mouse at something or away."""
    at = pointing_at or where
    place = at.rect().center() if pointing_at else at.rect().bottomRight()
    qtbot.mouseMove(at, place)
    QCursor.setPos(at.mapToGlobal(place))
    key(qtbot, where, "Shift+F1")
    return person.wait_for_window(qtbot, "Hvorfor ikke?")


def test_the_reasons_are_told_with_rule_and_remedy(qtbot, desk):
    told = asked(qtbot, desk)
    assert person.says(told, "«Start oppdrag»")
    assert person.says(told, "Oppdragsavtalen er ikke signert.")
    assert person.says(told, "Regel: Kontorets egen regel")
    assert person.says(told, "Ingen vedtak gjelder.")
    assert not person.says(told, "Rediger")
    person.press(qtbot, told, "Lag avtale")
    assert desk.done == ["agreement/new"]


def test_pointing_at_a_button_asks_about_that_one_only(qtbot, desk):
    told = asked(qtbot, desk, pointing_at=desk.start)
    assert person.says(told, "«Start oppdrag»")
    assert not person.says(told, "Nytt vedtak")
    told.close()


def test_a_line_of_a_menu_has_its_reason_too(qtbot, desk):
    told = asked(qtbot, desk)
    assert person.says(told, "«Nytt vedtak: Omgjøring»")
    key(qtbot, told, "Shift+F1")
    closed(qtbot, told)
    person.press(qtbot, desk, "Nytt vedtak")
    menu = person.open_menu(qtbot, desk)
    [line] = [each for each in menu.actions() if each.text() == "Omgjøring"]
    menu.setActiveAction(line)
    person.key(qtbot, menu, "Shift+F1")
    told = person.wait_for_window(qtbot, "Hvorfor ikke?")
    assert person.says(told, "Det er ikke noe vedtak å gjøre om.")
    assert not person.says(told, "Oppdragsavtalen er ikke signert.")
    told.close()


def test_the_tip_is_the_reasons_and_comes_back_when_awake(desk):
    assert desk.start.toolTip().splitlines()[0] == UNSIGNED.sentence
    assert "Ingen vedtak gjelder." in desk.start.toolTip()
    assert "Ingen vedtak gjelder." in desk.start.accessibleDescription()
    why(desk.start)
    assert (desk.start.isEnabled(), desk.start.toolTip()) == (True, "Starter i dag")
    assert reasons_of(desk.start) == ()


def test_a_tip_of_many_reasons_says_how_many_there_are(desk):
    why(desk.start, *(f"Grunn {n}." for n in range(9)))
    lines = desk.start.toolTip().splitlines()
    assert lines[:2] == ["Grunn 0.", "Grunn 1."]
    assert lines[5:] == ["… og 4 til (Shift+F1)"]


def test_where_nothing_sleeps_it_says_so(qtbot, desk):
    why(desk.start)
    desk.layout().itemAt(2).widget().hide()
    told = asked(qtbot, desk)
    assert person.says(told, "Alle knappene som vises her, kan brukes nå.")
    key(qtbot, told, "Esc")
    closed(qtbot, told)


# Everywhere in the window.


def silent(window):
    """Return the buttons one sees asleep that do not say why."""
    return [
        f"{type(each).__name__} {each.text() or each.accessibleName()!r}"
        for each in window.findChildren(QAbstractButton)
        if each.isVisibleTo(window)
        and not each.isEnabledTo(each.parentWidget())
        and not reasons_of(each)
    ]


def settle(qtbot, window):
    """Wait until everything asked for has come and found its place."""
    for _ in range(3):  # a list brings a card, and a card may bring more
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not window.workspace.is_reading, timeout=person.WAIT)
    QApplication.processEvents()


@pytest.fixture
def window(qtbot, workspace, today):
    """The whole window, on an office with one assignment and one sheet."""

    def _fill(session):
        set_up_office(
            session, OfficeDraft(municipality="Fjordvik kommune"), today=today
        )
        builders.rates(session)
        period = builders.periods(session)["2026-10"]
        number = builders.an_assignment(session, "Åse Østby", "Håkon Solheim")
        builders.a_sheet(session, number, period.number, builders.a_visit(8))

    workspace.do(_fill)
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 880)
    person.show(qtbot, window)
    assert silent(window) == []  # before a register is open
    window.open_office(workspace, name="Fjordvik", place="Her", practice=False)
    return window


def test_every_button_asleep_in_a_room_says_why(qtbot, window):
    asleep = 0
    for room in ROOMS:
        window.open(room.key)
        settle(qtbot, window)
        assert silent(window) == [], room.key
        asleep += sum(bool(reasons_of(b)) for b in window.findChildren(QAbstractButton))
    assert asleep, "nothing was asleep: the walk has seen nothing"


ACTS = (
    *("letter/your_contact", "contact_letter/start", "application/new"),
    *("assessment/open", "decision/new", "entry/new", "client/edit", "contact/edit"),
    *("certificate/register", "declaration/sign", "recruiting/open", "group/open"),
    *("agreement/new", "organisation/open", "assignment/new", "assignment/edit"),
    *("assignment/pause", "assignment/end"),
)


def test_every_button_asleep_in_a_form_says_why(qtbot, window):
    page = window.open("assignments")
    settle(qtbot, window)
    before = set(top_windows())
    for name in ACTS:
        act(page, name, About(client=1, contact=1, assignment=1))
        qtbot.waitUntil(lambda: set(top_windows()) > before, timeout=person.WAIT)
        settle(qtbot, window)
        [form] = set(top_windows()) - before
        assert silent(form) == [], form.windowTitle()
        form.discard()


def top_windows():
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def test_every_remedy_of_the_gate_is_an_act_the_window_knows():
    remedies = {
        each
        for module in (grant, vetting, pair)
        for each in vars(module).values()
        if isinstance(each, Remedy)
    }
    assert len(remedies) > 8
    kinds = {each.act.partition("/")[0] for each in remedies}
    assert kinds <= {"decision", "room", "client", *CONTACT_ACTS}
