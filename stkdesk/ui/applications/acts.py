"""What can be done with an application: pause, go on, withdraw, confirm it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from stkdesk.domain.formats import long_date
from stkdesk.domain.letter import LetterKind
from stkdesk.services.application_pauses import (
    Waiting,
    pause_application,
    remove_pause,
    resume_application,
    waiting_application,
)
from stkdesk.services.applications import (
    ApplicationCard,
    open_application,
    withdraw_application,
)
from stkdesk.ui.applications.day_form import DayForm
from stkdesk.ui.applications.state_box import StateBox
from stkdesk.ui.page import Page
from stkdesk.ui.question import ask

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from stkdesk.ui.applications.form import ApplicationForm


class Acts:
    """Does what the buttons of the box say, and shows where the application is then.

    What is typed in the form stays as it is.
    """

    def __init__(self, form: ApplicationForm, may_act: bool) -> None:
        """Act on the application that ``form`` edits."""
        self._form, self._may = form, may_act
        self._shown: ApplicationCard | None = None
        self._today = form.workspace.today
        self.box = StateBox()
        self.box.pause_wanted.connect(self._pause)
        self.box.resume_wanted.connect(self._resume)
        self.box.withdraw_wanted.connect(self._withdraw)
        self.box.restore_wanted.connect(self._restore)
        self.box.remove_wanted.connect(self._remove)

    def show(self) -> None:
        """Show where the application is."""
        card = self._form.card.card
        if card != self._shown:
            self._shown = card
            self.box.show_card(card, may_act=self._may)

    def _pause(self) -> None:
        number, today = self._form.card.number, self._today()
        self._ask(
            "Vent på søkeren",
            lambda session, day, why: pause_application(
                session, number, day, why, today=today
            ),
            day=("paused_on", "&Fra"),
            reason=("reason", "&Hva dere venter på"),
            intro="Fristene står stille til opplysningene kommer.",
        )

    def _resume(self) -> None:
        number, today = self._form.card.number, self._today()
        self._ask(
            "Opplysningene er kommet",
            lambda session, day, _why: resume_application(
                session, number, day, today=today
            ),
            day=("resumed_on", "&Kom"),
            intro="Fristene går videre fra dagen etter.",
        )

    def _withdraw(self) -> None:
        number, today = self._form.card.number, self._today()
        self._ask(
            "Søknaden er trukket",
            lambda session, day, _why: withdraw_application(
                session, number, day, today=today
            ),
            day=("withdrawn_on", "&Trukket"),
        )

    def _restore(self) -> None:
        number, today = self._form.card.number, self._today()
        self._do(lambda s: withdraw_application(s, number, None, today=today))

    def _remove(self, pause: int) -> None:
        number = self._form.card.number
        self._do(lambda session: remove_pause(session, number, pause))

    def _ask(self, title: str, work: Callable[..., object], **fields: Any) -> None:
        def _work(session: Session, day: Any, why: str) -> Any:
            work(session, day, why)
            return self._now(session)

        DayForm(
            self._form,
            self._form.workspace,
            title,
            _work,
            self._form.moved_on,
            **fields,
        ).open()

    def _do(self, work: Callable[[Session], object]) -> None:
        def _work(session: Session) -> Any:
            work(session)
            return self._now(session)

        self._form.workspace.save(_work, self._form.moved_on, self._form.not_saved)

    def _now(self, session: Session) -> ApplicationCard:
        return open_application(session, self._form.card.number)


def offer_receipt(page: Page, number: int) -> None:
    """Offer to make the letter that confirms a new application."""
    workspace = page.workspace
    workspace.ask(
        lambda session: open_application(session, number),
        partial(_ask_receipt, page, number),
        key=(id(page), "receipt"),
        at_once=True,
    )


def _ask_receipt(page: Page, number: int, card: ApplicationCard) -> None:
    client = card.draft.client_number
    assert client is not None
    if page.room == "clients":  # what is done next is done to the one who applied
        page.open_record(client)

    def _make() -> None:
        from stkdesk.ui.letters.form import open_letter  # loads the print room

        open_letter(
            page, page.workspace, LetterKind.RECEIPT, client, application=number
        )

    ask(
        page.window(),
        "Søknaden er registrert",
        f"Den ligger i sak {card.case_reference}. Søkeren skal ha en bekreftelse "
        f"senest {long_date(card.clock.confirm_by)}.",
        ("Lag bekreftelse", "primary", _make),
        no="Ikke nå",
    )


def offer_to_go_on(page: Page, client_number: int, came_on: date) -> None:
    """Ask whether what came in is what an application has waited for, if one waits."""
    page.workspace.ask(
        lambda session: waiting_application(session, client_number),
        partial(_ask_to_go_on, page, came_on),
        key=(id(page), "waiting"),
        at_once=True,
    )


def _ask_to_go_on(page: Page, came_on: date, waiting: Waiting | None) -> None:
    if waiting is None:
        return
    workspace, number = page.workspace, waiting.number
    day, today = max(came_on, waiting.paused_on), workspace.today()

    def _go_on() -> None:
        workspace.save(
            lambda session: resume_application(session, number, day, today=today),
            lambda _done: page.toast("Fristene går videre"),
        )

    why = f": {waiting.reason}" if waiting.reason else ""
    ask(
        page.window(),
        "Er dette det dere ventet på?",
        f"Søknaden har stått på vent siden {long_date(waiting.paused_on)}{why}. Går "
        f"saken videre, løper fristene igjen fra {long_date(day)}.",
        ("Ja, saken går videre", "primary", _go_on),
        no="Nei, vi venter",
    )
