"""An office with 110 assignments that run, before October's sheets are printed."""

from __future__ import annotations

from datetime import date

from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.four_eyes import Act
from stkdesk.domain.pay import PayKind
from stkdesk.domain.pay_codes import PayCodeRow
from stkdesk.domain.rate import RateKind, RateRow
from stkdesk.domain.staff import Role, StaffDraft
from stkdesk.services.four_eyes import set_four_eyes
from stkdesk.services.pay_codes import set_pay_code
from stkdesk.services.rates import KNOWN_DRIVING_RATES, set_rate
from stkdesk.services.staff_keys import hire
from tests import builders as make
from tests.journeys import month_papers as papers

_STEMS = """
Aske Bakk Berg Birke Bratt Brei Dag Dyr Eike Elv Enger Fager Feste Fisk Fjell Flat
Fugl Furu Gran Gras Grei Gule Hagl Hasle Hegg Holm Hval Kalv Kirke Klepp Kors Kvern
Lang Leir Lille Linde Lyng Mel Myr Nes Nord Opp Rams Reine Rogn Rund Sand Selje Skar
Skog Solhe Stein Tofte Vange Vest
"""
STEMS = _STEMS.split()
#: The codes payroll knows each line of the hand-made sums by.
CODES = {
    "fee": ("01201", PayKind.HOURS),
    "tax_free": ("01310", PayKind.DRIVE_TAX_FREE),
    "taxable": ("01311", PayKind.DRIVE_TAXABLE),
    "passengers": ("01312", PayKind.PASSENGER),
    "expenses": ("01400", PayKind.EXPENSES),
}
FLAT = (("01410", PayKind.EXPENSE_HOUR), ("01411", PayKind.EXPENSE_MONTH))
ALL_CODES = {code for code, _kind in (*CODES.values(), *FLAT)}
KARI = "Kari Vik", "kari.vik", "sløyfer og hyssing", Role.CASEWORKER
BERIT = "Berit Aas", "berit.aas", "knapper og glidelås", Role.LEADER
SIRI = "Siri Dahl", "siri.dahl", "havregryn og kanel", Role.PAYROLL


def client_name(number: int) -> str:
    """Return the client of an assignment; no support contact is called so."""
    return f"{('Anne', 'Per')[(number - 1) % 2]} {STEMS[(number - 1) // 2]}vik"


def contact_name(number: int) -> str:
    """Return the support contact of an assignment."""
    return f"{('Berit', 'Olav')[(number - 1) % 2]} {STEMS[(number - 1) // 2]}mo"


def contact_of(number: int) -> int:
    """Return the first assignment of the same support contact."""
    return number - 1 if number - 1 in papers.TWICE else number


def employee(number: int) -> str:
    """Return the employee number of the contact of an assignment, zeros in front."""
    return f"00{4000 + contact_of(number)}"


def with_assignments(session):
    """Register the office's rates and codes, and 110 assignments in force."""
    set_four_eyes(session, Act.APPROVE_HOURS, is_on=True)
    own = _rates(session)
    codes = {kind: code for code, kind in (*CODES.values(), *FLAT)}
    for kind, code in codes.items():
        set_pay_code(session, PayCodeRow(kind, make.START, code, f"2340-{code}"))
    make.periods(session)
    contacts = {}
    for number in range(1, papers.SHEETS + 1):
        first, terms = contact_of(number), papers.terms_of(number)
        if first not in contacts:
            contacts[first] = make.a_contact(
                session,
                contact_name(first),
                person={"birth_date": terms.born, "phone": f"9{1000000 + first}"},
                employee_number=employee(first),
            )
            if terms.has_own:
                own(contacts[first])
        made = make.an_assignment(
            session,
            client_name(number),
            contacts[first],
            expense_cap_ore=_ore(terms.most_kroner),
            drive_cap_metres=terms.most_km and terms.most_km * 1000,
            expense_way=(
                ExpenseWay.HOUR
                if terms.flat_hour
                else ExpenseWay.MONTH
                if terms.flat_month
                else ExpenseWay.RECEIPTS
            ),
            hour_kind=RateKind.HOUR_GROUP if terms.is_group else None,
        )
        assert made == number
        make.make_ready(session, made)


def hires(database, name, login, password, role):
    """Let somebody in with a password of their own."""
    draft = StaffDraft(name, login, frozenset({role}), authorised_from=date(2026, 1, 1))
    for _progress in hire(database, draft, password, password):
        pass


def _rates(session):
    """Set the rates of papers.INDIVIDUAL and the rest; return what gives one's own."""
    for kind, by_age in (
        (RateKind.HOUR_INDIVIDUAL, papers.INDIVIDUAL),
        (RateKind.HOUR_GROUP, papers.GROUP),
    ):
        for age, rates in by_age.items():
            for day, kroner in rates.items():
                set_rate(session, RateRow(kind, day, _ore(kroner), age_from=age))
    flat = (
        (RateKind.EXPENSE_HOUR, papers.FLAT_HOUR),
        (RateKind.EXPENSE_MONTH, papers.FLAT_MONTH),
    )
    for kind, kroner in flat:
        set_rate(session, RateRow(kind, make.START, _ore(kroner)))
    for row in KNOWN_DRIVING_RATES:
        set_rate(session, row)

    def _own(contact):
        [(day, kroner)] = papers.OWN.items()
        row = RateRow(
            RateKind.HOUR_INDIVIDUAL,
            day,
            _ore(kroner),
            contact=contact,
            valid_to=papers.OWN_UNTIL,
        )
        set_rate(session, row, reason="Avtalt i mars")

    return _own


def _ore(kroner):
    return None if kroner is None else int(kroner * 100)
