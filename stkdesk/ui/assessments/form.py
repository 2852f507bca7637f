"""The form of an assessment (kartlegging): everything known of a client's needs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from stkdesk.domain.assessment import (
    AssessmentDraft,
    TargetGroup,
    assessment_problems,
)
from stkdesk.domain.errors import Problem
from stkdesk.services.assessments import (
    Assessed,
    assessment_of,
    edit_assessment,
    register_assessment,
)
from stkdesk.services.assessments import (
    open_assessment as read_assessment,
)
from stkdesk.ui.fields import ChoiceField, DateField, TextArea, TextField
from stkdesk.ui.page import Page
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.workspace import Workspace

INTRO = (
    "Gjelder {name}. Skriv det som er kommet fram, med vanlige ord: teksten følger med "
    "inn i vedtaket. Alt kan fylles ut etter hvert."
)


def open_assessment(page: Page, workspace: Workspace, client_number: int) -> None:
    """Open the client's assessment, or begin one."""
    today = workspace.today()

    def _open(found: Assessed) -> None:
        form = AssessmentForm(page, client_number, found)
        if found.card is not None:
            number = found.card.number
            form.finished.connect(partial(workspace.put_away, "assessments", number))
        form.wanted.connect(
            lambda _number: open_assessment(page, workspace, client_number)
        )
        form.open()

    workspace.ask(
        lambda session: assessment_of(session, client_number, today=today),
        _open,
        key=(id(page), "assessment"),
        at_once=True,
    )


def _errands(workspace: Workspace, client_number: int) -> Errands:
    today = workspace.today
    return Errands(
        room=f"assessment/{client_number}",
        kind="assessments",
        open=read_assessment,
        register=lambda session, draft, _fine: register_assessment(
            session, draft, today=today()
        ),
        edit=lambda session, number, version, draft: edit_assessment(
            session, number, version, draft, today=today()
        ),
    )


class AssessmentForm(RecordForm):
    """Asks for what is known of one client; there is one for each."""

    help_topic = "kartlegging"
    together: ClassVar = {
        "Målgruppe": (("target_group",), ("target_reason",)),
        "Barnets syn": (("child_heard_on",), ("child_view",)),
    }

    def __init__(self, page: Page, client_number: int, found: Assessed) -> None:
        """Show what is found over the window of ``page``."""
        super().__init__(
            page,
            "Kartlegging",
            _errands(page.workspace, client_number),
            found.card,
            intro=INTRO.format(name=found.name),
            width=720,
        )
        self._client, self._is_minor = client_number, found.is_minor
        self._today = page.workspace.today
        self._on, self._with = DateField(self._today), TextField()
        self._texts = {name: TextArea(lines) for name, lines in _LINES.items()}
        self._child_on = DateField(self._today)
        self._group = ChoiceField(tuple(TargetGroup))
        self._reason = TextArea(2)
        self._add_when()
        self._add_own()
        self._add_around()
        self._add_target()
        self._group.currentIndexChanged.connect(self._on_group)
        begun = AssessmentDraft(
            own_wishes=found.wishes, assessed_on=page.workspace.today()
        )
        self.begin_with(found.card.draft if found.card else begun)
        self._on_group()

    def fill(self, draft: AssessmentDraft) -> None:
        self._on.set_value(draft.assessed_on)
        self._with.set_value(draft.assessed_with)
        for name, area in self._texts.items():
            area.set_value(getattr(draft, name))
        self._child_on.set_value(draft.child_heard_on)
        self._group.set_value(draft.target_group)
        self._reason.set_value(draft.target_reason)

    def draft(self) -> AssessmentDraft:
        draft = AssessmentDraft(
            client_number=self._client,
            assessed_on=self._on.value(),
            assessed_with=self._with.value(),
            target_group=self._group.value(),
            target_reason=self._reason.value(),
            child_heard_on=self._child_on.value(),
        )
        told: dict[str, Any] = {n: area.value() for n, area in self._texts.items()}
        return replace(draft, **told)

    def check(self, draft: AssessmentDraft) -> tuple[Problem, ...]:
        return assessment_problems(draft, is_minor=self._is_minor, today=self._today())

    def saved_text(self, _draft: AssessmentDraft) -> str:
        return "Kartleggingen er lagret"

    def restore(self, texts: dict[str, str]) -> None:
        super().restore(texts)
        self._on_group()

    def _add_when(self) -> None:
        self.add_row(
            self.add("assessed_on", "&Dato", self._on, width=150),
            self.add(
                "assessed_with",
                "&Samtale med",
                self._with,
                hint="Brukeren, foresatte, lege, skole, andre.",
                width=420,
            ),
        )

    def _add_own(self) -> None:
        self.add_heading("Brukeren selv")
        self._add(
            "own_wishes", "&Ønsker", "Hva brukeren vil gjøre, og sammen med hvem."
        )
        self._add("goals", "&Mål", "Hva tjenesten skal føre til.")
        self._add("own_view", "Brukerens s&yn", "Hva brukeren mener om tilbudet.")
        if self._is_minor:
            heard = self.add(
                "child_heard_on",
                "Barnet &hørt",
                self._child_on,
                width=150,
            )
            heard.setToolTip("Pasient- og brukerrettighetsloven § 3-1")
            self._add(
                "child_view",
                "&Barnets eget syn",
                "Med barnets egne ord. Fra 7 år skal barnet høres, fra 12 år legges "
                "det stor vekt på det.",
            )

    def _add_around(self) -> None:
        self.add_heading("Situasjonen")
        self._add("functions", "&Funksjon", "Hva brukeren klarer og trenger hjelp til.")
        self._add("network", "&Nettverk", "Familie, venner og fritid i dag.")
        self._add(
            "other_services",
            "&Andre tjenester",
            "Det brukeren alt får, også fra skole og lag.",
        )
        self._add(
            "alternatives",
            "Andre &løsninger som er vurdert",
            "For eksempel aktivitetsgruppe, ledsagerbevis eller frivillig lag.",
        )

    def _add_target(self) -> None:
        self.add_heading("Målgruppe")
        self.add("target_group", "Målgru&ppen", self._group, width=360)
        self.add(
            "target_reason",
            "H&vorfor likevel",
            self._reason,
            hint="Beboere med døgnbemanning er som regel ikke i målgruppen.",
        )

    def _add(self, name: str, text: str, hint: str) -> None:
        self.add(name, text, self._texts[name], hint=hint)

    def _on_group(self) -> None:
        wanted = self._group.value() is TargetGroup.ROUND_THE_CLOCK
        self.fields["target_reason"].setVisible(wanted)
        if self.is_dirty:
            self.recheck("target_reason")


_LINES = {
    "own_wishes": 3,
    "goals": 2,
    "own_view": 2,
    "child_view": 2,
    "functions": 3,
    "network": 2,
    "other_services": 2,
    "alternatives": 2,
}
