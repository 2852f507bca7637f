"""The form of a decision, used the way a caseworker uses it."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from stkdesk.domain.client import Relation
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.services.decisions import open_decision as read_decision
from stkdesk.storage.tables import Client, ClientRelation, Decision
from stkdesk.ui.decisions.form import DecisionForm, open_decision
from tests import builders as make
from tests import person
from tests.ui.registers import lose

WAIT = 10_000
YOUTH, ADULT = date(2010, 5, 1), date(1990, 5, 1)


def register(database, born=ADULT, *relations):
    with database.transaction() as session:
        number = make.a_client(session, "Åse Ødegård", person={"birth_date": born})
        session.get(Client, number).relations = [
            ClientRelation(
                person=make.a_person(name), relation=relation, gets_letters=True
            )
            for name, relation in relations
        ]
    return number


def opened(qtbot, page, client, number=None):
    """Open the form; return it when the letter is drawn."""
    open_decision(page, page.workspace, client, number)
    [form] = [each for each in page.findChildren(DecisionForm) if each.isVisible()]
    letter_drawn(qtbot, form)
    return form


def letter_drawn(qtbot, form):
    workspace = form.workspace
    qtbot.waitUntil(
        lambda: (
            not form._resting.isActive()
            and not workspace.is_reading
            and form.letter.preview.view.pages > 0
        ),
        timeout=WAIT,
    )


def letter(form):
    """Return the text of the letter in the preview."""
    pages = PdfReader(BytesIO(form.letter.preview.view._data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def approve(qtbot, form):
    """Approve the decision, and mean it."""
    person.press(qtbot, form, "Godkjenn og lås …")
    question = person.wait_for_window(qtbot, "Godkjenn og lås vedtaket?")
    person.press(qtbot, question, "Godkjenn og lås")


def fill_in(qtbot, form):
    """Type what a decision must have."""
    person.write(qtbot, form, "Timer", "4")
    person.write(qtbot, form, "Opplysninger vedtaket bygger på", "Lite sosial kontakt.")
    person.write(qtbot, form, "Begrunnelse", "Fire timer i uken er nok.")


def in_register(database, number=1):
    with database.reading() as session:
        return read_decision(session, number)


def test_the_letter_follows_what_is_typed(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    assert "Gjelder Åse Ødegård" in letter(form)
    person.write(qtbot, form, "Begrunnelse", "Fordi behovet er varig.")
    qtbot.waitUntil(form._resting.isActive, timeout=WAIT)
    letter_drawn(qtbot, form)
    assert "Fordi behovet er varig." in letter(form)


def test_the_title_of_the_window_names_nobody(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    assert form.windowTitle() == "Nytt vedtak"
    assert person.says(form, "Gjelder Åse Ødegård. Brevet skrives på bokmål.")


def test_a_draft_is_saved_though_it_lacks_nearly_everything(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.write(qtbot, form, "Begrunnelse", "Så vidt begynt.")
    person.key(qtbot, form, "Ctrl+S")
    assert not form.isVisible()
    card = in_register(database)
    assert card.state is DecisionState.DRAFT
    assert card.draft.grounds == "Så vidt begynt."

    again = opened(qtbot, page, 1, 1)
    assert person.field(again, "Begrunnelse").toPlainText() == "Så vidt begynt."


def test_what_is_missing_is_told_by_the_fields_when_approving(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.press(qtbot, form, "Godkjenn og lås …")
    for advice in (
        "Skriv hvor mange timer som innvilges.",
        "Skriv opplysningene vedtaket bygger på.",
        "Skriv begrunnelsen.",
    ):
        assert person.says(form, advice)
    assert person.says(form, "3 felt må rettes")
    assert form.focusWidget() is person.field(form, "Timer")
    with database.reading() as session:
        assert session.query(Decision).count() == 0


def test_approving_shows_who_gets_it_and_locks(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    fill_in(qtbot, form)
    person.press(qtbot, form, "Godkjenn og lås …")
    question = person.wait_for_window(qtbot, "Godkjenn og lås vedtaket?")
    assert person.says(question, "Åse Ødegård, Fjordgata 1, 6509 Byen")
    person.press(qtbot, question, "Godkjenn og lås")

    card = in_register(database)
    assert (card.state, card.reference) == (DecisionState.ISSUED, "2026/1")
    [paper] = card.papers
    window = person.wait_for_window(qtbot, f"Vedtak {paper.reference}")
    text = PdfReader(BytesIO(window.data)).pages[0].extract_text()
    assert "Åse Ødegård" in text
    assert "UTKAST" not in text
    window.reject()


def test_saying_no_at_the_last_question_changes_nothing(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    fill_in(qtbot, form)
    person.press(qtbot, form, "Godkjenn og lås …")
    question = person.wait_for_window(qtbot, "Godkjenn og lås vedtaket?")
    person.press(qtbot, question, "Avbryt")
    assert form.isVisible()
    assert person.field(form, "Begrunnelse").toPlainText()
    with database.reading() as session:
        assert session.query(Decision).count() == 0


def test_an_issued_decision_is_shown_and_not_opened_for_change(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    fill_in(qtbot, form)
    approve(qtbot, form)
    reference = in_register(database).papers[0].reference
    person.wait_for_window(qtbot, f"Vedtak {reference}").reject()

    open_decision(page, page.workspace, 1, 1)
    window = person.wait_for_window(qtbot, f"Vedtak {reference}")
    assert not [each for each in page.findChildren(DecisionForm) if each.isVisible()]
    window.reject()


def test_parents_and_a_youth_are_ticked_and_get_a_letter_each(qtbot, page, database):
    client = register(database, YOUTH, ("Mor Ødegård", Relation.PARENT))
    form = opened(qtbot, page, client)
    assert person.says(form, "Brukeren er under 18 år.")
    assert person.says(form, "Har fylt 15 år og skal ha sitt eget eksemplar.")
    assert [one.name for one in form.recipients.chosen] == [
        "Mor Ødegård",
        "Åse Ødegård",
    ]
    fill_in(qtbot, form)
    approve(qtbot, form)
    assert len(in_register(database).papers) == 2


def test_a_decision_nobody_gets_is_not_approved(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    fill_in(qtbot, form)
    person.field(form, "Åse Ødegård").setChecked(False)
    person.press(qtbot, form, "Godkjenn og lås …")
    assert person.says(form, "Velg hvem som skal ha vedtaket.")
    with database.reading() as session:
        assert session.query(Decision).count() == 0


def test_the_preview_is_the_copy_of_the_first_who_is_ticked(qtbot, page, database):
    client = register(database, YOUTH, ("Mor Ødegård", Relation.PARENT))
    form = opened(qtbot, page, client)
    assert "Mor Ødegård Fjordgata" in letter(form)
    person.field(form, "Mor Ødegård (foresatt)").setChecked(False)
    letter_drawn(qtbot, form)
    assert "Åse Ødegård Fjordgata" in letter(form)


def test_a_refusal_asks_for_no_hours_and_says_no(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.choose(form, "Utfall", "Avslag")
    assert not form.inputs.granted.isVisible()
    qtbot.waitUntil(form._resting.isActive, timeout=WAIT)
    letter_drawn(qtbot, form)
    assert "avslått" in letter(form)
    person.key(qtbot, form, "Ctrl+S")
    draft = in_register(database).draft
    assert draft.kind is DecisionKind.REFUSED
    assert draft.valid_from is None


def test_hours_that_cannot_be_read_are_told_and_kept(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.write(qtbot, form, "Timer", "mange")
    person.key(qtbot, form, "Ctrl+S")
    assert form.isVisible()
    assert person.field(form, "Timer").text() == "mange"
    assert person.says(form, "Skriv timer, for eksempel 4, 4,5 eller 4:30.")


def test_what_was_typed_is_offered_when_the_form_is_opened_again(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.write(qtbot, form, "Begrunnelse", "Halvferdig tanke.")
    qtbot.waitUntil(lambda: person.says(form, "Kladd lagret"), timeout=WAIT)
    lose(form)

    again = opened(qtbot, page, 1)
    assert person.says(again, "Du har et skjema du ikke ble ferdig med")
    person.press(qtbot, again, "Fortsett")
    assert person.field(again, "Begrunnelse").toPlainText() == "Halvferdig tanke."


@pytest.mark.parametrize(("width", "seen"), [(1240, True), (760, False)])
def test_the_letter_makes_way_for_the_fields_in_a_narrow_window(
    qtbot, page, database, width, seen
):
    form = opened(qtbot, page, register(database))
    form.resize(width, 700)
    assert form.letter.isVisible() is seen
