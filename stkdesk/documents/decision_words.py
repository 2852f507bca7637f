"""The sentences of a decision, made from its content and the office's texts."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape

from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.laws import cited
from stkdesk.documents.texts import texts
from stkdesk.domain.decision import DecisionKind
from stkdesk.domain.formats import hours_text, km_text, kr, long_date, phone_text
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.office import OfficeDraft

ONE_HOUR = 60
_COUNTY = ("Statsforvalteren i ", "Statsforvaltaren i ")


class DecisionWords:
    """Fills the texts of one language with the content of one decision."""

    def __init__(self, content: DecisionContent) -> None:
        """Take ``content``; nothing else is looked up."""
        self._content = content
        self._texts = texts("decision", content.language)
        self._part = content.kind.value  # "granted" or "refused"

    def heading(self, key: str) -> str:
        """Return the heading of a section."""
        return self._texts[f"headings.{key}"]

    @property
    def title(self) -> str:
        """The main message."""
        return self._texts[f"{self._part}.title"]

    @property
    def lead(self) -> str:
        """The opening sentence."""
        content = self._content
        key = "lead_applied" if content.applied_on else "lead"
        return self._texts[f"{self._part}.{key}"].format(
            applied=_date(content.applied_on),
            amount=self._amount,
            first=_date(content.valid_from),
        )

    @property
    def recipient_note(self) -> str:
        """Who "you" is, when the letter goes to somebody else than the client."""
        content = self._content
        if content.recipient is None:
            return ""
        role = self._texts[f"roles.{content.recipient.value}"]
        return self._texts["recipient"].format(role=role, name=content.client_name)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The rows of the fact box."""
        content, words = self._content, self._texts
        rows = [("party", self._party), ("service", words["service_name"])]
        if content.kind is DecisionKind.REFUSED:
            rows.append(("applied", _date(content.applied_on)))
            rows.append(("outcome", words["refused.outcome"]))
        else:
            rows += self._grant_facts()
        return [(words[key], value) for key, value in rows if value]

    @property
    def decided(self) -> list[str]:
        """What was decided, in full sentences."""
        content, words = self._content, self._texts
        if content.kind is DecisionKind.REFUSED:
            return [words["refused.decision"]]
        key = "decision_closed" if content.valid_to else "decision_open"
        lines = [
            words[f"granted.{key}"].format(
                amount=self._amount,
                first=_date(content.valid_from),
                last=_date(content.valid_to),
                review=_date(content.review_on),
            ),
            *(words[f"solution_texts.{item.solution.value}"] for item in content.items),
        ]
        if content.expense_cap_ore or content.drive_cap_metres:
            lines.append(words["granted.frames"])
        return lines

    @property
    def next_steps(self) -> list[str]:
        """What happens now; names the unit that runs the service when another."""
        lines = list(self._texts.many(f"{self._part}.next"))
        sender = self._content.sender
        running, deciding = sender.running_unit.strip(), sender.deciding_unit.strip()
        if self._content.kind is DecisionKind.GRANTED and running not in ("", deciding):
            runs = self._texts["granted.runs"].format(unit=escape(running))
            lines[0] = f"{runs} {lines[0]}"
        return lines

    @property
    def appeal(self) -> list[str]:
        """How to appeal: four weeks, by pasient- og brukerrettighetsloven § 7-5."""
        words, sender = self._texts, self._content.sender
        lines = list(words.many("appeal.text"))
        if self._content.kind is DecisionKind.REFUSED:
            lines[0] = words.many("appeal.text_refused")[0]
        filled = self._laws | {
            "address": escape(appeal_address(sender)),
            "governor": escape(self._governor),
        }
        return [line.format(**filled) for line in lines]

    @property
    def insight(self) -> str:
        """The right to see the documents."""
        return self._texts["insight.text"].format(**self._laws)

    @property
    def questions(self) -> str:
        """Who to ask."""
        sender = self._content.sender
        if not sender.case_officer or not sender.case_officer_phone:
            return self._texts["questions.write"]
        return self._texts["questions.call"].format(
            officer=escape(sender.case_officer),
            phone=escape(phone_text(sender.case_officer_phone)),
        )

    @property
    def _laws(self) -> dict[str, str]:
        content = self._content
        return cited(content.language, content.act, content.decided_on)

    @property
    def _party(self) -> str:
        content = self._content
        if content.client_birth_date is None:
            return content.client_name
        return self._texts["party_born"].format(
            name=content.client_name, born=_date(content.client_birth_date)
        )

    @property
    def _amount(self) -> str:
        minutes = self._content.granted_minutes or 0
        unit = "week" if self._content.hours_unit is HoursUnit.WEEK else "month"
        word = "hour" if minutes == ONE_HOUR else "hours"
        return self._texts[f"{word}_{unit}"].format(hours=hours_text(minutes))

    @property
    def _governor(self) -> str:
        county = self._content.sender.county_governor.strip()
        for start in _COUNTY:
            county = county.removeprefix(start)
        if not county or county.startswith("Statsforval"):
            return self._texts["appeal.governor_unnamed"]
        return self._texts["appeal.governor"].format(county=county)

    def _grant_facts(self) -> list[tuple[str, str]]:
        content, words = self._content, self._texts
        first, last = _date(content.valid_from), _date(content.valid_to)
        key = "period_closed" if content.valid_to else "period_open"
        rows = [
            ("amount", self._amount),
            ("period", words[key].format(first=first, last=last)),
            ("review", _date(content.review_on)),
            (
                "solution",
                ", ".join(
                    words[f"solutions.{item.solution.value}"] for item in content.items
                ),
            ),
            ("own_payment", words["own_payment_text"]),
        ]
        if content.expense_cap_ore:
            amount = kr(content.expense_cap_ore)
            rows.append(("expenses", words["expenses_text"].format(amount=amount)))
        if content.drive_cap_metres:
            amount = km_text(content.drive_cap_metres)
            rows.append(("driving", words["driving_text"].format(amount=amount)))
        return rows


def appeal_address(sender: OfficeDraft) -> str:
    """Return where an appeal is sent: to the unit that decided."""
    if sender.appeal_address.strip():
        return ", ".join(sender.appeal_address.split("\n"))
    parts = [
        sender.municipality,
        sender.deciding_unit,
        sender.postal_line,
        f"{sender.postal_code} {sender.city}",
    ]
    return ", ".join(part.strip() for part in parts if part.strip())


def _date(day: date | None) -> str:
    return "" if day is None else long_date(day)
