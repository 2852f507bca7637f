"""Bank accounts and organisation numbers: check digits and how they are printed.

Both are checked by modulus 11 and only ever warned about: an unusual number may
still be a real one.
"""

from __future__ import annotations

ACCOUNT_LENGTH = 11
ACCOUNT_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
ORGANISATION_LENGTH = 9
ORGANISATION_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
SEPARATORS = str.maketrans("", "", " \u00a0\u202f\t.-")


def account_problem(text: str) -> str:
    """Return what looks wrong with an account number, "" when nothing does.

    Accounts with 00 in places five and six are old ones: their check digit counts
    places seven to ten only (ECBS TR201).
    """
    digits = text.translate(SEPARATORS)
    if not digits:
        return ""
    if not _is_number(digits, ACCOUNT_LENGTH):
        return "Kontonummeret har 11 siffer."
    counted = digits[6:] if digits[4:6] == "00" else digits
    if not _check_digit_fits(counted, ACCOUNT_WEIGHTS[-len(counted) + 1 :]):
        return "Kontrollsifferet stemmer ikke. Se etter ombyttede siffer."
    return ""


def format_account(text: str) -> str:
    """Return ``1813 64 45320``; anything but eleven digits comes back as it is."""
    digits = text.translate(SEPARATORS)
    if not _is_number(digits, ACCOUNT_LENGTH):
        return text.strip()
    return f"{digits[:4]} {digits[4:6]} {digits[6:]}"


def organisation_number_problem(text: str) -> str:
    """Return what looks wrong with an organisation number, "" when nothing does."""
    digits = text.translate(SEPARATORS)
    if not digits:
        return ""
    if not _is_number(digits, ORGANISATION_LENGTH):
        return "Organisasjonsnummeret har 9 siffer."
    if not _check_digit_fits(digits, ORGANISATION_WEIGHTS):
        return "Kontrollsifferet stemmer ikke. Se etter ombyttede siffer."
    return ""


def format_organisation_number(text: str) -> str:
    """Return ``940 155 223``; anything but nine digits comes back as it is."""
    digits = text.translate(SEPARATORS)
    if not _is_number(digits, ORGANISATION_LENGTH):
        return text.strip()
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}"


def _is_number(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _check_digit_fits(digits: str, weights: tuple[int, ...]) -> bool:
    """Tell whether the last digit makes the weighted sum a multiple of 11."""
    total = sum(int(d) * w for d, w in zip(digits, (*weights, 1), strict=True))
    return total % 11 == 0
