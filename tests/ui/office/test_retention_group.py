"""Oppbevaring og sletting, as two leaders use it."""

from datetime import date

import pytest
from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.retention import Kind
from stkdesk.domain.staff import Role
from stkdesk.services.legal_holds import list_holds
from stkdesk.services.retention import approve, list_proposals, propose
from stkdesk.services.retention_rules import list_rules
from stkdesk.storage.tables import Client
from tests import builders, person
from tests.staff import at_work, hire
from tests.ui.office.settings import open_group
from tests.ui.reading import findings
from tests.ui.registers import wait_for

TITLE = "Oppbevaring og sletting"


@pytest.fixture
def clients(database):
    """Two who applied long ago and were never decided on; and one of today."""
    with database.transaction() as session:
        for name in ("Ola Gammel", "Kari Gammel"):
            builders.a_client(
                session, name, status=ClientStatus.ENDED, closed_on=date(2025, 1, 2)
            )
        builders.a_client(session, "Per Ny")


@pytest.fixture
def group(qtbot, clients, page):
    open_group(qtbot, page, TITLE)
    page.refresh(frozenset())  # the clients came without the window hearing
    group = page.groups["retention"]
    wait_for(qtbot, group, "Hele saken · kunne slettes fra 02.01.2026")
    qtbot.waitUntil(lambda: not page.workspace.is_reading, timeout=person.WAIT)
    return group


def box(group, who):
    [found] = boxes(group, who)
    return found


def boxes(group, who):
    said = f"{who}: søknad som aldri ble avgjort"
    shown = [each for each in group.findChildren(QCheckBox) if each.isVisible()]
    return [each for each in shown if each.text() == said]


def wait_until_it_can_be_marked(qtbot, group, who, *, can):
    def _is_so():
        return [each.isEnabled() for each in boxes(group, who)] == [can]

    qtbot.waitUntil(_is_so, timeout=person.WAIT)


def proposed(page):
    return page.workspace.read(list_proposals)


def test_what_may_go_is_proposed_and_not_deleted(qtbot, page, group, database):
    assert person.says(group, "Hele saken · kunne slettes fra 02.01.2026")
    box(group, "Bruker 1").setChecked(True)
    person.press(qtbot, group, "Foreslå å slette det som er merket")
    wait_for(qtbot, group, "Venter på godkjenning")
    [proposal] = proposed(page)
    assert (proposal.who, proposal.is_approved) == ("Bruker 1", False)
    with database.reading() as session:
        assert session.query(Client).count() == 3


def test_nothing_is_proposed_before_something_is_marked(group):
    button = person.button(group, "Foreslå å slette det som er merket")
    assert not button.isEnabled()
    assert "Merk" in button.toolTip()
    box(group, "Bruker 2").setChecked(True)
    assert button.isEnabled()


def test_who_proposed_it_cannot_approve_it(qtbot, page, group):
    box(group, "Bruker 1").setChecked(True)
    person.press(qtbot, group, "Foreslå å slette det som er merket")
    wait_for(qtbot, group, "Venter på godkjenning")
    agree = person.button(group, "Godkjenn: Bruker 1: søknad som aldri ble avgjort")
    assert not agree.isEnabled()
    assert "En annen" in agree.toolTip()


def test_what_another_proposed_is_approved_and_deleted_for_good(
    qtbot, page, group, database, today
):
    with (
        at_work(database, hire(database, "Anne", Role.LEADER)) as other,
        other.transaction() as session,
    ):
        due = session.get(Client, 1).person_number
        propose(session, [(Kind.APPLICATION, due)], today=today)
    page.refresh(frozenset())
    wait_for(qtbot, group, "Foreslått av Anne")
    person.press(qtbot, group, "Godkjenn: Bruker 1: søknad som aldri ble avgjort")
    wait_for(qtbot, group, "Godkjent")
    qtbot.waitUntil(
        lambda: not page.workspace.is_reading and proposed(page)[0].is_approved,
        timeout=person.WAIT,
    )
    person.press(qtbot, group, "Slett det som er godkjent …")
    question = person.wait_for_window(qtbot, "Slette 1 sak for godt?")
    assert person.says(question, "Sikkerhetskopier som er tatt før, har det fortsatt")
    person.press(qtbot, question, "Slett for godt")
    wait_for(qtbot, group, "Søknad som aldri ble avgjort, slettet")
    with database.reading() as session:
        assert session.query(Client).count() == 2
    assert not person.says(group, "Bruker 1")


