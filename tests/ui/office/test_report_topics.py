"""The questions of the monthly report, changed in the settings."""

from datetime import date

import pytest

from stkdesk.services.report_topics import report_topics
from tests import person
from tests.ui.registers import close_forms, closed, key, wait_for


@pytest.fixture
def reports(qtbot, page):
    """The settings, at the group of the monthly reports."""
    page.open_group("report_rules")
    wait_for(qtbot, page, "Kva har de gjort saman?")
    yield page
    close_forms()


def test_a_question_is_added_and_moved_up(qtbot, reports, database):
    person.press(qtbot, reports, "Endre spørsmålene …")
    form = person.wait_for_window(qtbot, "Spørsmål i månedsrapporten")
    form.fields["bokmal5"].editor.setText("Hvordan var turen?")
    key(qtbot, form, "Ctrl+S")
    assert form.fields["nynorsk5"].has_problem  # papers are in both languages
    form.fields["nynorsk5"].editor.setText("Korleis var turen?")
    person.press(qtbot, form, "Flytt spørsmål 6 opp")
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    wait_for(qtbot, reports, "Korleis var turen?")
    with database.reading() as session:
        asked = [each.key for each in report_topics(session, date(2026, 11, 1))]
    assert asked == ["activities", "cooperation", "goals", "concern", "own-1", "change"]
