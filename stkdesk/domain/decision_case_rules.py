"""Rules of a decision that need the register: what was decided, who is to have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stkdesk.domain.client import Relation
from stkdesk.domain.decision import ChangeBasis, DecisionKind
from stkdesk.domain.decision_facts import (
    OWN_COPY_AGE,
    DecisionFacts,
    GivenNotice,
    is_to_detriment,
)
from stkdesk.domain.decision_parts import AGAIN
from stkdesk.domain.formats import short_date
from stkdesk.domain.grants import MOST_MINUTES_A_WEEK, kpr_weekly_minutes
from stkdesk.domain.in_force import Force
from stkdesk.domain.rule import Remedy, Rule

GUARDIANS = (Relation.PARENT, Relation.GUARDIAN, Relation.REPRESENTATIVE)
WARN = Remedy("Lag forhåndsvarsel", "letter/advance_notice")
CHOOSE = Remedy("Velg mottakere", "recipients")
OVERLAP_SOURCE = "kontorets egen regel: ett vedtak om gangen for samme organisering"


def meeting(facts: DecisionFacts) -> tuple[Force, ...]:
    """Return what other decisions grant on days this one would last."""
    draft = facts.draft
    if not draft.kind.grants or draft.valid_from is None:
        return ()
    apart = {draft.corrects_number}
    if draft.kind.changes_another:
        apart.add(draft.changes_number)
    return tuple(
        force
        for force in facts.others
        if force.decision not in apart and force.meets(draft.valid_from, draft.valid_to)
    )


def _clashing(facts: DecisionFacts) -> tuple[Force, ...]:
    mine = {item.solution for item in facts.draft.items}
    return tuple(force for force in meeting(facts) if force.solution in mine)


def _clash(facts: DecisionFacts) -> str:
    force = _clashing(facts)[0]
    name = facts.references.get(force.decision, "")
    until = "inntil videre" if force.last is None else f"til {short_date(force.last)}"
    return (
        f"Vedtak {name} gjelder {until}. La dette gjelde fra dagen etter, eller velg "
        "«Endring» av det."
    )


def _fits_in_a_week(facts: DecisionFacts) -> bool:
    draft = facts.draft
    try:
        total = kpr_weekly_minutes(draft.granted_minutes, draft.hours_unit) + sum(
            kpr_weekly_minutes(force.minutes, force.unit) for force in meeting(facts)
        )
    except ValueError:
        return True  # too much alone: another rule says so
    return total <= MOST_MINUTES_A_WEEK


def _is_enough(notice: GivenNotice, facts: DecisionFacts) -> bool:
    decided = facts.draft.decided_on or facts.today
    if decided is None:
        return notice.is_answered
    return (notice.answered_on is not None and notice.answered_on <= decided) or (
        notice.answer_by is not None and notice.answer_by < decided
    )


def _is_warned(facts: DecisionFacts) -> bool:
    return (
        not facts.needs_notice
        or facts.draft.notice_exception is not None
        or any(_is_enough(notice, facts) for notice in facts.noticed)
    )


def _not_warned(facts: DecisionFacts) -> str:
    waiting = [each.answer_by for each in facts.noticed if each.answer_by is not None]
    if waiting:
        return (
            f"Svarfristen i forhåndsvarselet er {short_date(max(waiting))}. Vent til "
            "den er ute, eller journalfør uttalelsen som er kommet."
        )
    return (
        "Vedtaket gir brukeren mindre enn før. Send forhåndsvarsel, eller velg hvorfor "
        "det ikke trengs."
    )


def _corrects_to_detriment(facts: DecisionFacts) -> bool:
    """Tell whether a correction of a grant gives less than what it corrects."""
    draft, corrected = facts.draft, facts.corrected
    if draft.kind is DecisionKind.ENDED:
        return False
    as_change = replace(draft, kind=DecisionKind.CHANGED)
    return is_to_detriment(as_change, corrected)


def _application_is_there(facts: DecisionFacts) -> bool:
    return (
        facts.today is None
        or facts.draft.application_number is None
        or facts.application is not None
    )


def _comes_after_application(facts: DecisionFacts) -> bool:
    came = facts.application.received_on if facts.application else None
    decided = facts.draft.decided_on
    return came is None or decided is None or came <= decided


def _changed_is_there(facts: DecisionFacts) -> bool:
    return not facts.draft.kind.changes_another or (
        facts.today is None
        or facts.draft.changes_number is None
        or facts.changed is not None
    )


def _begins_within(facts: DecisionFacts) -> bool:
    """Tell whether a change or an end falls on days the decision lasts."""
    first, changed = facts.draft.valid_from, facts.changed
    if facts.draft.kind not in (DecisionKind.CHANGED, DecisionKind.ENDED):
        return True
    if first is None or changed is None or changed.valid_from is None:
        return True
    return changed.valid_from <= first and (
        changed.ends_on is None or first <= changed.ends_on
    )


def _outside(facts: DecisionFacts) -> str:
    changed = facts.changed
    assert changed is not None
    assert changed.valid_from is not None
    if changed.ends_on is None:
        return f"Vedtaket gjelder fra {short_date(changed.valid_from)}, ikke før."
    return (
        f"Vedtaket gjelder fra {short_date(changed.valid_from)} til "
        f"{short_date(changed.ends_on)}. Velg en dag da det gjelder."
    )


def _of_addressees(facts: DecisionFacts) -> set[Relation | None]:
    return {each.relation for each in facts.addressees or ()}


def _reaches_guardian(facts: DecisionFacts) -> bool:
    return not facts.is_minor or any(
        relation in GUARDIANS for relation in _of_addressees(facts)
    )


_CHANGES: tuple[Rule[DecisionFacts], ...] = (
    Rule(
        "changes_number",
        _changed_is_there,
        "Vedtaket som skal endres, er ikke godkjent. Endre kladden i stedet.",
        "forvaltningsloven § 35",
    ),
    Rule(
        "changes_number",
        lambda f: (
            f.draft.kind not in (DecisionKind.CHANGED, DecisionKind.ENDED)
            or f.changed is None
            or bool(f.changed.items)
        ),
        "Vedtaket gir ingen timer som kan endres eller opphøre.",
        "forvaltningsloven § 35",
    ),
    Rule(
        "changes_number",
        lambda f: (
            not f.is_over
            or f.draft.kind not in (DecisionKind.CHANGED, DecisionKind.ENDED)
        ),
        "Et senere vedtak har tatt hele plassen til dette. Velg det som gjelder.",
        "forvaltningsloven § 35",
    ),
    Rule("valid_from", _begins_within, _outside, "forvaltningsloven § 35"),
    Rule(
        "change_basis",
        lambda f: (
            not (
                f.needs_notice and f.draft.change_basis is ChangeBasis.NOT_TO_DETRIMENT
            )
        ),
        "Brukeren får mindre enn før, så endringen er til skade. Velg et annet "
        "grunnlag.",
        "forvaltningsloven § 35 første ledd bokstav a; 2025: § 71",
        Remedy("Velg grunnlag", "field/change_basis"),
    ),
    Rule(
        "notice_exception",
        _is_warned,
        _not_warned,
        "forvaltningsloven § 16; 2025: § 42",
        WARN,
    ),
    Rule(
        "valid_from",
        lambda f: (
            not f.needs_notice
            or f.draft.valid_from is None
            or f.draft.decided_on is None
            or f.draft.valid_from > f.draft.decided_on
        ),
        "Vedtaket tar timer fra brukeren bakover i tid. Er det meningen?",
        "alminnelige forvaltningsrettslige regler",
        blocks=False,
    ),
    Rule(
        "complaint_number",
        lambda f: (
            f.complaint is None
            or f.draft.kind is not DecisionKind.REVERSED
            or f.draft.changes_number
            in (None, f.complaint.decision_number, *f.complaint.answers)
            or f.draft.corrects_number is not None
        ),
        "Klagen gjelder et annet vedtak enn det som omgjøres.",
        "forvaltningsloven § 33",
    ),
    Rule(
        "complaint_number",
        lambda f: (
            f.draft.kind not in AGAIN or f.complaint is None or f.complaint.is_sent_back
        ),
        "Statsforvalteren har ikke sendt saken tilbake. Velg omgjøring etter klage.",
        "forvaltningsloven §§ 33 og 34",
    ),
    Rule(
        "corrects_number",
        lambda f: (
            f.today is None
            or f.draft.corrects_number is None
            or f.corrected is not None
        ),
        "Bare et godkjent vedtak kan rettes. Endre kladden i stedet.",
        "forvaltningsloven 2025 § 70; arkivforskrifta § 11",
    ),
    Rule(
        "corrects_number",
        lambda f: not f.corrected_by,
        lambda f: f"Vedtaket er alt rettet. Rett vedtak {f.corrected_by}, som gjelder.",
        "forvaltningsloven 2025 § 70; arkivforskrifta § 11",
    ),
    Rule(
        "correction",
        lambda f: f.corrected is None or not _corrects_to_detriment(f),
        "Rettelsen gir brukeren mindre enn det som sto. Er det mer enn en skrivefeil, "
        "velger dere «Endring» og varsler først.",
        "forvaltningsloven §§ 16 og 35; 2025: §§ 42, 70 og 71",
        blocks=False,
    ),
)

_CASE: tuple[Rule[DecisionFacts], ...] = (
    Rule("valid_from", lambda f: not _clashing(f), _clash, OVERLAP_SOURCE),
    Rule(
        "items",
        _fits_in_a_week,
        "Sammen med de andre vedtakene blir det mer enn 168 timer i uken.",
        "Helsedirektoratet, IPLOS (168 t/uke)",
    ),
    Rule(
        "application_number",
        _application_is_there,
        "Søknaden er ikke brukerens egen. Velg en annen.",
        "kontorets egen regel: én søknad får ett svar",
    ),
    Rule(
        "decided_on",
        _comes_after_application,
        lambda f: (
            "Vedtaket kan ikke være fra før søknaden, som kom "
            f"{short_date((f.application and f.application.received_on) or date.min)}."
        ),
        "forvaltningsloven § 17",
        Remedy("Rett datoen", "field/decided_on"),
    ),
    Rule(
        "application_number",
        lambda f: (
            f.application is None
            or not f.application.is_decided
            or f.draft.corrects_number is not None
            or f.draft.complaint_number is not None
        ),
        "Søknaden er alt besvart med et annet vedtak.",
        "kontorets egen regel: én søknad får ett svar",
    ),
    Rule(
        "application_number",
        lambda f: f.application is None or not f.application.is_withdrawn,
        "Søknaden er trukket.",
        "forvaltningsloven § 17",
    ),
)

_RECIPIENTS: tuple[Rule[DecisionFacts], ...] = (
    Rule(
        "recipients",
        lambda f: f.addressees is None or bool(f.addressees),
        "Velg hvem som skal ha vedtaket.",
        "forvaltningsloven § 27",
        CHOOSE,
    ),
    Rule(
        "recipients",
        lambda f: all(each.has_address for each in f.addressees or ()),
        "En mottaker mangler adresse. Fyll den ut på brukerens kort.",
        "forvaltningsloven § 27",
        Remedy("Åpne brukeren", "client"),
    ),
    Rule(
        "recipients",
        lambda f: not f.addressees or _reaches_guardian(f) or f.is_told_alone,
        "Brukeren er under 16 år. Velg den foresatte som skal ha vedtaket, og "
        "registrer den foresatte først hvis ingen står der.",
        "vergemålsloven § 16; pasient- og brukerrettighetsloven § 3-4",
        CHOOSE,
    ),
    Rule(
        "recipients",
        lambda f: not f.addressees or _reaches_guardian(f) or not f.is_told_alone,
        "Brukeren er under 18 år, og ingen foresatt får vedtaket. Er det meningen?",
        "vergemålsloven § 16; forvaltningsloven § 27",
        CHOOSE,
        blocks=False,
    ),
    Rule(
        "recipients",
        lambda f: (
            not f.addressees
            or not f.is_minor
            or (f.age or 0) < OWN_COPY_AGE
            or None in _of_addressees(f)
        ),
        f"Brukeren har fylt {OWN_COPY_AGE} år og skal ha sitt eget eksemplar.",
        "forvaltningsloven § 27; 2025: § 54",
        CHOOSE,
    ),
    Rule(
        "recipients",
        lambda f: (
            not f.addressees
            or not f.has_representative
            or Relation.REPRESENTATIVE in _of_addressees(f)
        ),
        "Brukeren har en fullmektig som skal ha brevene så langt fullmakten rekker.",
        "forvaltningsloven § 12",
        CHOOSE,
        blocks=False,
    ),
)

_HEARING: tuple[Rule[DecisionFacts], ...] = (
    Rule(
        "own_view",
        lambda f: (
            f.is_heard or not f.is_to_be_heard or f.draft.kind is DecisionKind.DISMISSED
        ),
        "Barnets eget syn står ikke i kartleggingen. Er barnet hørt?",
        "pasient- og brukerrettighetsloven §§ 3-1 og 4-4; vergemålsloven § 17",
        Remedy("Åpne kartleggingen", "assessment/open"),
        blocks=False,
    ),
)

CASE_RULES: tuple[Rule[DecisionFacts], ...] = (
    *_CHANGES,
    *_CASE,
    *_HEARING,
    *_RECIPIENTS,
)
