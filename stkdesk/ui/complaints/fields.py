"""The fields of a complaint: how it came, what it says, and what became of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox

from stkdesk.domain.complaint import (
    ComplaintDraft,
    ComplaintOutcome,
    GovernorOutcome,
    Verdict,
)
from stkdesk.domain.complaint_limit import Timeliness
from stkdesk.domain.complaint_rules import FORWARDED
from stkdesk.services.complaint_basis import ComplaintBasis
from stkdesk.ui.complaints.outcome_field import OutcomeField
from stkdesk.ui.complaints.points_field import PointsField
from stkdesk.ui.complaints.verdict_box import VerdictBox
from stkdesk.ui.complaints.who_field import WhoField
from stkdesk.ui.fields import DateField, TextArea
from stkdesk.ui.journal.files_field import FilesField
from stkdesk.ui.shared_form import SharedForm

LATE = (Verdict.LATE, Verdict.EXCUSED)


class ComplaintFields(QObject):
    """Puts its fields into a form, and shows those that go with what is typed."""

    def __init__(
        self, form: SharedForm, basis: ComplaintBasis, *, is_answered: bool
    ) -> None:
        """Add the fields to ``form``, which has its card.

        ``is_answered``: the county governor's answer is in the journal already.
        """
        super().__init__(form)
        day = form.workspace.today
        self._form, self._basis, self._day = form, basis, day
        self._is_answered = is_answered
        self._files = FilesField(form.workspace)
        self._received, self._postmarked = DateField(day), DateField(day)
        self._known, self._electronic = DateField(day), QCheckBox()
        self._asked, self._grounds = DateField(day), DateField(day)
        self._late_reason, self._verdict = TextArea(2), VerdictBox()
        self._who, self._signed = WhoField(basis.relatives), QCheckBox()
        self._wants, self._points = TextArea(2), PointsField()
        self._reassessment = TextArea(5)
        self._outcome = OutcomeField(
            tuple(ComplaintOutcome), "Utfall", "Ikke avgjort ennå"
        )
        self._outcome_on, self._forwarded = DateField(day), DateField(day)
        self._governor = OutcomeField(
            tuple(GovernorOutcome), "Statsforvalterens vedtak", "Ikke svart ennå"
        )
        self._governor_on, self._governor_text = DateField(day), TextArea(3)
        self._add_when()
        self._add_what()
        self._add_outcome()
        self._add_governor()
        self._outcome.edited.connect(self._on_outcome)

    def fill(self, draft: ComplaintDraft) -> None:
        """Show ``draft``."""
        self._received.set_value(draft.received_on)
        self._postmarked.set_value(draft.postmarked_on)
        self._known.set_value(draft.known_on)
        self._asked.set_value(draft.grounds_asked_on)
        self._grounds.set_value(draft.grounds_on)
        self._electronic.setChecked(draft.is_electronic)
        self._signed.setChecked(draft.is_signed)
        self._who.set_value((draft.complainant, draft.relation_number))
        self._wants.set_value(draft.wants)
        self._points.set_value(draft.points)
        self._late_reason.set_value(draft.late_reason)
        self._reassessment.set_value(draft.reassessment)
        self._outcome.set_value(draft.outcome)
        self._outcome_on.set_value(draft.outcome_on)
        self._forwarded.set_value(draft.forwarded_on)
        self._governor.set_value(draft.governor_outcome)
        self._governor_on.set_value(draft.governor_on)
        self._governor_text.set_value(draft.governor_text)

    def read(self) -> ComplaintDraft:
        """Return what is filled in."""
        complainant, relation = self._who.value()
        outcome = self._outcome.value()
        draft = ComplaintDraft(
            decision_number=self._basis.decision_number,
            received_on=self._received.value(),
            postmarked_on=self._postmarked.value(),
            known_on=self._known.value(),
            grounds_asked_on=self._asked.value(),
            grounds_on=self._grounds.value(),
            is_electronic=self._electronic.isChecked(),
            is_signed=self._signed.isChecked(),
            complainant=complainant,
            relation_number=relation,
            wants=self._wants.value(),
            points=self._points.value(),
            late_reason=self._late_reason.value(),
            reassessment=self._reassessment.value(),
            outcome=outcome,
            outcome_on=self._outcome_on.value() if outcome else None,
        )
        if outcome not in FORWARDED:  # what stands there waits for another outcome
            return draft
        answer = self._governor.value()
        return replace(
            draft,
            forwarded_on=self._forwarded.value(),
            governor_outcome=answer,
            governor_on=self._governor_on.value() if answer else None,
            governor_text=self._governor_text.value(),
        )

    def files(self) -> tuple[Path, ...]:
        """Return what came with a new complaint, or with the governor's answer."""
        return self._files.value() if self._form.fields["files"].isEnabled() else ()

    def follow(self, draft: ComplaintDraft, judged: Timeliness | None) -> None:
        """Show the verdict, and the fields that go with ``draft``."""
        self._verdict.show_verdict(judged)
        goes_on = draft.outcome in FORWARDED
        self._show("late_reason", bool(judged and judged.verdict in LATE))
        self._show("outcome_on", draft.outcome is not None)
        is_sent = goes_on and bool(draft.forwarded_on or draft.governor_outcome)
        self._show("forwarded_on", goes_on)
        self._show("governor_outcome", is_sent)
        answers = is_sent and draft.governor_outcome is not None
        for name in ("governor_on", "governor_text"):
            self._show(name, answers)
        if self._form.card is not None:
            self._show("files", answers and not self._is_answered)
        self._governor_heading.setVisible(goes_on)

    def go_to_governor(self) -> None:
        """Put the cursor where the answer of the county governor is told."""
        self._governor.setFocus()
        self._form.reveal(self._form.fields["governor_outcome"])

    def _on_outcome(self) -> None:
        if self._outcome.value() is not None and not self._outcome_on.text():
            self._outcome_on.set_value(self._day())

    def _show(self, name: str, wanted: bool) -> None:
        self._form.fields[name].setVisible(wanted)
        self._form.fields[name].setEnabled(wanted)

    def _add_when(self) -> None:
        add = self._form.add
        self._form.add_row(
            add("received_on", "&Mottatt", self._received, width=150),
            add(
                "postmarked_on",
                "&Poststemplet",
                self._postmarked,
                optional=True,
                width=150,
            ),
            add(
                "known_on",
                "&Fikk vedtaket",
                self._known,
                optional=True,
                hint="Når brukeren fikk brevet, hvis dere vet det.",
                width=150,
            ),
        )
        add("is_electronic", "Kom &elektronisk", self._electronic)
        self._form.add_row(
            add(
                "grounds_asked_on",
                "Ba om be&grunnelse",
                self._asked,
                optional=True,
                hint="Vedtaket kom uten. Avbryter fristen.",
                width=150,
            ),
            add(
                "grounds_on",
                "Fikk &begrunnelsen",
                self._grounds,
                optional=True,
                width=150,
            ),
        )
        for name in ("grounds_asked_on", "grounds_on"):
            self._show(name, self._basis.limit.appealed.no_grounds)
        self._form.body.addWidget(self._verdict)
        add(
            "late_reason",
            "H&vorfor klagen tas likevel",
            self._late_reason,
            optional=True,
            hint="Brukeren kan ikke lastes for det, eller særlige grunner gjør det "
            "rimelig. Tom: klagen avvises.",
        )

    def _add_what(self) -> None:
        self._form.add_heading("Klagen")
        self._form.add("complainant", "&Hvem klager", self._who, width=360)
        self._form.add("is_signed", "Klagen er un&derskrevet", self._signed)
        self._form.add(
            "wants", "Hva brukeren vil ha e&ndret", self._wants, optional=True
        )
        self._form.add("points", "&Argumentene, og hva vi svarer", self._points)
        if self._form.card is None:
            self._form.add("files", "Klagebrev og vedlegg", self._files, optional=True)

    def _add_outcome(self) -> None:
        self._form.add_heading("Vår vurdering")
        self._form.add(
            "reassessment",
            "Vurder&ing på nytt",
            self._reassessment,
            hint="Følger med til Statsforvalteren når vedtaket opprettholdes.",
        )
        self._form.add("outcome", "&Utfall", self._outcome)
        self._form.add("outcome_on", "Avg&jort", self._outcome_on, width=150)

    def _add_governor(self) -> None:
        self._form.add_heading("Statsforvalteren")
        item = self._form.body.itemAt(self._form.body.count() - 1)
        assert item is not None
        heading = item.widget()
        assert heading is not None
        self._governor_heading = heading
        self._form.add(
            "forwarded_on",
            "&Sendt til Statsforvalteren",
            self._forwarded,
            optional=True,
            hint="Fylles ut når oversendelsen er ferdig.",
            width=150,
        )
        self._form.add("governor_outcome", "Sva&ret", self._governor)
        self._form.add(
            "governor_on",
            "Svaret er da&tert",
            self._governor_on,
            optional=True,
            width=150,
        )
        self._form.add(
            "governor_text",
            "Statsforvalterens begrunnelse, &kort",
            self._governor_text,
            optional=True,
        )
        if self._form.card is not None:
            self._form.add(
                "files", "Vedtaket fra Statsforvalteren", self._files, optional=True
            )
