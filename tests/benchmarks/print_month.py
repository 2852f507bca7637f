"""How fast a month is printed. Run it by hand:

    python -m tests.benchmarks.print_month [--libreoffice] [--sheets 1000]

What is compared. The sheet is the month's own: a front with nine visits filled in and
the report on its back, each page with its code. The floor shows a fixed template under
the same texts, centred, two pages a sheet, without codes and without checking a word.
Both are built in the same run, in turns, and counted in processor seconds; the middle
of the turns counts. Pages against pages: both files have the same number. Blank sheets,
which hold a fifth of the text, are told beside it: there the codes weigh most.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

from stkdesk.documents.print_file import PrintFile
from stkdesk.documents.timesheet_form import TimesheetForm
from stkdesk.domain.formats import clock_text, hours_text, km_text, short_date
from stkdesk.domain.language import Language
from stkdesk.domain.office import OfficeDraft
from stkdesk.domain.paper import PaperKind, paper_reference
from stkdesk.domain.person import Address
from stkdesk.domain.timesheet import Visit
from tests.benchmarks.print_floor import write_floor
from tests.benchmarks.print_libreoffice import SOFFICE, merge_seconds

FLOOR_TARGET, LIBREOFFICE_TARGET = 2.2, 20
PAGES_TARGET, MEMORY_TARGET = 5000, 300  # pages, MB
TURNS = 5
ACTIVITIES = ("Svømming", "Kafé og bibliotek", "Tur rundt vannet", "Kino", "Bowling")
OFFICE = OfficeDraft(
    municipality="Fjordvik kommune",
    running_unit="Bo og habilitering",
    return_address="Fjordvik kommune, Postboks 124, 4481 Fjordvik",
    phone="51 00 40 00",
    email="post@fjordvik.kommune.no",
)


def sheet(number: int, visits: int) -> TimesheetForm:
    """Return the sheet of one assignment; every one is different."""
    name = f"Sølvi Ångstrøm Næss {number}"
    return TimesheetForm(
        reference=paper_reference(PaperKind.TIMESHEET, 2026, number),
        language=Language.BOKMAL,
        sender=OFFICE,
        address=Address(name, (f"Fjellveien {number}",), "4480", "Fjordvik"),
        contact_name=name,
        employee_number=str(10000 + number),
        period_label="Oktober 2026",
        first_on=date(2026, 10, 1),
        last_on=date(2026, 10, 31),
        client_label="ÅBØ",
        assignment_number=number,
        granted_minutes=16 * 60,
        due_on=date(2026, 11, 5),
        made_on=date(2026, 10, 1),
        visits=tuple(
            Visit(
                work_on=date(2026, 10, 1 + 3 * row),
                start_minute=17 * 60,
                minutes=120 + 30 * ((number + row) % 3),
                metres=1000 * ((number + row) % 20) if row else 0,
                activity=ACTIVITIES[(number + row) % 5],
            )
            for row in range(visits)
        ),
    )


def texts_of(form: TimesheetForm) -> list[list[list[str]]]:
    """Return what is written on each page of a sheet, row by row."""
    period = [form.period_label, short_date(form.due_on), hours_text(960)]
    front = [
        [form.contact_name, *form.address.lines, form.address.city],
        [form.employee_number, f"{form.client_label} · {form.assignment_number}"],
        [*period, form.reference, "Side 1 av 2"],
    ]
    back = [[form.contact_name, "oppdrag", "Oktober 2026", "adresse", "Side 2 av 2"]]
    for visit in form.visits:
        day, start = short_date(visit.work_on), visit.start_minute or 0
        hours, km = hours_text(visit.minutes), km_text(visit.metres)
        end = clock_text(start + visit.minutes)
        front.append([day, clock_text(start), end, hours, visit.activity, km, "0,00"])
        if visit.metres:
            back.append([day, day, visit.activity, km])
    if form.visits:
        front.append(["22,5", "91", "63,00"])
    return [front, back]


def print_sheets(forms: list[TimesheetForm]) -> bytes:
    """Print ``forms`` the way the program does."""
    out = BytesIO()
    file = PrintFile(out)
    for form in forms:
        file.add(form)
    file.close()
    return out.getvalue()


def print_floor(forms: list[TimesheetForm]) -> bytes:
    """Write the same texts over a fixed template."""
    return write_floor(
        [
            [
                [
                    (50 + 60 * column, 780 - 20 * number, text)
                    for number, row in enumerate(page)
                    for column, text in enumerate(row)
                ]
                for page in texts_of(form)
            ]
            for form in forms
        ]
    )


def seconds(work, forms) -> float:
    """Return the processor seconds ``work`` takes."""
    start = time.process_time()
    work(forms)
    return time.process_time() - start


def against_the_floor(sheets: int, visits: int) -> float:
    """Print both in turns; return how many times the floor we take."""
    forms = [sheet(number, visits) for number in range(1, sheets + 1)]
    print_sheets(forms[:20])
    print_floor(forms[:20])
    ours, floor = [], []
    for _ in range(TURNS):
        floor.append(seconds(print_floor, forms))
        ours.append(seconds(print_sheets, forms))
    ratio = median(ours) / median(floor)
    print(
        f"{sheets} sheets, {2 * sheets} pages, {visits} visits each:"
        f" ours {median(ours):.2f} s, floor {median(floor):.2f} s,"
        f" {ratio:.2f} x the floor"
    )
    return ratio


def peak_memory() -> int:
    """Print 5,000 pages in a process of its own; return its peak in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.print_month", "--memory"],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(done.stdout)


