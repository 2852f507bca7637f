"""The form of an agreement, with the paper beside it as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from stkdesk.domain.agreement import AgreementDraft, AgreementState
from stkdesk.domain.agreement_rules import AGREEMENT_RULES
from stkdesk.domain.contact import Employment
from stkdesk.domain.errors import InvalidInputError, Problem
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.rule import broken
from stkdesk.services.agreement_opening import Opened, open_agreement_of
from stkdesk.services.agreement_opening import open_agreement as read_agreement
from stkdesk.services.agreements import make_agreement, save_agreement
from stkdesk.services.printing import MadePaper
from stkdesk.ui import theme
from stkdesk.ui.agreements.view import AgreementView
from stkdesk.ui.agreements.waiting_form import WaitingForm
from stkdesk.ui.fields import (
    ChoiceField,
    DateField,
    HoursField,
    KmField,
    KronerField,
    TextArea,
    TextField,
)
from stkdesk.ui.page import Page
from stkdesk.ui.papers.paper_window import show_papers
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.widgets.boxes import row
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

RESTING_MS = 350  # from the last change until the paper is drawn again
ROOM_FOR_PAPER = 940  # pixels at text size 10


def open_agreement(
    page: Page,
    workspace: Workspace,
    assignment_number: int,
    number: int | None = None,
) -> None:
    """Open the agreement ``number``, or the one to go on with about an assignment.

    Without a number that is the draft, or the one that waits to be signed; else a new
    one, which takes over from the one in force. What is made never changes: a form of
    its own asks when it was signed.
    """
    today = workspace.today()

    def _open(opened: Opened) -> None:
        card = opened.card
        if card is not None and card.state is not AgreementState.DRAFT:
            form: QDialog = WaitingForm(page, card)
        else:
            form = AgreementForm(page, opened)
        if card is not None:
            shown = card.number
            form.finished.connect(lambda: workspace.put_away("agreements", shown))
        form.open()

    workspace.ask(
        lambda session: open_agreement_of(
            session, assignment_number, number, today=today
        ),
        _open,
        key=(id(page), "agreement"),
        at_once=True,
    )


class AgreementForm(RecordForm):
    """Asks for an agreement; Ctrl+S keeps the draft, Ctrl+P makes and prints it.

    Never names anybody in the title of the window.
    """

    help_topic = "oppdragsavtale"
    together: ClassVar = {
        "Varighet": (("valid_from",), ("valid_to",)),
        "Timer": (("minutes",), ("hours_unit",)),
    }

    def __init__(self, page: Page, opened: Opened) -> None:
        """Show ``opened``."""
        today = page.workspace.today

        def _edit(
            session: Session, number: int, version: int, draft: AgreementDraft
        ) -> None:
            save_agreement(session, draft, number, version, today=today())

        errands = Errands(
            room=f"agreement/{opened.draft.assignment_number}",
            kind="agreements",
            open=read_agreement,
            register=lambda session, draft, _fine: save_agreement(
                session, draft, today=today()
            ),
            edit=_edit,
        )
        takes_over = opened.draft.replaces_number is not None
        super().__init__(
            page,
            "Oppdragsavtale",
            errands,
            opened.card,
            save_text="Lagre kladd",
            intro=f"{opened.contact} er støttekontakt for {opened.client}. Avtalen "
            f"skrives på {opened.draft.language.label.lower()}."
            + (" Den erstatter avtalen som gjelder i dag." if takes_over else ""),
            width=1180,
        )
        self._base, self._facts = opened.draft, opened.facts
        self._first, self._last = DateField(today), DateField(today)
        self._renews = QCheckBox()
        self._hours, self._unit = HoursField(), ChoiceField(tuple(HoursUnit))
        self._employment = ChoiceField(tuple(Employment))
        self._respite = QCheckBox()
        self._goal = TextArea(3)
        self._expenses, self._driving = KronerField(), KmField()
        self._way, self._drive_kroner = ChoiceField(tuple(ExpenseWay)), KronerField()
        self._person, self._phone = TextField(), TextField()
        self._add_fields()
        self.paper = AgreementView(page.workspace)
        self._resting = QTimer(self, interval=RESTING_MS, singleShot=True)
        self._resting.timeout.connect(self._draw)
        self._put_paper_beside()
        self._add_make()
        for field in self.fields.values():
            field.edited.connect(self._resting.start)
        for box in (self._respite, self._renews):
            box.toggled.connect(self._resting.start)
        self._respite.toggled.connect(lambda: self.recheck("employment"))
        self._unit.currentIndexChanged.connect(lambda: self.recheck("minutes"))
        self.begin_with(opened.draft)
        self.recheck(*self.fields)
        self._draw()

    # What the form asks for.

    def fill(self, draft: AgreementDraft) -> None:
        self._first.set_value(draft.valid_from)
        self._last.set_value(draft.valid_to)
        self._renews.setChecked(draft.renews)
        self._hours.set_value(draft.minutes)
        self._unit.set_value(draft.hours_unit)
        self._employment.set_value(draft.employment)
        self._respite.setChecked(draft.has_respite)
        self._goal.set_value(draft.goal)
        self._expenses.set_value(draft.expense_cap_ore)
        self._driving.set_value(draft.drive_cap_metres)
        self._drive_kroner.set_value(draft.drive_cap_ore)
        self._way.set_value(draft.expense_way)
        self._person.set_value(draft.contact_person)
        self._phone.set_value(draft.contact_person_phone)

    def draft(self) -> AgreementDraft:
        return replace(
            self._base,
            valid_from=self._first.value(),
            valid_to=self._last.value(),
            renews=self._renews.isChecked(),
            minutes=self._hours.value(),
            hours_unit=self._unit.value(),
            employment=self._employment.value(),
            has_respite=self._respite.isChecked(),
            goal=self._goal.value(),
            expense_cap_ore=self._expenses.value(),
            drive_cap_metres=self._driving.value(),
            drive_cap_ore=self._drive_kroner.value(),
            expense_way=self._way.value(),
            contact_person=self._person.value(),
            contact_person_phone=self._phone.value(),
        )

    def check(self, draft: AgreementDraft) -> tuple[Problem, ...]:
        facts = replace(self._facts, draft=draft)
        return tuple(each.problem for each in broken(AGREEMENT_RULES, facts))

    def saved_text(self, _draft: AgreementDraft) -> str:
        return "Kladden til avtalen er lagret"

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._resting.start()

    # Making it.

    def make(self) -> None:
        """Save, freeze and print: from then on the agreement does not change."""
        self.banner.clear()
        draft, card, today = self.draft(), self.card, self.workspace.today()
        if self.show_problems(self._found(draft)):
            return

        def _save_and_make(session: Session) -> MadePaper:
            seen = (card.number, card.version) if card is not None else (None, None)
            number = save_agreement(session, draft, *seen, today=today)
            version = read_agreement(session, number).version
            return make_agreement(session, number, version, today=today)

        self.workspace.save(_save_and_make, self._on_made, self._on_not_made)

    def _on_made(self, made: MadePaper) -> None:
        self._forget_draft()
        QDialog.accept(self)
        self._page.toast(f"Avtalen {made.reference} er laget, og venter på signatur")
        show_papers(self._page, "Oppdragsavtale", (made,))

    def _on_not_made(self, error: BaseException) -> None:
        if isinstance(error, InvalidInputError):
            self.show_problems(error.problems)
        else:
            self.not_saved(error)

    def _draw(self) -> None:
        self.paper.draw(self.draft())

    # Layout.

    def _add_fields(self) -> None:
        add = self.add
        first = add("valid_from", "&Fra og med", self._first, width=150)
        last = add(
            "valid_to",
            "&Til og med",
            self._last,
            optional=True,
            hint="Tom: til den blir sagt opp",
            width=150,
        )
        self.add_row(first, last)
        add("renews", "Minn oss på å fornye avtalen før den går ut", self._renews)
        self.add_row(
            add("minutes", "Ti&mer", self._hours, hint="For eksempel 16", width=230),
            add("hours_unit", "T&elles", self._unit, width=150),
        )
        add("employment", "&Status", self._employment, width=286)
        add("has_respite", "Har også avlastning for samme bruker", self._respite)
        add("goal", "M&ål", self._goal, optional=True, hint="Står i avtalen.")
        self.add_row(
            add("expense_way", "Utgifts&dekning", self._way, width=190),
            add(
                "expense_cap_ore",
                "&Utgifter",
                self._expenses,
                optional=True,
                hint="Kroner per måned. Tom: uten ramme",
                width=180,
            ),
        )
        self.add_row(
            add(
                "drive_cap_metres",
                "&Kjøring",
                self._driving,
                optional=True,
                hint="Kilometer per måned. Tom: uten ramme",
                width=180,
            ),
            add(
                "drive_cap_ore",
                "K&jøring i kroner",
                self._drive_kroner,
                optional=True,
                hint="Kroner per måned. Tom: uten ramme",
                width=180,
            ),
        )
        self.add_row(
            add("contact_person", "K&ontakt i kommunen", self._person, width=230),
            add("contact_person_phone", "Tele&fon", self._phone, width=130),
        )

    def _put_paper_beside(self) -> None:
        lay = self.layout()
        assert isinstance(lay, QVBoxLayout)
        at = lay.indexOf(self._scroll)
        lay.takeAt(at)
        lay.insertLayout(at, row((self._scroll, 6), (self.paper, 5), gap=0), 1)
        room = self._page.window().size()
        self.resize(
            min(theme.u(1240), max(theme.u(560), room.width() - 40)),
            min(theme.u(840), max(theme.u(420), room.height() - 40)),
        )

    def _add_make(self) -> None:
        make = button(
            "Lag og skriv ut  Ctrl+P",
            "primary",
            icon="PrinterSmall",
            name="Lag og skriv ut",
            on=self.make,
        )
        QShortcut(QKeySequence("Ctrl+P"), self, make.click)
        self._save_button.setProperty("kind", "")
        theme.restyle(self._save_button)
        foot: QWidget | None = self._save_button.parentWidget()
        lay = foot.layout() if foot else None
        assert lay is not None
        lay.addWidget(make)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.paper.setVisible(self.width() >= theme.u(ROOM_FOR_PAPER))
        super().resizeEvent(event)
