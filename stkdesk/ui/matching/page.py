"""Opening a match from anywhere: for a client, or for a support contact."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.duty import About
from stkdesk.domain.formats import hours_text, short_date
from stkdesk.domain.match_facts import weekdays_text
from stkdesk.domain.staff import Right
from stkdesk.domain.waiting import unmet_text, waited_text
from stkdesk.services.match_contact import ContactCase, contact_case
from stkdesk.services.matching import MatchCase, match_case
from stkdesk.ui.acts import act
from stkdesk.ui.matching.candidates import CandidatesPane, ClientsPane
from stkdesk.ui.matching.pane import MatchPane
from stkdesk.ui.matching.phone_case import open_phone_case
from stkdesk.ui.matching.veto_form import VetoForm
from stkdesk.ui.matching.window import MatchWindow
from stkdesk.ui.matching.wishes_form import open_wishes_form
from stkdesk.ui.matching.words import wish_words
from stkdesk.ui.page import Page
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.workspace import Workspace

NO_SCORE = "Programmet gir ingen poeng: du velger."
CONTACT_ORDER = (
    "Først de som har sagt ja, så spurt, ikke spurt, ikke nå og nei. Ellers aktive "
    f"først, så samme område og navn. De som ikke kan, står nederst. {NO_SCORE}"
)
CLIENT_ORDER = (
    "Først dem hun eller han er spurt om, så samme område, hast og hvor lenge de har "
    f"ventet. De som ikke kan, står nederst. {NO_SCORE}"
)
NOTHING_WISHED = "Ingen ønsker er skrevet ennå. Trykk Ønsker for å skrive dem."


def open_matching(page: Page, workspace: Workspace, client_number: int) -> None:
    """Show the support contacts who may suit the client, above ``page``."""
    pane = CandidatesPane(workspace, client_number)
    wishes = button(
        "&Ønsker …",
        icon="Pencil",
        on=lambda: open_wishes_form(pane, workspace, client_number),
    )
    phone = button(
        "&Telefonark",
        icon="PrinterSmall",
        tip="Én side uten navn, til samtalen med en støttekontakt (Ctrl+P)",
        on=lambda: open_phone_case(pane, workspace, client_number),
    )
    shown = [phone] if workspace.may(Right.MAKE_PAPERS) else []
    if workspace.may(Right.EDIT_CASES):
        shown.insert(0, wishes)
    window = MatchWindow(
        page, pane, title="Finn støttekontakt", order=CONTACT_ORDER, acts=shown
    )
    pane.print_current = phone.click  # type: ignore[method-assign]
    _connect(page, pane, window)
    today = workspace.today()

    def _tell(case: MatchCase) -> None:
        waiting = case.waiting
        told = "Ingen timer mangler i dag"
        if waiting is not None:
            missing = unmet_text(waiting.missing, waiting.unit)
            waited = waited_text(waiting.since, today)
            since = short_date(waiting.since)
            told = f"Mangler {missing} · har ventet {waited}, siden {since}"
        window.tell(
            case.client.name,
            f"B-{client_number} · {told}",
            wish_words(case.client) if case.client.has_wish else NOTHING_WISHED,
        )

    def _read(_tables: object = None) -> None:
        workspace.ask(
            lambda session: match_case(session, client_number, today=today),
            _tell,
            key=(id(window), "case"),
            at_once=True,
        )

    _read()
    pane.heard.connect(_read)
    window.open()


def open_clients_for(page: Page, workspace: Workspace, contact_number: int) -> None:
    """Show whom the support contact may help, over the window of ``page``."""
    pane = ClientsPane(workspace, contact_number)
    window = MatchWindow(
        page, pane, title="Hvem kan støttekontakten hjelpe?", order=CLIENT_ORDER
    )
    _connect(page, pane, window)
    today = workspace.today()

    def _tell(case: ContactCase) -> None:
        offer = case.contact.offer
        left = offer.capacity_minutes - offer.agreed_minutes
        free = (
            f"{hours_text(max(0, left))} t/mnd ledig" if offer.capacity_minutes else ""
        )
        offered = [
            ", ".join(offer.areas.values()),
            "har bil" if offer.has_car else "",
            weekdays_text(offer.weekdays),
            ", ".join(offer.languages.values()),
            ", ".join(offer.interests.values()),
        ]
        told = [f"S-{contact_number}", offer.stands]
        if offer.capacity_minutes:
            told.append(free)
        window.tell(
            case.contact.name,
            " · ".join(part for part in told if part),
            " · ".join(part for part in offered if part),
        )

    workspace.ask(
        lambda session: contact_case(session, contact_number, today=today),
        _tell,
        key=(id(window), "case"),
        at_once=True,
    )
    window.open()


def _connect(page: Page, pane: MatchPane, window: MatchWindow) -> None:
    def _assign(client: int, contact: int) -> None:
        about = About(client=client, contact=contact)
        window.leave_for(partial(act, page, "assignment/new", about))

    def _never(client: int, contact: int) -> None:
        VetoForm(pane, client, contact, pane.told_veto).open()

    def _leave(room: str, number: int) -> None:
        window.leave_for(lambda: page.goto.emit(room, number))

    pane.assign_wanted.connect(_assign)
    pane.veto_wanted.connect(_never)
    pane.left_for.connect(_leave)
