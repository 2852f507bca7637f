"""Who gets a decision: seen, asked about, and confirmed; never silently."""

from datetime import date

from PySide6.QtCore import Qt

from stkdesk.domain.client import Relation
from stkdesk.domain.person import Protection
from stkdesk.domain.trail import Action
from stkdesk.storage.tables import Client, ClientRelation, PersonAddress
from tests import builders as make
from tests import person
from tests.log import log_of
from tests.ui.decisions.deciding import (
    WAIT,
    YOUTH,
    approve,
    fill_in,
    in_register,
    letter,
    letter_drawn,
    missing,
    opened,
    register,
)
from tests.ui.registers import lose, wait_for

MOTHER = ("Mor Ødegård", Relation.PARENT, True)
GUARDIAN = ("Gunvor Moe", Relation.GUARDIAN, True)
ASKED = "Svar på om Far Ødegård skal ha vedtaket."


def tick(qtbot, form, name):
    """Press Space on the tick of ``name``."""
    [row] = [each for each in form.recipients.rows.values() if each.one.name == name]
    row.first.setFocus()
    qtbot.keyClick(row.first, Qt.Key.Key_Space)
    return row


def with_father_elsewhere(database):
    client = register(database, YOUTH, ("Mor Ødegård", Relation.PARENT, False))
    with database.transaction() as session:
        father = make.a_person("Far Ødegård")
        father.addresses = [
            PersonAddress(street="Storgata 9", postal_code="6600", city="Sunndalsøra")
        ]
        relation = ClientRelation(person=father, relation=Relation.PARENT)
        found = session.get(Client, client)
        found.relations.append(relation)
    return client


def test_a_guardian_is_shown_and_who_is_proposed_gets_it(qtbot, page, database):
    form = opened(qtbot, page, register(database, date(1960, 1, 1), GUARDIAN))
    assert [one.name for one in form.recipients.chosen] == ["Gunvor Moe"]
    assert person.says(form, "Vergen skal ha brevene.")
    fill_in(qtbot, form)
    person.press(qtbot, form, "Godkjenn og lås …")
    question = person.wait_for_window(qtbot, "Godkjenn og lås vedtaket?")
    assert person.says(question, "Gunvor Moe (verge), Fjordgata 1, 6509 Byen")
    question.reject()


def test_taking_off_who_is_proposed_asks_why_and_the_log_tells(qtbot, page, database):
    form = opened(qtbot, page, register(database, YOUTH, MOTHER, GUARDIAN))
    fill_in(qtbot, form)
    assert missing(form) == []
    tick(qtbot, form, "Gunvor Moe")
    assert missing(form) == ["Skriv hvorfor Gunvor Moe ikke skal ha vedtaket."]
    wait_for(qtbot, form, "Skriv hvorfor Gunvor Moe ikke skal ha vedtaket.")
    person.press(qtbot, form, "Svar: Skriv hvorfor Gunvor Moe ikke skal ha vedtaket.")
    qtbot.keyClicks(form.focusWidget(), "Mandatet gjelder bare økonomi.")
    approve(qtbot, form)
    assert len(in_register(database).papers) == 2
    [event] = log_of(database, Action.ISSUED)
    assert event.detail["reason"] == (
        "Gunvor Moe (verge) får ikke vedtaket: Mandatet gjelder bare økonomi."
    )


def test_parents_in_two_homes_are_a_question_that_must_be_answered(
    qtbot, page, database
):
    form = opened(qtbot, page, with_father_elsewhere(database))
    fill_in(qtbot, form)
    assert missing(form) == [ASKED]
    assert not person.button(form, "Godkjenn og lås …").isEnabled()
    [row] = [each for each in form.recipients.rows.values() if each.one.asks]
    person.press(qtbot, row, "Nei, ikke hit")
    assert missing(form) == []
    person.press(qtbot, row, "Ja, brevet går hit")
    assert "Far Ødegård" in [one.name for one in form.recipients.chosen]
    assert person.button(form, "Godkjenn og lås …").isEnabled()


def test_a_youth_who_is_taken_off_hinders_though_a_reason_is_given(
    qtbot, page, database
):
    form = opened(qtbot, page, register(database, YOUTH, MOTHER))
    fill_in(qtbot, form)
    tick(qtbot, form, "Åse Ødegård")
    told = "Brukeren har fylt 15 år og skal ha sitt eget eksemplar."
    assert told in missing(form)


def test_an_answer_given_is_kept_with_what_is_typed(qtbot, page, database):
    client = register(database, YOUTH, MOTHER, GUARDIAN)
    form = opened(qtbot, page, client)
    tick(qtbot, form, "Gunvor Moe")
    form.recipients.go_to_problem()
    qtbot.keyClicks(form.focusWidget(), "Ikke hans mandat.")
    qtbot.waitUntil(lambda: person.says(form, "Kladd lagret"), timeout=WAIT)
    lose(form)
    again = opened(qtbot, page, client)
    person.press(qtbot, again, "Fortsett")
    assert "Ikke hans mandat." in again.recipients.left_out()


def test_each_recipients_own_letter_can_be_looked_at(qtbot, page, database):
    form = opened(qtbot, page, register(database, YOUTH, MOTHER))
    assert "Mor Ødegård Fjordgata" in letter(qtbot, form)
    whose = form.letter._whose
    whose.setFocus()
    person.key(qtbot, form, "Down")
    letter_drawn(qtbot, form)
    qtbot.waitUntil(
        lambda: "Åse Ødegård Fjordgata" in letter(qtbot, form), timeout=WAIT
    )


def test_a_letter_to_a_secret_address_is_delivered_by_hand(qtbot, page, database):
    client = register(database)
    with database.transaction() as session:
        session.get(Client, client).person.protection = Protection.STRICT
    form = opened(qtbot, page, client)
    assert person.says(form, "brevet får ingen adresse og leveres for hånd")
    assert person.says(form, "Leveres for hånd")
    assert "Fjordgata" not in letter(qtbot, form)


def test_somebody_added_beside_the_client_meanwhile_is_offered(qtbot, page, database):
    client = register(database, date(2011, 5, 1))
    form = opened(qtbot, page, client)
    assert any("under 16 år" in each for each in missing(form))

    def _add_mother(session):
        found = session.get(Client, client)
        found.relations.append(
            ClientRelation(
                person=make.a_person("Mor Ødegård"),
                relation=Relation.PARENT,
                gets_letters=True,
            )
        )

    page.workspace.do(_add_mother)
    qtbot.waitUntil(
        lambda: "Mor Ødegård" in [one.name for one in form.recipients.chosen],
        timeout=WAIT,
    )
    assert not any("under 16 år" in each for each in missing(form))


def test_an_address_that_is_missing_is_filled_in_above_the_decision(
    qtbot, page, database
):
    client = register(database)
    with database.transaction() as session:
        lives = session.get(Client, client).person
        lives.addresses.clear()
    form = opened(qtbot, page, client)
    told = "En mottaker mangler adresse. Fyll den ut på brukerens kort."
    assert told in missing(form)
    person.press(qtbot, form, f"Åpne brukeren: {told}")
    above = person.wait_for_window(qtbot, "Rediger bruker")
    person.write(qtbot, above, "Adresse", "Fjordgata 2")
    person.write(qtbot, above, "Postnummer", "6509")
    person.press(qtbot, above, "Lagre")
    qtbot.waitUntil(lambda: told not in missing(form), timeout=WAIT)
    assert form.isVisible()
