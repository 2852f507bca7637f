"""What gates are judged by, read for many assignments in a dozen questions.

SQL text, because the first page asks it too, before SQLAlchemy need be loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from stkdesk.domain.agreement import AgreementState
from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.case_rules import CaseRules
from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateDraft,
    CertificateResult,
)
from stkdesk.domain.decision import DecisionKind, GrantItem
from stkdesk.domain.gate.facts import (
    GateFacts,
    GroupFacts,
    Helper,
    OrganisationFacts,
    Promise,
    SignedPaper,
)
from stkdesk.domain.gate_rules import GateRule, SetStrictness, strict_on
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.in_force import Force, IssuedDecision, forces
from stkdesk.services.duties.finding import Ask, day

_ASSIGNMENT = (
    "SELECT a.number, a.client_number, a.status, a.solution, a.start_on, a.end_on,"
    " a.agreed_minutes, a.hours_unit, a.activated_on, a.contact_number,"
    " a.organisation_number, a.group_number, p.birth_date, c.is_protected_group,"
    " o.organisation_number, o.agreement_from, o.agreement_to, g.first_on, g.last_on"
    " FROM assignments a JOIN clients c ON c.number = a.client_number"
    " JOIN people p ON p.number = c.person_number"
    " LEFT JOIN organisations o ON o.number = a.organisation_number"
    " LEFT JOIN activity_groups g ON g.number = a.group_number"
)
_PROMISE = (
    "SELECT number, client_number, contact_number, organisation_number, group_number,"
    " status, solution, agreed_minutes, hours_unit, start_on, end_on FROM assignments"
)
_HELPER = (
    "SELECT k.number, p.birth_date, r.age_exception, k.declaration_signed_on,"
    " k.employee_number, k.account_number, k.capacity_minutes, k.ended_on,"
    " r.reengaged_on"
    " FROM contacts k JOIN people p ON p.number = k.person_number"
    " LEFT JOIN recruitments r ON r.contact_number = k.number"
)


def numbers_text(numbers: Iterable[int]) -> str:
    """Return ``(1, 2)`` to be asked about; ``(-1)`` when there are none."""
    return "(" + (", ".join(f"{each:d}" for each in sorted(set(numbers))) or "-1") + ")"


def read_strict(ask: Ask, on: date) -> frozenset[GateRule]:
    """Return the rules that are strict on a day."""
    known = {rule.value for rule in GateRule}  # a newer program may have more
    return strict_on(
        on,
        [
            SetStrictness(GateRule(rule), date.fromisoformat(first), bool(strict))
            for rule, first, strict in ask(
                "SELECT rule, valid_from, is_strict FROM gate_rules", ()
            )
            if rule in known
        ],
    )


def read_facts(
    ask: Ask, which: str, *, today: date, rules: CaseRules
) -> dict[int, GateFacts]:
    """Return the facts of the assignments ``a`` for which ``which`` holds, in SQL."""
    rows = ask(f"{_ASSIGNMENT} WHERE {which} ORDER BY a.number", ())
    return _Reading(ask, rows, today, rules).facts() if rows else {}


def facts_of_row(
    ask: Ask, row: tuple[Any, ...], *, today: date, rules: CaseRules
) -> GateFacts:
    """Return the facts of an assignment as it is being filled in.

    ``row`` has the columns of an assignment in the register, whether it is there or
    not; see ``_ASSIGNMENT``.
    """
    return _Reading(ask, [row], today, rules).facts()[row[0]]


class _Reading:
    """Everything some assignments are judged by, asked for once."""

    def __init__(
        self, ask: Ask, rows: Sequence[Sequence[Any]], today: date, rules: CaseRules
    ) -> None:
        self._rows, self._today, self._rules = rows, today, rules
        numbers = numbers_text(row[0] for row in rows)
        clients = numbers_text(row[1] for row in rows)
        groups = {row[11] for row in rows if row[11] is not None}
        self._leaders = _leaders(ask, groups) if groups else []
        helpers = {row[9] for row in rows if row[9] is not None}
        helpers |= {leader for _group, leader, _first, _last in self._leaders}
        self._granted = _granted(ask, clients)
        self._promises = _promises(ask, f"client_number IN {clients}", 1)
        self._agreements = _agreements(ask, numbers)
        self._overridden = _overridden(ask, numbers)
        self._helpers = _helpers(ask, numbers_text(helpers)) if helpers else {}
        self._vetoes = {
            (client, contact)
            for client, contact in ask(
                "SELECT client_number, contact_number FROM vetoes"
                f" WHERE lifted_on IS NULL AND client_number IN {clients}",
                (),
            )
        }

    def facts(self) -> dict[int, GateFacts]:
        return {row[0]: self._one(row) for row in self._rows}

    def _one(self, row: Sequence[Any]) -> GateFacts:
        number, client, status, solution, start, end, minutes, unit, activated = row[:9]
        contact, organisation, group, born, protected = row[9:14]
        start_on = day(start)
        assert start_on is not None
        facts = GateFacts(
            number=number,
            client_number=client,
            status=AssignmentStatus(status),
            solution=Solution(solution),
            start_on=start_on,
            end_on=day(end),
            minutes=minutes,
            unit=HoursUnit(unit),
            today=self._today,
            activated_on=day(activated),
            helper=self._helper(contact, client, number) if contact else None,
            organisation=_organisation(organisation, row[14:17]),
            client_birth_date=day(born),
            is_protected_group=None if protected is None else bool(protected),
            granted=self._granted.get(client, ()),
            others=tuple(
                _promise(other, is_same_pair=other[2:5] == row[9:12])
                for other in self._promises.get(client, ())
                if other[0] != number
            ),
            agreements=self._agreements.get(number, ()),
            overridden=self._overridden.get(number, frozenset()),
            rules=self._rules,
        )
        if group is None:
            return facts
        return replace(facts, group=self._group(group, row[17:19], facts))

    def _group(self, number: int, days: Sequence[Any], facts: GateFacts) -> GroupFacts:
        on = facts.day
        leaders = [
            leader
            for group, leader, first, last in self._leaders
            if group == number and first <= on and (last is None or on <= last)
        ]
        return GroupFacts(
            number=number,
            first_on=day(days[0]),
            last_on=day(days[1]),
            leaders=tuple(
                self._helper(leader, facts.client_number, facts.number)
                for leader in sorted(set(leaders))
            ),
        )

    def _helper(self, contact: int, client: int, number: int) -> Helper:
        known = self._helpers[contact]
        return Helper(
            **{
                **known,
                "promises": tuple(
                    each for each in known["promises"] if each.number != number
                ),
                "is_vetoed": (client, contact) in self._vetoes,
            }
        )


def _organisation(number: int | None, about: Sequence[Any]) -> OrganisationFacts | None:
    if number is None:
        return None
    return OrganisationFacts(number, about[0] or "", day(about[1]), day(about[2]))


def _promise(row: Sequence[Any], *, is_same_pair: bool = False) -> Promise:
    start_on = day(row[9])
    assert start_on is not None
    return Promise(
        row[0],
        AssignmentStatus(row[5]),
        Solution(row[6]),
        row[7],
        HoursUnit(row[8]),
        start_on,
        day(row[10]),
        is_same_pair,
    )


def _promises(ask: Ask, which: str, by: int) -> dict[int, list[Sequence[Any]]]:
    """Return the rows of what is not over, by the column in place ``by``."""
    found: dict[int, list[Sequence[Any]]] = {}
    for row in ask(f"{_PROMISE} WHERE status <> 'ended' AND {which}", ()):
        found.setdefault(row[by], []).append(row)
    return found


def _agreements(ask: Ask, numbers: str) -> dict[int, tuple[SignedPaper, ...]]:
    found: dict[int, tuple[SignedPaper, ...]] = {}
    for assignment, number, state, first, last, minutes, unit, *days in ask(
        "SELECT assignment_number, number, state, valid_from, valid_to, minutes,"
        " hours_unit, made_on, signed_on, ended_on FROM agreements"
        f" WHERE assignment_number IN {numbers} ORDER BY number",
        (),
    ):
        begins = day(first)
        assert begins is not None
        paper = SignedPaper(
            number,
            AgreementState(state),
            begins,
            day(last),
            minutes,
            HoursUnit(unit),
            *map(day, days),
        )
        found[assignment] = (*found.get(assignment, ()), paper)
    return found


def _overridden(ask: Ask, numbers: str) -> dict[int, frozenset[GateRule]]:
    """Return the rules each assignment was let past, since it last began."""
    known = {rule.value for rule in GateRule}
    found: dict[int, frozenset[GateRule]] = {}
    for assignment, rule in ask(
        "SELECT assignment_number, rule FROM gate_overrides"
        f" WHERE lapsed_on IS NULL AND assignment_number IN {numbers}",
        (),
    ):
        if rule in known:
            found[assignment] = found.get(assignment, frozenset()) | {GateRule(rule)}
    return found


def _leaders(
    ask: Ask, groups: Collection[int]
) -> list[tuple[int, int, date, date | None]]:
    return [
        (group, contact, day(first) or date.min, day(last))
        for group, contact, first, last in ask(
            "SELECT group_number, contact_number, from_on, to_on FROM group_leaders"
            f" WHERE group_number IN {numbers_text(groups)} ORDER BY number",
            (),
        )
    ]


def _helpers(ask: Ask, contacts: str) -> dict[int, dict[str, Any]]:
    certificates: dict[int, list[CertificateDraft]] = {}
    for contact, basis, result, requested, issued, seen in ask(
        "SELECT contact_number, basis, result, requested_on, issued_on, seen_on"
        f" FROM police_certificates WHERE contact_number IN {contacts} ORDER BY number",
        (),
    ):
        shown = CertificateDraft(
            CertificateBasis(basis),
            day(requested),
            day(issued),
            day(seen),
            CertificateResult(result) if result else None,
        )
        certificates.setdefault(contact, []).append(shown)
    promises = _promises(ask, f"contact_number IN {contacts}", 2)
    # One that ended before it began has no day on which somebody was at work.
    worked = {
        contact: day(last)
        for contact, last in ask(
            "SELECT contact_number, max(end_on) FROM assignments"
            " WHERE status = 'ended' AND (activated_on IS NOT NULL OR end_reason IS"
            f" NULL) AND contact_number IN {contacts} GROUP BY contact_number",
            (),
        )
    }
    return {
        number: {
            "number": number,
            "birth_date": day(born),
            "age_exception": exception or "",
            "declaration_signed_on": day(signed),
            "employee_number": employee or "",
            "account_number": account,
            "capacity_minutes": most,
            "ended_on": day(days[0]),
            "reengaged_on": day(days[1]),
            "last_active_on": worked.get(number),
            "certificates": tuple(certificates.get(number, ())),
            "promises": tuple(map(_promise, promises.get(number, ()))),
        }
        for (number, born, exception, signed, employee, account, most, *days) in ask(
            f"{_HELPER} WHERE k.number IN {contacts}", ()
        )
    }


def _granted(ask: Ask, clients: str) -> dict[int, tuple[Force, ...]]:
    """Return what is granted to each client, and when."""
    issued = f"d.state = 'issued' AND d.client_number IN {clients}"
    items: dict[int, list[GrantItem]] = {}
    for number, solution, minutes in ask(
        "SELECT i.decision_number, i.solution, i.minutes FROM decision_items i"
        f" JOIN decisions d ON d.number = i.decision_number WHERE {issued}"
        " ORDER BY i.decision_number, i.place",
        (),
    ):
        items.setdefault(number, []).append(GrantItem(Solution(solution), minutes))
    found: dict[int, list[IssuedDecision]] = {}
    for number, client, kind, first, last, unit, changes, corrects in ask(
        "SELECT d.number, d.client_number, d.kind, d.valid_from, d.valid_to,"
        " d.hours_unit, d.changes_number, d.corrects_number FROM decisions d"
        f" WHERE {issued}",
        (),
    ):
        found.setdefault(client, []).append(
            IssuedDecision(
                number,
                DecisionKind(kind),
                day(first),
                day(last),
                HoursUnit(unit),
                tuple(items.get(number, ())),
                changes,
                corrects,
            )
        )
    return {client: forces(each) for client, each in found.items()}
