"""Papers as they may be: ordinary ones, and ones with everything at its worst."""

from dataclasses import replace
from datetime import date

from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.declaration_content import Declaration
from stkdesk.documents.example_agreements import example_agreements
from stkdesk.documents.laws import usual_basis
from stkdesk.documents.timesheet_content import TimesheetForm
from stkdesk.domain.assignment import Solution
from stkdesk.domain.decision import DecisionKind, GrantItem
from stkdesk.domain.language import Language
from stkdesk.domain.office import LawVersion, OfficeDraft
from stkdesk.domain.person import Address
from stkdesk.domain.timesheet import Visit
from tests.documents.contact_letter_samples import every_contact_letter
from tests.documents.letter_samples import every_letter

NB, NN = Language.BOKMAL, Language.NYNORSK
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    municipality_number="9999",
    running_unit="Bo og habilitering",
    deciding_unit="Tjenestekontoret",
    return_address="Fjordvik kommune, Postboks 124, 4481 Fjordvik",
    postal_line="Postboks 124",
    postal_code="4481",
    city="Fjordvik",
    visiting_line="Rådhusgata 7",
    visiting_place="4480 Fjordvik",
    phone="51004000",
    phone_hours="9–15",
    email="post@fjordvik.example",
    organisation_number="964 000 123",
    county_governor="Statsforvalteren i Rogaland",
    case_officer="Kåre Næss Sørbø",
    case_officer_phone="51004123",
    leader="Marit Hægstad",
    leader_title="seksjonssjef",
)
CONTACT = Address("Sølvi Ångstrøm Næss", ("Fjellveien 1",), "4480", "Fjordvik")
CLIENT = Address("Åse Bjørnsdatter Ødegård", ("Strandgata 14 B",), "4480", "Fjordvik")
LONGEST = Address(
    "Bjørn-Åge Kristoffer Alexander Wærøy-Sørgjærdet Tøllefsen",
    ("c/o Gjermundshamn omsorgsboliger", "Øvre Strandgate 114 B"),
    "4480",
    "Fjordvik",
)
ACTIVITIES = ("Svømming på Sørhallen", "Kafé og biblioteket", "Kino: «Ærfuglen»")


def some_visits(count):
    """Return visits in October, some of them with driving and expenses."""
    return tuple(
        Visit(
            work_on=date(2026, 10, 1 + number % 31),
            start_minute=17 * 60,
            minutes=120 + 30 * (number % 3),
            metres=7500 if number % 2 else 0,
            expense_ore=12050 if number % 3 == 0 else 0,
            activity=ACTIVITIES[number % 3],
        )
        for number in range(count)
    )


def a_timesheet(**changes):
    """Return a blank timesheet, or one with the fields given."""
    form = TimesheetForm(
        reference="T-2026-004211-3Q",
        language=NB,
        sender=OFFICE,
        address=CONTACT,
        contact_name=CONTACT.name,
        employee_number="10482",
        period_label="Oktober 2026",
        first_on=date(2026, 10, 1),
        last_on=date(2026, 10, 31),
        client_label="ÅBØ",
        assignment_number=771,
        granted_minutes=17 * 60 + 45,
        due_on=date(2026, 11, 5),
        made_on=date(2026, 10, 1),
    )
    return replace(form, **changes)


def a_declaration(**changes):
    """Return a declaration for a grown-up contact, or one with the fields given."""
    content = Declaration(
        reference="E-2026-000031-8T",
        language=NB,
        sender=OFFICE,
        address=CONTACT,
        contact_name=CONTACT.name,
        birth_date=date(1990, 5, 17),
        made_on=date(2026, 11, 24),
    )
    return replace(content, **changes)


def a_decision(**changes):
    """Return a grant for a year, or a decision with the fields given."""
    language = changes.get("language", NB)
    content = DecisionContent(
        reference="V-2026-000118-7K",
        case_number="2026/1187",
        language=language,
        kind=DecisionKind.GRANTED,
        sender=OFFICE,
        address=CLIENT,
        client_name=CLIENT.name,
        client_birth_date=date(1988, 4, 3),
        decided_on=date(2026, 3, 9),
        made_on=date(2026, 3, 9),
        legal_basis=usual_basis(
            DecisionKind.GRANTED, language, LawVersion.ACT_1967, date(2026, 3, 9)
        ),
        facts="Fakta A1.\n\nFakta B2.",
        grounds="Grunn A1.",
        own_view="Ynskje A1.",
        goal="Plan A1.",
        applied_on=date(2026, 2, 12),
        valid_from=date(2026, 4, 1),
        valid_to=date(2027, 3, 31),
        review_on=date(2027, 2, 1),
        items=(GrantItem(Solution.INDIVIDUAL, 240),),
    )
    return replace(content, **changes)


def a_refusal(**changes):
    """Return a refusal, or one with the fields given."""
    return a_decision(
        **{
            "kind": DecisionKind.REFUSED,
            "valid_from": None,
            "valid_to": None,
            "review_on": None,
            "items": (),
            "goal": "",
            **changes,
        }
    )


def every_agreement(language):
    """Return agreements enough to print every text of one, by a name for each."""
    found = example_agreements(OFFICE, language, date(2026, 11, 2), CONTACT)
    named = {"reference": "A-2026-000018-7K", "goal": "Gå på kino"}
    return {f"agreement_{at}": replace(e, **named) for at, e in enumerate(found)}


def all_papers(language):
    """Return every kind of paper in one language, by a name for it."""
    return {
        "timesheet_blank": a_timesheet(language=language),
        "timesheet_filled": a_timesheet(language=language, visits=some_visits(9)),
        "declaration": a_declaration(
            language=language, birth_date=date(2009, 1, 1), explained_by="Kåre Sørbø"
        ),
        "decision_granted": a_decision(language=language, enclosures=("Skjema",)),
        "decision_refused": a_refusal(language=language, signed_by_hand=False),
        **every_agreement(language),
        **every_letter(OFFICE, CLIENT, language),
        **every_contact_letter(OFFICE, CONTACT, language),
    }
