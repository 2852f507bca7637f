"""The parts of a client's card that tell of the case: in, out, complaints, the log."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.application import ApplicationState
from stkdesk.domain.assessment import TargetGroup
from stkdesk.domain.duty import About
from stkdesk.domain.formats import hours_text, number_text, short_date
from stkdesk.domain.journal import EntryKind
from stkdesk.services.client_case import ClientApplication, ClientComplaint, LogLine
from stkdesk.services.journal_rows import EntryRow
from stkdesk.ui.clients.shown import Shown
from stkdesk.ui.journal.marks import when, who
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark
from stkdesk.ui.widgets.boxes import Item, column, facts, section
from stkdesk.ui.widgets.buttons import button
from stkdesk.ui.widgets.record import history, linked
from stkdesk.ui.widgets.texts import label

_WAYS = {
    EntryKind.INCOMING: "InboxDown",
    EntryKind.OUTGOING: "Paperplane",
    EntryKind.INTERNAL: "File",
}
_APPLICATIONS = {
    ApplicationState.OPEN: Mark(ApplicationState.OPEN.label, Tone.ACT, "Clock"),
    ApplicationState.PAUSED: Mark(ApplicationState.PAUSED.label, Tone.WARN, "Pause"),
    ApplicationState.DECIDED: Mark(
        ApplicationState.DECIDED.label, Tone.DONE, "Checkmark"
    ),
    ApplicationState.WITHDRAWN: Mark(
        ApplicationState.WITHDRAWN.label, Tone.QUIET, "Minus"
    ),
}


def applications(shown: Shown, *, only_open: bool = False) -> Item | None:
    """Return the applications; None when there are none to tell of."""
    found = [each for each in shown.case.applications if each.is_open or not only_open]
    if not found:
        return None
    return section("Søknader", *(_application(shown, each) for each in found))


def _application(shown: Shown, each: ClientApplication) -> Item:
    told = [each.applicant.label]
    if each.wanted_minutes:
        hours = hours_text(each.wanted_minutes)
        told.append(f"{hours} timer {each.hours_unit.label}")
    about = About(client=shown.card.number, application=each.number)
    return linked(
        "InboxDown",
        f"Mottatt {short_date(each.received_on)}",
        " · ".join(told),
        _APPLICATIONS[_state(shown, each)],
        partial(shown.act, "application/open", about),
    )


def _state(shown: Shown, each: ClientApplication) -> ApplicationState:
    if each.withdrawn_on is not None:
        return ApplicationState.WITHDRAWN
    if each.decided_on is not None:
        return ApplicationState.DECIDED
    waits = any(
        pause.paused_on <= shown.today
        and (pause.resumed_on is None or shown.today <= pause.resumed_on)
        for pause in each.pauses
    )
    return ApplicationState.PAUSED if waits else ApplicationState.OPEN


def complaints(shown: Shown, *, only_open: bool = False) -> Item | None:
    """Return the complaints; None when there are none to tell of."""
    found = [
        each
        for each in shown.case.complaints
        if each.closed_on is None or not only_open
    ]
    if not found:
        return None
    return section("Klager", *(_complaint(shown, each) for each in found))


def _complaint(shown: Shown, each: ClientComplaint) -> Item:
    number = shown.card.number
    about = About(client=number, complaint=each.number, decision=each.decision_number)
    return linked(
        "ExclamationmarkTriangle",
        f"Mottatt {short_date(each.received_on)}",
        _stage(each),
        Mark("Lukket", Tone.DONE, "Checkmark")
        if each.closed_on
        else Mark("Åpen", Tone.ACT, "Clock"),
        partial(shown.act, "complaint/open", about),
    )


def _stage(each: ClientComplaint) -> str:
    if each.governor_outcome is not None:
        return f"Statsforvalteren: {each.governor_outcome.label.lower()}"
    if each.forwarded_on is not None:
        return f"Sendt til Statsforvalteren {short_date(each.forwarded_on)}"
    return each.outcome.label if each.outcome else "Ikke vurdert ennå"


def assessment(shown: Shown) -> Item:
    """Return what is known of the needs, in short."""
    found = shown.case.assessment
    action = None
    if shown.edits:
        verb = "Åpne" if found else "Kartlegg"
        on = partial(shown.act, "assessment/open", shown.about)
        action = button(verb, "link", name=f"{verb}: kartlegging", on=on)
    if found is None:
        none = label("Ikke kartlagt ennå.", "muted")
        return section("Kartlegging", none, action=action)
    group = found.target_group
    told = [
        ("Kartlagt", short_date(found.assessed_on) if found.assessed_on else ""),
        ("Målgruppe", group.label if group is not TargetGroup.UNKNOWN else ""),
        ("Mål", found.goals),
        ("Egne ønsker", found.own_wishes),
        ("Egen mening", found.own_view),
    ]
    shown_facts = facts([each for each in told if each[1]], columns=1)
    return section("Kartlegging", shown_facts, action=action)


def drafts(shown: Shown) -> Item | None:
    """Return the letters that are begun; None when there are none."""
    found = shown.case.letters
    if not found or not shown.edits:
        return None
    return section(
        "Brev som er begynt",
        *(
            linked(
                "DocPencil",
                each.kind.label,
                "Ikke ferdig",
                Mark("Kladd", Tone.ACT, "DocPencil"),
                partial(
                    shown.act,
                    "letter/open",
                    About(client=shown.card.number, letter=each.number),
                ),
            )
            for each in found
        ),
    )


def documents(shown: Shown, most: int) -> Item:
    """Return the newest documents of the journal, and how many more there are."""
    case = shown.case
    if not case.documents:
        return section("Dokumenter", label("Ingen dokumenter ennå.", "muted"))
    items: list[Item] = [_document(shown, each) for each in case.documents[:most]]
    hidden = case.documents_in_all - len(items)
    if hidden > 0:
        items.append(label(f"og {number_text(hidden)} til i journalen", "small"))
    return section("Dokumenter", *items)


def _document(shown: Shown, each: EntryRow) -> Item:
    party = who(each)
    told = [
        each.reference,
        when(each),
        party if party != shown.card.name else "",
        each.state.label.lower(),
    ]
    return linked(
        _WAYS[each.kind],
        each.title,
        " · ".join(part for part in told if part),
        None,
        partial(shown.open, "journal_entries", each.number),
    )


def events(shown: Shown) -> Item | None:
    """Return what has happened lately; None when nothing has."""
    if not shown.card.events:
        return None
    told = [(short_date(each.on), each.text) for each in shown.card.events]
    return section("Siste hendelser", history(told))


def log(shown: Shown) -> Item | None:
    """Return who has read and changed; None when it is not for the one at work."""
    lines = shown.case.log
    if lines is None:
        return None
    action = button("Hele loggen", "link", on=partial(shown.open, "events", "all"))
    told = [(_moment(each), _line(each)) for each in lines]
    return section("Logg", column(history(told)), action=action)


def _moment(each: LogLine) -> str:
    return f"{each.at.astimezone():%d.%m. %H:%M}"


def _line(each: LogLine) -> str:
    return f"{each.who} {each.action.label.lower()} · {each.what}"
