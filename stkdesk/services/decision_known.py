"""A new decision with everything filled in that the register knows already.

What is known is taken from the application it answers, the assessment, the complaint
and the decision it is about, so that nothing is typed twice; ``sources`` says where
each text came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from stkdesk.documents.laws import usual_basis
from stkdesk.domain.assignment import Solution
from stkdesk.domain.calendar import months_later
from stkdesk.domain.complaint import GovernorOutcome
from stkdesk.domain.decision import DecisionDraft, DecisionKind, GrantItem
from stkdesk.domain.decision_parts import AGAIN
from stkdesk.domain.formats import short_date
from stkdesk.domain.language import Language
from stkdesk.services.access import inner
from stkdesk.services.assessments import assessed, facts_of, own_view_of
from stkdesk.services.citations import office_citations
from stkdesk.services.decision_answers import answers_to
from stkdesk.services.in_force import DecisionInForce, decisions_in_force, forces_of
from stkdesk.services.office import open_office
from stkdesk.storage.tables import Application, Client, Complaint, Decision

NO_APPLICATION = 0  # none, though there is one that is not answered
LAST_YEAR = 2150  # an end after it, of an older register, is none
ONE_DAY, A_YEAR = timedelta(days=1), 12  # months
ANSWERS = (
    DecisionKind.GRANTED,
    DecisionKind.PARTLY,
    DecisionKind.REFUSED,
    DecisionKind.DISMISSED,
)
Sources = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A decision to go on with, and where each of its fields came from."""

    draft: DecisionDraft
    sources: Sources = field(default_factory=lambda: MappingProxyType({}))


@inner
def begin(
    session: Session,
    client: Client,
    *,
    today: date,
    kind: DecisionKind | None = None,
    application: int | None = None,
    complaint: int | None = None,
    changes: int | None = None,
) -> Beginning:
    """Return a new decision about ``client`` with all that is known filled in.

    Without a kind it is a change when ``changes`` is given, a reversal when
    ``complaint`` is, else a grant; a grant too when the county governor has sent a
    refusal back. What is not given is found: the newest application that is not
    answered (not for ``NO_APPLICATION``), the decision a complaint is about, the newest
    decision in force. A grant lasts a year from the first of next month; from the day
    after it, when it follows one that runs out.
    """
    appealed = session.get(Complaint, complaint) if complaint is not None else None
    if appealed is not None and appealed.client_number != client.number:
        appealed = None
    kind = kind or _usual_kind(session, appealed, changes)
    draft = DecisionDraft(client_number=client.number, kind=kind, decided_on=today)
    draft = replace(
        draft,
        legal_basis=basis_of(session, client.language, kind, today=today),
        is_withheld=open_office(session, today=today).draft.withheld_line,
    )
    made = _Filling(draft)
    if kind.changes_another:
        if appealed is not None and kind is DecisionKind.REVERSED:
            changes = changes or _stands_after(session, appealed)
        _about_another(session, made, client.number, changes, today)
    if appealed is not None:
        made.put("", complaint_number=appealed.number)
        if kind in AGAIN:
            _answer_again(session, made, appealed)
    elif kind in ANSWERS or application:
        _answer(session, made, client.number, application)
    if kind.grants:
        _period(session, made, client.number, today)
    _assessment(session, made, client.number)
    if appealed is not None and kind not in AGAIN:
        _after_complaint(session, made, appealed)
    return Beginning(made.draft, MappingProxyType(made.sources))


@inner
def begin_correction(
    session: Session, draft: DecisionDraft, corrected: Decision, *, today: date
) -> Beginning:
    """Return a correction of ``corrected``: all that stood in it, to be put right."""
    wrong = replace(
        draft,
        corrects_number=corrected.number,
        correction="",
        decided_on=today,
    )
    source = f"Fra vedtak {corrected.reference}."
    texts = ("facts", "own_view", "grounds", "refused_part", "goal", "items")
    return Beginning(wrong, {name: source for name in texts if getattr(wrong, name)})


@inner
def basis_of(
    session: Session, language: Language, kind: DecisionKind, *, today: date
) -> str:
    """Return the usual legal basis of a kind, a rule on each line."""
    act = open_office(session, today=today).draft.act_on(today)
    own = office_citations(session, today)
    return usual_basis(kind, Language(language), act, today, own)


class _Filling:
    """A draft that is being filled in; what stands there first, stays."""

    def __init__(self, draft: DecisionDraft) -> None:
        self.draft, self.sources = draft, dict[str, str]()

    def put(self, source: str, **values: object) -> None:
        for name, value in values.items():
            if value and not getattr(self.draft, name):
                self.draft = replace(self.draft, **{name: value})  # type: ignore[arg-type]
                self.sources[name] = source


def _stands_after(session: Session, complaint: Complaint) -> int:
    """Return what a complaint is about: the answer to it, where that took its place."""
    client = complaint.client_number
    held = {each.decision for each in forces_of(session, [client]).get(client, ())}
    answers = answers_to(session, complaint.number)
    return next(
        (each for each in reversed(answers) if each in held),
        complaint.decision_number,
    )


def _usual_kind(
    session: Session, complaint: Complaint | None, changes: int | None
) -> DecisionKind:
    if complaint is not None:
        if complaint.governor_outcome is not GovernorOutcome.SENT_BACK:
            return DecisionKind.REVERSED
        old = session.get_one(Decision, complaint.decision_number)
        return DecisionKind.REVERSED if old.items else DecisionKind.GRANTED
    return DecisionKind.GRANTED if changes is None else DecisionKind.CHANGED


