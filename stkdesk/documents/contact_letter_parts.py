"""How each kind of letter to a support contact is put together, as data."""

from __future__ import annotations

from dataclasses import replace

from stkdesk.documents.letter_parts import Build, Part, Turns, typed_after
from stkdesk.domain.certificate import CertificateBasis
from stkdesk.domain.contact_letter import ContactLetterKind

NOTE = Part("note", typed="note")
_UNTIL = Turns(("until", "open"), ("lead", "after"))

BUILDS: dict[ContactLetterKind, Build] = {
    ContactLetterKind.INTERVIEW: Build(
        (
            Part("about", "about.text"),
            replace(typed_after("bring", "bring.text", "bring"), as_list=True),
            Part("hinder", "hinder.text"),
            NOTE,
        ),
        (
            ("day", "{interview_on}"),
            ("clock", "{interview_time}"),
            ("place", "{place}"),
            ("meets", "{with_whom}"),
        ),
    ),
    ContactLetterKind.APPROVED: Build(
        (
            Part("next", "next.text"),
            Part("wait", "wait.text"),
            NOTE,
        ),
    ),
    ContactLetterKind.REFUSED: Build(
        (
            typed_after("about", "about.text", "note"),
            Part("kept", "kept.text"),
        ),
    ),
    ContactLetterKind.CERTIFICATE_REQUEST: Build(
        (
            Part("purpose", "purpose"),
            Part("apply", "apply.text"),
            Part("show", "show.text"),
        ),
        (
            ("name", "{contact}"),
            ("identity", "{identity}"),
            ("position", "{position}"),
            ("position_type", "{position_type}"),
            ("basis", "{basis}"),
            ("employer", "{employer}"),
            ("reach", "{reach}"),
            ("place_day", "{place_day}"),
        ),
        Turns(tuple(each.value for each in CertificateBasis), ("purpose",)),
        asks=False,  # the police read it, and it is one page
    ),
    ContactLetterKind.START: Build(
        (
            typed_after("first", "first.text", "first_week"),
            Part("goal", typed="goal"),
            Part("sheets", "sheets.text"),
            Part("secrecy", "secrecy.text"),
            NOTE,
        ),
        (
            ("client", "{client}"),
            ("phone", "{client_phone}"),
            ("begins", "{start}"),
            ("agreed", "{agreed_amount}"),
            ("sheet_by", "{sheet_by}"),
        ),
    ),
    ContactLetterKind.PAUSE: Build(
        (
            Part("meanwhile", "meanwhile.text"),
            Part("after", "after"),
            NOTE,
        ),
        (
            ("client", "{client}"),
            ("pause_from", "{pause_from}"),
            ("pause_to", "{pause_to}"),
        ),
        _UNTIL,
    ),
    ContactLetterKind.END: Build(
        (
            Part("sheets", "sheets.text"),
            Part("things", "things.text"),
            Part("secrecy", "secrecy.text"),
            Part("reference", "reference.text"),
            NOTE,
        ),
        (
            ("client", "{client}"),
            ("last_day", "{last_day}"),
            ("last_sheet_by", "{last_sheet_by}"),
        ),
    ),
    ContactLetterKind.REFERENCE: Build(
        (
            Part("work", "work.text", "work"),
            Part("note", typed="note"),
        ),
        (
            ("name", "{contact}"),
            ("born", "{born}"),
            ("from", "{work_from}"),
            ("to", "{work_to}"),
            ("worked", "{work_amount}"),
        ),
    ),
    ContactLetterKind.SHEET_RETURN: Build(
        (
            Part("reasons", typed="reasons", as_list=True),
            Part("how", "how.text"),
            NOTE,
        ),
        (
            ("month", "{sheet_month}"),
            ("form", "{sheet_form}"),
            ("send_by", "{sheet_by}"),
        ),
    ),
    ContactLetterKind.REMINDER_1: Build(
        (
            Part("sheets", typed="sheets", as_list=True),
            Part("nothing", "nothing.text"),
            Part("crossed", "crossed.text"),
            NOTE,
        ),
        (("month", "{sheet_month}"), ("send_by", "{sheet_by}")),
    ),
    ContactLetterKind.REMINDER_2: Build(
        (
            Part("sheets", typed="sheets", as_list=True),
            Part("why", "why.text"),
            Part("after", "after.text"),
            Part("help", "help.text"),
            NOTE,
        ),
        (("month", "{sheet_month}"), ("send_by", "{sheet_by}")),
    ),
    ContactLetterKind.NEW_RATES: Build(
        (
            Part("rates", typed="rates", as_list=True),
            Part("before", "before.text"),
            NOTE,
        ),
        (("from_day", "{rates_from}"),),
    ),
    ContactLetterKind.BACK_PAY: Build(
        (
            Part("rates", typed="rates", as_list=True),
            replace(typed_after("months", "months.text", "months"), as_list=True),
            Part("paid", "paid.text"),
            NOTE,
        ),
        (("from_day", "{rates_from}"), ("back_pay", "{back_pay}")),
    ),
    ContactLetterKind.ANNUAL_STATEMENT: Build(
        (
            replace(typed_after("months", "months.text", "months"), as_list=True),
            Part("tax", "tax.text"),
            NOTE,
        ),
        (
            ("year", "{statement_year}"),
            ("year_hours", "{year_hours}"),
            ("year_km", "{year_km}"),
            ("year_expenses", "{year_expenses}"),
            ("year_paid", "{year_paid}"),
        ),
    ),
}
