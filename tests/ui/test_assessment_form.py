"""The form of an assessment, used the way a caseworker uses it."""

from datetime import date

import pytest
from sqlalchemy import select

from stkdesk.storage.tables import Assessment
from stkdesk.ui.assessments.form import open_assessment
from stkdesk.ui.page import Page
from tests import builders as make
from tests import person

YOUTH, ADULT = date(2014, 5, 1), date(1990, 5, 1)


@pytest.fixture
def page(qtbot, workspace):
    page = Page(workspace)
    qtbot.addWidget(page)
    page.resize(1100, 860)
    page.show()
    return page


def begin(qtbot, page, database, born=ADULT):
    with database.transaction() as session:
        client = make.a_client(session, "Åse Ødegård", person={"birth_date": born})
    open_assessment(page, page.workspace, client)
    return client, person.wait_for_window(qtbot, "Kartlegging")


def saved(database):
    with database.reading() as session:
        return session.scalars(select(Assessment)).all()


def test_what_is_typed_is_kept_and_stands_there_the_next_time(qtbot, page, database):
    client, form = begin(qtbot, page, database)
    person.write(qtbot, form, "Ønsker", "Svømme på lørdager")
    person.write(qtbot, form, "Nettverk", "En søster i Bergen")
    person.press(qtbot, form, "Lagre")
    qtbot.waitUntil(lambda: len(saved(database)) == 1)
    [row] = saved(database)
    assert (row.own_wishes, row.network) == ("Svømme på lørdager", "En søster i Bergen")
    open_assessment(page, page.workspace, client)
    again = person.wait_for_window(qtbot, "Kartlegging")
    assert person.field(again, "Ønsker").toPlainText() == "Svømme på lørdager"


def test_a_child_is_asked_about_too(qtbot, page, database):
    _client, form = begin(qtbot, page, database, YOUTH)
    assert person.says(form, "Barnets eget syn")


def test_an_adult_is_not_asked_as_a_child(qtbot, page, database):
    _client, form = begin(qtbot, page, database)
    assert not person.says(form, "Barnets eget syn")


def test_who_is_outside_the_target_group_needs_a_reason(qtbot, page, database):
    _client, form = begin(qtbot, page, database)
    assert not person.says(form, "Hvorfor likevel")
    person.choose(form, "Målgruppen", "Bolig eller institusjon med døgnbemanning")
    assert person.says(form, "Hvorfor likevel")
