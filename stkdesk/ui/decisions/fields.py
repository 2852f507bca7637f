"""The fields of a decision: those of the chosen kind are shown, the rest wait."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from stkdesk.domain.decision import (
    ChangeBasis,
    DecisionDraft,
    NoticeException,
)
from stkdesk.domain.decision_parts import AGAIN, PARTS
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.grants import HoursUnit
from stkdesk.services.decision_basis import DecisionBasis
from stkdesk.ui import theme
from stkdesk.ui.decisions.asked import ASKED, SHOWN_AS, TUCKED
from stkdesk.ui.decisions.items_field import ItemsField
from stkdesk.ui.decisions.kind_field import KindField
from stkdesk.ui.decisions.pick_field import PickField
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
from stkdesk.ui.widgets.boxes import column, frame
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.texts import label


class DecisionFields(QObject):
    """Puts its fields into a form and reads them; knows which each kind has."""

    def __init__(self, form: Form, today: Callable[[], date]) -> None:
        """Add the fields to ``form``."""
        super().__init__(form)
        self._form = form
        self.kind, self.unit = KindField(), ChoiceField(tuple(HoursUnit))
        self.application = PickField("Ingen registrert søknad")
        self.complaint = PickField("Velg klagen")
        self.changes = PickField("Velg vedtaket")
        self.items = ItemsField(self.unit.value)
        dates = ("applied_on", "decided_on", "valid_from", "valid_to", "review_on")
        self.days = {name: DateField(today) for name in dates}
        self.amounts = {
            "applied_minutes": HoursField(),
            "expense_cap_ore": KronerField(),
            "drive_cap_metres": KmField(),
        }
        lines = {"goal": 2, "facts": 5, "own_view": 3, "grounds": 6}
        lines |= {"refused_part": 3, "legal_basis": 4, "correction": 2}
        self.texts = {name: TextArea(count) for name, count in lines.items()}
        self.service_code = TextField()
        ticks = ("is_own_wish", "no_grounds", "is_withheld")
        self.ticks = {name: QCheckBox() for name in ticks}
        self.basis = PickField("Velg grunnlaget", _members(ChangeBasis))
        self.exception = PickField("Forhåndsvarsel sendes", _members(NoticeException))
        self.headings: dict[str, QLabel] = {}
        self.has_correction, self.needs_notice = False, False
        self._sent_back: set[int] = set()  # complaints to be answered anew
        self._captions = {name: asked.label for name, asked in ASKED.items()}
        self._editors: dict[str, QWidget] = {
            "kind": self.kind,
            "application_number": self.application,
            "complaint_number": self.complaint,
            "changes_number": self.changes,
            "items": self.items,
            "hours_unit": self.unit,
            "service_code": self.service_code,
            "change_basis": self.basis,
            "notice_exception": self.exception,
            **self.days,
            **self.amounts,
            **self.texts,
            **self.ticks,
        }
        self.compared = column(gap=0)  # where the old is shown beside the new
        self.noticed = column(gap=0)  # and how it stands with the advance notice
        self._lay_out()
        self.unit.activated.connect(lambda _at: self.items.follow())
        self.kind.edited.connect(self.follow)
        for each in self.ticks.values():
            each.toggled.connect(self.follow)

    # Filling in and reading.

    def show_basis(self, basis: DecisionBasis) -> None:
        """Offer what the decision may rest on."""
        self.application.offer(
            [
                (str(each.number), _application_words(each.received_on, wanted))
                for each in basis.applications
                for wanted in [
                    f"{hours_text(each.wanted_minutes)} t {each.hours_unit.label}"
                    if each.wanted_minutes
                    else ""
                ]
            ]
        )
        sent_back = {each.number for each in basis.complaints if each.is_sent_back}
        if sent_back != self._sent_back:
            self._sent_back = sent_back
            self.follow()
        self.complaint.offer(
            [
                (
                    str(each.number),
                    f"Klage {short_date(each.received_on)} på {each.reference}",
                )
                for each in basis.complaints
            ]
        )
        self.changes.offer(
            [
                (
                    str(each.number),
                    f"{each.reference} · {each.kind.label} "
                    f"{short_date(each.decided_on)}",
                )
                for each in basis.decisions
            ]
        )

    def fill(self, draft: DecisionDraft) -> None:
        """Show ``draft``."""
        self.kind.set_value(draft.kind)
        self.application.set_number(draft.application_number)
        self.complaint.set_number(draft.complaint_number)
        self.changes.set_number(draft.changes_number)
        self.unit.set_value(draft.hours_unit)
        self.items.set_value(draft.items)
        for name, field in (*self.days.items(), *self.amounts.items()):
            field.set_value(getattr(draft, name))
        for name, area in self.texts.items():
            area.set_value(getattr(draft, name))
        for name, tick in self.ticks.items():
            tick.setChecked(getattr(draft, name))
        self.service_code.set_value(draft.service_code)
        self.basis.set_value(draft.change_basis.value if draft.change_basis else "")
        why = draft.notice_exception
        self.exception.set_value(why.value if why else "")
        self.follow()

    def read(self) -> DecisionDraft:
        """Return all that is filled in, also what the kind does not show."""
        basis, exception = self.basis.value(), self.exception.value()
        kind, complaint = self.kind.value(), self.complaint.number()
        if kind in AGAIN and complaint not in self._sent_back:
            complaint = None
        return DecisionDraft(
            kind=kind,
            application_number=self.application.number(),
            complaint_number=complaint,
            changes_number=self.changes.number(),
            items=self.items.value(),
            hours_unit=self.unit.value(),
            service_code=self.service_code.value(),
            change_basis=ChangeBasis(basis) if basis else None,
            notice_exception=NoticeException(exception) if exception else None,
            **{name: field.value() for name, field in self.days.items()},
            **{name: field.value() for name, field in self.amounts.items()},
            **{name: area.value() for name, area in self.texts.items()},  # type: ignore[arg-type]
            **{name: tick.isChecked() for name, tick in self.ticks.items()},  # type: ignore[arg-type]
        )

    # What is shown.

    def follow(self) -> None:
        """Show the fields the kind has, under the names it calls them by."""
        kind = self.kind.value()
        shown = set(PARTS[kind])
        if not self.has_correction:
            shown.discard("correction")
        if not self.needs_notice:
            shown.discard("notice_exception")
        if kind in AGAIN and not self._sent_back:
            shown.discard("complaint_number")
        if self.ticks["is_own_wish"].isChecked():
            shown.discard("change_basis")
        for name in ASKED:
            field = self._form.fields[name]
            seen = name in shown and not (name in TUCKED and self._tucked.isHidden())
            field.setVisible(seen)
            field.setEnabled(name in shown)
        for name, by_kind in SHOWN_AS.items():
            caption = by_kind.get(kind, ASKED[name].label)
            if caption != self._captions[name]:
                self._captions[name] = caption
                self._form.fields[name].rename(caption)
        self.headings["grant"].setVisible(kind.grants)
        without = self.ticks["no_grounds"].isChecked() and "no_grounds" in shown
        self._form.fields["grounds"].setVisible(not without)
        self.items.follow()
        self._more.setText(self._tucked_words())

    def _tucked_words(self) -> str:
        is_withheld = self.ticks["is_withheld"].isChecked()
        public = "unntatt offentlighet" if is_withheld else "ikke unntatt offentlighet"
        return f"Tjenestekode {self.service_code.value()}, {public}: endre"

    def reveal(self, name: str) -> None:
        """Unfold what the field ``name`` is tucked away in."""
        if name in TUCKED and self._tucked.isHidden():
            self._unfold()

    # Layout.

    def _lay_out(self) -> None:
        self._add("kind")
        self._beside("complaint_number", "application_number")
        self._add("changes_number")
        self._beside("applied_on", "applied_minutes", "decided_on")
        self._form.body.addLayout(self.compared)
        self._add("correction")
        self._heading("grant", "Hva brukeren får")
        self._beside("items", "hours_unit")
        self._beside("valid_from", "valid_to", "review_on")
        self._beside("expense_cap_ore", "drive_cap_metres")
        self._add("goal")
        self._add("is_own_wish")
        self._add("change_basis")
        self._form.body.addLayout(self.noticed)
        self._add("notice_exception")
        self._heading("why", "Hvorfor")
        for name in ("facts", "own_view", "no_grounds", "grounds", "refused_part"):
            self._add(name)
        self._add("legal_basis")
        self._more = button("", "link", on=self._unfold)
        self._more.setAutoDefault(True)
        self._tucked = frame(column(gap=0))
        self._tucked.hide()
        self._form.body.addWidget(self._more)
        inside = self._tucked.layout()
        self._form.body.addWidget(self._tucked)
        for name in TUCKED:
            self._add(name, into=inside)

    def _unfold(self) -> None:
        self._more.hide()
        self._tucked.show()
        self.follow()
        self._form.fields[TUCKED[0]].editor.setFocus()

    def _heading(self, key: str, text: str) -> None:
        made = label(text, "h3")
        made.setContentsMargins(0, theme.u(10), 0, 0)
        self.headings[key] = made
        self._form.body.addWidget(made)

    def _beside(self, *names: str) -> None:
        for name in names:
            self._add(name)
        self._form.add_row(*(self._form.fields[name] for name in names))

    def _add(self, name: str, into: object = None) -> None:
        asked = ASKED[name]
        self._form.add(
            name,
            asked.label,
            self._editors[name],
            optional=asked.optional,
            hint=asked.hint,
            width=asked.width,
            into=into,
        )


def _application_words(received_on: date, wanted: str) -> str:
    told = f"Søknad {short_date(received_on)}"
    return f"{told} · {wanted}" if wanted else told


def _members(kind: type[ChangeBasis] | type[NoticeException]) -> list[tuple[str, str]]:
    return [(each.value, each.label) for each in kind]
