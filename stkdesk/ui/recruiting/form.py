"""The form of an applicant: the application, the calls, the meeting, the outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from stkdesk.domain.case_rules import CaseRule, rules_on
from stkdesk.domain.contact import ContactDraft, contact_problems
from stkdesk.domain.errors import Problem
from stkdesk.domain.merging import Path
from stkdesk.domain.names import full_name
from stkdesk.domain.recruiting import RecruitmentDraft, ReferenceDraft
from stkdesk.domain.recruiting_draft import recruitment_problems
from stkdesk.domain.staff import Right
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.duplicates import PersonRoom
from stkdesk.services.recruiting import (
    RecruitmentCard,
    edit_recruitment,
    register_applicant,
)
from stkdesk.services.recruiting import open_recruitment as read_recruitment
from stkdesk.ui.page import Page
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.recruiting.applicant_fields import ApplicantFields
from stkdesk.ui.recruiting.day_field import HINT
from stkdesk.ui.recruiting.reference_text import shown
from stkdesk.ui.recruiting.sections import Sections
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class NewApplicant:
    """Somebody new, and the application."""

    contact: ContactDraft
    recruitment: RecruitmentDraft


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form begins with; no card for somebody new."""

    references: int  # that the office asks for
    card: RecruitmentCard | None = None


def open_recruitment(
    page: Page,
    workspace: Workspace,
    contact_number: int | None = None,
    part: str = "",
) -> None:
    """Open how a support contact came in; without a number, somebody new applies.

    ``part``: where the cursor goes: references, interview, assessment, course.
    """
    if page.refuses(Right.EDIT_CONTACTS):
        return
    today = workspace.today()

    def _read(session: Session) -> Begun:
        needed = rules_on(today, list_case_rules(session))[CaseRule.CONTACT_REFERENCES]
        if contact_number is None:
            return Begun(needed)
        return Begun(needed, read_recruitment(session, contact_number, today=today))

    def _open(begun: Begun) -> None:
        if begun.card is None:
            new = ApplicantForm(page, begun)
            new.wanted.connect(partial(page.goto.emit, "contacts"))
            new.registered.connect(partial(page.goto.emit, "contacts"))
            new.open()
            return
        form = RecruitmentForm(page, begun.card, begun.references)
        if number := begun.card.number:
            form.finished.connect(partial(workspace.put_away, "recruitments", number))
        form.open()
        if part:
            form.go_to(part)

    workspace.ask(_read, _open, key=(id(page), "recruitment"), at_once=True)


class ApplicantForm(RecordForm):
    """Asks for somebody new, with the application; the rest comes step by step."""

    help_topic = "rekruttering"

    def __init__(self, page: Page, begun: Begun) -> None:
        """Show the fields over the window of ``page``."""
        today = page.workspace.today
        super().__init__(
            page,
            "Ny søker",
            Errands(
                room="applicant",
                kind="contacts",
                open=lambda _session, _number: None,
                register=lambda session, draft, apart: register_applicant(
                    session,
                    draft.contact,
                    draft.recruitment,
                    today=today(),
                    apart=apart,
                ),
                edit=lambda *_: None,
            ),
            save_text="Registrer søker",
            intro=f"Bare navnet må fylles ut nå. {HINT}",
            width=690,
        )
        self._today = today
        self._who = ApplicantFields(self, page.workspace)
        self._way = Sections(self, today, begun.references)
        self._way.add_application()
        self._who.add_wishes()
        self.watch_alike(PersonRoom.CONTACTS, self._who.person)
        self.begin_with(RecruitmentDraft(applied_on=today()))

    def fill(self, draft: RecruitmentDraft) -> None:
        self._way.fill(draft)

    def draft(self) -> NewApplicant:
        return NewApplicant(self._who.read(), self._way.read())

    def check(self, draft: NewApplicant) -> tuple[Problem, ...]:
        today = self._today()
        return (
            *contact_problems(draft.contact, today=today),
            *in_fields(recruitment_problems(draft.recruitment, today=today)),
        )

    def saved_text(self, draft: NewApplicant) -> str:
        person = draft.contact.person
        name = full_name(person.given_name, person.family_name)
        return f"{name} er registrert som søker"


@dataclass(frozen=True, slots=True)
class Recorded:
    """How somebody came in, as the form edits it."""

    number: int  # of the recruitment
    version: int
    draft: RecruitmentDraft


class RecruitmentForm(RecordForm):
    """Edits how one support contact came in; names nobody in its title."""

    help_topic = "rekruttering"
    together: ClassVar = {
        "Vurdering": (("outcome",), ("assessed_on",)),
        "Tid for samtalen": (("interview_on",), ("interview_minute",)),
    }

    def __init__(self, page: Page, card: RecruitmentCard, references: int) -> None:
        """Show ``card`` over the window of ``page``."""
        self._contact, self._today = card.contact_number, page.workspace.today
        self._stands = card.status
        super().__init__(
            page,
            "Rekruttering",
            self._casework(),
            Recorded(card.number, card.version, card.draft) if card.version else None,
            intro=f"Gjelder {card.name}. Alt kan fylles ut etter hvert. {HINT}",
            width=690,
        )
        self._way = Sections(self, self._today, references)
        self._way.add_application()
        self._way.add_course_of_it()
        self.begin_with(card.draft)

    def fill(self, draft: RecruitmentDraft) -> None:
        self._way.fill(draft)

    def draft(self) -> RecruitmentDraft:
        return self._way.read()

    def check(self, draft: RecruitmentDraft) -> tuple[Problem, ...]:
        found = recruitment_problems(draft, today=self._today(), status=self._stands)
        return in_fields(found)

    def names_of(self, path: Path) -> tuple[str, ...]:
        return ("references",) if path[0] == "references" else super().names_of(path)

    def record_text(self, record: ReferenceDraft | None) -> str:
        return shown(record)

    def saved_text(self, _draft: RecruitmentDraft) -> str:
        return "Rekrutteringen er lagret"

    def go_to(self, part: str) -> None:
        """Put the cursor where ``part`` is written."""
        self._way.go_to(part)

    def _casework(self) -> Errands:
        contact, today = self._contact, self._today

        def _open(session: Session, _number: int) -> Recorded:
            card = read_recruitment(session, contact, today=today())
            return Recorded(card.number, card.version, card.draft)

        def _begin(session: Session, draft: RecruitmentDraft, _fine: object) -> int:
            edit_recruitment(session, contact, 0, draft, today=today())
            return contact

        return Errands(
            room=f"recruitment/{contact}",
            kind="recruitments",
            open=_open,
            register=_begin,
            edit=lambda session, _number, version, draft: edit_recruitment(
                session, contact, version, draft, today=today()
            ),
        )


def in_fields(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return ``problems`` by the fields of the form; of a reference, with its place."""
    return tuple(map(_in_field, problems))


def _in_field(problem: Problem) -> Problem:
    field, _, at = problem.field.partition(".")
    if not at:
        return problem
    told = f"Referanse {int(at) + 1}: {problem.message}"
    return replace(problem, field=field, message=told)