def _print_and_tell_memory() -> None:
    with tempfile.TemporaryFile() as out:
        file = PrintFile(out)
        number = 0
        while file.pages < PAGES_TARGET:
            number += 1
            file.add(sheet(number, 9))
        file.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def against_libreoffice(sheets: int) -> float:
    """Merge the same sheets; return how many times longer LibreOffice takes.

    Our time includes starting Python and reading the fonts, as its time does.
    """
    forms = [sheet(number, 9) for number in range(1, sheets + 1)]
    shape = max(len(texts_of(form)[1]) for form in forms)
    papers = []
    for form in forms:
        front, back = texts_of(form)
        back += [["", "", "", ""]] * (shape - len(back))
        papers.append(front + back)
    with tempfile.TemporaryDirectory(prefix="merge") as folder:
        theirs = merge_seconds(papers, Path(folder))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.benchmarks.print_month",
            "--only",
            "--sheets",
            str(sheets),
        ],
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    ours = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"{sheets} sheets: ours {ours:.2f} s with start, LibreOffice {theirs:.1f} s,"
        f" {theirs / ours:.0f} x longer"
    )
    return theirs / ours


def main() -> None:
    """Measure what is asked for and fail when a target is missed."""
    asked = argparse.ArgumentParser(description="How fast a month is printed.")
    asked.add_argument("--sheets", type=int, default=1000)
    asked.add_argument("--libreoffice", action="store_true")
    asked.add_argument("--memory", action="store_true")
    asked.add_argument("--only", action="store_true")
    options = asked.parse_args()
    if options.memory:
        _print_and_tell_memory()
        return
    if options.only:
        print_sheets([sheet(number, 9) for number in range(1, options.sheets + 1)])
        return
    met = against_the_floor(options.sheets, 9) <= FLOOR_TARGET
    against_the_floor(options.sheets, 0)
    memory = peak_memory()
    print(f"{PAGES_TARGET} pages in one file: {memory} MB at most")
    met &= memory < MEMORY_TARGET
    if options.libreoffice:
        if not Path(SOFFICE).exists():
            sys.exit(f"{SOFFICE} is not installed")
        met &= against_libreoffice(options.sheets) >= LIBREOFFICE_TARGET
    sys.exit(0 if met else "a target was missed")


if __name__ == "__main__":
    main()
