"""Forms: what is wrong stands by the field, and nothing typed is lost."""

from datetime import date

import pytest
import shiboken6
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from stkdesk.domain.client import ClientStatus
from stkdesk.domain.errors import CannotSaveError, InvalidInputError, Problem
from stkdesk.ui.fields import (
    ChoiceField,
    DateField,
    HoursField,
    KmField,
    KronerField,
    TextArea,
    TextField,
)
from stkdesk.ui.form import Form
from stkdesk.ui.help_panel import HelpPanel
from stkdesk.ui.widgets.boxes import column
from tests import person

TODAY = date(2026, 11, 16)


class PersonForm(Form):
    def __init__(self, parent, save):
        super().__init__(parent, "Ny bruker", save)
        self.name, self.born = TextField(), DateField(lambda: TODAY)
        self.hours, self.phone = HoursField(), TextField()
        self.add("name", "&Navn", self.name)
        self.add("born", "F&ødt", self.born, width=160)
        self.add("phone", "&Telefon", self.phone, optional=True, hint="Åtte siffer")
        self.add("hours", "T&imer", self.hours, optional=True)
        self.add("status", "&Status", ChoiceField(list(ClientStatus)), width=160)
        self.add("car", "Har &bil", QCheckBox())
        self.add("wishes", "Øns&ker", TextArea(), optional=True)
        self.begin()

    def draft(self):
        return (self.name.value(), self.born.value(), self.phone.value())

    def check(self, draft):
        found = []
        if not draft[0]:
            found.append(Problem("name", "Skriv navnet."))
        if draft[2] and len(draft[2]) != 8:
            found.append(Problem("phone", "Nummeret er uvanlig.", blocks=False))
        return tuple(found)


@pytest.fixture
def saved():
    return []


@pytest.fixture
def desk(qtbot):
    desk = QWidget()
    qtbot.addWidget(desk)
    yield desk
    desk.close()


@pytest.fixture
def form(qtbot, saved, desk):
    form = PersonForm(desk, saved.append)
    person.show(qtbot, form)
    return form


def test_what_is_filled_in_is_saved_and_the_form_closes(qtbot, form, saved):
    person.write(qtbot, form, "Navn", "  Åse  Moe ")
    person.write(qtbot, form, "Født", "010208")
    person.key(qtbot, form, "Ctrl+S")
    assert saved == [("Åse Moe", date(2008, 2, 1), "")]
    assert not shiboken6.isValid(form) or not form.isVisible()


def test_what_is_wrong_stands_under_the_field_and_the_cursor_goes_there(
    qtbot, form, saved
):
    person.write(qtbot, form, "Telefon", "123")
    person.press(qtbot, form, "Lagre")
    assert saved == []
    assert {"Skriv navnet.", "Nummeret er uvanlig.", "1 felt må rettes"} <= (
        person.texts(form)
    )
    assert form.focusWidget() is form.name
    assert form.name.accessibleDescription() == "Skriv navnet."
    assert form.phone.text() == "123"


def test_the_problem_goes_when_it_is_put_right(qtbot, form):
    person.press(qtbot, form, "Lagre")
    qtbot.keyClicks(form.name, "Å")
    assert not person.says(form, "Skriv navnet.")
    assert form.name.accessibleDescription() == ""


def test_a_warning_does_not_stop_the_saving(qtbot, form, saved):
    person.write(qtbot, form, "Navn", "Åse")
    person.write(qtbot, form, "Telefon", "123")
    person.press(qtbot, form, "Lagre")
    assert saved == [("Åse", None, "123")]


def test_a_field_complains_when_it_is_left_not_while_typing(qtbot, form):
    person.write(qtbot, form, "Telefon", "123")
    assert not person.says(form, "Nummeret er uvanlig.")
    person.key(qtbot, form, "Tab")
    assert person.says(form, "Nummeret er uvanlig.")
    person.write(qtbot, form, "Telefon", "41234567")
    assert not person.says(form, "Nummeret er uvanlig.")
    assert person.says(form, "Åtte siffer")


