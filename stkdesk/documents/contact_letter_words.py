"""The sentences of a letter to a support contact."""

from __future__ import annotations

from collections.abc import Mapping

from stkdesk.documents.contact_letter_content import ContactLetterContent
from stkdesk.documents.contact_letter_parts import BUILDS
from stkdesk.documents.letter_words import LetterWords
from stkdesk.domain.certificate import CertificateBasis
from stkdesk.domain.contact_letter_fields import CONTACT_LETTER_FIELDS
from stkdesk.domain.formats import hours_text, long_date, phone_text

COMMON = "contact_letter"  # the words the letters share
_LAWS = {
    CertificateBasis.HEALTH: "certificate",
    CertificateBasis.CHILD_WELFARE: "certificate_child",
}


class ContactLetterWords(LetterWords):
    """Fills the texts of one language with the content of one letter."""

    def __init__(self, content: ContactLetterContent) -> None:
        """Take ``content``; nothing else is looked up."""
        kind = content.kind
        super().__init__(
            content, kind.value, COMMON, BUILDS[kind], CONTACT_LETTER_FIELDS[kind]
        )
        self._content = content

    def merged(self) -> Mapping[str, str]:
        """Return the contact, the office, the rules, and what the police ask for."""
        content, sender = self._content, self._content.sender
        day = content.made_on
        laws = content.own.cited(content.language, content.act, day)
        born = content.contact_birth_date
        place = f"{sender.postal_code} {sender.city}".strip()
        employer = (
            sender.municipality,
            sender.running_unit,
            self._labelled("organisation_number", sender.organisation_number),
        )
        reach = (
            _listed(
                sender.case_officer.strip(),
                phone_text(sender.case_officer_phone or sender.phone),
                sender.email,
            ),
            _listed(sender.postal_line, place),
        )
        asked = content.text("basis") or CertificateBasis.HEALTH.value
        return laws | {
            "sent": long_date(day),
            "contact": content.contact_name,
            "born": long_date(born) if born is not None else "",
            "municipality": sender.municipality,
            "officer": sender.case_officer.strip(),
            "phone": phone_text(sender.case_officer_phone),
            "identity": self._identity,
            "basis": laws[_LAWS[CertificateBasis(asked)]],
            "employer": _listed(*employer),
            "reach": "\n".join(each for each in reach if each),
            "place_day": _listed(sender.city, long_date(day)),
        }

    @property
    def _identity(self) -> str:
        """The eleven digits in two groups, as people read them."""
        digits = self._content.national_id
        if not digits and self._content.draft:
            return self._common["nothing"]
        return f"{digits[:6]} {digits[6:]}".strip()

    def _labelled(self, key: str, value: str) -> str:
        return self._common[key].format(number=value) if value else ""

    def _amount(self, minutes: str) -> str:
        """Return hours a week or a month; of an attest, hours in all."""
        if self._content.text("hours_unit") or not minutes.isdecimal():
            return super()._amount(minutes)
        return self._common["hours"].format(hours=hours_text(int(minutes)))


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
