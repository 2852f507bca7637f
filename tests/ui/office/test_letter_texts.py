"""Brevtekster: both languages side by side, fields as marks, the letter beside."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid
from sqlalchemy import select

from stkdesk.domain.language import Language
from stkdesk.services.letter_text_list import open_paragraph
from stkdesk.services.letter_texts import WordingDraft, own_words, set_wording
from stkdesk.services.office import change_office
from stkdesk.storage.tables import Event
from tests import person
from tests.services.test_issuing import issued
from tests.ui.office.settings import FJORDVIK, open_group

NB, NN = Language.BOKMAL, Language.NYNORSK
NEXT = ("granted.next", "Vi leter etter en støttekontakt")
FIRST = ("granted.lead", "Vi har innvilget søknaden din.")


class Desk:
    """Hands and eyes for the editor."""

    def __init__(self, qtbot, page, form):
        self.qtbot, self.page, self.form = qtbot, page, form

    def text(self, language=NB):
        return person.field(self.form, language.label)

    def seen(self, language=NB):
        return self.text(language).toPlainText()

    def go_to(self, paragraph):
        """Move the cursor of the list to a paragraph."""
        self.form.outline.go_to("decision", paragraph[0])
        self.qtbot.waitUntil(
            lambda: self.seen().startswith(paragraph[1]), timeout=person.WAIT
        )
        self.qtbot.waitUntil(lambda: not self.page.workspace.is_reading)

    def type_all(self, text, language=NB):
        """Type ``text`` in place of all there is."""
        self.text(language).setFocus()
        person.key(self.qtbot, self.form, "Ctrl+A")
        self.qtbot.keyClicks(self.text(language), text)

    def save(self):
        person.key(self.qtbot, self.form, "Ctrl+S")
        self.qtbot.waitUntil(
            lambda: not self.page.workspace.is_saving, timeout=person.WAIT
        )

    def waits_for(self, text):
        self.qtbot.waitUntil(lambda: person.says(self.form, text), timeout=person.WAIT)

    def said(self, day=None, language=NB, key="granted.next"):
        """Return what a new letter says, in the office's own words or not."""
        workspace = self.page.workspace
        day = day or workspace.today()
        own = workspace.read(lambda s: own_words(s, "decision", language, day))
        return dict(own.wordings).get(f"decision/{key}")


@pytest.fixture
def desk(qtbot, page):
    """The editor, opened at decisions from the settings."""
    open_group(qtbot, page, "Brevtekster")
    qtbot.waitUntil(lambda: bool(_lines(page)), timeout=person.WAIT)
    qtbot.mouseClick(_lines(page)[0], Qt.MouseButton.LeftButton)
    form = person.wait_for_window(qtbot, "Brevtekster")
    desk = Desk(qtbot, page, form)
    qtbot.waitUntil(lambda: bool(desk.seen()), timeout=person.WAIT)
    yield desk
    if isValid(form):
        form.discard()


def _lines(page):
    """Return the lines of decisions in the list of letters."""
    buttons = page.findChildren(QAbstractButton)
    return [each for each in buttons if each.accessibleName().startswith("Vedtak,")]


def test_both_languages_stand_side_by_side_with_their_fields(desk):
    desk.go_to(FIRST)

    assert "«timer» fra «fra dato»" in desk.seen(NB)
    assert "«timer» frå «fra dato»" in desk.seen(NN)
    assert person.button(desk.form, "«timer»").isVisible()
    assert person.says(desk.form, "Standardtekst")


def test_what_is_typed_holds_from_today_and_is_marked(desk):
    desk.go_to(NEXT)
    desk.type_all("Vi ringer deg.")
    assert person.says(desk.form, "Ikke lagret")
    desk.save()

    desk.waits_for("Kontorets egen")
    desk.waits_for("Gjelder nå")
    assert desk.said() == "Vi ringer deg."
    assert desk.said(language=NN) is None
    assert person.says(desk.form, "Standardteksten")


