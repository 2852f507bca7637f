"""Ønsker for støttekontakt: what a client wishes of who comes."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.errors import Problem
from stkdesk.domain.match_wish import WishDraft, wish_problems
from stkdesk.domain.matching import Gender
from stkdesk.services.wishes import (
    Wished,
    edit_wishes,
    open_wishes,
    register_wishes,
    wishes_of,
)
from stkdesk.ui.fields import NumberField, TextField
from stkdesk.ui.page import Page
from stkdesk.ui.record_form import RecordForm
from stkdesk.ui.record_saving import Errands
from stkdesk.ui.small_form import fit_small
from stkdesk.ui.unsaid_fields import MaybeField, WeekdaysField, YesNoField
from stkdesk.ui.workspace import Workspace

INTRO = (
    "Gjelder {name}. Skriv det brukeren selv ønsker. La stå tomt det ingen har spurt "
    "om: det som ikke er kjent, regnes aldri som nei."
)


def open_wishes_form(page: Page, workspace: Workspace, client_number: int) -> None:
    """Open the client's wishes, or begin them."""

    def _open(found: Wished) -> None:
        form = WishesForm(page, client_number, found)
        if found.card is not None:
            number = found.card.number
            form.finished.connect(partial(workspace.put_away, "match_wishes", number))
        form.wanted.connect(
            lambda _number: open_wishes_form(page, workspace, client_number)
        )
        form.open()

    workspace.ask(
        lambda session: wishes_of(session, client_number),
        _open,
        key=(id(page), "wishes"),
        at_once=True,
    )


def _errands(client_number: int) -> Errands:
    return Errands(
        room=f"wishes/{client_number}",
        kind="match_wishes",
        open=open_wishes,
        register=lambda session, draft, _fine: register_wishes(session, draft),
        edit=edit_wishes,
    )


class WishesForm(RecordForm):
    """Asks what one client wishes; there is one for each."""

    help_topic = "venteliste"

    def __init__(self, page: Page, client_number: int, found: Wished) -> None:
        """Show what is found over the window of ``page``."""
        super().__init__(
            page,
            "Ønsker for støttekontakt",
            _errands(client_number),
            found.card,
            intro=INTRO.format(name=found.name),
            width=620,
        )
        self._client = client_number
        self._gender = MaybeField(tuple(Gender), "Ingen ønsker")
        self._from, self._to = NumberField(), NumberField()
        self._car = YesNoField("Ikke spurt om")
        self._weekdays = WeekdaysField()
        self._languages, self._interests = TextField(), TextField()
        self._areas = TextField()
        self._add_fields()
        begun = WishDraft(client_number)
        self.begin_with(found.card.draft if found.card else begun)
        fit_small(self)

    def fill(self, draft: WishDraft) -> None:
        self._gender.set_value(draft.gender)
        self._from.set_value(draft.age_from)
        self._to.set_value(draft.age_to)
        self._car.set_value(draft.needs_car)
        self._weekdays.set_value(draft.weekdays)
        self._languages.set_value(draft.languages)
        self._interests.set_value(draft.interests)
        self._areas.set_value(draft.areas)

    def draft(self) -> WishDraft:
        return WishDraft(
            client_number=self._client,
            gender=self._gender.value(),
            age_from=self._from.value(),
            age_to=self._to.value(),
            needs_car=self._car.value(),
            weekdays=self._weekdays.value(),
            languages=self._languages.value(),
            interests=self._interests.value(),
            areas=self._areas.value(),
        )

    def check(self, draft: WishDraft) -> tuple[Problem, ...]:
        return wish_problems(draft)

    def saved_text(self, _draft: WishDraft) -> str:
        return "Ønskene er lagret"

    def _add_fields(self) -> None:
        add = self.add
        add(
            "areas",
            "Omr&åder",
            self._areas,
            optional=True,
            hint="Hvor brukeren vil møtes. Komma mellom: Nordlandet, Frei.",
        )
        add(
            "interests",
            "&Interesser",
            self._interests,
            optional=True,
            hint="Komma mellom: svømming, brettspill.",
        )
        add("languages", "&Språk", self._languages, optional=True)
        add("weekdays", "&Dager som passer", self._weekdays, optional=True)
        self.add_row(
            add("needs_car", "Trenger &bil", self._car, width=160),
            add("gender", "&Kjønn på støttekontakten", self._gender, width=190),
        )
        self.add_row(
            add("age_from", "Alder &fra", self._from, optional=True, width=90),
            add("age_to", "Alder &til", self._to, optional=True, width=90),
        )
