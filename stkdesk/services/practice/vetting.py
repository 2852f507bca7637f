"""How the support contacts of the practice office came in, as rows.

Those engaged before the office began to register it have a course and what the law
asks for: a certificate that was seen, and a declaration that is signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from stkdesk.domain.certificate import (
    CertificateBasis,
    CertificateEnd,
    CertificateResult,
)
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.recruiting import RecruitOutcome, ReferenceAnswer
from stkdesk.domain.recruiting import RecruitOutcome as Outcome
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.helpers import Helper
from stkdesk.services.practice.names import CULTURES
from stkdesk.services.practice.stages import Stage

Row = dict[str, Any]
NEWEST = 5  # of those engaged, how they came in is registered step by step
VERSION, SINCE = "2026-11", date(2026, 11, 1)  # of the declaration
COURSE = "E-læring for støttekontakter"
PLACE = "Øvre Øvingsvei 7, møterom 2"
AGE_EXCEPTION = "Fyller 18 år om kort tid, og foresatte er med på samtalen."
ABOUT = (
    "Har lyst til å bety noe for én person. Kan en ettermiddag i uken.",
    "Jobber turnus og har tid på dagtid. Liker å være ute.",
    "Student, flyttet hit i høst. Vil gjerne bli kjent med noen.",
    "Har vært støttekontakt i en annen kommune i tre år.",
    "Pensjonist med god helse og god tid.",
    "Spiller i korps og trener fotballaget til datteren.",
)
TALKED = (
    "Rolig og lett å snakke med. Passer godt for ungdom.",
    "Tydelig på hva hun eller han kan og ikke kan. Har tid på ettermiddagen.",
    "Vil helst ha oppdrag i nærheten av der de bor.",
)
RELATIONS = ("Arbeidsgiver", "Lærer", "Trener", "Nabo", "Tidligere kollega")
SAID = (
    (ReferenceAnswer.RECOMMENDS, "Pålitelig, holder avtaler."),
    (ReferenceAnswer.RECOMMENDS, "Varm og tålmodig."),
    (ReferenceAnswer.WITH_RESERVATIONS, "Bra med folk, men har mye å gjøre."),
    (ReferenceAnswer.RECOMMENDS, "Kan anbefales uten forbehold."),
)
AGAINST = (ReferenceAnswer.ADVISES_AGAINST, "Sluttet uten å si fra.")
ENGAGED = Stage(  # days before the contact was engaged
    applied=75,
    called=(68, 66),
    met=60,
    assessed=55,
    outcome=Outcome.APPROVED,
    requested=54,
    seen=30,
    course=12,
)


class Vetting:
    """Turns how each came in into rows."""

    def __init__(
        self, chance: Chance, today: date, stamp: Row, caseworker: int | None
    ) -> None:
        """Let everything be as it stands on ``today``, done by ``caseworker``."""
        self._dice, self._today, self._stamp = chance, today, stamp
        self._by = caseworker
        self._keeps_paper = True  # one whose certificate is still to be shredded
        self._newest: frozenset[int] = frozenset()

    def begin(self, helpers: Sequence[Helper]) -> None:
        """Choose those whose way in is registered step by step: the newest."""
        self._newest = frozenset(one.number for one in newest_engaged(helpers))

    def recruitment(self, helper: Helper) -> Row:
        """Return the row of how a support contact came in; numbered as the contact."""
        row = {"number": helper.number, "contact_number": helper.number, **self._stamp}
        told = dict.fromkeys(
            (
                "applied_on",
                "interview_on",
                "interview_minute",
                "interviewed_on",
                "interviewed_by",
                "assessed_on",
                "assessed_by",
                "outcome",
                "course_on",
            )
        ) | dict.fromkeys(
            ("about", "interview_place", "interview_note", "age_exception", "course"),
            "",
        )
        stage, zero = self._stage(helper)
        if stage is None:
            told |= {
                "course_on": helper.started_on - timedelta(days=ENGAGED.course),
                "course": COURSE,
            }
            return row | told
        dice = self._dice
        if stage.applied:
            told["applied_on"] = _ago(zero, stage.applied)
            told["about"] = dice.one_of(ABOUT)
        if stage.meets_in or stage.met:
            meets = _ago(zero, stage.met) if stage.met else _ago(zero, -stage.meets_in)
            told |= {
                "interview_on": meets,
                "interview_minute": 60 * (9 + dice.below(6)),
                "interview_place": PLACE,
            }
        if stage.met:
            told |= {
                "interviewed_on": _ago(zero, stage.met),
                "interviewed_by": self._by,
                "interview_note": dice.one_of(TALKED),
            }
        if stage.outcome is not None:
            told |= {
                "assessed_on": _ago(zero, stage.assessed),
                "assessed_by": self._by,
                "outcome": stage.outcome,
            }
        if stage.course:
            told |= {"course_on": _ago(zero, stage.course), "course": COURSE}
        return row | told

    def references(self, helper: Helper) -> Iterator[Row]:
        """Yield those who know an applicant: called, and those who are not yet."""
        stage, zero = self._stage(helper)
        if stage is None or not stage.applied:
            return
        dice = self._dice
        refused = stage.outcome is RecruitOutcome.REFUSED
        for place in range(2):
            called = _ago(zero, stage.called[place]) if _at(stage, place) else None
            answer, note = dice.one_of(SAID)
            if refused and place:
                answer, note = AGAINST
            yield {
                "recruitment_number": helper.number,
                "name": _name(dice),
                "phone": f"0{1 + dice.below(9)}{dice.below(10**6):06}",
                "relation": dice.one_of(RELATIONS),
                "called_on": called,
                "called_by": self._by if called else None,
                "answer": answer if called else None,
                "note": note if called else "",
            }

    def certificates(self, helper: Helper) -> Iterator[Row]:
        """Yield the certificate of a support contact, if one was asked for.

        Where its letter is written by the errand of the office, that notes it.
        """
        stage, zero = self._stage(helper)
        stage = stage or ENGAGED
        if not stage.requested or (stage.written and not stage.seen):
            return
        seen = _ago(zero, stage.seen) if stage.seen else None
        wait = max(1, (stage.requested - stage.seen) // 2)
        kept = helper.ended_on is not None and self._keeps_paper
        if kept:
            self._keeps_paper = False
        shredded = seen if not kept else None
        yield {
            "contact_number": helper.number,
            "basis": CertificateBasis.HEALTH,
            "requested_on": _ago(zero, stage.requested),
            "issued_on": _ago(zero, stage.seen + wait) if seen else None,
            "seen_on": seen,
            "seen_by": self._by if seen else None,
            "result": CertificateResult.ACCEPTED if seen else None,
            "disposed_on": shredded,
            "disposal": CertificateEnd.SHREDDED if shredded else None,
            **self._stamp,
        }

    def declarations(self, helper: Helper) -> Iterator[Row]:
        """Yield the declaration of a support contact who has signed."""
        signed = declared_on(helper, self._today)
        if signed is None:
            return
        yield {
            "contact_number": helper.number,
            "form_version": VERSION if signed >= SINCE else "",
            "language": helper.draft.language,
            "explained_on": signed,
            "explained_by": self._by,
            "signed_on": signed,
            "guardian_signed": False,
            **self._stamp,
        }

    def _stage(self, helper: Helper) -> tuple[Stage | None, date]:
        """Return how far somebody came, and the day its days count back from."""
        if helper.stage is not None:
            return helper.stage, self._today
        known = helper.number in self._newest
        return (ENGAGED if known else None), helper.started_on


def newest_engaged(helpers: Sequence[Helper]) -> list[Helper]:
    """Return those who were engaged last, the newest last."""
    engaged = [
        one
        for one in helpers
        if one.stage is None and one.draft.status is ContactStatus.ACTIVE
    ]
    return engaged[-NEWEST:]


def declared_on(helper: Helper, today: date) -> date | None:
    """Return the day a support contact signed the declaration; None: not yet."""
    if helper.stage is None:
        return helper.started_on
    days = helper.stage.declared
    return _ago(today, days) if days else None


def _at(stage: Stage, place: int) -> bool:
    return place < len(stage.called)


def _ago(zero: date, days: int) -> date:
    return zero - timedelta(days=days)


def _name(dice: Chance) -> str:
    here = CULTURES[0]
    return f"{dice.one_of(here.young)} {dice.one_of(here.family)}"
