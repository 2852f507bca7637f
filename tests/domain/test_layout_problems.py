"""What a layout of the payroll file may not be, and what is worth a look."""

from dataclasses import replace
from datetime import date

from stkdesk.domain.layout_problems import LayoutDraft, layout_problems
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import (
    STANDARD,
    Column,
    PayrollField,
    moved,
    new_column,
    with_format,
)

F = PayrollField
GOOD = LayoutDraft("Lønn 2026", date(2026, 1, 1))


def said(draft, *, blocks=True):
    return [each.message for each in layout_problems(draft) if each.blocks is blocks]


def with_columns(*columns, made=LayoutFormat.CSV):
    shape = replace(with_format(STANDARD, made), columns=columns)
    return replace(GOOD, layout=shape)


def test_the_standard_layout_is_good_in_every_format():
    for made in LayoutFormat:
        draft = replace(GOOD, layout=with_format(STANDARD, made))
        assert layout_problems(draft) == ()


def test_no_field_names_a_client_or_a_national_number():
    words = " ".join(field.label for field in F).lower()
    assert not any(word in words for word in ("bruker", "fødsel", "person", "adresse"))


def test_a_layout_has_a_name_a_day_and_columns():
    empty = replace(with_columns(), name=" ", valid_from=None)
    assert [each.field for each in layout_problems(empty)] == [
        "name",
        "valid_from",
        "columns",
    ]


def test_fewer_than_two_decimals_would_lose_ore():
    bad = with_columns(replace(new_column(F.AMOUNT), decimals=0, heading="Sum"))
    assert said(bad) == [
        "Kolonne 1, «Sum»: skriv fra 2 til 4 desimaler, så ingen øre blir borte."
    ]
    assert not said(with_columns(new_column(F.PLACE)))


def test_widths_matter_in_fixed_columns_only():
    columns = (replace(new_column(F.ACCOUNT), width=0),)
    assert not said(with_columns(*columns))
    assert said(with_columns(*columns, made=LayoutFormat.FIXED)) == [
        "Kolonne 1, «Kontering»: skriv en bredde fra 1 til 200 tegn."
    ]
    long = Column(F.FIXED_TEXT, text="STØTTEKONTAKT", width=3)
    assert said(with_columns(long, made=LayoutFormat.FIXED)) == [
        "Kolonne 1, «Fast tekst»: teksten er lengre enn 3 tegn."
    ]


def test_a_heading_is_one_line():
    assert said(with_columns(Column(F.ACCOUNT, heading="a\nb")))


def test_a_file_payroll_cannot_use_is_worth_a_look():
    columns = (new_column(F.CONTACT_NAME), new_column(F.CONTACT_NAME))
    draft = with_columns(*columns)
    assert said(draft) == []
    assert said(draft, blocks=False) == [
        "Uten ansattnummer ser ikke lønn hvem linjen gjelder.",
        "Uten lønnsart ser ikke lønn hva linjen gjelder.",
        "Uten antall eller beløp ser ikke lønn hva som skal betales.",
        "To kolonner har samme overskrift.",
    ]


def test_a_column_is_moved_past_the_others():
    assert moved((1, 2, 3), 0, 2) == (2, 3, 1)
    assert moved((1, 2, 3), 2, 0) == (3, 1, 2)
