"""The form of a decision, used the way a caseworker uses it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from stkdesk.domain.client import Relation
from stkdesk.domain.decision import DecisionKind, DecisionState
from stkdesk.storage.tables import Decision
from stkdesk.ui.decisions.form import open_decision
from tests import person
from tests.ui.decisions.deciding import (
    WAIT,
    YOUTH,
    approve,
    fill_in,
    forms,
    hours,
    in_register,
    letter,
    letter_drawn,
    opened,
    register,
)
from tests.ui.registers import letters, lose

PARENT = ("Mor Ødegård", Relation.PARENT, True)


def test_the_letter_follows_what_is_typed(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    assert "Gjelder Åse Ødegård" in letter(qtbot, form)
    person.write(qtbot, form, "Begrunnelse", "Fordi behovet er varig.")
    qtbot.waitUntil(form._resting.isActive, timeout=WAIT)
    letter_drawn(qtbot, form)
    assert "Fordi behovet er varig." in letter(qtbot, form)


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


def test_the_button_sleeps_and_says_why_until_nothing_is_missing(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    approve = person.button(form, "Godkjenn og lås …")
    for advice in (
        "Skriv hvor mange timer som innvilges.",
        "Skriv opplysningene vedtaket bygger på.",
        "Skriv begrunnelsen.",
    ):
        assert person.says(form, advice)
        assert advice in approve.toolTip()
    assert not approve.isEnabled()
    fill_in(qtbot, form)
    assert approve.isEnabled()
    assert approve.toolTip() == ""
    assert person.says(form, "Klar til godkjenning, 2 ting å se over")


def test_a_remedy_leads_to_the_field(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    person.press(qtbot, form, "Fyll ut: Skriv begrunnelsen.")
    assert form.focusWidget() is person.field(form, "Begrunnelse")


def test_approving_shows_who_gets_it_and_locks(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    fill_in(qtbot, form)
    person.press(qtbot, form, "Godkjenn og lås …")
    question = person.wait_for_window(qtbot, "Godkjenn og lås vedtaket?")
    assert person.says(question, "Åse Ødegård, Fjordgata 1, 6509 Byen")
    person.press(qtbot, question, "Godkjenn og lås")

    card = in_register(database)
    assert (card.state, card.reference) == (DecisionState.ISSUED, "2026/1-1")
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
    assert not forms(page)
    window.reject()


def test_parents_and_a_youth_are_ticked_and_get_a_letter_each(qtbot, page, database):
    client = register(database, YOUTH, PARENT)
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


def test_the_preview_is_the_copy_of_the_first_who_is_ticked(qtbot, page, database):
    client = register(database, YOUTH, PARENT)
    form = opened(qtbot, page, client)
    assert "Mor Ødegård Fjordgata" in letter(qtbot, form)
    person.press(qtbot, form, "Mor Ødegård (foresatt)")
    letter_drawn(qtbot, form)
    assert "Åse Ødegård Fjordgata" in letter(qtbot, form)


def test_hours_that_cannot_be_read_are_told_and_kept(qtbot, page, database):
    form = opened(qtbot, page, register(database))
    hours(qtbot, form, "mange")
    person.key(qtbot, form, "Ctrl+S")
    assert form.isVisible()
    assert form.inputs.items.rows[0].hours.text() == "mange"
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


@pytest.mark.parametrize("kind", DecisionKind)
def test_alt_and_a_letter_lead_to_one_field_only(qtbot, page, database, kind):
    form = opened(qtbot, page, register(database), kind=kind)
    led = [each for each in letters(form) if each]
    assert sorted(led) == sorted(set(led))
    assert len(led) >= 7
