"""The form of an applicant: the minute at the telephone, the meeting, the outcome."""

from datetime import date

import pytest

from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.recruiting import RecruitOutcome, ReferenceAnswer
from stkdesk.domain.recruiting_steps import Step
from stkdesk.services.contacts import open_contact
from stkdesk.services.recruiting import edit_recruitment, open_recruitment
from stkdesk.ui.recruiting import form as forms
from stkdesk.ui.recruiting.page import RecruitingPage
from tests import person
from tests.ui.reading import findings
from tests.ui.recruiting.applicants import BERNT, GRO, an_applicant, called
from tests.ui.registers import active, close_forms, closed, key, letters, wait_for

TODAY = "16.11.2026"


@pytest.fixture
def page(qtbot, workspace, database, today):
    """Amina, whose references are not called, and Kaja, who is to be met."""
    with database.transaction() as session:
        an_applicant(session, "Amina Yusuf", today, references=(BERNT, GRO))
        called(session, "Kaja Øyen", today)
    page = RecruitingPage(workspace)
    qtbot.addWidget(page)
    page.resize(1300, 780)
    page.show()
    active(qtbot, page)
    yield page
    close_forms()


def opened(qtbot, page, number, part=""):
    forms.open_recruitment(page, page.workspace, number, part)
    form = person.wait_for_window(qtbot, "Rekruttering")
    active(qtbot, form)
    return form


def read(page, number):
    today = page.workspace.today()
    return page.workspace.read(lambda s: open_recruitment(s, number, today=today))


def box(form, at):
    return form.fields["references"].editor._boxes[at - 1]


def save(qtbot, form):
    key(qtbot, form, "Ctrl+S")
    closed(qtbot, form)


def test_a_call_is_written_down_with_an_answer_and_the_day_comes_by_itself(qtbot, page):
    form = opened(qtbot, page, 1, "references")
    assert form.focusWidget().accessibleName() == "Referanse 1, svar"
    for at in (1, 2):
        person.choose(box(form, at), "Svar", "Anbefaler")
        assert person.field(box(form, at), "Ringt").text() == TODAY
    person.write(qtbot, box(form, 2), "Hva ble sagt", "Rolig og pålitelig.")
    save(qtbot, form)
    card = read(page, 1)
    assert [each.answer for each in card.draft.references] == [
        ReferenceAnswer.RECOMMENDS
    ] * 2
    assert card.draft.references[1].note == "Rolig og pålitelig."
    assert card.step is Step.INTERVIEW


def test_tab_goes_through_the_references_where_they_stand(qtbot, page):
    form = opened(qtbot, page, 1)
    person.field(form, "Om søkeren").setFocus()
    key(qtbot, form, "Tab")
    assert form.focusWidget().accessibleName() == "Referanse 1, navn"
    person.button(box(form, 2), "Fjern: Referanse 2").setFocus()
    key(qtbot, form, "Tab")
    assert form.focusWidget() is person.button(form, "Legg til referanse")
    key(qtbot, form, "Space")
    assert form.focusWidget() is person.field(box(form, 3), "Navn")
    qtbot.waitUntil(box(form, 3).isVisible, timeout=person.WAIT)
    person.field(box(form, 3), "Hva ble sagt").setFocus()
    on_the_way = []
    for _ in range(3):
        key(qtbot, form, "Tab")
        on_the_way.append(form.focusWidget().accessibleName())
    assert on_the_way == ["Fjern: Referanse 3", "Legg til referanse", "Avtalt dag"]


def test_the_space_bar_writes_today_and_never_over_another_day(qtbot, page):
    form = opened(qtbot, page, 2, "interview")
    day = form.focusWidget()
    assert day is person.field(form, "Avtalt dag")
    key(qtbot, form, "Space")
    assert day.text() == TODAY
    person.write(qtbot, form, "Avtalt dag", "20.11.26")
    key(qtbot, form, "Space")
    assert person.field(form, "Avtalt dag").text().strip() == "20.11.26"
    person.write(qtbot, form, "Tid", "1030")
    person.write(qtbot, form, "Sted", "Bekkefaret 13")
    save(qtbot, form)
    draft = read(page, 2).draft
    assert (draft.interview_on, draft.interview_minute) == (date(2026, 11, 20), 630)


