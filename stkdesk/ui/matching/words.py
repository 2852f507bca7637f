"""How a match is told in few words."""

from __future__ import annotations

from stkdesk.domain.formats import count, short_date
from stkdesk.domain.match_facts import Fact, FactKind, FactState, weekdays_text
from stkdesk.domain.match_hindrance import Hindrance
from stkdesk.domain.matching import InquiryAnswer, WaitUrgency
from stkdesk.domain.waiting import Urgency
from stkdesk.services.inquiries import Asked, AskedElsewhere
from stkdesk.services.match_sides import KnownClient
from stkdesk.ui.tokens import Tone
from stkdesk.ui.widgets.badge import Mark

URGENCIES = {
    WaitUrgency.USUAL: (Tone.QUIET, ""),
    WaitUrgency.HIGH: (Tone.WARN, "Hourglass"),
    WaitUrgency.URGENT: (Tone.BAD, "ExclamationmarkTriangle"),
}
ANSWERS = {
    None: (Tone.ACT, "Hourglass"),
    InquiryAnswer.YES: (Tone.GOOD, "Checkmark"),
    InquiryAnswer.NO: (Tone.QUIET, "XMark"),
    InquiryAnswer.LATER: (Tone.WARN, "Clock"),
}
STATES = {
    FactState.MET: ("CheckmarkHeavy", "good"),
    FactState.NOT_MET: ("XMark", "bad"),
    FactState.UNKNOWN: ("QuestionmarkCircle", "muted"),
    FactState.NOT_ASKED: ("Minus", "muted"),
}


def urgency_mark(urgency: Urgency) -> Mark:
    """Return the badge of how much somebody hurries today."""
    tone, icon = URGENCIES[urgency.level]
    return Mark(urgency.level.label, tone, icon)


def asked_mark(asked: Asked | None) -> Mark | None:
    """Return the badge of the last question, None when there is none."""
    if asked is None:
        return None
    tone, icon = ANSWERS[asked.answer]
    return Mark(asked.answer.label if asked.answer else "Spurt", tone, icon)


def asked_words(asked: Asked) -> str:
    """Return ``Spurt 3.11.2026, svarte nei 5.11.2026: «for langt»``."""
    told = f"Spurt {short_date(asked.asked_on)}"
    if asked.answer is None:
        told += ", har ikke svart ennå"
    elif asked.answered_on is not None:
        told += f", svarte {asked.answer.label.lower()} {short_date(asked.answered_on)}"
    if asked.why:
        told += f": «{asked.why}»"
    return f"{told} · {asked.times} ganger i alt" if asked.times > 1 else told


def elsewhere_words(elsewhere: AskedElsewhere) -> str:
    """Return how often the contact was asked about others; no names."""
    if not elsewhere.asked:
        return ""
    no = f", {elsewhere.said_no} nei" if elsewhere.said_no else ""
    return f"Spurt {count(elsewhere.asked, 'gang', 'ganger')} om andre{no}"


def cannot_words(why: Hindrance) -> str:
    """Return the sentence of what stops it."""
    return f"Kan ikke: {why.sentence}"


def cell(facts: tuple[Fact, ...], kind: FactKind) -> str:
    """Return a fact as a cell of the list: ``✔ Nordlandet``."""
    found = next((each for each in facts if each.kind is kind), None)
    if found is None:
        return ""
    return f"{found.state.mark} {found.words}".rstrip()


def fact_words(fact: Fact) -> str:
    """Return a fact as a line of the card; what was not wished for says so."""
    if fact.state is FactState.NOT_ASKED:
        told = "ingen ønsker"
        return f"{fact.words} ({told})" if fact.words else told
    return fact.words or fact.state.label


def wish_words(client: KnownClient) -> str:
    """Return what is wished for, in a line; which gender only to who opens the form.

    The line is read over shoulders: that a gender is wished for is not told in it.
    """
    wish = client.wish
    low, high = wish.age_from, wish.age_to
    parts = [
        ", ".join(wish.areas.values()) or client.where.shown,
        f"alder {low or ''}–{high or ''}" if low or high else "",
        "trenger bil" if wish.needs_car else "",
        weekdays_text(wish.weekdays),
        ", ".join(wish.languages.values()),
        ", ".join(wish.interests.values()),
    ]
    return " · ".join(part for part in parts if part)
