"""Applicants, and certificates that are kept too long, found for their duties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from stkdesk.domain.case_rules import CaseRule
from stkdesk.domain.duties.recruiting import (
    APPLICANT,
    DISPOSE,
    REMIND,
    TALK,
    UNTOLD,
    ApplicantFacts,
    KeptFacts,
    ReminderFacts,
    UntoldFacts,
)
from stkdesk.domain.duty import About
from stkdesk.domain.names import full_name
from stkdesk.domain.staff import Right
from stkdesk.services.duties.finding import Ask, Asked, Finder, Found, day

if TYPE_CHECKING:
    from stkdesk.domain.certificate_rules import CertificateStanding

TOLD_WITHIN = timedelta(days=180)  # after which a letter would only be strange
_REACHED = "f.answer IN ('recommends', 'with_reservations', 'advises_against')"
_OF_REFERENCES = "FROM contact_references f WHERE f.recruitment_number = r.number"
_APPLICANTS = f"""
    SELECT k.number, p.given_name, p.family_name, p.birth_date, k.has_car,
    k.started_on, k.declaration_signed_on, r.applied_on, r.interview_on,
    r.interviewed_on, r.assessed_on, r.outcome, r.age_exception, r.car_exception,
    r.course_on, r.reengaged_on, (SELECT count(*) {_OF_REFERENCES}),
    (SELECT count(*) {_OF_REFERENCES} AND f.called_on IS NOT NULL AND {_REACHED}),
    (SELECT max(f.called_on) {_OF_REFERENCES} AND {_REACHED})
    FROM contacts k JOIN people p ON p.number = k.person_number
    JOIN recruitments r ON r.contact_number = k.number
    WHERE k.status = 'candidate' ORDER BY k.number LIMIT {{most:d}}
"""
_CERTIFICATES = """
    SELECT c.contact_number, c.basis, c.requested_on, c.issued_on, c.seen_on, c.result
    FROM police_certificates c JOIN contacts k ON k.number = c.contact_number
    WHERE k.status = 'candidate' ORDER BY c.number
"""
_UNTOLD = """
    SELECT k.number, p.given_name, p.family_name, r.assessed_on FROM recruitments r
    JOIN contacts k ON k.number = r.contact_number
    JOIN people p ON p.number = k.person_number
    WHERE k.status = 'ended' AND r.outcome = 'refused' AND r.assessed_on >= ?
    AND NOT EXISTS (SELECT 1 FROM contact_letters l WHERE l.contact_number = k.number
    AND l.kind = 'refused' AND l.state = 'issued')
    ORDER BY r.assessed_on, k.number LIMIT {most:d}
"""
_GOES_ON = """
    EXISTS (SELECT 1 FROM assignments a WHERE a.contact_number = k.number
    AND a.status <> 'ended') OR EXISTS (SELECT 1 FROM group_leaders g
    WHERE g.contact_number = k.number AND (g.to_on IS NULL OR g.to_on >= ?))
"""
#: Of a contact who ended, or not accepted, or shown for what has ended: needed no more.
_KEPT = f"""
    SELECT number, given_name, family_name, status, ended_on, seen_on, certificate,
    result, over_on FROM (
        SELECT k.number, p.given_name, p.family_name, k.status, k.ended_on, c.seen_on,
        c.number AS certificate, c.result,
        CASE WHEN {_GOES_ON} THEN NULL ELSE (
            SELECT max(a.end_on) FROM assignments a WHERE a.contact_number = k.number
            AND a.end_on >= c.seen_on
        ) END AS over_on
        FROM police_certificates c JOIN contacts k ON k.number = c.contact_number
        JOIN people p ON p.number = k.person_number
        WHERE c.seen_on IS NOT NULL AND c.disposed_on IS NULL
    ) kept WHERE status = 'ended' OR result = 'not_accepted' OR over_on IS NOT NULL
    ORDER BY seen_on, certificate LIMIT {{most:d}}
"""
_SEEN = """
    SELECT k.number, p.given_name, p.family_name, max(c.seen_on)
    FROM contacts k JOIN police_certificates c ON c.contact_number = k.number
    JOIN people p ON p.number = k.person_number
    WHERE k.status IN ('active', 'paused') AND c.seen_on IS NOT NULL
    GROUP BY k.number, p.given_name, p.family_name
    ORDER BY max(c.seen_on) LIMIT {most:d}
