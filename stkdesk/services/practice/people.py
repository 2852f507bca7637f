"""Inventing people: names that fit their age, numbers no living person can have."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from stkdesk.domain.calendar import months_later
from stkdesk.domain.identity import synthetic_identity
from stkdesk.domain.matching import Gender
from stkdesk.domain.names import fold
from stkdesk.domain.person import PersonDraft, Protection
from stkdesk.services.postal_codes import place_of
from stkdesk.services.practice.chance import Chance
from stkdesk.services.practice.names import CODES, CULTURES, MEN, STREETS, Culture

KNOWN = 80  # of a hundred, whose gender is registered
NAMES_CHANGED = 1970  # born from then on: given names of the young
SHARES = {culture: culture.share for culture in CULTURES}
PROTECTED = {  # about two of a hundred have a protected address
    Protection.OPEN: 976,
    Protection.CLIENT_ADDRESS: 5,
    Protection.CONFIDENTIAL: 13,
    Protection.STRICT: 6,
}


class People:
    """Invents one person after another; the same dice give the same people."""

    def __init__(self, chance: Chance, today: date) -> None:
        """Invent people as they are on ``today``."""
        self._chance = chance
        self._dice_of_gender = Chance("gender")
        self._today = today
        self._born = Counter[date]()  # people of each birthday so far
        self._met = 0

    def cultures(self, count: int) -> list[Culture]:
        """Return where ``count`` people have their names from."""
        return self._chance.shares(count, SHARES)

    def born(self, youngest: int, oldest: int) -> date:
        """Return the birthday of somebody of that age, in whole years, today."""
        first = months_later(self._today, -12 * (oldest + 1))
        return self._chance.day(first, months_later(self._today, -12 * youngest))

    def invent(
        self,
        born: date,
        culture: Culture,
        *,
        protection: Protection = Protection.OPEN,
        with_identity: bool = True,
    ) -> PersonDraft:
        """Return a person of that birthday, living in a street of their own."""
        dice = self._chance
        given = dice.early_of(
            culture.old if born.year < NAMES_CHANGED else culture.young
        )
        family = dice.early_of(culture.family)
        code = dice.one_of(CODES)
        person = PersonDraft(
            given_name=given,
            family_name=family,
            birth_date=born,
            national_id=self._identity(born) if with_identity else "",
            phone=self._phone(),
            email=self._email(given, family) if dice.happens(70) else "",
            street=f"{dice.one_of(STREETS)} {1 + dice.below(88)}",
            postal_code=code,
            city=place_of(code),
            protection=protection,
            gender=self._gender(given),
        )
        if protection is Protection.STRICT:
            person = replace(person, street=f"Postboks {100 + dice.below(800)}")
        return person

    def relative(
        self, of: PersonDraft, culture: Culture, *, years_older: int, same_home: bool
    ) -> PersonDraft:
        """Return a relative of somebody, known by name and telephone only."""
        assert of.birth_date is not None
        born = months_later(of.birth_date, -12 * years_older - self._chance.below(12))
        person = self.invent(born, culture, with_identity=False)
        if self._chance.happens(75):
            person = replace(person, family_name=of.family_name, email="")
        if same_home:
            person = replace(
                person, street=of.street, postal_code=of.postal_code, city=of.city
            )
        return replace(person, birth_date=None)

    def _gender(self, given: str) -> Gender | None:
        if not self._dice_of_gender.happens(KNOWN):
            return None
        return Gender.MAN if given in MEN else Gender.WOMAN

    def _identity(self, born: date) -> str:
        serial = self._born[born]
        self._born[born] += 1
        return synthetic_identity(born, serial)

    def _phone(self) -> str:
        # No Norwegian number of eight digits begins with 0: nobody is rung up.
        return f"0{1 + self._chance.below(9)}{self._chance.below(10**6):06}"

    def _email(self, given: str, family: str) -> str:
        self._met += 1
        names = (fold(name).replace(" ", ".") for name in (given, family))
        return f"{'.'.join(names)}.{self._met}@example.org"
