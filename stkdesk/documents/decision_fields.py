"""What the texts of a decision can name: every merge field, filled from its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from stkdesk.documents.decision_content import DecisionContent
from stkdesk.documents.texts import Texts
from stkdesk.domain.decision import GrantItem
from stkdesk.domain.formats import hours_text, km_text, kr, long_date, phone_text
from stkdesk.domain.grants import HoursUnit
from stkdesk.domain.office import OfficeDraft

ONE_HOUR = 60
_COUNTY = ("Statsforvalteren i ", "Statsforvaltaren i ")


@dataclass(frozen=True, slots=True)
class Said:
    """What a decision gives, in words: hours, days, organisation and frames."""

    amount: str
    period: str
    solution: str
    expenses: str
    driving: str


def fields_of(content: DecisionContent, words: Texts) -> dict[str, str]:
    """Return plain text for every field, "" for what this decision has not."""
    sender, changed, corrected = content.sender, content.changed, content.corrected
    running, deciding = sender.running_unit.strip(), sender.deciding_unit.strip()
    first, unit = content.valid_from, content.hours_unit
    call = sender.case_officer.strip() and sender.case_officer_phone.strip()
    return content.own.cited(content.language, content.act, content.decided_on) | {
        "name": content.client_name,
        "role": words[f"roles.{content.recipient.value}"] if content.recipient else "",
        "applied": _day(content.applied_on),
        "applied_amount": amount(content.applied_minutes or 0, unit, words),
        "amount": amount(content.granted_minutes or 0, unit, words),
        "first": _day(first),
        "last": _day(content.valid_to),
        "last_day": _day(first - timedelta(days=1) if first else None),
        "review": _day(content.review_on),
        "complained": _day(content.complained_on),
        "noticed": _day(content.noticed_on),
        "changed": _day(changed.decided_on if changed else None),
        "changed_reference": changed.reference if changed else "",
        "old_amount": _old_amount(content, words),
        "corrected": _day(corrected.decided_on if corrected else None),
        "corrected_reference": corrected.reference if corrected else "",
        "unit": running if running != deciding else "",
        "address": appeal_address(sender),
        "electronic": sender.electronic_appeal.strip(),
        "governor": _governor(sender, words),
        "officer": sender.case_officer.strip() if call else "",
        "phone": phone_text(sender.case_officer_phone) if call else "",
        "handled_by": sender.case_officer.strip(),
        "responsible": sender.leader.strip() or sender.case_officer.strip(),
    }


def said_now(content: DecisionContent, words: Texts) -> Said:
    """Return what the decision gives."""
    return Said(
        amount(content.granted_minutes or 0, content.hours_unit, words),
        period(content.valid_from, content.valid_to, words),
        solutions(content.items, content.hours_unit, words),
        expenses(content.expense_cap_ore, words),
        driving(content.drive_cap_metres, words),
    )


def said_before(content: DecisionContent, words: Texts) -> Said | None:
    """Return what the decision it changes gave; None when that gave nothing."""
    old = content.changed
    if old is None or not old.items:
        return None
    return Said(
        _old_amount(content, words),
        period(old.valid_from, old.ends_on, words),
        solutions(old.items, old.hours_unit, words),
        expenses(old.expense_cap_ore, words) or words["none_before"],
        driving(old.drive_cap_metres, words) or words["none_before"],
    )


def amount(minutes: int, unit: HoursUnit, words: Texts) -> str:
    """Return ``4 timer i uken``; "" when it is nothing."""
    if not minutes:
        return ""
    each = "week" if unit is HoursUnit.WEEK else "month"
    word = "hour" if minutes == ONE_HOUR else "hours"
    return words[f"{word}_{each}"].format(hours=hours_text(minutes))


def period(first: date | None, last: date | None, words: Texts) -> str:
    """Return from when to when, or until further notice; "" when it is not said."""
    if first is None:
        return ""
    key = "period_closed" if last else "period_open"
    return words[key].format(first=_day(first), last=_day(last))


def solutions(items: Sequence[GrantItem], unit: HoursUnit, words: Texts) -> str:
    """Return how the service is organised, with hours each when there are several."""
    names = [words[f"solutions.{item.solution.value}"] for item in items]
    if len(items) < 2:
        return "".join(names)
    return "\n".join(
        f"{name}: {amount(item.minutes, unit, words)}"
        for name, item in zip(names, items, strict=True)
    )


def expenses(ore: int | None, words: Texts) -> str:
    """Return up to how many kroner a month; "" without a frame."""
    return words["expenses_text"].format(amount=kr(ore)) if ore else ""


def driving(metres: int | None, words: Texts) -> str:
    """Return up to how many kilometres a month; "" without a frame."""
    return words["driving_text"].format(amount=km_text(metres)) if metres else ""


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


def _old_amount(content: DecisionContent, words: Texts) -> str:
    old = content.changed
    if old is None:
        return ""
    return amount(sum(item.minutes for item in old.items), old.hours_unit, words)


def _governor(sender: OfficeDraft, words: Texts) -> str:
    county = sender.county_governor.strip()
    for start in _COUNTY:
        county = county.removeprefix(start)
    if not county or county.startswith("Statsforval"):
        return words["appeal.governor_unnamed"]
    return words["appeal.governor"].format(county=county)


def _day(day: date | None) -> str:
    return "" if day is None else long_date(day)
