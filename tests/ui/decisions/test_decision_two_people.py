"""Two people in one decision, and texts that are very long."""

import time
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton

from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionState, GrantItem
from stkdesk.services.decisions import edit_decision, open_decision
from tests import person
from tests.ui.decisions.deciding import (
    approve,
    fill_in,
    hours,
    in_register,
    letter,
    letter_drawn,
    missing,
    opened,
    register,
)
from tests.ui.registers import closed

CONFLICT = "To har endret det samme"
LONG = "Å være sammen med andre er viktig for Åse. " * 700  # 30,000 signs


def begun(qtbot, page, database):
    """Open a decision that is a draft in the register."""
    client = register(database)
    form = opened(qtbot, page, client)
    fill_in(qtbot, form)
    person.key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    return opened(qtbot, page, client, 1)


def saved_by_another(database, **changes):
    with database.transaction() as session:
        card = open_decision(session, 1)
        edit_decision(session, 1, card.version, replace(card.draft, **changes))


@pytest.mark.parametrize(("mine", "kept"), [("Du skrev", 180), ("lagret", 300)])
def test_hours_of_two_people_are_chosen_as_one_whole(qtbot, page, database, mine, kept):
    form = begun(qtbot, page, database)
    saved_by_another(
        database, items=(GrantItem(Solution.INDIVIDUAL, 300),), goal="Deres mål."
    )
    hours(qtbot, form, "3")
    person.key(qtbot, form, "Ctrl+S")
    conflict = person.wait_for_window(qtbot, CONFLICT)
    assert person.says(conflict, "Individuell støttekontakt: 3 timer")
    assert person.says(conflict, "Individuell støttekontakt: 5 timer")
    [side] = [
        each for each in conflict.findChildren(QRadioButton) if mine in each.text()
    ]
    side.setChecked(True)
    person.press(qtbot, conflict, "Lagre")
    closed(qtbot, form)
    draft = in_register(database).draft
    assert draft.items == (GrantItem(Solution.INDIVIDUAL, kept),)
    assert draft.goal == "Deres mål."


def test_thirty_thousand_signs_are_pasted_and_the_form_stays_quick(
    qtbot, page, database
):
    form = opened(qtbot, page, register(database))
    fill_in(qtbot, form)
    area = person.field(form, "Begrunnelse")
    QApplication.clipboard().setText(LONG)
    area.setFocus()
    area.selectAll()
    began = time.process_time()
    person.key(qtbot, form, "Ctrl+V")
    qtbot.keyClicks(area, " Slutt.")
    assert time.process_time() - began < 3  # the letter is drawn elsewhere
    assert missing(form) == []
    letter_drawn(qtbot, form)
    qtbot.waitUntil(lambda: form.letter.preview.view.pages > 8, timeout=20_000)
    assert "Slutt." in letter(qtbot, form)
    person.key(qtbot, form, "Ctrl+S")
    assert in_register(database).draft.grounds == f"{LONG.strip()}  Slutt."


def test_what_another_saved_is_read_once_more_before_it_is_approved(
    qtbot, page, database
):
    form = begun(qtbot, page, database)
    saved_by_another(database, goal="Deres mål.")
    person.write(qtbot, form, "Hva brukeren selv mener", "Vil ut.")
    approve(qtbot, form)
    conflict = person.wait_for_window(qtbot, CONFLICT)
    person.press(qtbot, conflict, "Lagre")
    assert person.says(form, "Vedtaket er ikke godkjent ennå.")
    assert person.field(form, "Målet med tjenesten").toPlainText() == "Deres mål."
    assert in_register(database).state is DecisionState.DRAFT
    approve(qtbot, form)
    card = in_register(database)
    assert card.state is DecisionState.ISSUED
    assert (card.draft.goal, card.draft.own_view) == ("Deres mål.", "Vil ut.")
