"""Frister: the office's own numbers, beside what the law itself says."""

from datetime import date

from stkdesk.domain.case_rules import CaseRule, RuleGroup, SetRule, rules_of
from stkdesk.services.case_rules import case_rules, list_case_rules
from tests import person
from tests.ui.office.settings import open_group
from tests.ui.reading import findings
from tests.ui.registers import wait_for

ANSWER = "Svare på en søknad"


def set_rule(qtbot, page, rule, number, day, basis=""):
    """Type a number with the keyboard, from field to field with Enter."""
    person.choose(page, "Frist", rule)
    person.write(qtbot, page, "Tall", number)
    person.key(qtbot, page, "Return")
    qtbot.keyClicks(page.focusWidget(), day)
    person.key(qtbot, page, "Return")
    qtbot.keyClicks(page.focusWidget(), basis)
    person.key(qtbot, page, "Return")


def numbers(page):
    return page.workspace.read(list_case_rules)


def test_every_limit_is_shown_with_its_law_and_where_it_comes_from(qtbot, page):
    open_group(qtbot, page, "Frister")
    for rule in rules_of(RuleGroup.LIMITS):
        wait_for(qtbot, page, f"{rule.label}: {rule.usual} {rule.unit}")
        assert person.says(page, rule.law)
        assert person.says(page, rule.basis)
    qtbot.waitUntil(lambda: findings(page) == [], timeout=person.WAIT)


def test_a_number_is_set_from_a_day_and_taken_back(qtbot, page):
    open_group(qtbot, page, "Frister")
    set_rule(qtbot, page, ANSWER, "3", "010127", "Vedtatt i utvalget")
    wait_for(qtbot, page, "Vedtatt i utvalget")
    [found] = numbers(page)
    assert found == SetRule(
        CaseRule.ANSWER_WEEKS, date(2027, 1, 1), 3, "Vedtatt i utvalget"
    )
    assert person.says(page, f"{ANSWER}: 4 uker")  # until then
    page.workspace.undo()
    qtbot.waitUntil(lambda: numbers(page) == (), timeout=person.WAIT)


def test_less_than_the_law_gives_is_refused_by_the_field(qtbot, page):
    open_group(qtbot, page, "Frister")
    set_rule(qtbot, page, "Klagefrist", "3", "010127")
    wait_for(qtbot, page, "Skriv et tall fra 4 til 52 uker.")
    assert person.field(page, "Tall").text() == "3"
    assert numbers(page) == ()


def test_what_is_missing_is_told_by_its_field(qtbot, page):
    open_group(qtbot, page, "Frister")
    person.press(qtbot, page, "Sett fristen")
    wait_for(qtbot, page, "Skriv tallet.")
    assert person.says(page, "Skriv fra hvilken dag det gjelder.")


def test_one_taken_away_lets_the_one_before_it_go_on(qtbot, page):
    open_group(qtbot, page, "Frister")
    set_rule(qtbot, page, ANSWER, "6", "010126")
    wait_for(qtbot, page, f"{ANSWER}: 6 uker")
    person.press(qtbot, page, f"Fjern: {ANSWER} fra 01.01.2026")
    wait_for(qtbot, page, f"{ANSWER}: 4 uker")
    today = page.workspace.today()
    rules = page.workspace.read(lambda session: case_rules(session, today))
    assert rules[CaseRule.ANSWER_WEEKS] == 4


def test_what_is_asked_of_a_contact_is_set_with_ja_and_nei(qtbot, page):
    open_group(qtbot, page, "Krav til støttekontakter")
    wait_for(qtbot, page, "Støttekontakten må ha bil: nei")
    assert person.says(page, "Minne om politiattesten hvert: av")
    person.choose(page, "Krav", "Støttekontakten må ha bil")
    person.write(qtbot, page, "Ja/nei", "ja")
    person.key(qtbot, page, "Return")
    qtbot.keyClicks(page.focusWidget(), "i dag")
    person.key(qtbot, page, "Return")
    person.key(qtbot, page, "Return")
    wait_for(qtbot, page, "Støttekontakten må ha bil: ja")
    [found] = numbers(page)
    assert (found.rule, found.value) == (CaseRule.CONTACT_CAR, 1)