def test_a_proposal_is_taken_back(qtbot, page, group, today):
    box(group, "Bruker 1").setChecked(True)
    person.press(qtbot, group, "Foreslå å slette det som er merket")
    wait_for(qtbot, group, "Venter på godkjenning")
    person.press(qtbot, group, "Trekk: Bruker 1: søknad som aldri ble avgjort")
    wait_for(qtbot, group, "Ingen forslag.")
    assert proposed(page) == ()


def test_deletion_of_one_person_is_stopped_and_let_go_again(qtbot, page, group):
    person.write(qtbot, group, "Nummer", "1")
    person.press(qtbot, group, "Stans sletting")
    assert person.says(group, "Skriv hvorfor.")
    person.write(qtbot, group, "Begrunnelse", "Klagesak")
    person.press(qtbot, group, "Stans sletting")
    wait_for(qtbot, group, "Klagesak")
    assert len(page.workspace.read(list_holds)) == 1
    wait_until_it_can_be_marked(qtbot, group, "Bruker 1", can=False)
    person.press(qtbot, group, "Opphev: Bruker 1")
    wait_until_it_can_be_marked(qtbot, group, "Bruker 1", can=True)


def test_one_person_is_proposed_before_time(qtbot, page, group):
    person.write(qtbot, group, "Nummer", "3")
    person.write(qtbot, group, "Begrunnelse", "Registrert ved en feil")
    person.press(qtbot, group, "Foreslå sletting")
    wait_for(qtbot, group, "Registrert ved en feil")
    assert [each.who for each in proposed(page)] == ["Bruker 3"]


def test_nobody_with_the_number_is_told_by_the_field(qtbot, group):
    person.write(qtbot, group, "Nummer", "99")
    person.write(qtbot, group, "Begrunnelse", "Feil")
    person.press(qtbot, group, "Foreslå sletting")
    wait_for(qtbot, group, "Brukeren finnes ikke lenger i registeret.")
    assert person.field(group, "Nummer").text() == "99"


def test_a_rule_is_decided_by_the_office(qtbot, page, group):
    assert person.says(group, "Forslag, ikke bestemt av kontoret")
    person.press(qtbot, group, "Endre: Timelister og lønnsgrunnlag")
    form = person.wait_for_window(qtbot, "Timelister og lønnsgrunnlag")
    person.write(qtbot, form, "Måneder", "120")
    person.write(qtbot, form, "Dagen kontoret bestemte det", "01.11.2026")
    person.press(qtbot, form, "Lagre")
    wait_for(qtbot, group, "Bestemt 01.11.2026")
    rules = page.workspace.read(list_rules)
    [rule] = [each for each in rules if each.rule.kind is Kind.TIMESHEETS]
    assert rule.draft.months == 120


def test_the_group_can_be_read_aloud(qtbot, group):
    qtbot.waitUntil(lambda: findings(group) == [], timeout=person.WAIT)


def test_what_is_approved_elsewhere_is_seen(qtbot, page, group, database, today):
    anne, bodil = (hire(database, name, Role.LEADER) for name in ("Anne", "Bodil"))
    with at_work(database, anne) as own, own.transaction() as session:
        due = session.get(Client, 2).person_number
        propose(session, [(Kind.APPLICATION, due)], today=today)
        [proposal] = list_proposals(session)
    with at_work(database, bodil) as own, own.transaction() as session:
        approve(session, proposal.number)
    page.refresh(frozenset())
    wait_for(qtbot, group, "godkjent av Bodil")
    assert person.button(group, "Slett det som er godkjent …").isVisible()
