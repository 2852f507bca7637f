"""The papers of a payroll run: archive files, with what must stand on them."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import page
import pikepdf
import pytest

from stkdesk.documents import control_list, statement
from stkdesk.documents.statement_content import Signed, Statement, coded
from stkdesk.domain.language import Language
from stkdesk.domain.pay import PayKind, PayLine
from stkdesk.domain.person import Address
from stkdesk.domain.run_content import ControlList, ControlRow
from stkdesk.domain.timesheet import Trip, Visit
from tests.documents.reading import pages_of, spoken
from tests.documents.samples import OFFICE
from tests.documents.test_structure import elements, loose_text, scope_of

DAY = date(2026, 11, 6)
TRIP = Trip("Til Åses trening", "Byen – Moa t/r", "Vegen var stengt", 1, "Åse Moe")
STATEMENT = Statement(
    reference="S-2026-000123-3Q",
    language=Language.BOKMAL,
    sender=OFFICE,
    contact_name="Håkon Næss Sørbø",
    employee_number="00512",
    address=Address("Håkon Næss Sørbø", ("Fjordgata 1",), "6509", "Byen"),
    client="Åse Moe",
    assignment_code="O-12",
    sheet_code="O-12 2026-10",
    period_label="Oktober 2026",
    run_code="2026-10-1",
    pay_on=date(2026, 11, 12),
    made_on=DAY,
    visits=(
        Visit(date(2026, 10, 3), 960, 180, activity="Kino"),
        Visit(date(2026, 10, 9), None, 120, 100_000, 250_00, "Trening", trip=TRIP),
    ),
    lines=(
        PayLine(PayKind.HOURS, 300, 241_35, 1206_75),
        PayLine(PayKind.DRIVE_TAX_FREE, 100_000, 3_50, 350_00),
        PayLine(PayKind.DRIVE_TAXABLE, 100_000, 1_80, 180_00),
        PayLine(PayKind.EXPENSES, 0, 0, 200_00, unpaid_ore=50_00),
    ),
    entered=Signed("Kari Dal", date(2026, 11, 3)),
    checked=Signed("Ola Lie", date(2026, 11, 4)),
    approved=Signed("Berit Holm", date(2026, 11, 5)),
    paper_reference="T-2026-004211-3Q",
)
LONG = replace(STATEMENT, visits=STATEMENT.visits * 30)
BACK = replace(
    STATEMENT,
    language=Language.NYNORSK,
    visits=(Visit(date(2026, 10, 3), 960, -180),),
    lines=(PayLine(PayKind.HOURS, -180, 241_35, -724_05),),
    correction=1,
    corrects="O-12 2026-10",
    correction_reason="Ført to gonger",
)
ROW = ControlRow("00512", "Sørbø, Håkon Næss", PayKind.HOURS, "0120", 300, 1206_75)
LIST = ControlList(
    sender=OFFICE,
    run_code="2026-10-1",
    period_label="Oktober 2026",
    pay_on=date(2026, 11, 12),
    made_on=DAY,
    made_by="Kari Dal",
    sheets=1,
    rows=(ROW, replace(ROW, kind=PayKind.EXPENSES, quantity=0, sum_ore=200_00)),
    sum_ore=1406_75,
    file_name="lonn-2026-10-1.csv",
    file_sha256="ab12" * 16,
    attestants=("Ola Lie",),
    approvers=("Berit Holm",),
)
PAPERS = {
    "statement": statement.build(STATEMENT),
    "many visits": statement.build(LONG),
    "correction": statement.build(BACK),
    "coded": statement.build(coded(STATEMENT, ("Åse", "Moe"))),
    "practice": statement.build(replace(STATEMENT, practice=True)),
    "list": control_list.build(LIST),
    "long list": control_list.build(replace(LIST, rows=LIST.rows * 60)),
}


@pytest.mark.parametrize("profile", ["2a", "ua1"])
@pytest.mark.parametrize("name", PAPERS)
def test_they_are_archive_papers_like_the_others(profile, name):
    assert page.validate_pdf_bytes(PAPERS[name], profile=profile).failures == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_text_is_loose_and_every_table_says_what_its_columns_are(name):
    with pikepdf.open(BytesIO(PAPERS[name])) as pdf:
        for each in pdf.pages:
            assert loose_text(pikepdf.parse_content_stream(each)) == 0
        tables = [e for e in elements(pdf.Root.StructTreeRoot) if e["/S"] == "/Table"]
        for table in tables:
            heads = [each for each in elements(table) if each["/S"] == "/TH"]
            assert heads
            assert all(scope_of(head) == "/Column" for head in heads)
    assert tables


def test_the_same_statement_gives_the_same_bytes():
    assert statement.build(STATEMENT) == PAPERS["statement"]
    assert control_list.build(LIST) == PAPERS["list"]


def test_sums_stand_under_their_lines_and_what_a_cap_kept_back_beside_them():
    told = said(PAPERS["statement"]).replace("\N{NO-BREAK SPACE}", " ")
    for part in ("1 206,75", "350,00", "180,00", "1 936,75", "50,00"):
        assert part in told


def test_a_correction_says_what_it_corrects_in_the_language_of_the_contact():
    told = said(PAPERS["correction"])
    assert "Oppgjer: Korreksjon 1" in told
    assert "Ført to gonger" in told
    assert "-724,05" in told


def test_no_name_of_the_client_is_left_in_the_copy_for_the_accounts():
    told = said(PAPERS["coded"])
    assert "Åse" not in told
    assert "Moe" not in told
    assert "Til O-12 trening" in told


def test_two_sign_the_control_list_and_it_tells_which_file_it_is_about():
    told = said(PAPERS["list"])
    for part in ("Attestant", "Anviser", "Ola Lie", "Berit Holm", "ab12ab12", "0120"):
        assert part in told
    assert "O-12" not in told


def test_a_long_list_goes_on_with_its_heads_on_every_page():
    assert len(list(pages_of(PAPERS["long list"]))) > 2


def said(data):
    return " ".join(text for _role, text in spoken(data))
