"""The assessment (kartlegging): facts about a client's needs, written once.

Applications, decisions and letters take their text from here. Source of the target
group and its exclusion: the municipality's description of the service.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.errors import Problem


class TargetGroup(StrEnum):
    """Whether the client is one the service is for."""

    UNKNOWN = "unknown"
    INSIDE = "inside"
    ROUND_THE_CLOCK = "round_the_clock"  # a home or institution staffed day and night

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            TargetGroup.UNKNOWN: "Ikke vurdert",
            TargetGroup.INSIDE: "I målgruppen",
            TargetGroup.ROUND_THE_CLOCK: "Bolig eller institusjon med døgnbemanning",
        }[self]


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """An assessment as filled in on the form; there is one for each client."""

    client_number: int | None = None
    assessed_on: date | None = None
    assessed_with: str = ""  # who took part in the conversation
    own_wishes: str = ""
    goals: str = ""
    network: str = ""
    functions: str = ""
    other_services: str = ""
    alternatives: str = ""
    own_view: str = ""  # what the client thinks of it
    child_heard_on: date | None = None
    child_view: str = ""  # a minor's own view
    target_group: TargetGroup = TargetGroup.UNKNOWN
    target_reason: str = ""  # why the service is wanted all the same


def assessment_problems(
    draft: AssessmentDraft, *, is_minor: bool, today: date
) -> tuple[Problem, ...]:
    """Return what is wrong, or worth a look; only an impossible date hinders."""
    found: list[Problem] = []
    for name in ("assessed_on", "child_heard_on"):
        day = getattr(draft, name)
        if day is not None and day > today:
            found.append(Problem(name, "Datoen kan ikke være fram i tid."))
    if (
        draft.target_group is TargetGroup.ROUND_THE_CLOCK
        and not draft.target_reason.strip()
    ):
        found.append(
            Problem(
                "target_reason",
                "Beboere med døgnbemanning er ikke i målgruppen. Skriv hvorfor "
                "støttekontakt likevel er aktuelt, eller bruk det i begrunnelsen.",
                blocks=False,
            )
        )
    if is_minor and not draft.child_view.strip():
        found.append(
            Problem("child_view", "Skriv hva barnet selv mener.", blocks=False)
        )
    return tuple(found)
