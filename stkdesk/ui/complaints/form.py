"""The form of a complaint: how it came, whether in time, the outcome, what is next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from stkdesk.domain.complaint import ComplaintDraft
from stkdesk.domain.complaint_case import ComplaintCase
from stkdesk.domain.complaint_limit import Timeliness
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.merging import Path as DraftPath
from stkdesk.domain.staff import Right
from stkdesk.services.complaint_basis import ComplaintBasis
from stkdesk.services.complaints import (
    ComplaintCard,
    begin_complaint,
    edit_complaint,
    register_complaint,
)
from stkdesk.services.complaints import (
    open_complaint as read_complaint,
)
from stkdesk.ui.complaints.acts import act_on_complaint
from stkdesk.ui.complaints.fields import ComplaintFields
from stkdesk.ui.complaints.steps_box import StepsBox
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SHOWN_AS = {"relation_number": "complainant"}  # fields of a draft, by another name


def open_complaint(
    page: Page,
    workspace: Workspace,
    decision_number: int | None = None,
    number: int | None = None,
    *,
    client: Found | None = None,
) -> None:
    """Open a complaint, or a new one about a decision; with neither, ask about which.

    ``client`` is then who it probably is about. What hinders a complaint about the
    decision is told, and nothing opens.
    """
    if decision_number is None and number is None:
        from stkdesk.ui.complaints.choosing import choose_decision

        choose_decision(page, partial(open_complaint, page, workspace), client)
        return
    today = workspace.today()

    def _read(session: Session) -> ComplaintCard | ComplaintBasis:
        if number is not None:
            return read_complaint(session, number, today=today)
        assert decision_number is not None
        return begin_complaint(session, decision_number, today=today)

    def _open(found: ComplaintCard | ComplaintBasis) -> None:
        form = ComplaintForm(page, found)
        form.wanted.connect(partial(open_complaint, page, workspace, None))
        if isinstance(found, ComplaintCard):
            put_away = partial(workspace.put_away, "complaints", found.number)
            form.finished.connect(put_away)
        form.open()

    workspace.ask(_read, _open, key=(id(page), "complaint"), at_once=True)


class ComplaintForm(RecordForm):
    """Asks for a complaint, new or as the card shows it; names nobody in its title."""

    help_topic = "klage"
    together: ClassVar = {
        "Når klagen kom": (("received_on",), ("postmarked_on",), ("is_electronic",)),
        "Begrunnelse i ettertid": (("grounds_asked_on",), ("grounds_on",)),
        "Hvem klager": (("complainant",), ("relation_number",)),
        "Avgjørelse": (("outcome",), ("outcome_on",)),
        "Statsforvalteren": (("governor_outcome",), ("governor_on",)),
    }

    def __init__(self, page: Page, found: ComplaintCard | ComplaintBasis) -> None:
        """Show a complaint there is, or a new one that rests on ``found``."""
        card = found if isinstance(found, ComplaintCard) else None
        basis = found.basis if isinstance(found, ComplaintCard) else found
        workspace = page.workspace
        super().__init__(
            page,
            "Klage" if card else "Ny klage",
            self._errands_of(workspace, basis.decision_number),
            card,
            save_text="Lagre" if card else "Registrer klage",
            intro=f"Gjelder {basis.client}. Klage på vedtak {basis.reference} "
            f"({basis.kind.label.lower()}) fra "
            f"{long_date(basis.limit.appealed.decided_on)}.",
            width=760,
        )
        self._basis, self._today = basis, workspace.today()
        self._may = workspace.may(Right.EDIT_CASES)
        self._files: tuple[Path, ...] = ()  # of what is handed in
        self._act = ""  # what a button of the next steps wants, once it is saved
        is_answered = bool(card and card.draft.governor_outcome)
        self.inputs = ComplaintFields(self, basis, is_answered=is_answered)
        self._steps = StepsBox(self._today)
        self._steps.wanted.connect(self._on_wanted_act)
        self.add_heading("Neste steg")
        self.body.addWidget(self._steps)
        for field in self.fields.values():
            field.edited.connect(self._follow)
        begun = ComplaintDraft(decision_number=basis.decision_number)
        self.begin_with(card.draft if card else begun)
        self._follow()

    def _errands_of(self, workspace: Workspace, decision_number: int) -> Errands:
        """Return the casework behind the form; it takes the files along."""
        today = workspace.today()

        def _register(session: Session, draft: ComplaintDraft, fine: bool) -> int:
            return register_complaint(
                session, draft, today=today, files=self._files, is_another=fine
            )

        def _edit(
            session: Session, number: int, version: int, draft: ComplaintDraft
        ) -> None:
            edit_complaint(
                session, number, version, draft, today=today, files=self._files
            )

        return Errands(
            room=f"complaint/{decision_number}",
            kind="complaints",
            open=lambda session, number: read_complaint(session, number, today=today),
            register=_register,
            edit=_edit,
        )

    # What the form asks for.

    def fill(self, draft: ComplaintDraft) -> None:
        self.inputs.fill(draft)

    def draft(self) -> ComplaintDraft:
        closed_on = self.card.draft.closed_on if self.card else None
        return replace(self.inputs.read(), closed_on=closed_on)

    def check(self, draft: ComplaintDraft) -> tuple[Problem, ...]:
        return tuple(
            replace(each, field=SHOWN_AS.get(each.field, each.field))
            for each in self._basis.problems(draft, today=self._today)
        )

    def names_of(self, path: DraftPath) -> tuple[str, ...]:
        return (SHOWN_AS.get(path[-1], path[-1]),)

    def saved_text(self, _draft: ComplaintDraft) -> str:
        return "Klagen er lagret" if self.card else "Klagen er registrert"

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._follow()

    # Saving, and what a button of the next steps leads to.

    def hand_in(self, draft: ComplaintDraft) -> None:
        self._files = self.inputs.files()  # saving happens on a thread of its own
        super().hand_in(draft)

    def saved(self) -> None:
        act, self._act = self._act, ""
        page = self._page
        super().saved()
        if act and self.card is not None:
            act_on_complaint(page, self.card.number, act)
        elif act:
            self.registered.connect(lambda number: act_on_complaint(page, number, act))

    def not_saved(self, error: BaseException) -> None:
        self._act = ""
        super().not_saved(error)

    def _on_wanted_act(self, act: str) -> None:
        """Go where a step leads; what is typed is saved first."""
        if act == "complaint/governor":
            self.inputs.go_to_governor()
            return
        if self.card is None or self.is_dirty:
            self._act = act
            self.accept()
            if not self._is_saving:  # something is to be put right first
                self._act = ""
            return
        page, number = self._page, self.card.number
        self.reject()
        act_on_complaint(page, number, act)

    # Following what is typed.

    def _follow(self) -> None:
        """Show the verdict, the fields and the steps that go with what is typed."""
        draft = self.draft()
        judged = self._basis.judge(draft, today=self._today)
        self.inputs.follow(draft, judged)
        self._steps.show_case(self._case(draft, judged), may_act=self._may)
        if not self._may:  # who only reads, sees it all and changes nothing
            for field in self.fields.values():
                field.setEnabled(False)
            self._save_button.hide()

    def _case(self, draft: ComplaintDraft, judged: Timeliness | None) -> ComplaintCase:
        verdict = judged.verdict if judged else None
        if self.card is None:
            rules = self._basis.limit.rules
            return ComplaintCase(draft, verdict=verdict, rules=rules)
        case: ComplaintCase = self.card.case
        return replace(case, draft=draft, verdict=verdict)
