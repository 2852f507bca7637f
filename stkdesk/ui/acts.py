"""Doing what a remedy says: from its name to the room or the form it opens.

A remedy's act is "kind/what": ``letter/interim_reply``, ``decision/changed``,
``room/papers``. Forms are loaded at the press: they bring the print room with them.
Acts on contacts, assignments and what belongs to them are in ``contact_acts``.
"""

from __future__ import annotations

from stkdesk.domain.duty import About
from stkdesk.ui.contact_acts import CONTACT_ACTS
from stkdesk.ui.page import Page


def act(page: Page, name: str, about: About) -> None:
    """Do the act ``name`` about what ``about`` says, with forms above ``page``."""
    kind, _, what = name.partition("/")
    {
        "room": _room,
        "letter": _letter,
        "decision": _decision,
        "application": _application,
        "assessment": _assessment,
        "complaint": _complaint,
        "entry": _entry,
        "client": _client,
        "report": _report,
        **CONTACT_ACTS,
    }[kind](page, what, about)


def target_of(room: str, about: About) -> object:
    """Return what of ``room`` is meant: a record, or a part of one."""
    match room:
        case "clients":
            return about.client
        case "papers":
            return about.paper
        case "contacts":
            return about.contact
        case "assignments":
            return about.assignment
        case "timesheets":
            return (about.assignment, about.period)
        case "groups":
            return about.group
        case "organisations":
            return about.organisation
        case "recruiting":
            return about.contact
    return None


def room_of(about: About) -> tuple[str, object]:
    """Return the room where what it is about can be looked at, and what of it."""
    if about.period is not None:
        return "timesheets", target_of("timesheets", about)
    for room in ("assignments", "clients", "contacts", "groups", "organisations"):
        if (target := target_of(room, about)) is not None:
            return room, target
    return "office", None


def _room(page: Page, what: str, about: About) -> None:
    room, _, group = what.partition("/")
    page.goto.emit(room, group or target_of(room, about))


def _letter(page: Page, what: str, about: About) -> None:
    from stkdesk.domain.letter import LetterKind
    from stkdesk.ui.letters.form import open_letter

    if about.client is not None:
        is_new = what != "open"
        open_letter(
            page,
            page.workspace,
            LetterKind(what) if is_new else None,
            about.client,
            application=about.application,
            decision=about.decision if is_new else None,
            complaint=about.complaint,
            assignment=about.assignment if is_new else None,
            number=None if is_new else about.letter,
        )


def _decision(page: Page, what: str, about: About) -> None:
    from stkdesk.domain.decision import DecisionKind
    from stkdesk.ui.decisions.form import open_decision

    if about.client is None:
        return
    if what == "open" or about.draft is not None:
        number = about.draft or about.decision
        open_decision(page, page.workspace, about.client, number)
        return
    kind = None if what == "new" else DecisionKind(what)
    open_decision(
        page,
        page.workspace,
        about.client,
        kind=kind,
        application=about.application,
        complaint=about.complaint,
        changes=about.decision if kind and kind.changes_another else None,
    )


def _application(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.applications.form import open_application

    open_application(page, page.workspace, about.client, about.application)


def _assessment(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.assessments.form import open_assessment

    if about.client is not None:
        open_assessment(page, page.workspace, about.client)


def _complaint(page: Page, what: str, about: About) -> None:
    if what == "close" and about.complaint is not None:
        from stkdesk.ui.complaints.acts import act_on_complaint

        act_on_complaint(page, about.complaint, "complaint/close")
        return
    from stkdesk.ui.complaints.form import open_complaint

    open_complaint(page, page.workspace, about.decision, about.complaint)


def _entry(page: Page, _what: str, about: About) -> None:
    from stkdesk.ui.journal.form import open_entry

    if about.client is not None:
        open_entry(page, page.workspace, about.client)


def _report(page: Page, _what: str, about: About) -> None:
    if about.assignment is not None and about.period is not None:
        page.goto.emit("month_reports", (about.assignment, about.period))


def _client(page: Page, what: str, about: About) -> None:
    from stkdesk.services.clients import open_client
    from stkdesk.ui.clients.form import ClientForm
    from stkdesk.ui.form_start import open_at

    if (number := about.client) is not None:
        page.workspace.ask(
            lambda session: open_client(session, number),
            lambda card: open_at(ClientForm(page, card), what),
            key=(id(page), "act on client"),
            at_once=True,
        )
