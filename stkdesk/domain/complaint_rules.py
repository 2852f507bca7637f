"""What must be in order in a complaint, each thing by its field.

Sources: forvaltningsloven §§ 31 (late), 32 (form) and 33 (what the office does with
it); pasient- og brukerrettighetsloven § 7-3 (in writing, and signed).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stkdesk.domain.application import Applicant
from stkdesk.domain.complaint import ComplaintDraft, ComplaintOutcome, Verdict
from stkdesk.domain.complaint_limit import Appealed, lodged_on
from stkdesk.domain.errors import Problem
from stkdesk.domain.formats import long_date
from stkdesk.domain.rule import Rule, broken

FORWARDED = (ComplaintOutcome.UPHELD, ComplaintOutcome.PARTLY)
TREATED = (*FORWARDED, ComplaintOutcome.GRANTED)
PERIOD = "Forvaltningsloven §§ 29–31"


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """A complaint on the form, and what it is held against."""

    draft: ComplaintDraft
    appealed: Appealed
    verdict: Verdict | None
    today: date


Facts = ComplaintFacts


def _not_after(day: date | None, limit: date | None) -> bool:
    return day is None or limit is None or day <= limit


_DAYS: tuple[Rule[Facts], ...] = (
    Rule(
        "received_on",
        lambda f: f.draft.received_on is not None,
        "Skriv datoen klagen kom.",
        "Forvaltningsloven § 30",
    ),
    Rule(
        "received_on",
        lambda f: _not_after(f.draft.received_on, f.today),
        "Klagen kan ikke ha kommet etter i dag.",
        PERIOD,
    ),
    Rule(
        "received_on",
        lambda f: _not_after(f.appealed.decided_on, f.draft.received_on),
        lambda f: (
            "Klagen kan ikke ha kommet før vedtaket, som er fra "
            f"{long_date(f.appealed.decided_on)}."
        ),
        PERIOD,
    ),
    Rule(
        "postmarked_on",
        lambda f: _not_after(f.draft.postmarked_on, f.draft.received_on),
        "Poststempelet kan ikke være fra etter at klagen kom.",
        "Forvaltningsloven § 30",
    ),
    Rule(
        "postmarked_on",
        lambda f: _not_after(f.appealed.decided_on, f.draft.postmarked_on),
        "Poststempelet kan ikke være fra før vedtaket.",
        "Forvaltningsloven § 30",
    ),
    Rule(
        "postmarked_on",
        lambda f: not (f.draft.is_electronic and f.draft.postmarked_on),
        "En elektronisk klage har ikke noe poststempel. Datoen blir ikke brukt.",
        "eForvaltningsforskriften § 11",
        blocks=False,
    ),
    Rule(
        "known_on",
        lambda f: _not_after(f.appealed.decided_on, f.draft.known_on),
        "Brukeren kan ikke ha fått vedtaket før det var fattet.",
        PERIOD,
    ),
    Rule(
        "known_on",
        lambda f: (
            f.draft.received_on is None
            or _not_after(f.draft.known_on, lodged_on(f.draft))
        ),
        "Den som klager, kjente vedtaket da klagen ble sendt. Rett datoen.",
        PERIOD,
    ),
    Rule(
        "grounds_asked_on",
        lambda f: _not_after(f.appealed.decided_on, f.draft.grounds_asked_on),
        "Brukeren kan ikke ha bedt om begrunnelse før vedtaket var fattet.",
        "Forvaltningsloven § 24 andre ledd",
    ),
    Rule(
        "grounds_asked_on",
        lambda f: _not_after(f.draft.grounds_asked_on, f.today),
        "Datoen kan ikke være etter i dag.",
        "Forvaltningsloven § 24 andre ledd",
    ),
    Rule(
        "grounds_on",
        lambda f: f.draft.grounds_on is None or f.draft.grounds_asked_on is not None,
        "Skriv også når brukeren ba om begrunnelsen.",
        "Forvaltningsloven § 29 tredje ledd",
    ),
    Rule(
        "grounds_on",
        lambda f: _not_after(f.draft.grounds_asked_on, f.draft.grounds_on),
        "Begrunnelsen kan ikke ha kommet før brukeren ba om den.",
        "Forvaltningsloven § 29 tredje ledd",
    ),
    Rule(
        "grounds_on",
        lambda f: _not_after(f.draft.grounds_on, f.today),
        "Datoen kan ikke være etter i dag.",
        "Forvaltningsloven § 29 tredje ledd",
    ),
)
_CONTENTS: tuple[Rule[Facts], ...] = (
    Rule(
        "is_signed",
        lambda f: f.draft.is_signed,
        "En klage skal være underskrevet. Be om underskrift, med en frist.",
        "Pasient- og brukerrettighetsloven § 7-3; forvaltningsloven § 32",
        blocks=False,
    ),
    Rule(
        "relation_number",
        lambda f: (
            f.draft.complainant is Applicant.SELF or f.draft.relation_number is not None
        ),
        "Velg personen, så blir rett avsender journalført.",
        "Arkivforskrifta § 15",
        blocks=False,
    ),
    Rule(
        "wants",
        lambda f: bool(f.draft.wants.strip()),
        "Skriv hva brukeren vil ha endret. Står det ikke i klagen, spør.",
        "Pasient- og brukerrettighetsloven § 7-3; forvaltningsloven § 32",
        blocks=False,
    ),
)
_OUTCOME: tuple[Rule[Facts], ...] = (
    Rule(
        "outcome",
        lambda f: f.draft.outcome not in TREATED or f.verdict is not Verdict.TOO_LATE,
        "Klagen kom for sent, og mer enn ett år etter vedtaket. Da kan den bare "
        "avvises.",
        "Forvaltningsloven § 31 siste ledd",
    ),
    Rule(
        "late_reason",
        lambda f: f.draft.outcome not in TREATED or f.verdict is not Verdict.LATE,
        "Klagen kom for sent. Skriv hvorfor den tas likevel, eller velg «Avvist».",
        "Forvaltningsloven § 31",
    ),
    Rule(
        "reassessment",
        lambda f: (
            f.draft.outcome not in FORWARDED or bool(f.draft.reassessment.strip())
        ),
        "Skriv vurderingen. Den følger med til Statsforvalteren.",
        "Forvaltningsloven § 33",
    ),
    Rule(
        "points",
        lambda f: (
            f.draft.outcome not in FORWARDED
            or all(each.answer.strip() for each in f.draft.points)
        ),
        "Svar gjerne på hvert av argumentene. Svarene står i oversendelsen.",
        "Forvaltningsloven § 33",
        blocks=False,
    ),
    Rule(
        "reassessment",
        lambda f: (
            f.draft.outcome is not ComplaintOutcome.DISMISSED
            or f.verdict not in (Verdict.IN_TIME, Verdict.EXCUSED)
            or bool(f.draft.reassessment.strip())
        ),
        "Klagen kom i tide. Skriv hvorfor den likevel avvises.",
        "Forvaltningsloven § 33 andre ledd",
    ),
    Rule(
        "outcome_on",
        lambda f: f.draft.outcome is None or f.draft.outcome_on is not None,
        "Skriv datoen for avgjørelsen.",
        "Forvaltningsloven § 33",
    ),
    Rule(
        "outcome_on",
        lambda f: _not_after(f.draft.received_on, f.draft.outcome_on),
        "Avgjørelsen kan ikke være fra før klagen kom.",
        "Forvaltningsloven § 33",
    ),
    Rule(
        "outcome_on",
        lambda f: _not_after(f.draft.outcome_on, f.today),
        "Avgjørelsen kan ikke være fra etter i dag.",
        "Forvaltningsloven § 33",
    ),
)
_GOVERNOR: tuple[Rule[Facts], ...] = (
    Rule(
        "forwarded_on",
        lambda f: f.draft.forwarded_on is None or f.draft.outcome in FORWARDED,
        "Bare en klage som ikke får fullt medhold, sendes til Statsforvalteren.",
        "Forvaltningsloven § 33 fjerde ledd",
    ),
    Rule(
        "forwarded_on",
        lambda f: _not_after(f.draft.outcome_on, f.draft.forwarded_on),
        "Saken kan ikke være sendt før dere hadde vurdert klagen.",
        "Forvaltningsloven § 33 fjerde ledd",
    ),
    Rule(
        "forwarded_on",
        lambda f: _not_after(f.draft.forwarded_on, f.today),
        "Datoen kan ikke være etter i dag.",
        "Forvaltningsloven § 33 fjerde ledd",
    ),
    Rule(
        "forwarded_on",
        lambda f: f.draft.governor_outcome is None or f.draft.forwarded_on is not None,
        "Skriv når saken ble sendt til Statsforvalteren.",
        "Forvaltningsloven § 33 fjerde ledd",
    ),
    Rule(
        "governor_on",
        lambda f: f.draft.governor_outcome is None or f.draft.governor_on is not None,
        "Skriv datoen på vedtaket fra Statsforvalteren.",
        "Forvaltningsloven § 34",
    ),
    Rule(
        "governor_on",
        lambda f: _not_after(f.draft.forwarded_on, f.draft.governor_on),
        "Svaret kan ikke være fra før saken ble sendt.",
        "Forvaltningsloven § 34",
    ),
    Rule(
        "governor_on",
        lambda f: _not_after(f.draft.governor_on, f.today),
        "Svaret kan ikke være fra etter i dag.",
        "Forvaltningsloven § 34",
    ),
)
DAY_RULES = _DAYS
COMPLAINT_RULES = (*_DAYS, *_CONTENTS, *_OUTCOME, *_GOVERNOR)


def complaint_problems(facts: ComplaintFacts) -> tuple[Problem, ...]:
    """Return what must be put right in a complaint, or is worth a look."""
    return tuple(each.problem for each in broken(COMPLAINT_RULES, facts))


def can_be_counted(facts: ComplaintFacts) -> bool:
    """Tell whether its days are such that the time limit can be counted."""
    return not any(each.blocks for each in broken(DAY_RULES, facts))
