"""LibreOffice Calc opens the payroll files as they are, and gives them back so.

It is run once for all of them, set to Norwegian as the offices' machines are.
"""

import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from stkdesk.documents.payroll_file import payroll_file
from stkdesk.domain.pay_run import LayoutFormat
from stkdesk.domain.payroll_layout import STANDARD, with_format
from stkdesk.domain.payroll_sample import SAMPLE_LINES
from tests.documents.payroll import BARE, HEAD, TRAPS, with_names
from tests.needs import TOOLS

NORWEGIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"
 oor:op="fuse"><value>nb-NO</value></prop></item></oor:items>
"""
pytestmark = pytest.mark.needs_linux(TOOLS)

#: Semicolon, quotation mark, UTF-8, from line 1; texts in quotation marks are texts.
AS_CSV = "59,34,76,1,,0,true,true"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LINES = [*SAMPLE_LINES, *with_names(*TRAPS)]


def convert(folder, to, *files, opened_as=""):
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(NORWEGIAN)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *([f"--infilter={opened_as}"] if opened_as else []),
        "--convert-to",
        to,
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The folder where Calc has opened each file and written it anew."""
    folder = tmp_path_factory.mktemp("calc")
    files = {
        "marked.csv": STANDARD,
        "bare.csv": BARE,
        "book.xlsx": with_format(STANDARD, LayoutFormat.XLSX),
    }
    for name, layout in files.items():
        (folder / name).write_bytes(payroll_file(layout, LINES, HEAD))
    sources = [folder / name for name in files]
    convert(folder, "fods", *sources, opened_as=f"CSV:{AS_CSV}")
    back = [folder / f"{Path(name).stem}.fods" for name in files]
    convert(folder, f"csv:Text - txt - csv (StarCalc):{AS_CSV}", *back)
    return folder


def cells(folder, name):
    """Return each line as Calc holds it: texts as ``str``, numbers as ``float``."""
    rows = []
    for row in ET.parse(folder / f"{name}.fods").iter(f"{TABLE}table-row"):
        found = []
        for cell in row.iter(f"{TABLE}table-cell"):
            assert cell.get(f"{TABLE}formula") is None, "Calc took a text for a formula"
            value = cell.get(f"{OFFICE}value")
            if value is not None:
                found.append(float(value))
            else:
                found.append("".join(cell.itertext()).strip())
        rows.append(found[: len(STANDARD.columns)])
    return [row for row in rows if any(row)]


@pytest.mark.parametrize("name", ["marked", "book"])
def test_calc_reads_texts_as_texts_and_numbers_as_numbers(opened, name):
    headings, first, *rest = cells(opened, name)
    assert headings == [column.heading for column in STANDARD.columns]
    assert first == [
        *("00417", "Prøve, Ærlig", "2026-10", "P100"),
        *(20.25, "timer", 241.35, 4887.34),
        *("10500-234-001", "O-17"),
    ]
    assert rest[4][0] == "01024"
    assert rest[4][4:8] == [-1.5, "timer", 241.35, -362.03]
    assert len(rest) == len(LINES) - 1


@pytest.mark.parametrize("name", ["marked", "bare", "book"])
def test_calc_works_nothing_out(opened, name):
    names = [row[1] for row in cells(opened, name)[1 + len(SAMPLE_LINES) :]]
    assert len(names) == len(TRAPS)
    for found, typed in zip(names, TRAPS, strict=True):
        assert isinstance(found, str)
        assert " ".join(typed.split()) in found


@pytest.mark.parametrize("name", ["marked", "book"])
def test_calc_gives_back_what_it_was_given(opened, name):
    given = payroll_file(STANDARD, SAMPLE_LINES, HEAD).decode("utf-8-sig")
    text = (opened / f"{name}.csv").read_text(encoding="utf-8")
    back = text.splitlines()[: 1 + len(SAMPLE_LINES)]
    apostrophes = given.replace("'", "") if name == "book" else given
    if name == "marked":  # Calc shows a number of a CSV without its last zeros
        assert [row.split(";")[0] for row in back] == [
            row.split(";")[0] for row in given.splitlines()
        ]
        assert ';20,25;"timer";241,35;4887,34;"10500-234-001";"O-17"' in back[1]
        assert ';-1,5;"timer";241,35;-362,03;"10500-234-001";"O-24"' in back[-1]
    else:
        assert back == apostrophes.splitlines()
