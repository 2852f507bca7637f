"""The sentences of a letter of a case, made from its content and the office's texts."""

from __future__ import annotations

from collections.abc import Mapping

from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.case_letter_parts import BUILDS
from stkdesk.documents.decision_fields import appeal_address
from stkdesk.documents.letter_words import LetterWords
from stkdesk.documents.texts import texts
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.formats import long_date, phone_text
from stkdesk.domain.language import Language
from stkdesk.domain.letter import LetterKind
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.office import OfficeDraft

COMMON = "case_letter"  # the words the letters share
_COUNTY = ("Statsforvalteren i ", "Statsforvaltaren i ")


class CaseLetterWords(LetterWords):
    """Fills the texts of one language with the content of one letter."""

    def __init__(self, content: CaseLetter) -> None:
        """Take ``content``; nothing else is looked up."""
        kind = content.kind
        super().__init__(content, kind.value, COMMON, BUILDS[kind], LETTER_FIELDS[kind])
        self._content = content

    def merged(self) -> Mapping[str, str]:
        """Return the party, the office and the rules."""
        content, sender = self._content, self._content.sender
        language, day = content.language, content.made_on
        return content.own.cited(language, content.act, day) | {
            "sent": long_date(day),
            "name": content.client_name,
            "address": appeal_address(sender),
            "governor": governor(sender, language),
            "governor_address": governor_address(sender),
            "officer": sender.case_officer.strip(),
            "phone": phone_text(sender.case_officer_phone),
        }

    def first_rows(self) -> list[tuple[str, str]]:
        """Return whom the letter is about."""
        return [(self._common["party"], self._party)]

    def points(self) -> tuple[ComplaintPoint, ...]:
        """Return the arguments of a complaint, each with its answer."""
        return self._content.points

    @property
    def notes(self) -> list[str]:
        """Who "you" is when the letter goes to another, and what a copy is."""
        content = self._content
        found: list[str] = []
        if content.sent_to:
            to = self._values | {"sent_to": content.sent_to}
            found += self._common.filled("copy", to)
        if content.recipient is not None and content.kind is not LetterKind.FORWARDING:
            role = self._common[f"roles.{content.recipient.value}"]
            found += self._common.filled("recipient", self._values | {"role": role})
        return found

    @property
    def _party(self) -> str:
        content = self._content
        if content.client_birth_date is None:
            return content.client_name
        return self._common["party_born"].format(
            name=content.client_name, born=long_date(content.client_birth_date)
        )


def governor(sender: OfficeDraft, language: Language) -> str:
    """Return the county governor by the name of the office's county."""
    common = texts(COMMON, language)
    county = sender.county_governor.strip()
    for start in _COUNTY:
        county = county.removeprefix(start)
    if not county or county.startswith("Statsforval"):
        return common["governor_unnamed"]
    return common["governor"].format(county=county)


def governor_address(sender: OfficeDraft) -> str:
    """Return where the county governor gets post, on one line."""
    place = f"{sender.governor_code} {sender.governor_city}".strip()
    return ", ".join(each for each in (sender.governor_line.strip(), place) if each)
