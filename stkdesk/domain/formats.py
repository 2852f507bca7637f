"""How dates, hours, money, distances and numbers are written and read.

Written as Språkrådet and CLDR have it: a hard space between thousands, a decimal
comma, two-digit days and months. Read forgivingly, but never by guessing: what may
mean two things, and a date with slashes, is not read. Nothing here is a float.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from stkdesk.domain.calendar import months_later
from stkdesk.domain.language import Language

HARD_SPACE = "\u00a0"
EN_DASH = "–"

WEEKDAYS = {
    Language.BOKMAL: [
        "mandag",
        "tirsdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lørdag",
        "søndag",
    ],
    Language.NYNORSK: [
        "måndag",
        "tysdag",
        "onsdag",
        "torsdag",
        "fredag",
        "laurdag",
        "søndag",
    ],
}
SHORT_WEEKDAYS = {
    Language.BOKMAL: ["man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."],
    Language.NYNORSK: ["må.", "ty.", "on.", "to.", "fr.", "la.", "sø."],
}
# The months have the same names in both languages.
MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
SHORT_MONTHS = [
    "jan.",
    "feb.",
    "mars",
    "apr.",
    "mai",
    "juni",
    "juli",
    "aug.",
    "sep.",
    "okt.",
    "nov.",
    "des.",
]

YEARS_AHEAD = 10  # 24.11.36 typed in 2026 is 2036, 24.11.37 is 1937
DATE = re.compile(r"(\d{1,2})[. ] ?(\d{1,2})[. ] ?(\d{4}|\d{2})")
PACKED_DATE = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NAMED_DATE = re.compile(r"(\d{1,2})\.? ?([a-z]{3,9})\.? (\d{4}|\d{2})")
STEP = re.compile(r"([+-]) ?(\d{1,4}) ?([dumå]?)")
TODAY = ("i dag", "idag", "i", "d")
NEAR_DAYS = {"i går": -1, "i morgen": 1}

DECIMAL = re.compile(r"-?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?")
CLOCKED_HOURS = re.compile(r"(\d{1,3}) ?[:t] ?([0-5]\d)(?: ?m(?:in)?\.?)?")
WHOLE_MINUTES = re.compile(r"(\d{1,5}) ?m(?:in(?:utter)?)?\.?")
HOURS_UNIT = re.compile(r" ?(?:t|timer?)\.?$")
KM_UNIT = re.compile(r" ?(?:km|kilometer)\.?$")
KRONER_UNIT = re.compile(r"^kr\.? ?|,-$| ?(?:kr|kroner)\.?$")
POINTED_THOUSANDS = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
DAY_MINUTES = 24 * 60


def parse_date(text: str, *, today: date) -> date | None:
    """Return the date ``text`` means, or None when it means none.

    Reads 24.11.26, 24.11.2026, 24 11 2026, 241126, 24112026, 2026-11-24 and
    24. november 2026; ``i dag`` (or i, d), ``i går``, ``i morgen``; and steps from
    today: +2d (or +2), +1u, -1m, +1å.
    """
    text = _tidy(text)
    if text in TODAY:
        return today
    try:
        if text in NEAR_DAYS:
            return today + timedelta(days=NEAR_DAYS[text])
        if step := STEP.fullmatch(text):
            return _stepped(today, int(step[1] + step[2]), step[3])
        if iso := ISO_DATE.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if found := DATE.fullmatch(text) or PACKED_DATE.fullmatch(text):
            return date(_year(found[3], today), int(found[2]), int(found[1]))
        if (named := NAMED_DATE.fullmatch(text)) and (month := _month(named[2])):
            return date(_year(named[3], today), month, int(named[1]))
    except (ValueError, OverflowError):  # no such day, or beyond the calendar
        return None
    return None


def short_date(day: date) -> str:
    """Return ``05.06.2014``."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def long_date(day: date) -> str:
    """Return ``5. juni 2014``, the same in both languages."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def date_interval(first: date, last: date) -> str:
    """Return ``21. sep.–20. okt. 2026``; what both days share is said once."""
    end = f"{last.day}. {SHORT_MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    start = f"{first.day}."
    if (first.year, first.month) != (last.year, last.month):
        start += f" {SHORT_MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start}{EN_DASH}{end}"


def month_title(year: int, month: int) -> str:
    """Return ``Oktober 2026``, the same in both languages."""
    return f"{MONTHS[month - 1].capitalize()} {year}"


def weekday_name(day: date, language: Language = Language.BOKMAL) -> str:
    """Return ``tirsdag`` or ``tysdag``."""
    return WEEKDAYS[language][day.weekday()]


def short_weekday(day: date, language: Language = Language.BOKMAL) -> str:
    """Return ``tir.`` or ``ty.``."""
    return SHORT_WEEKDAYS[language][day.weekday()]


def parse_hours(text: str) -> int | None:
    """Return the minutes in 4, 4,5, 4.5, 4:30, 3t, 3t 30 or 90 min, or None."""
    text = _tidy(text)
    if clocked := CLOCKED_HOURS.fullmatch(text):
        return int(clocked[1]) * 60 + int(clocked[2])
    if minutes := WHOLE_MINUTES.fullmatch(text):
        return int(minutes[1])
    return _positive(_scaled(HOURS_UNIT.sub("", text), 60))


def hours_text(minutes: int) -> str:
    """Return minutes as hours with a comma, ``4,5``; at most two decimals.

    What parse_hours reads back is always the same number of minutes.
    """
    return _decimal_text((200 * abs(minutes) + 60) // 120, 2, negative=minutes < 0)


def clock_text(minutes: int) -> str:
    """Return minutes after midnight as ``16:00``; past 24:00 it is the next day."""
    if minutes > DAY_MINUTES:
        minutes %= DAY_MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_kroner(text: str) -> int | None:
    """Return the øre in 1500, 1 500,5, 12.50, 1.500, kr 120 or 120,-, or None."""
    text = KRONER_UNIT.sub("", _tidy(text))
    if POINTED_THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    places = re.split("[.,]", text)[1:]
    return _scaled(text, 100) if len("".join(places)) <= 2 else None


def kroner_text(ore: int) -> str:
    """Return ``1 234,50`` with a hard space."""
    kroner, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{number_text(kroner)},{rest:02}"


def kr(ore: int) -> str:
    """Return ``kr 1 234,50`` with hard spaces."""
    return f"kr{HARD_SPACE}{kroner_text(ore)}"


def parse_km(text: str) -> int | None:
    """Return the metres in 12, 12,5, 12.5 or 12 km, or None."""
    return _positive(_scaled(KM_UNIT.sub("", _tidy(text)), 1000))


def km_text(metres: int) -> str:
    """Return metres as kilometres, ``12`` or ``12,5``."""
    return _decimal_text(abs(metres), 3, negative=metres < 0)


def number_text(number: int) -> str:
    """Return ``1 234 567`` with hard spaces."""
    return f"{number:,}".replace(",", HARD_SPACE)


def count(number: int, one: str, many: str) -> str:
    """Return ``1 bruker`` or ``3 brukere``."""
    return f"{number_text(number)} {one if number == 1 else many}"


def phone_text(text: str) -> str:
    """Return ``22 22 22 22`` or ``800 22 222``; a foreign number as it is."""
    digits = re.sub(r"[\s.-]", "", text)
    digits = re.sub(r"^(?:\+|00)47(?=\d{8}$)", "", digits)
    if not re.fullmatch(r"[0-9]{8}", digits):
        return " ".join(text.split())
    if digits.startswith("8"):
        return f"{digits[:3]} {digits[3:5]} {digits[5:]}"
    return f"{digits[:2]} {digits[2:4]} {digits[4:6]} {digits[6:]}"


def _tidy(text: str) -> str:
    """Return ``text`` in small letters, with plain single spaces and a plain minus."""
    return " ".join(text.casefold().replace("\u2212", "-").split())


def _year(digits: str, today: date) -> int:
    """Return the year; of two digits the one nearest before YEARS_AHEAD from today."""
    if len(digits) == 4:
        return int(digits)
    latest = today.year + YEARS_AHEAD
    return latest - (latest - int(digits)) % 100


def _month(name: str) -> int | None:
    found = [n for n, month in enumerate(MONTHS, 1) if month.startswith(name)]
    return found[0] if len(found) == 1 else None


def _stepped(today: date, number: int, unit: str) -> date:
    steps: dict[str, Callable[[], date]] = {
        "u": lambda: today + timedelta(weeks=number),
        "m": lambda: months_later(today, number),
        "å": lambda: months_later(today, 12 * number),
    }
    return steps.get(unit, lambda: today + timedelta(days=number))()


def _scaled(text: str, scale: int) -> int | None:
    """Return ``text`` times ``scale`` as a whole number, halves away from zero."""
    if not DECIMAL.fullmatch(text):
        return None
    digits = text.lstrip("-").replace(" ", "").replace(",", ".")
    whole, _, part = digits.partition(".")
    unit: int = 10 ** len(part)
    amount = (2 * int(whole + part) * scale + unit) // (2 * unit)
    return -amount if text.startswith("-") else amount


def _positive(amount: int | None) -> int | None:
    return amount if amount is not None and amount >= 0 else None


def _decimal_text(amount: int, places: int, *, negative: bool) -> str:
    """Return ``amount`` with so many decimals, less the zeros at the end."""
    whole, part = divmod(amount, 10**places)
    decimals = f"{part:0{places}}".rstrip("0")
    text = number_text(whole) + (f",{decimals}" if decimals else "")
    return f"-{text}" if negative and amount else text
