"""How far the applicants of the practice office have come: one at each step."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stkdesk.domain.recruiting import RecruitOutcome

YES, NO = RecruitOutcome.APPROVED, RecruitOutcome.REFUSED


@dataclass(frozen=True, slots=True)
class Stage:
    """How far one applicant has come; days count back from today.

    Days of 0 are those of things that have not been done.
    """

    applied: int
    called: tuple[int, ...] = ()  # when each of the two references was reached
    meets_in: int = 0  # days ahead, until the two meet
    met: int = 0
    assessed: int = 0
    outcome: RecruitOutcome | None = None
    requested: int = 0  # the purpose letter of the police certificate
    seen: int = 0
    declared: int = 0
    course: int = 0
    written: bool = False  # its letters are made by the errands of the office


APPROVED = Stage(applied=60, called=(52, 51), met=44, assessed=41, outcome=YES)
ASKED = replace(APPROVED, requested=40, seen=22)
READY = replace(ASKED, declared=18, course=6)
#: In this order they are given out; the first is under age, who asks for an exception.
STAGES = (
    Stage(applied=30, called=(22, 21), met=3),
    Stage(applied=0),
    Stage(applied=2),
    Stage(applied=6, called=(3,)),
    Stage(applied=13, called=(8, 7), meets_in=3),
    Stage(applied=11, called=(5, 4)),
    Stage(applied=34, called=(27, 26), met=12, assessed=9, outcome=YES, requested=6),
    replace(APPROVED, requested=24),
    ASKED,
    replace(ASKED, declared=18),
    READY,
    Stage(applied=70, called=(60, 58), met=40, assessed=33, outcome=NO),
    Stage(applied=460, called=(450, 449), met=440, assessed=430, outcome=NO),
    replace(READY, course=20),
)
#: Those whose letters are written, one of each stage, however large the office is.
ALL_WRITTEN = tuple(replace(stage, written=True) for stage in STAGES)


def stage_of(place: int) -> Stage:
    """Return the stage of the applicant in this place, from 0 on."""
    if place < len(STAGES):
        return ALL_WRITTEN[place]
    return STAGES[place % len(STAGES)]