def test_it_may_hold_from_a_later_day(desk):
    desk.go_to(NEXT)
    desk.type_all("Vi ringer deg.")
    person.field(desk.form, "Gjelder fra").selectAll()
    person.write(desk.qtbot, desk.form, "Gjelder fra", "01.01.2027")
    desk.save()

    desk.waits_for("Kommer")
    assert desk.said() is None
    assert desk.said(desk.page.workspace.today() + timedelta(days=60)) is not None
    person.press(desk.qtbot, desk.form, "Fjern: Bokmål fra 01.01.2027")
    desk.qtbot.waitUntil(lambda: not person.says(desk.form, "Kommer"))
    assert desk.said(desk.page.workspace.today() + timedelta(days=60)) is None


def test_a_field_is_put_in_by_a_press_and_by_typing(desk):
    desk.go_to(FIRST)
    desk.type_all("Du får ")
    person.press(desk.qtbot, desk.form, "«timer»")
    desk.qtbot.keyClicks(desk.text(), " fra {")
    desk.qtbot.keyClicks(desk.text(), "fra d")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    desk.qtbot.keyClick(popup, Qt.Key.Key_Return)
    desk.qtbot.keyClicks(desk.text(), ".")

    assert desk.seen() == "Du får «timer» fra «fra dato»."
    desk.save()
    desk.waits_for("Kontorets egen")
    assert desk.said(key="granted.lead") == "Du får {amount} fra {first}."


def test_backspace_takes_a_whole_field_away(desk):
    desk.go_to(FIRST)
    desk.type_all("Du får ")
    person.press(desk.qtbot, desk.form, "«timer»")
    person.key(desk.qtbot, desk.form, "Backspace")

    assert desk.seen() == "Du får "


def test_bold_is_a_key_and_is_kept(desk):
    desk.go_to(NEXT)
    desk.type_all("Vi ringer ")
    person.key(desk.qtbot, desk.form, "Ctrl+B")
    desk.qtbot.keyClicks(desk.text(), "deg")
    desk.save()

    desk.waits_for("Kontorets egen")
    assert desk.said() == "Vi ringer <b>deg</b>"


def test_a_mandatory_field_that_is_gone_is_told_under_the_text(desk):
    desk.go_to(FIRST)
    desk.type_all("Du får støttekontakt.")
    desk.save()

    assert person.says(desk.form, "Teksten må ha med «timer» og «fra dato».")
    assert desk.said(key="granted.lead") is None
    assert desk.seen() == "Du får støttekontakt."


def test_the_letter_shows_what_is_typed_or_says_why_not(desk):
    desk.go_to(FIRST)
    view = desk.form.letter.preview.view
    desk.qtbot.waitUntil(lambda: view.pages > 0, timeout=person.WAIT)
    desk.type_all("Du får {oops}")

    desk.waits_for("Brevet vises igjen når teksten er rettet.")
    assert view.pages == 0


def test_the_standard_comes_back_from_the_day(desk):
    desk.go_to(NEXT)
    desk.type_all("Vi ringer deg.")
    desk.save()
    desk.waits_for("Kontorets egen")
    person.press(desk.qtbot, desk.form, "Tilbake til standard, bokmål")
    assert desk.seen().startswith(NEXT[1])
    desk.save()

    desk.qtbot.waitUntil(lambda: not person.says(desk.form, "Kontorets egen"))
    assert desk.said() is None


def test_what_is_not_saved_is_kept_from_paragraph_to_paragraph(desk):
    desk.go_to(NEXT)
    desk.type_all("Halvferdig")
    desk.go_to(FIRST)
    desk.form.outline.go_to("decision", NEXT[0])

    desk.waits_for("Du har skrevet noe her som ikke er lagret.")
    assert desk.seen() == "Halvferdig"
    assert desk.said() is None
    person.press(desk.qtbot, desk.form, "Forkast")
    desk.qtbot.waitUntil(lambda: desk.seen().startswith(NEXT[1]))


