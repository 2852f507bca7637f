"""The office itself: who sends the papers and by which of its own rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stkdesk.domain.envelope import (
    ADDRESS_LEFT,
    ADDRESS_TOP,
    ENVELOPES,
    LETTER_LEFT,
    millimetres,
    top_advice,
)
from stkdesk.domain.errors import Problem


class NameMode(StrEnum):
    """How a client is named on a timesheet; the default gives away least."""

    FULL = "full"
    INITIALS = "initials"
    CASE_NUMBER = "case_number"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            NameMode.FULL: "Fullt navn",
            NameMode.INITIALS: "Initialer",
            NameMode.CASE_NUMBER: "Bare saksnummer",
        }[self]


class LawVersion(StrEnum):
    """Which forvaltningslov the letters cite (the 2025 act waits for its date)."""

    ACT_1967 = "1967"
    ACT_2025 = "2025"


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    """What the office says about itself; also what papers print about the sender.

    The running unit runs the service, the deciding unit makes the decisions: in
    Kristiansund they differ. ``return_address`` is what shows through a window, so
    it names the municipality only (helse- og omsorgstjenesteloven § 12-1).
    """

    municipality: str = ""
    municipality_number: str = ""
    running_unit: str = ""
    deciding_unit: str = ""
    return_address: str = ""
    postal_line: str = ""  # "Postboks 124"
    postal_code: str = ""
    city: str = ""
    visiting_line: str = ""
    visiting_place: str = ""
    phone: str = ""
    phone_hours: str = ""
    email: str = ""
    web: str = ""
    organisation_number: str = ""
    county_governor: str = ""  # "Statsforvalteren i Møre og Romsdal"
    appeal_address: str = ""
    case_officer: str = ""
    case_officer_phone: str = ""
    leader: str = ""
    leader_title: str = ""
    coat_of_arms: str = ""  # an SVG drawing as text; empty: the drawn shield
    name_mode: NameMode = NameMode.INITIALS
    governor_line: str = ""  # the governor's postal address, for a case sent there
    governor_code: str = ""
    governor_city: str = ""
    electronic_appeal: str = ""  # where to complain electronically; empty: nowhere
    new_act_from: date | None = None  # first day of forvaltningsloven 2025; None: waits
    fold_marks: bool = True
    letter_fold: int = 1485  # tenths of a millimetre from the top
    letter_left: int = 250  # of the text, tenths of a millimetre
    address_left: int = 250  # of what a window shows, tenths of a millimetre
    address_top: int = 460
    signed_by_hand: bool = True  # False: "elektronisk godkjent"; never both
    withheld_line: bool = True  # print "Unntatt offentlighet"
    carry_over_minutes: int = 120  # hours that may move to the next month

    def act_on(self, day: date) -> LawVersion:
        """Return the administration act that holds for what is decided on ``day``."""
        if self.new_act_from is not None and day >= self.new_act_from:
            return LawVersion.ACT_2025
        return LawVersion.ACT_1967


REVEALING = ("støttekontakt", "habilitering", "helse", "omsorg", "fritidskontakt")


def office_problems(draft: OfficeDraft) -> tuple[Problem, ...]:
    """Return what must be put right, and what could give a client away."""
    found: list[Problem] = []
    if not draft.municipality.strip():
        found.append(Problem("municipality", "Skriv navnet på kommunen."))
    if any(word in draft.return_address.casefold() for word in REVEALING):
        found.append(
            Problem(
                "return_address",
                "Returadressen synes på konvolutten. La den bare nevne kommunen.",
                blocks=False,
            )
        )
    return (*found, *_frame_problems(draft))


def _frame_problems(draft: OfficeDraft) -> Iterator[Problem]:
    """Yield what is wrong with where things stand on a letter."""
    for name, what, (least, most), edge in (
        ("letter_left", "Teksten", LETTER_LEFT, "venstre kant"),
        ("address_left", "Adressen", ADDRESS_LEFT, "venstre kant"),
        ("address_top", "Adressen", ADDRESS_TOP, "toppen av arket"),
    ):
        if not least <= getattr(draft, name) <= most:
            limits = f"{millimetres(least)}–{millimetres(most)} mm"
            yield Problem(name, f"{what} kan begynne {limits} fra {edge}.")
    if draft.letter_fold not in (each.fold for each in ENVELOPES):
        yield Problem("letter_fold", "Velg hvordan arket brettes.")
    if text := top_advice(draft.letter_fold, draft.address_top):
        yield Problem("address_top", text, blocks=False)
