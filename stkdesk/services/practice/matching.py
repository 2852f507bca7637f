"""Who waits in the practice office, what they wish, and who was asked about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from stkdesk.domain.assignment import AssignmentStatus, Solution
from stkdesk.domain.contact import ContactStatus
from stkdesk.domain.match_wish import WishDraft
from stkdesk.domain.match_words import words_by_kind
from stkdesk.domain.matching import Gender, InquiryAnswer, WaitReason, WaitUrgency
from stkdesk.services.practice.careers import Career, Stint
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.helpers import Helper
from stkdesk.services.practice.names import AREAS
from stkdesk.services.practice.takeovers import waiting

Row = dict[str, Any]
ASKED_FOR = 4  # of those who wait the longest: somebody has been asked
WAITS = (
    (WaitReason.NOBODY_FITS, "Vil ha en mann under 30 som liker fotball."),
    (WaitReason.NOBODY_FREE, ""),
    (WaitReason.NOT_STARTED, ""),
    (WaitReason.OWN_WISH, "Vil vente til etter jul."),
    (WaitReason.NOBODY_FREE, "Bor langt ute. Trenger en med bil."),
)
URGENCIES = (WaitUrgency.HIGH, WaitUrgency.USUAL, WaitUrgency.URGENT)
NOS = (
    "Har ikke tid før sommeren.",
    "For langt å kjøre.",
    "Vil heller hjelpe en på sin egen alder.",
    "Har nok med det oppdraget hun eller han har.",
)
LATER = "Kan kanskje fra februar. Ring igjen da."
VETO = "De kjenner hverandre fra før, og det endte med en konflikt."
WEEKDAYS = (0, 0b0000100, 0b0011110, 0b1100000)
SINCE = 14  # days: the first of them was asked so long ago


class Waiting:
    """Turns those who wait, and the search for somebody, into rows."""

    def __init__(
        self,
        chance: Chance,
        today: date,
        stamp: Row,
        asked_by: int | None,
        careers: list[Career],
    ) -> None:
        """Let it stand as it would on ``today``."""
        self._dice, self._today, self._stamp = chance, today, stamp
        self._by = asked_by
        self._waiting = waiting(careers, today)

    def waits(self) -> Iterator[Row]:
        """Yield what is noted of each who waits; of a few nothing is."""
        for place, career in enumerate(self._waiting):
            if place % 7 == 6:
                continue
            reason, note = WAITS[place % len(WAITS)]
            yield {
                "client_number": career.number,
                "urgency": URGENCIES[place % len(URGENCIES)],
                "reason": reason,
                "note": note,
                **self._stamp,
            }

    def wishes(self) -> Iterator[tuple[Row, list[Row]]]:
        """Yield what each who waits wishes, and the words it is found by."""
        dice = self._dice
        for career in self._waiting:
            if dice.happens(15):
                continue  # nobody has asked yet
            gender = dice.one_of((None, None, Gender.WOMAN, Gender.MAN))
            young = dice.happens(30)
            draft = WishDraft(
                client_number=career.number,
                gender=gender,
                age_from=20 if young else None,
                age_to=35 if young else None,
                needs_car=dice.one_of((None, True, False)),
                weekdays=dice.one_of(WEEKDAYS),
                languages="norsk" if dice.happens(60) else "",
                interests=", ".join(career.interests),
                areas=dice.one_of(AREAS),
            )
            row = {
                name: getattr(draft, name)
                for name in (
                    *("client_number", "gender", "age_from", "age_to", "needs_car"),
                    *("weekdays", "languages", "interests", "areas"),
                )
            }
            words = [
                {"client_number": career.number, "kind": kind, "word": word}
                for kind, word in words_by_kind(draft)
            ]
            yield {**row, **self._stamp}, words

    def inquiries(self, helpers: Sequence[Helper]) -> Iterator[Row]:
        """Yield who was asked about those who wait the longest, and the answers."""
        free = [
            one
            for one in helpers
            if one.draft.status is ContactStatus.ACTIVE and one.stage is None
        ]
        for place, career in enumerate(self._waiting[:ASKED_FOR]):
            asked = self._dice.sample(free, min(4, len(free)))
            for turn, helper in enumerate(asked[: 4 - place]):
                yield self._asked(career, helper, place, turn)

    def _asked(self, career: Career, helper: Helper, place: int, turn: int) -> Row:
        day = self._today - timedelta(days=SINCE - 3 * turn)
        answer, why = InquiryAnswer.NO, NOS[(place + turn) % len(NOS)]
        if turn == 2:
            answer, why = InquiryAnswer.LATER, LATER
        waits = turn == 3 or place == 3  # the newest has not answered
        return {
            "client_number": career.number,
            "contact_number": helper.number,
            "asked_on": day,
            "asked_by": self._by,
            "answer": None if waits else answer,
            "answered_on": None if waits else day + timedelta(days=1),
            "why": "" if waits else why,
            **self._stamp,
        }

    def vetoes(self, stints: Sequence[Stint]) -> Iterator[Row]:
        """Yield the one pair that is never to be put together: it has been tried."""
        for stint in stints:
            if (
                stint.is_changed
                and stint.helper is not None
                and stint.status is AssignmentStatus.ENDED
                and stint.solution is Solution.INDIVIDUAL
            ):
                yield {
                    "client_number": stint.career.number,
                    "contact_number": stint.helper.number,
                    "reason": VETO,
                    "set_on": self._today - timedelta(days=8),
                    "set_by": self._by,
                    **self._stamp,
                }
                return
