"""The sentences of a letter of a case, made from its content and the office's texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stkdesk.documents.case_letter_content import CaseLetter
from stkdesk.documents.case_letter_parts import (
    PARTS,
    ROWS,
    TURNS,
    WITH_INSIGHT,
    Part,
)
from stkdesk.documents.decision_fields import appeal_address
from stkdesk.documents.texts import texts
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.formats import hours_text, long_date, phone_text
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.letter import FieldShape, LetterKind
from stkdesk.domain.letter_fields import LETTER_FIELDS
from stkdesk.domain.letter_rules import day_in
from stkdesk.domain.office import OfficeDraft

COMMON = "case_letter"  # the words the letters share
ONE_HOUR = 60
_COUNTY = ("Statsforvalteren i ", "Statsforvaltaren i ")
#: What a field is called in the texts, where it is not by its own key.
_MERGED = {
    "received_on": "received",
    "expected_on": "expected",
    "decided_on": "decided",
    "change_on": "first",
    "contact_name": "contact",
    "start_on": "start",
    "last_on": "last_day",
    "forwarded_on": "forwarded",
    "new_decided_on": "new_decided",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One section, ready to be printed; all but what is typed is markup."""

    heading: str
    before: tuple[str, ...] = ()  # our paragraphs before what is typed
    typed: str = ""
    as_list: bool = False
    points: tuple[ComplaintPoint, ...] = ()
    after: tuple[str, ...] = ()  # our paragraphs after it


class CaseLetterWords:
    """Fills the texts of one language with the content of one letter."""

    def __init__(self, content: CaseLetter) -> None:
        """Take ``content``; nothing else is looked up."""
        self._content = content
        self._texts = content.own.texts(content.kind.value, content.language)
        self._common = content.own.texts(COMMON, content.language)
        self._values = self._all_values()

    @property
    def title(self) -> str:
        """The main message."""
        return self._one(self._key("title"))

    @property
    def lead(self) -> str:
        """The opening paragraph."""
        return self._one(self._key("lead"))

    @property
    def summary(self) -> str:
        """What the fact box is, for who does not see it."""
        return self._texts["summary"]

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
    def facts(self) -> list[tuple[str, str]]:
        """The rows of the fact box."""
        rows = [(self._common["party"], self._party)]
        for label, text in ROWS[self._content.kind]:
            key = text.format(turn=self._turn) if "{turn}" in text else text
            pattern = key if key.startswith("{") else self._common[key]
            rows.append((self._common[label], pattern.format(**self._values)))
        return [(label, value) for label, value in rows if value]

    @property
    def sections(self) -> Iterator[Section]:
        """The sections in order; those with nothing in them are left out."""
        for part in PARTS[self._content.kind]:
            if (made := self._section(part)) is not None:
                yield made
        if self._content.kind is not LetterKind.FORWARDING:
            yield self._questions()

    @property
    def argument(self) -> str:
        """What stands before an argument of the complaint."""
        return self._common["argument"]

    @property
    def answer(self) -> str:
        """What stands before the municipality's answer to it."""
        return self._common["answer"]

    def _questions(self) -> Section:
        lines = self._filled("questions.call") or self._filled("questions.write")
        if self._content.kind in WITH_INSIGHT:
            lines = [*self._filled("insight.text"), *lines]
        return Section(self._texts["headings.questions"], before=tuple(lines))

    def _section(self, part: Part) -> Section | None:
        content = self._content
        typed = content.text(part.typed) if part.typed else ""
        if part.typed and not typed and not part.text_stays:
            if not content.draft or not self._is_required(part.typed):
                return None
            typed = self._common["nothing"]
        ours = tuple(self._filled(self._key(part.text))) if part.text else ()
        text_first = part.text_first or part.is_points or not part.typed
        return Section(
            heading=self._texts[f"headings.{part.heading}"],
            before=ours if text_first else (),
            typed=typed,
            as_list=part.as_list,
            points=content.points if part.is_points else (),
            after=() if text_first else ours,
        )

    def _key(self, text: str) -> str:
        """Return the key of a text, in the turn the letter takes."""
        turns = TURNS.get(self._content.kind)
        return f"{self._turn}.{text}" if turns and text in turns.texts else text

    @property
    def _turn(self) -> str:
        turns = TURNS.get(self._content.kind)
        return self._content.turn or (turns.ways[0] if turns else "")

    def _is_required(self, key: str) -> bool:
        fields = LETTER_FIELDS[self._content.kind]
        return any(each.key == key and each.is_required for each in fields)

    def _one(self, key: str) -> str:
        return " ".join(self._filled(key))

    def _filled(self, key: str) -> list[str]:
        return self._texts.filled(key, self._values)

    # What can be filled in.

    def _all_values(self) -> dict[str, str]:
        """Return every merge field; in a draft, [ … ] where a field is empty."""
        content, sender = self._content, self._content.sender
        language, day = content.language, content.made_on
        values = dict(content.own.cited(language, content.act, day))
        values |= self._from_fields()
        return values | {
            "sent": long_date(day),
            "name": content.client_name,
            "address": appeal_address(sender),
            "governor": governor(sender, language),
            "governor_address": governor_address(sender),
            "officer": sender.case_officer.strip(),
            "phone": phone_text(sender.case_officer_phone),
        }

    def _from_fields(self) -> dict[str, str]:
        content, values = self._content, {}
        for field in LETTER_FIELDS[content.kind]:
            text = content.text(field.key)
            match field.shape:
                case FieldShape.DATE:
                    day = day_in(text)
                    text = "" if day is None else long_date(day)
                case FieldShape.MINUTES:
                    text = self._amount(text)
                case FieldShape.TEXT | FieldShape.UNIT:
                    continue
                case FieldShape.LINE if field.key.endswith("phone"):
                    text = phone_text(text)
            if not text and content.draft and field.is_required:
                text = self._common["nothing"]
            values[_MERGED.get(field.key, field.key.replace("minutes", "amount"))] = (
                text
            )
        return values

    def _amount(self, minutes: str) -> str:
        if not minutes.isdecimal():
            return ""
        if minutes == "0":
            return self._common["considered_none"]
        unit = self._content.text("hours_unit") or HoursUnit.WEEK.value
        word = "hour" if int(minutes) == ONE_HOUR else "hours"
        hours = hours_text(int(minutes))
        return self._common[f"{word}_{unit}"].format(hours=hours)

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