def test_and_when_the_window_is_closed(qtbot, desk):
    desk.go_to(NEXT)
    desk.type_all("Halvferdig")
    person.press(qtbot, desk.form, "Lukk")
    desk.page.groups["letter_texts"].open_letter("decision", NEXT[0])
    form = person.wait_for_window(qtbot, "Brevtekster")

    again = Desk(qtbot, desk.page, form)
    qtbot.waitUntil(lambda: again.seen() == "Halvferdig", timeout=person.WAIT)
    form.discard()


def test_somebody_else_saves_meanwhile_and_nothing_is_lost(desk):
    desk.go_to(NEXT)
    desk.type_all("Min tekst")
    workspace = desk.page.workspace
    today = workspace.today()

    def _theirs(session):
        mark = open_paragraph(session, "decision", NEXT[0]).mark
        draft = WordingDraft("decision", NEXT[0], today, {NB: "Deres tekst"})
        set_wording(session, draft, mark, today=today)

    with workspace.database.transaction() as session:  # in another window
        _theirs(session)
    desk.save()

    desk.waits_for("Noen andre har lagret denne teksten i mellomtiden.")
    desk.waits_for("Deres tekst")
    assert desk.seen() == "Min tekst"
    desk.save()
    desk.waits_for("Kontorets egen")
    assert desk.said() == "Min tekst"


def test_what_is_typed_while_a_save_is_read_back_is_not_lost(desk):
    desk.go_to(NEXT)
    desk.type_all("Vi ringer deg.")
    person.key(desk.qtbot, desk.form, "Ctrl+S")
    desk.type_all("Vi skriver til deg.")  # before the answer has come
    desk.waits_for("Gjelder nå")
    desk.qtbot.waitUntil(lambda: not desk.page.workspace.is_reading)

    assert desk.seen() == "Vi skriver til deg."
    assert desk.said() == "Vi ringer deg."


def test_f6_goes_round(desk):
    desk.go_to(NEXT)
    desk.form.outline.setFocus()
    person.key(desk.qtbot, desk.form, "F6")
    assert desk.text(NB).hasFocus()
    person.key(desk.qtbot, desk.form, "F6")
    assert desk.text(NN).hasFocus()


def events(page, action):
    """Return the decisions an event of this kind is about."""
    wanted = select(Event.record).where(
        Event.action == action, Event.table_name == "decisions"
    )
    return page.workspace.read(lambda session: list(session.scalars(wanted)))


def test_a_real_letter_is_chosen_without_a_name_and_is_in_the_log(qtbot, page, today):
    fields = {"postal_line": "Postboks 1", "postal_code": "6601", "city": "Byen"}
    whole = replace(FJORDVIK, case_officer="Kåre Næss", **fields)
    page.workspace.do(lambda s: change_office(s, FJORDVIK, whole, today=today))
    number, done = issued(page.workspace.database, today)
    open_group(qtbot, page, "Brevtekster")
    page.groups["letter_texts"].open_letter("decision", NEXT[0])
    form = person.wait_for_window(qtbot, "Brevtekster")
    view = form.letter.preview.view
    qtbot.waitUntil(lambda: view.pages > 0, timeout=person.WAIT)
    told = f"{done.reference}, 16.11.2026"
    cases = person.field(form, "Vis med")
    qtbot.waitUntil(lambda: cases.findText(told) == 1, timeout=person.WAIT)
    person.choose(form, "Vis med", told)

    qtbot.waitUntil(lambda: number in events(page, "opened"), timeout=person.WAIT)
    assert events(page, "closed") == []
    form.discard()
    qtbot.waitUntil(lambda: number in events(page, "closed"), timeout=person.WAIT)
    assert len(events(page, "opened")) == 1
