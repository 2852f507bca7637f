"""Two people in one record: both values are shown, one chooses, nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QRadioButton

from stkdesk.domain.assignment import AssignmentStatus
from stkdesk.domain.client import ClientDraft, ClientStatus, Relation, RelativeDraft
from stkdesk.domain.language import Language
from stkdesk.domain.person import PersonDraft
from stkdesk.domain.staff import FIRST_ROLES, Actor
from stkdesk.services.assignments import edit_assignment, open_assignment
from stkdesk.services.clients import edit_client, open_client, register_client
from stkdesk.services.contacts import edit_contact, open_contact
from stkdesk.services.drafts import kept_draft
from stkdesk.storage.database import Database
from stkdesk.storage.tables import Client, Staff
from stkdesk.ui.assignments.form import AssignmentForm
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from stkdesk.ui.conflict_choice import marked
from stkdesk.ui.contacts.form import ContactForm
from tests import builders, person
from tests.ui.reading import findings
from tests.ui.registers import close_forms, closed, key, lose, shown, wait_for

ÅSE = ClientDraft(
    person=PersonDraft("Åse", "Ødegård", date(2012, 2, 1), street="Fjordgata 1"),
    wishes="Svømme",
)
CONFLICT = "To har endret det samme"


@pytest.fixture
def page(qtbot, workspace):
    yield shown(qtbot, ClientsPage(workspace))
    close_forms()


@pytest.fixture
def kari(database):
    """The register as Kari has it open, in another window."""

    def _hire(session):
        session.add(one := Staff(name="Kari Nordmann", login="kari", caseworker=True))
        session.flush()
        return one.number

    with database.transaction() as session:
        number = _hire(session)
    theirs = Database(database.register, Actor(number, "Kari Nordmann", FIRST_ROLES))
    yield theirs
    theirs.close()


@pytest.fixture
def client(workspace):
    """The short number of Åse."""
    today = workspace.today()
    return workspace.do(lambda s: register_client(s, ÅSE, today=today))


@pytest.fixture
def form(qtbot, page, workspace, client):
    """Åse is open for change here."""
    return editing(qtbot, page, workspace, client)


def editing(qtbot, page, workspace, number):
    form = ClientForm(page, workspace.read(lambda s: open_client(s, number)))
    form.open()
    qtbot.waitUntil(form.isVisible, timeout=person.WAIT)
    return form


def saved_by(database, number, change):
    """Let somebody change Åse by ``change``, a function of the draft."""
    with database.transaction() as session:
        card = open_client(session, number)
        edit_client(
            session, number, card.version, change(card.draft), today=date(2026, 11, 16)
        )


def stored(workspace, number=1):
    return workspace.read(lambda s: open_client(s, number)).draft


def asked(qtbot):
    return person.wait_for_window(qtbot, CONFLICT)


def pick(qtbot, dialog, start):
    """Choose the radio button that is read out beginning with ``start``."""
    buttons = dialog.findChildren(QRadioButton)
    [match] = [each for each in buttons if each.accessibleName().startswith(start)]
    match.setFocus()
    key(qtbot, dialog, "Space")


def test_the_second_sees_both_values_and_who_saved_and_chooses(
    qtbot, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    saved_by(kari, client, lambda draft: replace(draft, wishes="Sjakk"))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    assert person.says(dialog, "Kari Nordmann lagret dette kl.")
    for text in ("Ønsker", "Før: Svømme", "Kino", "Sjakk"):
        assert person.says(dialog, text)
    pick(qtbot, dialog, "Ønsker. Du skrev: Kino")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).wishes == "Kino"


def test_theirs_can_be_chosen_and_mine_can_be_had_back(
    qtbot, page, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    person.write(qtbot, form, "Saksnummer", "2026/7")
    saved_by(kari, client, lambda draft: replace(draft, wishes="Sjakk"))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    pick(qtbot, dialog, "Ønsker. Kari Nordmann lagret: Sjakk")
    person.press(qtbot, dialog, "Lagre")
    closed(qtbot, form)
    assert stored(workspace) == replace(ÅSE, wishes="Sjakk", case_number="2026/7")
    workspace.undo()
    assert stored(workspace) == replace(ÅSE, wishes="Sjakk")


def test_what_each_changed_alone_is_taken_along_and_shown(
    qtbot, form, workspace, client, kari
):
    person.write(qtbot, form, "Saksnummer", "2026/7")
    theirs = {"wishes": "Sjakk", "status": ClientStatus.ACTIVE}
    saved_by(kari, client, lambda draft: replace(draft, **theirs))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    for text in ("Saksnummer · Du", "tomt → 2026/7", "Ønsker · Kari Nordmann"):
        assert person.says(dialog, text)
    assert person.says(dialog, "Venter → Aktiv")
    assert not dialog.findChildren(QRadioButton)
    key(qtbot, dialog, "Return")
    closed(qtbot, form)
    assert stored(workspace) == replace(ÅSE, case_number="2026/7", **theirs)


def test_the_arrows_choose_and_nothing_is_saved_before_all_is_chosen(
    qtbot, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    person.write(qtbot, form, "Saksnummer", "1")
    saved_by(
        kari, client, lambda draft: replace(draft, wishes="Sjakk", case_number="2")
    )
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    assert person.says(dialog, "2 valg igjen")
    key(qtbot, dialog, "Right")  # from mine, where the cursor is, to theirs
    assert person.says(dialog, "1 valg igjen")
    key(qtbot, dialog, "Ctrl+S")
    assert dialog.isVisible()
    assert person.says(dialog, "Velg en av de to.")
    assert stored(workspace).case_number == "2"
    key(qtbot, dialog, "Space")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace) == replace(ÅSE, case_number="2", wishes="Kino")


@pytest.mark.parametrize(
    ("press", "wishes", "number"),
    [("Behold alle mine", "Kino", "1"), ("Ta alle deres", "Sjakk", "2")],
)
def test_all_of_one_can_be_chosen_at_once(
    qtbot, form, workspace, client, kari, press, wishes, number
):
    person.write(qtbot, form, "Ønsker", "Kino")
    person.write(qtbot, form, "Saksnummer", "1")
    saved_by(
        kari, client, lambda draft: replace(draft, wishes="Sjakk", case_number="2")
    )
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    person.press(qtbot, dialog, press)
    key(qtbot, dialog, "Return")
    closed(qtbot, form)
    assert stored(workspace) == replace(ÅSE, wishes=wishes, case_number=number)


def test_going_back_leaves_the_form_as_it_was_typed(
    qtbot, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    saved_by(
        kari, client, lambda draft: replace(draft, wishes="Sjakk", case_number="2")
    )
    key(qtbot, form, "Ctrl+S")
    key(qtbot, asked(qtbot), "Esc")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is form)
    assert person.field(form, "Ønsker").toPlainText() == "Kino"
    assert person.field(form, "Saksnummer").text() == ""
    key(qtbot, form, "Ctrl+S")  # and asks again, rather than save over it
    assert person.says(asked(qtbot), "Sjakk")
    assert stored(workspace).wishes == "Sjakk"


def test_a_third_who_comes_between_is_shown_too(qtbot, form, workspace, client, kari):
    person.write(qtbot, form, "Ønsker", "Kino")
    saved_by(kari, client, lambda draft: replace(draft, wishes="Sjakk"))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    saved_by(kari, client, lambda draft: replace(draft, wishes="Dans", case_number="3"))
    pick(qtbot, dialog, "Ønsker. Du skrev: Kino")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, dialog)
    again = asked(qtbot)
    assert person.says(again, "Før: Sjakk")
    assert person.says(again, "Dans")
    pick(qtbot, again, "Ønsker. Du skrev: Kino")
    key(qtbot, again, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace) == replace(ÅSE, wishes="Kino", case_number="3")


def test_a_street_is_never_put_in_another_persons_town(
    qtbot, form, workspace, client, kari
):
    person.write(qtbot, form, "Adresse", "Storgata 3")
    moved = {"street": "Fjordgata 1", "postal_code": "6509", "city": "Byen"}
    saved_by(
        kari,
        client,
        lambda draft: replace(draft, person=replace(draft.person, **moved)),
    )
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    pick(qtbot, dialog, "Adresse. Kari Nordmann lagret")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).person == replace(ÅSE.person, **moved)


def test_a_relative_they_have_added_is_there_after_my_save(
    qtbot, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    mor = RelativeDraft(Relation.PARENT, PersonDraft("Mor", "Ødegård"))
    saved_by(kari, client, lambda draft: replace(draft, relatives=(mor,)))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    assert person.says(dialog, "Foresatte, verge, fullmektig og pårørende")
    assert person.says(dialog, "Mor Ødegård\nForesatt")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).relatives[0].person.given_name == "Mor"
    assert stored(workspace).wishes == "Kino"


def test_the_parent_each_of_us_added_are_both_there(
    qtbot, form, workspace, client, kari
):
    mine, theirs = (
        RelativeDraft(Relation.PARENT, PersonDraft(name, "Ødegård"))
        for name in ("Far", "Mor")
    )
    form.fields["relatives"].editor.set_value((mine,))
    person.write(qtbot, form, "Ønsker", "Kino")
    saved_by(kari, client, lambda draft: replace(draft, relatives=(theirs,)))
    key(qtbot, form, "Ctrl+S")
    key(qtbot, asked(qtbot), "Ctrl+S")
    closed(qtbot, form)
    names = [each.person.given_name for each in stored(workspace).relatives]
    assert names == ["Mor", "Far"]


def test_the_same_change_by_both_asks_nothing(qtbot, form, workspace, client, kari):
    person.write(qtbot, form, "Ønsker", "Kino")
    saved_by(kari, client, lambda draft: replace(draft, wishes="Kino"))
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)
    assert stored(workspace).wishes == "Kino"


def test_what_is_typed_for_a_record_somebody_removed_is_kept(
    qtbot, page, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    with kari.transaction() as session:
        session.delete(session.get(Client, client))
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Noen har slettet dette i mellomtiden.")
    assert person.field(form, "Ønsker").toPlainText() == "Kino"
    person.press(qtbot, form, "Behold som kladd")
    closed(qtbot, form)
    assert workspace.read(lambda s: kept_draft(s, "client/new")) is not None
    page.new_record()
    new = person.wait_for_window(qtbot, "Ny bruker")
    person.press(qtbot, new, "Fortsett")
    assert person.field(new, "Fornavn").text() == "Åse"
    assert person.field(new, "Ønsker").toPlainText() == "Kino"


def test_an_old_draft_says_what_was_saved_after_it_was_typed(
    qtbot, page, form, workspace, client, kari
):
    person.write(qtbot, form, "Ønsker", "Kino")
    wait_for(qtbot, form, "Kladd lagret")
    lose(form)
    saved_by(kari, client, lambda draft: replace(draft, wishes="Sjakk"))
    again = editing(qtbot, page, workspace, client)
    person.press(qtbot, again, "Fortsett")
    assert person.field(again, "Ønsker").toPlainText() == "Kino"
    assert person.says(again, "Lagret etter at du skrev: Sjakk")


def test_an_assignment_keeps_the_names_of_those_chosen(qtbot, page, workspace, kari):
    planned = AssignmentStatus.PLANNED  # one that has begun changes hands no more
    number = workspace.do(lambda s: builders.an_assignment(s, status=planned))
    other = workspace.do(lambda s: builders.a_contact(s, "Ida Berg"))
    form = AssignmentForm(page, workspace.read(lambda s: open_assignment(s, number)))
    form.open()
    person.write(qtbot, form, "Timer", "30")
    with kari.transaction() as session:
        card = open_assignment(session, number)
        theirs = replace(card.draft, contact_number=other, goal="Trives")
        edit_assignment(session, number, card.version, theirs)
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    assert person.says(dialog, "Håkon Solheim → Ida Berg")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, form)
    saved = workspace.read(lambda s: open_assignment(s, number)).draft
    assert saved == replace(theirs, agreed_minutes=30 * 60)


def test_two_in_one_support_contact(qtbot, page, workspace, kari):
    number = workspace.do(lambda s: builders.a_contact(s))
    form = ContactForm(page, workspace.read(lambda s: open_contact(s, number)))
    form.open()
    person.write(qtbot, form, "Områder", "Sentrum")
    with kari.transaction() as session:
        card = open_contact(session, number)
        theirs = replace(card.draft, language=Language.NYNORSK, areas="Nordsiden")
        edit_contact(session, number, card.version, theirs, today=date(2026, 11, 16))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    pick(qtbot, dialog, "Områder. Du skrev")
    key(qtbot, dialog, "Ctrl+S")
    closed(qtbot, form)
    saved = workspace.read(lambda s: open_contact(s, number)).draft
    assert saved == replace(theirs, areas="Sentrum")


def test_long_values_can_be_read_in_a_small_window(qtbot, workspace, client, kari):
    page = shown(qtbot, ClientsPage(workspace), 960, 520)
    form = editing(qtbot, page, workspace, client)
    long = "Liker å svømme, og vil gjerne prøve sjakk om kvelden. " * 8
    person.field(form, "Ønsker").setPlainText(long + "Kino")
    person.write(qtbot, form, "Saksnummer", "2026/7")
    saved_by(kari, client, lambda draft: replace(draft, wishes=long + "Dans"))
    key(qtbot, form, "Ctrl+S")
    dialog = asked(qtbot)
    assert dialog.height() <= 520
    assert findings(dialog) == []
    close_all(dialog, form)


def test_in_a_long_text_the_words_that_differ_stand_out():
    mine, theirs = "Liker kino\nog <sjakk> på kvelden", "Liker dans\nog <sjakk> nå"
    assert marked(mine, theirs) == (
        "Liker <b>kino<br>og</b> &lt;sjakk&gt; <b>på kvelden</b>"
    )
    assert marked(mine, mine) == "Liker kino<br>og &lt;sjakk&gt; på kvelden"


def close_all(dialog, form):
    dialog.reject()
    form.discard()
