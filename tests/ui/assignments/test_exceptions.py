"""Krav til oppstart in the settings, and the exceptions of the week for the leader."""

from datetime import date

from stkdesk.domain.duty import About
from stkdesk.domain.gate_rules import GateRule, SetStrictness
from stkdesk.services.assignment_gate import override_gate
from stkdesk.services.exceptions_list import print_exceptions
from stkdesk.services.gate_rules import set_strictness, strict_rules
from stkdesk.ui.acts import act
from stkdesk.ui.office.page import OfficePage
from tests import person
from tests.documents.reading import text_of
from tests.ui.registers import key, wait_for

WHY = "Kontoen åpnes i morgen."


def test_the_office_lets_a_leader_go_past_a_rule_from_a_day_on(qtbot, workspace):
    page = OfficePage(workspace)
    qtbot.addWidget(page)
    person.show(qtbot, page)
    page.open_group("gate_rules")
    wait_for(qtbot, page, "Politiattest")
    allow = person.button(page, "Tillat unntak … Kontonummer")
    qtbot.waitUntil(lambda: allow.height() > 0, timeout=person.WAIT)  # it has a place
    person.press(qtbot, page, "Tillat unntak … Kontonummer")
    form = person.wait_for_window(qtbot, "Tillat unntak")
    assert person.field(form, "Gjelder fra").text() == "16.11.2026"
    person.write(qtbot, form, "Gjelder fra", "01.12.2026")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, page, "Unntak blir mulig fra 01.12.2026")
    now, then = (
        workspace.read(lambda s, day=day: strict_rules(s, day))
        for day in (date(2026, 11, 30), date(2026, 12, 1))
    )
    assert now - then == {GateRule.ACCOUNT}


def test_what_the_law_demands_stands_locked(qtbot, workspace):
    page = OfficePage(workspace)
    qtbot.addWidget(page)
    person.show(qtbot, page)
    page.open_group("gate_rules")
    wait_for(qtbot, page, "Helse- og omsorgstjenesteloven § 5-4")
    offered = {
        each.accessibleName()
        for each in page.findChildren(
            type(person.button(page, "Tillat unntak … Alder"))
        )
        if each.accessibleName().startswith("Tillat unntak")
    }
    assert "Tillat unntak … Politiattest" not in offered
    assert len(offered) == sum(each.can_be_permissive for each in GateRule)


def test_the_exceptions_of_the_week_are_listed_and_printed(
    qtbot, page, workspace, unpayable, today
):
    def _except(session):
        set_strictness(session, SetStrictness(GateRule.ACCOUNT, today, False))
        override_gate(session, unpayable, GateRule.ACCOUNT, WHY, today=today)

    workspace.do(_except)
    act(page, "exceptions/week", About())
    shown = person.wait_for_window(qtbot, "Unntak siste uke")
    assert person.says(shown, f"Åse Ødegård · O-{unpayable}")
    assert person.says(shown, WHY)
    with qtbot.waitSignal(page.goto) as went:
        person.press(qtbot, shown, f"Åpne O-{unpayable}")
    assert went.args == ["assignments", unpayable]
    paper = text_of(workspace.read(lambda s: print_exceptions(s, today=today)))
    for words in ("Åse Ødegård", "Kontonummer", WHY):
        assert words in paper