def test_after_the_meeting_the_cursor_is_where_it_is_noted(qtbot, page):
    save(qtbot, filled(qtbot, page))
    form = opened(qtbot, page, 2, "interview")
    assert form.focusWidget() is person.field(form, "Samtalen ble holdt")


def filled(qtbot, page):
    form = opened(qtbot, page, 2, "interview")
    person.write(qtbot, form, "Avtalt dag", TODAY)
    return form


def test_who_is_not_approved_is_closed_and_can_be_approved_after_all(qtbot, page):
    form = opened(qtbot, page, 2, "assessment")
    person.choose(form, "Vurdering", "Ikke godkjent")
    assert person.field(form, "Vurdert dag").text() == TODAY
    save(qtbot, form)
    assert read(page, 2).draft.outcome is RecruitOutcome.REFUSED
    assert read(page, 2).status is ContactStatus.ENDED
    page.workspace.undo()
    qtbot.waitUntil(
        lambda: read(page, 2).status is ContactStatus.CANDIDATE, timeout=person.WAIT
    )


def test_what_is_wrong_with_a_reference_says_which_one(qtbot, page):
    form = opened(qtbot, page, 1, "references")
    person.write(qtbot, box(form, 2), "Ringt", "+1d")
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Referanse 2: Datoen kan ikke være fram i tid.")
    assert person.field(box(form, 2), "Ringt").text()  # nothing typed is lost


def test_two_people_at_the_telephone_keep_both_answers(qtbot, page, workspace, today):
    form = opened(qtbot, page, 1, "references")
    other = read(page, 1)

    def _other(session):
        draft = other.draft.__class__(
            applied_on=other.draft.applied_on,
            references=other.draft.references,
            about="Kan snakke tegnspråk.",
        )
        edit_recruitment(session, 1, other.version, draft, today=today)

    workspace.do(_other)
    person.choose(box(form, 1), "Svar", "Anbefaler med forbehold")
    key(qtbot, form, "Ctrl+S")
    conflict = person.wait_for_window(qtbot, "To har endret det samme")
    key(qtbot, conflict, "Ctrl+S")
    closed(qtbot, form)
    draft = read(page, 1).draft
    assert draft.about == "Kan snakke tegnspråk."
    assert draft.references[0].answer is ReferenceAnswer.WITH_RESERVATIONS


def test_somebody_new_applies_by_the_keyboard_alone(qtbot, page):
    page.new_record()
    form = person.wait_for_window(qtbot, "Ny søker")
    active(qtbot, form)
    for text in ("Åse", "Lind"):
        qtbot.keyClicks(form.focusWidget(), text)
        key(qtbot, form, "Tab")
    assert person.field(form, "Søknaden kom").text() == TODAY
    key(qtbot, form, "Alt+Ø")
    qtbot.keyClicks(form.focusWidget(), "Vil gjerne gå turer.")
    person.write(qtbot, box(form, 1), "Navn", "Gro Lie")
    person.write(qtbot, box(form, 1), "Telefon", "92345678")
    key(qtbot, form, "Alt+B")
    car = person.field(form, "Har bil og vil kjøre")
    qtbot.waitUntil(car.isChecked, timeout=person.WAIT)
    with qtbot.waitSignal(page.goto) as went:
        key(qtbot, form, "Ctrl+S")
    assert went.args == ["contacts", 3]
    card = read(page, 3)
    assert (card.name, card.step) == ("Åse Lind", Step.APPLICATION)
    assert card.draft.references[0].phone == "92 34 56 78"
    contact = page.workspace.read(lambda s: open_contact(s, 3))
    assert contact.draft.has_car


def test_the_forms_can_be_read_aloud_and_nothing_is_cut(qtbot, page):
    form = opened(qtbot, page, 1)
    qtbot.waitUntil(lambda: findings(form) == [], timeout=person.WAIT)
    named = [each for each in letters(form) if each]
    assert len(set(named)) == len(named)
    form.discard()
    page.new_record()
    new = person.wait_for_window(qtbot, "Ny søker")
    qtbot.waitUntil(lambda: findings(new) == [], timeout=person.WAIT)
    named = [each for each in letters(new) if each]
    assert len(set(named)) == len(named)
