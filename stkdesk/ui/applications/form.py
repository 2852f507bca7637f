"""The form of an application: who, from whom, what, and by when it is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from stkdesk.domain.application import Applicant, ApplicationDraft, ApplicationState
from stkdesk.domain.case_rules import SetRule, rules_on
from stkdesk.domain.clock import application_clock
from stkdesk.domain.decision_facts import OWN_COPY_AGE
from stkdesk.domain.errors import OfficeError, Problem
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.intake import IntakeDraft, intake_problems
from stkdesk.domain.merging import Path
from stkdesk.domain.person import PersonDraft, years_old
from stkdesk.domain.staff import Right
from stkdesk.services.applications import ApplicationCard, edit_application
from stkdesk.services.applications import open_application as read_application
from stkdesk.services.case_rules import list_case_rules
from stkdesk.services.duplicates import SimilarPeopleError
from stkdesk.services.intake import Applying, take_in, who_may_apply
from stkdesk.ui.applications.acts import Acts, offer_receipt
from stkdesk.ui.applications.applicant_field import ApplicantField
from stkdesk.ui.applications.client_fields import ClientFields
from stkdesk.ui.applications.clock_box import ClockBox
from stkdesk.ui.applications.solutions_field import SolutionsField
from stkdesk.ui.applications.words import Done, limits
from stkdesk.ui.fields import ChoiceField, DateField, HoursField, TextArea
from stkdesk.ui.page import Page
from stkdesk.ui.person_picker import Found
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SHOWN_AS = {"relation_number": "applicant", "new_applicant": "applicant"}


@dataclass(frozen=True, slots=True)
class IntakeCard:
    """An application that is registered, as the form edits it."""

    number: int
    version: int
    draft: IntakeDraft
    card: ApplicationCard


@dataclass(frozen=True, slots=True)
class _Begun:
    """What a form begins with."""

    card: IntakeCard | None
    client: Applying | None
    rules: tuple[SetRule, ...]


def open_application(
    page: Page,
    workspace: Workspace,
    client_number: int | None = None,
    number: int | None = None,
) -> None:
    """Open the application ``number``, or a new one, perhaps of a client."""

    def _read(session: Session) -> _Begun:
        card = _card(session, number) if number is not None else None
        client = card.card.draft.client_number if card else client_number
        who = who_may_apply(session, client) if client is not None else None
        return _Begun(card, who, list_case_rules(session))

    def _open(begun: _Begun) -> None:
        form = ApplicationForm(page, begun)
        if begun.card is not None:
            put_away = partial(workspace.put_away, "applications", begun.card.number)
            form.finished.connect(put_away)
        form.registered.connect(partial(offer_receipt, page))
        form.wanted.connect(partial(page.goto.emit, "clients"))
        form.open()

    workspace.ask(_read, _open, key=(id(page), "application"), at_once=True)


def _card(session: Session, number: int) -> IntakeCard:
    card = read_application(session, number)
    return IntakeCard(number, card.version, IntakeDraft(card.draft), card)


def _errands(workspace: Workspace) -> Errands:
    today = workspace.today
    return Errands(
        room="application",
        kind="applications",
        open=_card,
        register=lambda session, draft, apart: take_in(
            session, draft, today=today(), apart=apart
        ),
        edit=lambda session, number, version, draft: edit_application(
            session, number, version, draft.application, today=today()
        ),
    )


class ApplicationForm(RecordForm):
    """Asks for an application, new or registered; names nobody in its title."""

    help_topic = "soknad"
    together: ClassVar = {
        "Hvem har søkt": (
            ("application", "applicant"),
            ("application", "relation_number"),
            ("application", "authority_on"),
        ),
        "Timer": (("application", "wanted_minutes"), ("application", "hours_unit")),
    }

    def __init__(self, page: Page, begun: _Begun) -> None:
        """Show what ``begun`` holds over the window of ``page``."""
        card, client = begun.card, begun.client
        super().__init__(
            page,
            "Søknad" if card else "Ny søknad",
            _errands(page.workspace),
            card,
            save_text="Lagre" if card else "Registrer søknad",
            intro=f"Gjelder {client.name}. Sak {card.card.case_reference}."
            if card and client
            else "Alt må fylles ut, unntatt det som er merket valgfritt.",
            width=700,
        )
        self._rules, self._client = begun.rules, client
        self._today = page.workspace.today
        self._who = ClientFields(self, page.workspace) if card is None else None
        self._received = DateField(self._today)
        self._applicant = ApplicantField(page.workspace, self._home)
        self._authority = DateField(self._today)
        self._hours, self._unit = HoursField(), ChoiceField(tuple(HoursUnit))
        self._solutions = SolutionsField()
        self._wishes, self._enclosed = TextArea(2), TextArea(2)
        self._no_interim = TextArea(2)
        self._clock = ClockBox()
        self._acts: Acts | None = None
        self._add_fields()
        self._begin(client)

    # What the form asks for.

    def fill(self, draft: IntakeDraft) -> None:
        asked = draft.application
        self._received.set_value(asked.received_on)
        self._applicant.set_new(draft.new_applicant)
        self._applicant.set_value((asked.applicant, asked.relation_number))
        self._authority.set_value(asked.authority_on)
        self._hours.set_value(asked.wanted_minutes)
        self._unit.set_value(asked.hours_unit)
        self._solutions.set_value(asked.solutions)
        self._wishes.set_value(asked.wishes)
        self._enclosed.set_value(asked.enclosed)
        self._no_interim.set_value(asked.needs_no_interim)
        self._follow()

    def draft(self) -> IntakeDraft:
        applicant, relation = self._applicant.value()
        new = self._applicant.new
        was = self.card.draft.application if self.card else None
        is_written = self.fields["authority_on"].isEnabled()
        authority = self._authority.value() if is_written else None
        if new is not None and new.authority_on is None and authority is not None:
            new = replace(new, authority_on=authority)
        return IntakeDraft(
            ApplicationDraft(
                client_number=was.client_number if was else self._number(),
                received_on=self._received.value(),
                applicant=applicant,
                relation_number=relation,
                authority_on=authority,
                wanted_minutes=self._hours.value(),
                hours_unit=self._unit.value(),
                solutions=self._solutions.value(),
                wishes=self._wishes.value(),
                enclosed=self._enclosed.value(),
                needs_no_interim=self._no_interim.value(),
                withdrawn_on=was.withdrawn_on if was else None,
            ),
            new_client=self._who.new_client() if self._who else None,
            new_applicant=new,
        )

    def check(self, draft: IntakeDraft) -> tuple[Problem, ...]:
        born = self._client.person.birth_date if self._client else None
        return tuple(
            replace(each, field=SHOWN_AS.get(each.field, each.field))
            for each in intake_problems(draft, today=self._today(), born=born)
        )

    def names_of(self, path: Path) -> tuple[str, ...]:
        return (SHOWN_AS.get(path[-1], path[-1]),)

    def saved_text(self, _draft: IntakeDraft) -> str:
        return "Søknaden er lagret" if self.card else "Søknaden er registrert"

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._follow()

    def refused(self, error: OfficeError) -> None:
        if isinstance(error, SimilarPeopleError) and self._who is not None:
            self._who.alike.show_people(error.people)
            self.reveal(self._who.alike)
            self.banner.tell(error.title, error.advice)
        else:
            super().refused(error)

    def moved_on(self, card: ApplicationCard) -> None:
        """Go on from ``card``, after something was done to it from here."""
        self.card = IntakeCard(card.number, card.version, IntakeDraft(card.draft), card)
        self._watch_card()
        self._follow()

    # Laying it out.

    def _add_fields(self) -> None:
        self.add("received_on", "&Mottatt", self._received, width=150)
        self.add("applicant", "&Hvem har søkt", self._applicant)
        self.add(
            "authority_on",
            "Fullmakten er f&ra",
            self._authority,
            hint="Dagen den ble skrevet under.",
            width=150,
        )
        self.add_heading("Det er søkt om")
        self.add_row(
            self.add("wanted_minutes", "&Timer", self._hours, optional=True, width=110),
            self.add("hours_unit", "Timene er", self._unit, width=130),
        )
        self.fields["hours_unit"].editor.setAccessibleName(
            "Timene er per uke eller måned"
        )
        self.add("solutions", "Hva slags t&ilbud", self._solutions, optional=True)
        self.add("wishes", "&Ønsker", self._wishes, optional=True)
        self.add(
            "enclosed",
            "&Vedlagte dokumenter",
            self._enclosed,
            optional=True,
            hint="Ett på hver linje, for eksempel legeerklæring eller fullmakt.",
        )
        self.add_heading("Frister")
        self.body.addWidget(self._clock)
        if self.card is not None:
            self.add(
                "needs_no_interim",
                "Hvorfor f&oreløpig svar ikke trengs",
                self._no_interim,
                optional=True,
                hint="Bare når det er åpenbart unødvendig (forvaltningsloven § 11 a). "
                "Da varsler ikke I dag om det.",
            )
            self._acts = Acts(self, self._page.workspace.may(Right.EDIT_CASES))
            self.add_heading("Saken nå")
            self.body.addWidget(self._acts.box)

    def _begin(self, client: Applying | None) -> None:
        if client is not None:
            self._applicant.offer(client.relatives)
        self._received.textChanged.connect(self._follow)
        self._applicant.edited.connect(self._follow)
        self._applicant.list.currentIndexChanged.connect(self._follow)
        begun = ApplicationDraft(received_on=self._today())
        if self._who is not None:
            self.alike = self._who.alike
            self.alike.wanted.connect(self._open_instead)
            self._who.picked.connect(self._on_picked)
            self.fields["birth_date"].edited.connect(self._propose)
            if client is not None:
                self._who.pick(Found(client.number, client.name))
        self.begin_with(self.card.draft if self.card else IntakeDraft(begun))
        self._propose()
        self._follow()
        if client is not None:
            self._received.setFocus()

    # Following what is typed.

    def _number(self) -> int | None:
        return self._who.number() if self._who else None

    def _home(self) -> PersonDraft:
        if self._who is not None and self._who.is_new:
            return self._who.person()
        return self._client.person if self._client else PersonDraft()

    def _on_picked(self, number: int | None) -> None:
        if number is None:
            self._client = None
            self._applicant.offer(())
        elif self._client is None or self._client.number != number:
            self.workspace.ask(
                lambda session: who_may_apply(session, number),
                self._on_client,
                key=(id(self), "client"),
                at_once=True,
            )

    def _on_client(self, client: Applying) -> None:
        self._client = client
        self._applicant.offer(client.relatives)
        self._propose()

    def _propose(self) -> None:
        """Let a parent have applied for a child who is not yet a party alone."""
        born, today = self._home().birth_date, self._today()
        if self.card is None and born is not None and born <= today:
            is_child = years_old(born, today) < OWN_COPY_AGE
            self._applicant.propose(Applicant.PARENT if is_child else Applicant.SELF)

    def _done(self) -> Done:
        if self.card is None:
            return Done()
        card: ApplicationCard = self.card.card
        is_closed = card.state in (
            ApplicationState.DECIDED,
            ApplicationState.WITHDRAWN,
        )
        return Done(card.confirmed_on, card.interim_on, card.decided_on, is_closed)

    def _follow(self) -> None:
        """Show the field and the limits that go with what is typed."""
        is_written = self._applicant.value()[0] is Applicant.REPRESENTATIVE
        field = self.fields["authority_on"]
        field.setVisible(is_written)
        field.setEnabled(is_written)
        day, today = self._received.value(), self._today()
        if day is None or day > today:
            self._clock.show_limits(())
            return
        pauses = self.card.card.pauses if self.card else ()
        rules = rules_on(day, self._rules)
        clock = application_clock(day, pauses, rules)
        self._clock.show_limits(limits(clock, pauses, rules, today, self._done()))
        if self._acts is not None:
            self._acts.show()