"""


def _find_applicants(ask: Ask, asked: Asked) -> Iterator[Found]:
    rows = ask(_APPLICANTS.format(most=asked.most), ())
    if not rows:
        return
    standings = _standings(ask, asked, {row[0]: day(row[15]) for row in rows})
    for row in rows:
        about = About(contact=row[0])
        if (facts := _applicant(row, standings[row[0]], asked)) is not None:
            yield Found((APPLICANT, TALK), facts, full_name(row[1], row[2]), about)


def _applicant(
    row: Any, certificate: tuple[CertificateStanding, Any], asked: Asked
) -> ApplicantFacts | None:
    # First when there is an applicant: the rules of the steps take time to load.
    from stkdesk.domain.recruiting import RecruitOutcome
    from stkdesk.domain.recruiting_rules import lacks_at, step_of
    from stkdesk.domain.recruiting_steps import RecruitFacts, Step
    from stkdesk.domain.recruiting_told import since

    standing, requested_on = certificate
    facts = RecruitFacts(
        today=asked.today,
        rules=asked.on.rules,
        registered_on=day(row[5]),
        born=day(row[3]),
        has_car=bool(row[4]),
        applied_on=day(row[7]),
        interview_on=day(row[8]),
        interviewed_on=day(row[9]),
        assessed_on=day(row[10]),
        outcome=RecruitOutcome(row[11]) if row[11] else None,
        has_age_exception=bool(row[12]),
        has_car_exception=bool(row[13]),
        course_on=day(row[14]),
        references=row[16] or 0,
        answered=row[17] or 0,
        last_called_on=day(row[18]),
        certificate=standing,
        requested_on=requested_on,
        declared_on=day(row[6]),
    )
    step = step_of(facts)
    if not step.is_on_board:
        return None  # the office has said no
    stands_since = facts.applied_on if step is Step.REFERENCES else since(facts)
    lacks = [each for each in lacks_at(step, facts) if each.blocks]
    if not lacks:
        return ApplicantFacts(step.value, stands_since)
    remedy = lacks[0].remedy
    assert remedy is not None  # every rule of the steps has one
    return ApplicantFacts(
        step.value,
        stands_since,
        lacks[0].sentence,
        remedy,
        interview_on=facts.interview_on if step is Step.INTERVIEW else None,
        requested_on=requested_on if step is Step.CERTIFICATE else None,
    )


def _standings(
    ask: Ask, asked: Asked, reengaged: dict[int, Any]
) -> dict[int, tuple[CertificateStanding, Any]]:
    """Return what the certificates of each applicant come to, and when one was asked.

    The day is that of the one still awaited; None when none is.
    """
    from stkdesk.domain.certificate import (
        CertificateBasis,
        CertificateDraft,
        CertificateResult,
    )
    from stkdesk.domain.certificate_rules import certificate_standing

    drafts = defaultdict(list)
    for number, basis, requested, issued, seen, result in ask(_CERTIFICATES, ()):
        drafts[number].append(
            CertificateDraft(
                CertificateBasis(basis),
                day(requested),
                day(issued),
                day(seen),
                CertificateResult(result) if result else None,
            )
        )
    return {
        number: (
            certificate_standing(
                drafts[number],
                today=asked.today,
                rules=asked.on.rules,
                reengaged_on=again,
            ),
            max(
                (
                    each.requested_on
                    for each in drafts[number]
                    if each.requested_on and not each.seen_on
                ),
                default=None,
            ),
        )
        for number, again in reengaged.items()
    }


def _find_untold(ask: Ask, asked: Asked) -> Iterator[Found]:
    since = (asked.today - TOLD_WITHIN).isoformat()
    for number, given, family, assessed in ask(
        _UNTOLD.format(most=asked.most), (since,)
    ):
        assessed_on = day(assessed)
        assert assessed_on is not None
        about = About(contact=number)
        yield Found(
            (UNTOLD,), UntoldFacts(assessed_on), full_name(given, family), about
        )


def _find_kept(ask: Ask, asked: Asked) -> Iterator[Found]:
    today = asked.today.isoformat()
    for number, given, family, status, ended, seen, certificate, result, over_on in ask(
        _KEPT.format(most=asked.most), (today,)
    ):
        seen_on = day(seen)
        assert seen_on is not None
        is_over = status == "ended"
        is_idle = not is_over and result != "not_accepted"
        since = day(ended) if is_over else day(over_on) if is_idle else None
        facts = KeptFacts(since or seen_on, is_over, is_idle)
        about = About(contact=number, certificate=certificate)
        yield Found((DISPOSE,), facts, full_name(given, family), about)


def _find_reminders(ask: Ask, asked: Asked) -> Iterator[Found]:
    if not asked.on.rules[CaseRule.CERTIFICATE_REMINDER_YEARS]:
        return  # off, as it is to begin with
    from stkdesk.domain.certificate_rules import reminds_on

    for number, given, family, seen in ask(_SEEN.format(most=asked.most), ()):
        seen_on = day(seen)
        assert seen_on is not None
        reminded = reminds_on(seen_on, asked.on.rules)
        assert reminded is not None
        about = About(contact=number)
        facts = ReminderFacts(seen_on, reminded)
        yield Found((REMIND,), facts, full_name(given, family), about)


APPLICANTS = Finder(Right.READ_RECRUITING, _find_applicants)
UNTOLD_ONES = Finder(Right.READ_RECRUITING, _find_untold)
KEPT = Finder(Right.READ_RECRUITING, _find_kept)
REMINDERS = Finder(Right.READ_RECRUITING, _find_reminders)
