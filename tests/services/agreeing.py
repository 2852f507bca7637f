"""Agreements, saved, made and signed in one line each."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from stkdesk.services.agreement_opening import open_agreement
from stkdesk.services.agreements import (
    begin_agreement,
    make_agreement,
    save_agreement,
    sign_agreement,
)

TODAY = date(2026, 11, 16)
NEW_YEARS_EVE = date(2026, 12, 31)


def saved(session, assignment, **changes):
    """Save a draft and return its number."""
    draft = begin_agreement(session, assignment, today=TODAY)
    return save_agreement(session, replace(draft, **changes), today=TODAY)


def made(session, number, today=TODAY):
    """Make a draft and return its paper."""
    return make_agreement(
        session, number, open_agreement(session, number).version, today=today
    )


def signed(session, number, day=TODAY):
    """Write down that it is signed."""
    version = open_agreement(session, number).version
    sign_agreement(session, number, version, day, day, today=day)
    return number


def in_force(session, assignment, **changes):
    """Have a signed agreement of an assignment and return its number."""
    number = saved(session, assignment, **changes)
    made(session, number)
    return signed(session, number)


def said(data):
    """Return the text of a PDF."""
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