def test_a_date_nobody_can_read_is_told_and_kept(qtbot, form, saved):
    person.write(qtbot, form, "Navn", "Åse")
    person.write(qtbot, form, "Født", "24/11/2026")
    person.press(qtbot, form, "Lagre")
    assert saved == []
    assert person.says(form, "Skriv datoen som dag.måned.år")
    assert form.born.text() == "24/11/2026"


def test_the_labels_are_buddies_with_a_letter_each(form):
    letters = [
        text.split("&")[1][0].casefold()
        for text in ("&Navn", "F&ødt", "&Telefon", "T&imer", "&Status", "Har &bil")
    ]
    assert len(set(letters)) == len(letters)
    assert person.field(form, "Navn") is form.name
    assert form.phone.accessibleName() == "Telefon (valgfritt)"


def test_closing_asks_about_what_is_not_saved(qtbot, form, saved):
    person.write(qtbot, form, "Navn", "Åse")
    form.close()
    assert form.isVisible()
    question = person.window("Ulagrede endringer")
    person.press(qtbot, question, "Avbryt")
    assert form.isVisible()
    assert form.name.text() == "Åse"

    person.key(qtbot, form, "Escape")
    person.press(qtbot, person.window("Ulagrede endringer"), "Lagre")
    assert saved == [("Åse", None, "")]


def test_f1_has_the_help_beside_the_form_and_takes_it_away(qtbot, form):
    form.help_topic = "brukere"
    person.key(qtbot, form, "F1")
    panel = person.wait_for_window(qtbot, "Hjelp")
    assert panel.findChild(HelpPanel).text().startswith("Brukere")
    person.key(qtbot, panel, "F1")
    qtbot.waitUntil(lambda: not shiboken6.isValid(panel), timeout=person.WAIT)
    assert form.isVisible()


def test_what_is_typed_can_be_thrown_away(qtbot, form, saved):
    person.write(qtbot, form, "Navn", "Åse")
    form.close()
    with qtbot.waitSignal(form.finished):
        person.press(qtbot, person.window("Ulagrede endringer"), "Forkast")
    assert saved == []


def test_a_form_nobody_typed_in_just_closes(qtbot, form):
    with qtbot.waitSignal(form.finished):
        person.press(qtbot, form, "Avbryt")


def test_a_draft_is_kept_while_typing_and_dropped_when_saved(qtbot, form):
    kept = []
    form.on_draft(kept.append)
    person.write(qtbot, form, "Navn", "Åse")
    qtbot.waitUntil(lambda: bool(kept), timeout=person.WAIT)
    assert kept[-1]["name"] == "Åse"
    person.press(qtbot, form, "Lagre")
    assert kept[-1] == {}


def test_what_was_typed_before_drafts_are_kept_is_kept_too(qtbot, form):
    """An older draft is asked for first, and a busy machine is slow to answer."""
    kept = []
    person.write(qtbot, form, "Navn", "Åse")
    form.on_draft(kept.append)
    qtbot.waitUntil(lambda: bool(kept), timeout=person.WAIT)
    assert kept[-1]["name"] == "Åse"


def test_a_draft_is_kept_although_one_never_stops_typing(qtbot, form):
    kept = []
    form.on_draft(kept.append)

    def _types_on():
        person.write(qtbot, form, "Navn", "Åse")
        return bool(kept)

    qtbot.waitUntil(_types_on, timeout=person.WAIT)


def test_what_was_missing_is_not_missed_in_a_draft_that_comes_back(qtbot, form):
    person.press(qtbot, form, "Lagre")
    assert person.says(form, "Skriv navnet.")
    form.restore({"name": "Åse"})
    assert not person.says(form, "Skriv navnet.")


