"""What else a line of a timesheet says: ``12km``, ``120kr``, ``120kv``, ``2p``, a note.

``kv`` is kroner with a receipt (kvittering), ``p`` passengers, ``#`` the account.
"""

from __future__ import annotations

import re
from dataclasses import replace

from stkdesk.domain.formats import parse_km, parse_kroner
from stkdesk.domain.quick_times import UnclearError
from stkdesk.domain.timesheet import Visit

MOST = {"km": 9_999_000, "kr": 9_999_900, "p": 8}  # metres, øre and people of a line
RECEIPT = "kv"
UNIT = re.compile(r"(km|kr|kv)(\d[\d,.]*)|(\d[\d,.]*)(km|kr|kv|p)", re.ASCII)
BARE = re.compile(r"\d[\d,.]*", re.ASCII)
ACCOUNT = re.compile(r"#([0-9A-Za-z][0-9A-Za-z./-]{0,19})", re.ASCII)
ALONE = ("km", "kr", "kv")  # units that may stand apart from their number


def with_amounts(visit: Visit, words: list[str], *, bare: str = "") -> Visit:
    """Return ``visit`` with what ``words`` say in place of what it had.

    ``bare``: the unit of a number without one, in a cell that has only one meaning.

    Raises:
        UnclearError: if a word is a number that says nothing.

    """
    amounts: dict[str, int] = {}
    note: list[str] = []
    receipt, account = False, None
    for place, word in enumerate(_with_units_joined(words)):
        plain = word.casefold()
        if plain == RECEIPT:
            receipt = True
        elif found := ACCOUNT.fullmatch(word):
            account = found[1]
        elif match := UNIT.fullmatch(
            f"{plain}{bare}" if BARE.fullmatch(word) else plain
        ):
            unit, number = match[1] or match[4], match[2] or match[3]
            receipt = receipt or unit == RECEIPT
            unit = "kr" if unit == RECEIPT else unit
            if unit in amounts:
                raise UnclearError(f"{unit} står to ganger.")
            amounts[unit] = _amount(word, unit, number)
        elif place == 0 and BARE.fullmatch(word):
            raise UnclearError(
                f"Er «{word}» km eller kr? Skriv {word}km eller {word}kr."
            )
        else:
            note.append(word)
    return _filled(visit, amounts, " ".join(note), receipt=receipt, account=account)


def amount_words(visit: Visit) -> list[str]:
    """Return the words ``with_amounts`` reads back."""
    words = []
    if visit.metres:
        words.append(_decimal(visit.metres, 1000) + "km")
    if visit.trip.passengers:
        words.append(f"{visit.trip.passengers}p")
    if visit.expense_ore:
        unit = RECEIPT if visit.has_receipt else "kr"
        words.append(_decimal(visit.expense_ore, 100) + unit)
    if visit.account:
        words.append(f"#{visit.account}")
    return [*words, visit.activity] if visit.activity else words


def _filled(
    visit: Visit,
    amounts: dict[str, int],
    note: str,
    *,
    receipt: bool,
    account: str | None,
) -> Visit:
    has_receipt = receipt if "kr" in amounts else receipt or visit.has_receipt
    return replace(
        visit,
        metres=amounts.get("km", visit.metres),
        expense_ore=amounts.get("kr", visit.expense_ore),
        activity=note or visit.activity,
        has_receipt=has_receipt and amounts.get("kr", visit.expense_ore) > 0,
        account=visit.account if account is None else account,
        trip=replace(visit.trip, passengers=amounts.get("p", visit.trip.passengers)),
    )


def _amount(word: str, unit: str, number: str) -> int:
    read = {"km": parse_km, "kr": parse_kroner, "p": _people}[unit]
    amount = read(number)
    if amount is None or amount > MOST[unit]:
        shown = "2p" if unit == "p" else f"12,5{unit}"
        raise UnclearError(f"«{word}» er ikke et antall. Skriv for eksempel {shown}.")
    return amount


def _people(number: str) -> int | None:
    return int(number) if number.isdecimal() else None


def _with_units_joined(words: list[str]) -> list[str]:
    """Return the words with ``12 km`` and ``kr 120`` written as one."""
    joined: list[str] = []
    for word in words:
        before = joined[-1] if joined else ""
        after_number = word.casefold() in ALONE and BARE.fullmatch(before)
        after_unit = BARE.fullmatch(word) and before.casefold() in ALONE
        if after_number or after_unit:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _decimal(amount: int, unit: int) -> str:
    """Return ``amount / unit`` in full, with a comma and without needless zeros."""
    whole, part = divmod(amount, unit)
    digits = str(unit + part)[1:].rstrip("0")
    return f"{whole},{digits}" if digits else f"{whole}"
