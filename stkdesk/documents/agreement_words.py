"""What an agreement says: its texts, filled in from what was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from stkdesk.documents.agreement_content import AgreementContent
from stkdesk.documents.decision_fields import amount
from stkdesk.documents.texts import Texts
from stkdesk.domain.expense_way import ExpenseWay
from stkdesk.domain.formats import hours_text, km_text, kr, long_date, phone_text
from stkdesk.domain.rate import RateKind, RateRow

_AN_HOUR = 60


class AgreementWords:
    """The texts of one agreement, in its language and the office's own words."""

    def __init__(self, content: AgreementContent) -> None:
        """Hold what is printed."""
        self._content = content
        self._texts: Texts = content.own.texts("agreement", content.language)

    def text(self, key: str) -> str:
        """Return one text, filled in; markup."""
        return " ".join(self._texts.filled(key, self._values))

    def heading(self, name: str) -> str:
        """Return the heading of a part."""
        return self._texts[f"headings.{name}"]

    def said(self, name: str) -> list[str]:
        """Return the paragraphs of a part."""
        keys = {
            "costs": [self._costs("expenses"), self._costs("driving")],
            "unused": ["unused.text" if self._values["carry"] else "unused.none"],
            "pay": ["pay.text", "pay.rates_before" if self.rates else "pay.no_rates"],
            "ending": self._ending(),
        }.get(name, [f"{name}.text"])
        found = [self._texts.filled(key, self._values) for key in keys]
        if name == "ending":  # how long it lasts is one thing to read
            *lasts, rules = found
            return [" ".join(text for part in lasts for text in part), *rules]
        return [text for part in found for text in part]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The rows of the box on top: plain text."""
        content, words, values = self._content, self._texts, self._values
        number = f"O-{content.assignment_number}"
        about = content.client_label
        if number not in about:
            about = f"{about} ({number})"
        ends = "from_to" if content.valid_to else "from_on"
        person = [content.contact_person, values["person_phone"]]
        caps = (("expenses", values["expense_cap"]), ("driving", values["drive_cap"]))
        rows = [
            (words["contact"], content.contact_name),
            (words["employee_number"], content.employee_number),
            (words["client"], about),
            (words["status"], words[content.employment.value]),
            (words["period"], words[ends].format(**values)),
            (words["time"], values["amount"]),
            *(
                (words[key], words["at_most"].format(amount=cap))
                for key, cap in caps
                if cap
            ),
            (words["person"], ", ".join(each for each in person if each)),
        ]
        return [(label, value) for label, value in rows if value.strip()]

    @property
    def rates(self) -> list[tuple[str, str, str]]:
        """What is paid for, from which day, and how much."""
        words = self._texts
        return [
            (
                words[f"rate_{row.kind.value}"],
                words["rate_from"].format(first=long_date(row.valid_from)),
                self._rate(row),
            )
            for row in self._content.rates
            if not self._drives_unpaid or row.kind not in _DRIVING
        ]

    def _rate(self, row: RateRow) -> str:
        key = "per_km" if row.kind in _DRIVING else "per_hour"
        if row.kind is RateKind.EXPENSE_MONTH:
            key = "per_month"
        return self._texts[key].format(amount=kr(row.amount_ore))

    @property
    def _drives_unpaid(self) -> bool:
        return 0 in (self._content.drive_cap_metres, self._content.drive_cap_ore)

    def _costs(self, what: str) -> str:
        content = self._content
        if what == "driving":
            caps = (content.drive_cap_metres, content.drive_cap_ore)
            if self._drives_unpaid:
                return "costs.driving_none"
            return (
                "costs.driving_open" if caps == (None, None) else "costs.driving_text"
            )
        match content.expense_way, content.expense_cap_ore:
            case ExpenseWay.HOUR, _:
                return "costs.expenses_hour"
            case ExpenseWay.MONTH, _:
                return "costs.expenses_month"
            case (ExpenseWay.NONE, _) | (_, 0):
                return "costs.expenses_none"
            case _, None:
                return "costs.expenses_open"
        return "costs.expenses_text"

    @property
    def _drive_cap(self) -> str:
        """Return ``100 km og kr 175,00``; the narrower of the two holds."""
        content = self._content
        metres, ore = content.drive_cap_metres, content.drive_cap_ore
        if self._drives_unpaid:
            return ""
        caps = (f"{km_text(metres)} km" if metres else "", kr(ore) if ore else "")
        return " og ".join(cap for cap in caps if cap)

    def _ending(self) -> list[str]:
        content = self._content
        keys = ["ending.fixed" if content.valid_to else "ending.open"]
        renews = content.renews and content.valid_to is not None
        keys += ["ending.renews"] if renews else []
        keys += ["ending.replaces"] if content.replaces_from else []
        return [*keys, "ending.text"]

    @cached_property
    def _values(self) -> Mapping[str, str]:
        """Every merge field: plain text by key; "" when there is nothing to say."""
        content, words = self._content, self._texts
        act = content.sender.act_on(content.made_on)
        carry = content.carry_over_minutes
        by_receipt = content.expense_way is ExpenseWay.RECEIPTS
        replaced, last = content.replaces_from, content.valid_to
        one = "carry_one" if carry == _AN_HOUR else "carry_many"
        return {
            **content.own.cited(content.language, act, content.made_on),
            "municipality": content.sender.municipality,
            "name": content.contact_name,
            "first": long_date(content.valid_from),
            "last": long_date(last) if last else "",
            "amount": amount(content.minutes, content.hours_unit, words),
            "expense_cap": kr(content.expense_cap_ore)
            if content.expense_cap_ore and by_receipt
            else "",
            "drive_cap": self._drive_cap,
            "carry": words[one].format(hours=hours_text(carry)) if carry else "",
            "due_day": f"{content.due_day}.",
            "contact_person": content.contact_person,
            "person_phone": phone_text(content.contact_person_phone),
            "replaced": long_date(replaced) if replaced else "",
        }


_DRIVING = (RateKind.KM_STATE, RateKind.KM_PASSENGER, RateKind.KM_TAX_FREE)