def test_what_must_be_put_right_is_not_hidden_by_the_draft(qtbot, form):
    kept = []
    form.on_draft(kept.append)
    person.write(qtbot, form, "Telefon", "91")
    person.press(qtbot, form, "Lagre")
    assert kept[-1]["phone"] == "91"
    assert person.says(form, "1 felt må rettes")


def test_what_is_wrong_at_the_foot_of_a_low_form_can_be_read(qtbot, form):
    form.resize(form.width(), form.minimumHeight())
    problem = Problem(
        "wishes", "Dette kan ikke stå her.\nSkriv noe annet.\nEller mindre."
    )
    form.show_problems([problem])
    field = form.fields["wishes"]

    def _is_seen():
        foot = field.mapTo(form, field.rect().bottomLeft()).y()
        return (
            field.sizeHint().height() <= field.height() and foot <= form.height() - 60
        )

    qtbot.waitUntil(_is_seen, timeout=person.WAIT)


def test_a_draft_comes_back_as_it_was(qtbot, form):
    form.restore(
        {"name": "Åse", "car": "1", "wishes": "Tur\nog kino", "status": "active"}
    )
    assert form.name.text() == "Åse"
    assert person.field(form, "Har bil").isChecked()
    assert person.field(form, "Ønsker").toPlainText() == "Tur\nog kino"
    assert person.field(form, "Status").currentText() == "Aktiv"
    assert form.is_dirty
    assert form.fields["wishes"].text() == "Tur\nog kino"


def test_what_blocks_is_told_before_what_is_worth_a_look(form):
    both = (
        Problem("name", "Skriv hele navnet."),
        Problem("name", "Navnet er uvanlig.", blocks=False),
    )
    assert form.show_problems(both) == 1
    assert person.says(form, "Skriv hele navnet.")
    assert not person.says(form, "Navnet er uvanlig.")


def refusing(error):
    def _save(_draft):
        raise error

    return _save


def test_a_refusal_from_the_register_is_shown_by_its_field(qtbot, desk):
    problems = (Problem("name", "Finnes fra før."), Problem("other", "Mangler noe."))
    form = PersonForm(desk, refusing(InvalidInputError(problems)))
    form.show()
    person.write(qtbot, form, "Navn", "Åse")
    person.press(qtbot, form, "Lagre")
    assert {"Finnes fra før.", "Mangler noe."} <= person.texts(form)
    assert form.name.text() == "Åse"
    form.discard()


def test_what_hinders_the_saving_is_told_at_the_top(qtbot, desk):
    error = CannotSaveError("Disken er full.", "Rydd plass.")
    form = PersonForm(desk, refusing(error))
    form.show()
    person.write(qtbot, form, "Navn", "Åse")
    person.press(qtbot, form, "Lagre")
    assert {"Disken er full.", "Rydd plass."} <= person.texts(form)
    assert form.name.text() == "Åse"
    form.discard()


@pytest.mark.parametrize(
    ("field", "typed", "value", "shown"),
    [
        (HoursField, "4:30", 270, "4,5"),
        (HoursField, "4.5", 270, "4,5"),
        (KronerField, "99,5", 99_50, "99,50"),
        (KmField, "12,5 km", 12_500, "12,5"),
    ],
)
def test_an_amount_is_written_out_as_it_was_understood(
    qtbot, field, typed, value, shown
):
    edit, other = field(), QLineEdit()
    box = QWidget()
    box.setLayout(column(edit, other))
    qtbot.addWidget(box)
    person.show(qtbot, box)
    edit.setFocus()
    qtbot.keyClicks(edit, typed)
    other.setFocus()
    assert edit.value() == value
    assert edit.text() == shown
    assert edit.complaint() == ""


@pytest.mark.parametrize("field", [HoursField, KronerField, KmField, DateField])
def test_what_cannot_be_read_has_a_complaint_and_no_value(qtbot, field):
    edit = field()
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit, "tull")
    assert edit.value() is None
    assert edit.complaint()
    edit.clear()
    assert edit.complaint() == ""
