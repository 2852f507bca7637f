"""The sentences of a letter with fields, made from its content and our texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from stkdesk.documents.letter_parts import Build, Part
from stkdesk.documents.own_words import OwnWords
from stkdesk.documents.texts import Texts
from stkdesk.domain.complaint import ComplaintPoint
from stkdesk.domain.field_rules import day_in
from stkdesk.domain.formats import hours_text, long_date, phone_text
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.language import Language
from stkdesk.domain.letter import FieldShape, LetterField

ONE_HOUR = 60
#: What a field is called in the texts, where it is not by its own key.
_MERGED = {
    "received_on": "received",
    "expected_on": "expected",
    "decided_on": "decided",
    "change_on": "first",
    "forwarded_on": "forwarded",
    "new_decided_on": "new_decided",
    "contact_name": "contact",
    "client_name": "client",
    "start_on": "start",
    "last_on": "last_day",
}


class Filled(Protocol):
    """The content of a letter, as far as its words need it."""

    @property
    def language(self) -> Language: ...  # noqa: D102 - what it says

    @property
    def own(self) -> OwnWords: ...  # noqa: D102

    @property
    def turn(self) -> str: ...  # noqa: D102

    @property
    def draft(self) -> bool: ...  # noqa: D102

    def text(self, key: str) -> str:
        """Return what was filled in, "" when nothing was."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section, ready to be printed; all but what is typed is markup."""

    heading: str
    before: tuple[str, ...] = ()  # our paragraphs before what is typed
    typed: str = ""
    as_list: bool = False
    points: tuple[ComplaintPoint, ...] = ()
    after: tuple[str, ...] = ()  # our paragraphs after it


class LetterWords:
    """Fills the texts of one language with the content of one letter.

    A kind of letters derives from it and says what else can be filled in.
    """

    def __init__(
        self,
        content: Filled,
        paper: str,
        common: str,
        build: Build,
        fields: Sequence[LetterField],
    ) -> None:
        """Take ``content``; nothing else is looked up.

        ``paper`` and ``common`` name the files of the letter's own texts and of the
        words it shares with others.
        """
        self._filled_in, self._build, self._fields = content, build, fields
        self._texts: Texts = content.own.texts(paper, content.language)
        self._common: Texts = content.own.texts(common, content.language)

    # What a kind of letters says.

    def merged(self) -> Mapping[str, str]:
        """Return what can be filled in beside the fields of the letter."""
        return {}

    def first_rows(self) -> list[tuple[str, str]]:
        """Return the rows of the fact box that stand before those of the kind."""
        return []

    def points(self) -> tuple[ComplaintPoint, ...]:
        """Return arguments and answers, of letters that have them."""
        return ()

    # What is printed.

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
        """What stands in small below the opening."""
        return []

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The rows of the fact box."""
        rows = self.first_rows()
        for label, text in self._build.rows:
            key = text.format(turn=self._turn) if "{turn}" in text else text
            pattern = key if key.startswith("{") else self._common[key]
            rows.append((self._common[label], pattern.format(**self._values)))
        return [(label, value) for label, value in rows if value]

    @property
    def sections(self) -> Iterator[Section]:
        """The sections in order; those with nothing in them are left out."""
        for part in self._build.parts:
            if (made := self._section(part)) is not None:
                yield made
        if self._build.asks:
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
        if self._build.tells_insight:
            lines = [*self._filled("insight.text"), *lines]
        return Section(self._texts["headings.questions"], before=tuple(lines))

    def _section(self, part: Part) -> Section | None:
        content = self._filled_in
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
            points=self.points() if part.is_points else (),
            after=() if text_first else ours,
        )

    def _key(self, text: str) -> str:
        """Return the key of a text, in the turn the letter takes."""
        turns = self._build.turns
        return f"{self._turn}.{text}" if turns and text in turns.texts else text

    @property
    def _turn(self) -> str:
        turns = self._build.turns
        return self._filled_in.turn or (turns.ways[0] if turns else "")

    def _is_required(self, key: str) -> bool:
        return any(each.key == key and each.is_required for each in self._fields)

    def _one(self, key: str) -> str:
        return " ".join(self._filled(key))

    def _filled(self, key: str) -> list[str]:
        return self._texts.filled(key, self._values)

    # What can be filled in.

    @cached_property
    def _values(self) -> dict[str, str]:
        """Every merge field; in a draft, [ … ] where a field is empty."""
        return self._from_fields() | dict(self.merged())

    def _from_fields(self) -> dict[str, str]:
        content, values = self._filled_in, {}
        for field in self._fields:
            text = content.text(field.key)
            match field.shape:
                case FieldShape.DATE:
                    day = day_in(text)
                    text = "" if day is None else long_date(day)
                case FieldShape.MINUTES:
                    text = self._amount(text)
                case FieldShape.TEXT | FieldShape.UNIT | FieldShape.BASIS:
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
        unit = self._filled_in.text("hours_unit") or HoursUnit.WEEK.value
        word = "hour" if int(minutes) == ONE_HOUR else "hours"
        hours = hours_text(int(minutes))
        return self._common[f"{word}_{unit}"].format(hours=hours)
