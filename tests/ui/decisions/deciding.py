"""What tests of the form of a decision share: an office, a client, and hands."""

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from stkdesk.domain.application import ApplicationDraft
from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionDraft, DecisionKind
from stkdesk.services.applications import register_application
from stkdesk.services.decisions import open_decision as read_decision
from stkdesk.services.decisions import register_decision
from stkdesk.services.issuing import issue_decision
from stkdesk.storage.tables import Client, ClientRelation
from stkdesk.ui.decisions.decision_form import DecisionForm
from stkdesk.ui.decisions.form import open_decision
from tests import builders as make
from tests import person
from tests.ui.registers import active

WAIT = 10_000
TODAY = date(2026, 11, 16)
YOUTH, ADULT = date(2010, 5, 1), date(1990, 5, 1)
WHOLE = {
    "facts": "Lite sosial kontakt.",
    "own_view": "Vil ut mer.",
    "grounds": "Fire timer i uken er nok.",
    "legal_basis": "helse- og omsorgstjenesteloven § 3-2",
}


def register(database, born=ADULT, *relations, **client):
    """Register a client with (name, relation, whether they get letters) beside them."""
    with database.transaction() as session:
        number = make.a_client(
            session, "Åse Ødegård", person={"birth_date": born}, **client
        )
        session.get(Client, number).relations = [
            ClientRelation(
                person=make.a_person(name), relation=relation, gets_letters=gets
            )
            for name, relation, gets in relations
        ]
    return number


def apply(database, client, minutes=360, **more):
    """Register an application of ``client``."""
    with database.transaction() as session:
        draft = ApplicationDraft(
            client_number=client,
            received_on=date(2026, 11, 2),
            wanted_minutes=minutes,
            **{"solutions": frozenset({Solution.INDIVIDUAL}), **more},
        )
        return register_application(session, draft, today=TODAY)


def issued(database, client, minutes=240, **changes):
    """Issue a decision to ``client`` and return its number."""
    draft = DecisionDraft(
        **{
            "client_number": client,
            "kind": DecisionKind.GRANTED,
            "decided_on": date(2026, 1, 12),
            "valid_from": date(2026, 1, 1),
            "valid_to": date(2026, 12, 31),
            "items": make.individual(minutes),
            **WHOLE,
            **changes,
        }
    )
    with database.transaction() as session:
        number = register_decision(session, draft)
        version = read_decision(session, number).version
        issue_decision(session, number, version, today=TODAY)
    return number


def opened(qtbot, page, client, number=None, **what):
    """Open the form and return it."""
    open_decision(page, page.workspace, client, number, **what)
    qtbot.waitUntil(lambda: len(forms(page)) == 1, timeout=WAIT)
    form = shown(page)
    active(qtbot, form)  # shortcuts need it
    return form


def shown(page):
    """Return the form that is open."""
    [form] = forms(page)
    return form


def forms(page):
    """Return the forms of decisions that are open."""
    return [each for each in page.findChildren(DecisionForm) if each.isVisible()]


def letter_drawn(qtbot, form):
    """Wait until the letter is drawn as what is typed."""
    workspace = form.workspace
    qtbot.waitUntil(
        lambda: (
            not form._resting.isActive()
            and not workspace.is_reading
            and form.letter.preview.view.pages > 0
        ),
        timeout=WAIT,
    )


def letter(qtbot, form):
    """Return the text of the letter in the preview, when it is drawn."""
    letter_drawn(qtbot, form)
    pages = PdfReader(BytesIO(form.letter.preview.view._data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def hours(qtbot, form, text, line=0):
    """Type ``text`` as the hours of a line."""
    field = form.inputs.items.rows[line].hours
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def fill_in(qtbot, form):
    """Type what a grant must have."""
    hours(qtbot, form, "4")
    person.write(qtbot, form, "Opplysninger vedtaket bygger på", "Lite sosial kontakt.")
    person.write(qtbot, form, "Begrunnelse", "Fire timer i uken er nok.")


def approve(qtbot, form):
    """Approve the decision, and mean it."""
    person.press(qtbot, form, "Godkjenn og lås …")
    question = person.wait_for_window(qtbot, "Godkjenn og lås vedtaket?")
    person.press(qtbot, question, "Godkjenn og lås")


def in_register(database, number=1):
    """Return a decision as it stands in the register."""
    with database.reading() as session:
        return read_decision(session, number)


def missing(form):
    """Return the sentences that keep the decision from being approved."""
    return [each.sentence for each in form._judge().broken if each.blocks]