def _about_another(
    session: Session, made: _Filling, client: int, changes: int | None, today: date
) -> None:
    """Begin with what the decision that is changed gives, old for new."""
    if changes is None:
        held = decisions_in_force(session, client, today)
        changes = held[-1].number if held else None
    old = session.get(Decision, changes) if changes is not None else None
    if old is None or old.client_number != client:
        return
    made.put("", changes_number=old.number)
    first = months_later(today.replace(day=1), 1)
    if old.valid_from is not None and old.kind.grants:
        first = max(first, old.valid_from)
    made.put("", valid_from=first)
    if made.draft.kind is DecisionKind.ENDED:
        return
    _contents_of(made, old)
    if old.valid_to is None or old.valid_to >= first:
        made.put(_from(old), valid_to=old.valid_to, review_on=old.review_on)


def _contents_of(made: _Filling, old: Decision) -> None:
    if not old.items:
        return
    made.put(
        _from(old),
        items=tuple(GrantItem(each.solution, each.minutes) for each in old.items),
        expense_cap_ore=old.expense_cap_ore,
        drive_cap_metres=old.drive_cap_metres,
        goal=old.goal,
    )
    made.draft = replace(
        made.draft, hours_unit=old.hours_unit, service_code=old.service_code
    )


def _from(old: Decision) -> str:
    return f"Fra vedtak {old.reference}."


def _answer(
    session: Session, made: _Filling, client: int, application: int | None
) -> None:
    """Answer an application: what was applied for, and when."""
    if application == NO_APPLICATION:
        return
    if application is None:
        found = session.scalar(
            select(Application)
            .where(
                Application.client_number == client,
                Application.decided_on.is_(None),
                Application.withdrawn_on.is_(None),
            )
            .order_by(Application.received_on.desc(), Application.number.desc())
            .limit(1)
        )
    else:
        found = session.get(Application, application)
    if found is None or found.client_number != client:
        return
    source = f"Fra søknaden {short_date(found.received_on)}."
    made.put(source, application_number=found.number, applied_on=found.received_on)
    if not made.draft.kind.grants:
        return
    made.draft = replace(made.draft, hours_unit=found.hours_unit)
    made.put(source, applied_minutes=found.wanted_minutes)
    wanted = [
        solution
        for solution, is_wanted in (
            (Solution.INDIVIDUAL, found.wants_individual),
            (Solution.GROUP, found.wants_group),
            (Solution.ORGANISATION, found.wants_organisation),
        )
        if is_wanted
    ] or [Solution.INDIVIDUAL]
    minutes = (found.wanted_minutes or 0) if len(wanted) == 1 else 0
    if made.draft.kind is DecisionKind.PARTLY:
        minutes = 0  # how many of them is for the office to say
    if found.wanted_minutes or len(wanted) > 1:
        made.put(source, items=tuple(GrantItem(each, minutes) for each in wanted))
    made.put(source, own_view=found.wishes.strip())


def _after_complaint(session: Session, made: _Filling, appealed: Complaint) -> None:
    """Take what was found when the complaint was looked into, and what it wants."""
    source = f"Fra klagen {short_date(appealed.received_on)}."
    made.put(source, grounds=appealed.reassessment.strip())
    if made.draft.kind is not DecisionKind.REVERSED:
        return
    made.put(source, own_view=appealed.wants.strip())
    changed = made.draft.changes_number
    old = session.get(Decision, changed) if changed is not None else None
    if old is not None:
        made.put(_from(old), facts=old.facts.strip(), own_view=old.own_view.strip())


def _answer_again(session: Session, made: _Filling, complaint: Complaint) -> None:
    """Answer the application anew after a decision that was cancelled."""
    old = session.get_one(Decision, complaint.decision_number)
    if old.application_number is not None:
        _answer(session, made, complaint.client_number, old.application_number)
    source = _from(old)
    made.put(source, applied_on=old.applied_on, facts=old.facts, own_view=old.own_view)


def _period(session: Session, made: _Filling, client: int, today: date) -> None:
    """Let a grant last a year; the same again when one runs out."""
    if made.draft.changes_number is not None:
        return
    ending = [
        each
        for each in decisions_in_force(session, client, today)
        if each.ends_on is not None and each.ends_on.year <= LAST_YEAR
    ]
    first = months_later(today.replace(day=1), 1)
    if ending and made.draft.kind in ANSWERS:
        last = max(ending, key=_end)
        first = max(today, _end(last) + ONE_DAY)
        old = session.get(Decision, last.number)
        assert old is not None
        unit = made.draft.hours_unit
        has_items = bool(made.draft.items)
        _contents_of(made, old)
        if has_items:  # what was applied for stands, in its own unit
            made.draft = replace(made.draft, hours_unit=unit)
    made.put(
        "", valid_from=first, valid_to=months_later(first, A_YEAR) - timedelta(days=1)
    )


def _end(decision: DecisionInForce) -> date:
    return decision.ends_on or date.max - ONE_DAY


def _assessment(session: Session, made: _Filling, client: int) -> None:
    """Take the facts, the client's own view and the goal from the assessment."""
    known = assessed(session, client)
    if known is None:
        return
    day = f" {short_date(known.assessed_on)}" if known.assessed_on else ""
    source = f"Fra kartleggingen{day}."
    if own := own_view_of(known):  # newer than what stood in the application
        made.draft = replace(made.draft, own_view="")
        made.put(source, own_view=own)
    made.put(source, facts=facts_of(known))
    if made.draft.kind.grants and known.goals.strip():
        made.draft = replace(made.draft, goal="")
        made.put(source, goal=known.goals.strip())
