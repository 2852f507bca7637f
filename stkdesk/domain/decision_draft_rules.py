"""Rules a decision must meet that need nothing but the draft.

Sources: forvaltningsloven 1967 §§ 16, 23–25, 27 and 35; pasient- og
brukerrettighetsloven §§ 2-7, 3-1 and 6-5; what a decision on support hours must tell:
Helsedirektoratet IS-2442 and the domain reference, topic 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from stkdesk.domain.decision import DecisionDraft, DecisionKind
from stkdesk.domain.decision_facts import PARTY_AGE, DecisionFacts
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK, WEEKS_A_MONTH_IN_KPR, HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.rule import Remedy, Rule

Test = Callable[[DecisionDraft], bool]
_SEVEN_SIX = re.compile(r"(?<![\d-])7-6(?![\d-])")
#: Laws by the name they have in one written language; some have only a Nynorsk name.
_BOKMAL_LAW = re.compile(r"\b\w+loven\b", re.IGNORECASE)
_NYNORSK_LAW = re.compile(
    r"\b(?!offentleglova\b|arkivlova\b|språklova\b)\w+lova\b", re.IGNORECASE
)
OFFICE = "kontorets egen regel"
PRACTICE = "Helsedirektoratet IS-2442; pasient- og brukerrettighetsloven § 2-7"


def _rule(
    key: str,
    test: Test,
    sentence: str,
    source: str,
    *,
    blocks: bool = True,
) -> Rule[DecisionFacts]:
    """Return a rule about the draft alone; what helps is to fill in its field."""
    return Rule(
        key,
        lambda facts: test(facts.draft),
        sentence,
        source,
        Remedy("Fyll ut", f"field/{key}"),
        blocks,
    )


def _in_order(first: date | None, last: date | None) -> bool:
    """Tell whether two days stand in order; one that is not there hinders nothing."""
    return first is None or last is None or first <= last


def _has_most(draft: DecisionDraft) -> bool:
    weeks = 1 if draft.hours_unit is HoursUnit.WEEK else WEEKS_A_MONTH_IN_KPR
    return draft.granted_minutes <= MOST_MINUTES_A_WEEK * weeks


def names_laws_in(language: Language | None, text: str) -> bool:
    """Tell whether every law in ``text`` is called by its name in ``language``."""
    if language is Language.BOKMAL:
        return _NYNORSK_LAW.search(text) is None
    return language is None or _BOKMAL_LAW.search(text) is None


def _other_language(facts: DecisionFacts) -> str:
    own, other = "bokmål", "nynorsk"
    if facts.language is Language.NYNORSK:
        own, other = other, own
    return f"Brevet er på {own}, men hjemmelen er på {other}. Skriv den på {own}."


def _own_view_sentence(facts: DecisionFacts) -> str:
    if facts.age is not None and facts.age >= PARTY_AGE and facts.is_minor:
        return (
            f"Brukeren har fylt {PARTY_AGE} år og er selv part. Skriv hva brukeren "
            "mener."
        )
    return "Skriv gjerne hva brukeren selv mener."


def _asks_for_more(draft: DecisionDraft) -> bool:
    """Tell whether more was applied for than is granted."""
    applied = draft.applied_minutes
    return applied is not None and applied > draft.granted_minutes > 0


_EVERY: tuple[Rule[DecisionFacts], ...] = (
    _rule(
        "client",
        lambda d: d.client_number is not None,
        "Velg hvem vedtaket gjelder.",
        "forvaltningsloven § 2",
    ),
    _rule(
        "decided_on",
        lambda d: d.decided_on is not None,
        "Skriv vedtaksdatoen.",
        "forvaltningsloven § 23",
    ),
    Rule(
        "decided_on",
        lambda f: _in_order(f.draft.decided_on, f.today),
        "Vedtaksdatoen kan ikke være fram i tid.",
        "arkivforskrifta § 15",
        Remedy("Rett datoen", "field/decided_on"),
    ),
    _rule(
        "facts",
        lambda d: bool(d.facts.strip()),
        "Skriv opplysningene vedtaket bygger på.",
        "forvaltningsloven § 25 andre ledd",
    ),
    _rule(
        "grounds",
        lambda d: (
            bool(d.grounds.strip())
            or (d.no_grounds and d.kind is DecisionKind.GRANTED)
            or (d.is_own_wish and d.kind is DecisionKind.ENDED)  # the wish is why
        ),
        "Skriv begrunnelsen.",
        "forvaltningsloven §§ 24 og 25",
    ),
    _rule(
        "no_grounds",
        lambda d: not d.no_grounds or d.kind is DecisionKind.GRANTED,
        "Bare en full innvilgelse kan være uten begrunnelse.",
        "forvaltningsloven § 24 andre ledd",
    ),
    _rule(
        "legal_basis",
        lambda d: bool(d.legal_basis.strip()),
        "Skriv hjemmelen.",
        "forvaltningsloven § 25 første ledd",
    ),
    _rule(
        "legal_basis",
        lambda d: _SEVEN_SIX.search(d.legal_basis) is None,
        "§ 7-6 handler om varsel om alvorlige hendelser. Forvaltningslovens "
        "anvendelse står i pasient- og brukerrettighetsloven § 7-7.",
        "pasient- og brukerrettighetsloven §§ 7-6 og 7-7",
    ),
    _rule(
        "legal_basis",
        lambda d: "barnevern" not in d.legal_basis.casefold(),
        "Støttekontakt etter barnevernsloven følger andre regler og kan ikke vedtas "
        "her. Bruk barneverntjenestens fagsystem.",
        "barnevernsloven §§ 3-1 og 12-3",
    ),
    Rule(
        "legal_basis",
        lambda f: names_laws_in(f.language, f.draft.legal_basis),
        _other_language,
        "språklova § 9",
        Remedy("Skriv den om", "field/legal_basis"),
    ),
    Rule(
        "own_view",
        lambda f: bool(f.draft.own_view.strip()),
        _own_view_sentence,
        "pasient- og brukerrettighetsloven §§ 3-1 og 6-5",
        Remedy("Fyll ut", "field/own_view"),
        blocks=False,
    ),
)

_GRANT: tuple[Rule[DecisionFacts], ...] = (
    _rule(
        "items",
        lambda d: not d.kind.grants or bool(d.items),
        "Skriv hvor mange timer som innvilges.",
        PRACTICE,
    ),
    _rule(
        "items",
        lambda d: not d.kind.grants or all(item.minutes > 0 for item in d.items),
        "Skriv timer for hver organisering.",
        PRACTICE,
    ),
    _rule(
        "items",
        lambda d: len({item.solution for item in d.items}) == len(d.items),
        "Samme organisering står to ganger. Slå dem sammen.",
        OFFICE,
    ),
    _rule(
        "items",
        lambda d: d.hours_unit is not HoursUnit.WEEK or _has_most(d),
        "En uke har bare 168 timer.",
        "Helsedirektoratet, IPLOS (168 t/uke)",
    ),
    _rule(
        "items",
        lambda d: d.hours_unit is HoursUnit.WEEK or _has_most(d),
        "Så mange timer har ikke en måned.",
        "Helsedirektoratet, IPLOS (168 t/uke)",
    ),
    _rule(
        "items",
        lambda d: d.kind.grants or not d.granted_minutes,
        "Dette vedtaket gir ingen timer. Ta dem bort, eller velg et annet utfall.",
        "forvaltningsloven § 23",
    ),
    _rule(
        "valid_from",
        lambda d: not d.kind.grants or d.valid_from is not None,
        "Skriv datoen vedtaket gjelder fra.",
        PRACTICE,
    ),
    _rule(
        "valid_to",
        lambda d: _in_order(d.valid_from, d.valid_to),
        "Vedtaket kan ikke slutte før det begynner.",
        OFFICE,
    ),
    _rule(
        "review_on",
        lambda d: (
            not d.kind.grants or d.valid_to is not None or d.review_on is not None
        ),
        "Et vedtak inntil videre trenger en dato for ny vurdering.",
        PRACTICE,
    ),
    _rule(
        "review_on",
        lambda d: _in_order(d.valid_from, d.review_on),
        "Den nye vurderingen kan ikke være før vedtaket begynner.",
        OFFICE,
    ),
    _rule(
        "goal",
        lambda d: not d.kind.grants or bool(d.goal.strip()),
        "Skriv gjerne målet med tjenesten.",
        PRACTICE,
        blocks=False,
    ),
)

_KINDS: tuple[Rule[DecisionFacts], ...] = (
    _rule(
        "kind",
        lambda d: d.kind is not DecisionKind.GRANTED or not _asks_for_more(d),
        "Det er søkt om flere timer enn dere gir. Velg delvis innvilgelse.",
        "forvaltningsloven §§ 24 og 25",
    ),
    _rule(
        "applied_minutes",
        lambda d: d.kind is not DecisionKind.PARTLY or bool(d.applied_minutes),
        "Skriv hvor mange timer det er søkt om.",
        "forvaltningsloven § 25",
    ),
    _rule(
        "applied_minutes",
        lambda d: (
            d.kind is not DecisionKind.PARTLY
            or not d.applied_minutes
            or d.applied_minutes >= d.granted_minutes
        ),
        "Dere gir flere timer enn det er søkt om. Velg innvilgelse.",
        "forvaltningsloven § 25",
    ),
    _rule(
        "refused_part",
        lambda d: d.kind is not DecisionKind.PARTLY or bool(d.refused_part.strip()),
        "Skriv hvorfor resten er avslått.",
        "forvaltningsloven §§ 24 og 25",
    ),
    _rule(
        "refused_part",
        lambda d: d.kind is not DecisionKind.REFUSED or bool(d.refused_part.strip()),
        "Skriv hvilket vilkår som ikke er oppfylt.",
        "forvaltningsloven § 25; pasient- og brukerrettighetsloven § 2-1 a",
    ),
    _rule(
        "applied_on",
        lambda d: (
            d.kind is not DecisionKind.DISMISSED
            or d.complaint_number is not None
            or d.application_number is not None
            or d.applied_on is not None
        ),
        "Velg søknaden eller klagen som ikke behandles.",
        "forvaltningsloven § 2",
    ),
    _rule(
        "changes_number",
        lambda d: not d.kind.changes_another or d.changes_number is not None,
        "Velg vedtaket det gjelder.",
        "forvaltningsloven § 35",
    ),
    _rule(
        "valid_from",
        lambda d: d.kind is not DecisionKind.ENDED or d.valid_from is not None,
        "Skriv den første dagen uten støttekontakt.",
        PRACTICE,
    ),
    _rule(
        "change_basis",
        lambda d: (
            d.kind not in (DecisionKind.CHANGED, DecisionKind.ENDED)
            or d.is_own_wish
            or d.change_basis is not None
        ),
        "Velg hva som gir dere rett til å endre vedtaket.",
        "forvaltningsloven § 35; 2025: § 71",
    ),
    _rule(
        "complaint_number",
        lambda d: d.kind is not DecisionKind.REVERSED or d.complaint_number is not None,
        "Velg klagen vedtaket er omgjort etter.",
        "forvaltningsloven § 33 andre ledd",
    ),
    _rule(
        "correction",
        lambda d: d.corrects_number is None or bool(d.correction.strip()),
        "Skriv hva som var feil, og hva som er rettet.",
        "forvaltningsloven 2025 § 70; arkivforskrifta § 11",
    ),
)

DRAFT_RULES: tuple[Rule[DecisionFacts], ...] = (*_EVERY, *_GRANT, *_KINDS)
