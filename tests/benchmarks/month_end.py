"""How fast a large month goes to payroll. Run it by hand:

    python -m tests.benchmarks.month_end [--sheets 3300]

What is compared. Ours is all of it: the run is worked out and looked at, locked in one
transaction, its files delivered and read back, a statement of every sheet kept in an
encrypted register, and the vouchers written. The floor is the writing of the PDFs
alone, by plain ReportLab: the same texts in the same places, one file for each sheet,
the vouchers and the control list, with the same typeface embedded, without tags and
without reading or keeping anything. Both in the same run, counted in processor seconds.
"""

import argparse
import resource
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.domain.staff import PROGRAM
from stkdesk.domain.timesheet import SheetState, sums_of
from stkdesk.resources import resource as resource_file
from stkdesk.services.pay_lines import pay_of_sheet, write_pay_lines
from stkdesk.services.pay_runs import lock_run, open_run, run_preview
from stkdesk.services.run_steps import RunPlan, RunStep, carry_out
from stkdesk.services.sheet_lines import line_of
from stkdesk.storage.keys import LIGHT
from stkdesk.storage.opening import create_register, unlock_register
from stkdesk.storage.tables import Contact, Timesheet
from stkdesk.storage.trail import Action, noted_as_one
from tests import builders as make
from tests.services import running
from tests.services.running import NOW, TODAY

TARGET = 2.0  # times the floor
PASSWORD = "Fjord og fjell 12"
RECORDED = 300  # sheets of the floor, which grows evenly with them
A_CONTACT = 5  # sheets of one support contact


def main() -> int:
    """Measure, tell, and end with 1 if it takes too long."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.month_end")
    parser.add_argument("--sheets", type=int, default=3300)
    sheets = parser.parse_args().sheets
    before, ours = peak(), a_month(sheets)
    most = peak()
    drawn = Drawn()
    a_month(RECORDED)
    floor = write_floor(drawn.files) * sheets / RECORDED
    ratio = ours / floor
    print(
        f"{sheets} sheets: ours {ours:.1f} s, the PDFs alone {floor:.1f} s,"
        f" {ratio:.2f} x; peak memory {most} MB, before {before} MB"
    )
    return ratio >= TARGET


def a_month(sheets):
    """Run the month of an office of its own; return the seconds it takes."""
    with tempfile.TemporaryDirectory(prefix="month-end") as kept:
        database, period = an_office(Path(kept), sheets)
        try:
            return run(database, period, Path(kept))
        finally:
            database.close()


def an_office(folder, sheets):
    """Return a register with so many approved sheets of October, and the period."""
    print("building an office", file=sys.stderr)
    file = folder / "register.db"
    create_register(file, PASSWORD, effort=LIGHT)
    database = unlock_register(file, PASSWORD).database()
    database.become(PROGRAM)
    with database.transaction() as session, noted_as_one(session, Action.CHECKED):
        running.set_up_office(session, running.OFFICE, today=TODAY)
        make.rates(session)
        running.codes(session)
        period = make.periods(session)["2026-10"].number
        visits = [
            make.a_visit(day, 960, 180 + day, metres=9_000, activity="Tur og kafé")
            for day in (2, 7, 13, 20, 28)
        ]
        contact = 0
        for number in range(sheets):
            if number % A_CONTACT == 0:
                contact = make.a_contact(session, f"Ångstrøm Næss {number}")
                session.get(Contact, contact).employee_number = f"{number:06}"
            assignment = make.an_assignment(session, f"Bruker Nr {number}", contact)
            a_sheet(session, assignment, period, visits)
    return database, period


def a_sheet(session, assignment, period, visits):
    """Register an approved sheet without asking the rules."""
    sums = sums_of(visits)
    sheet = Timesheet(
        assignment_number=assignment,
        period_number=period,
        state=SheetState.APPROVED,
        received_on=TODAY,
        minutes=sums.minutes,
        metres=sums.metres,
        approved_at=NOW,
        lines=[line_of(visit) for visit in visits],
    )
    session.add(sheet)
    session.flush()
    write_pay_lines(session, sheet, pay_of_sheet(session, sheet))


def run(database, period, folder):
    """Run the month to its end; return the seconds it takes."""
    target = folder / "til lønn"
    target.mkdir()
    start = time.process_time()
    with database.reading() as session:
        seen = run_preview(session, period, today=TODAY)
    looked = time.process_time()
    with database.transaction() as session:
        number = lock_run(session, period, seen.choice, now=NOW)
    locked = time.process_time()
    steps = frozenset((RunStep.DELIVER, RunStep.ARCHIVE))
    plan = RunPlan(steps, target, with_bundle=True)
    for _ in carry_out(database, number, plan, today=TODAY, now=NOW):
        pass
    end = time.process_time()
    with database.reading() as session:
        assert open_run(session, number).unarchived == 0
    print(
        f"looking {looked - start:.1f} s, locking {locked - looked:.1f} s,"
        f" delivering and archiving {end - locked:.1f} s"
    )
    return end - start


class Drawn:
    """What our files hold, recorded as they are drawn: texts, lines and surfaces."""

    def __init__(self):
        """Record from now on."""
        self.files, self._page = [], []
        self._record("put", "line", "rect")
        finishing, papers = PaperCanvas.finish_paper, self

        def finish(canvas, footer=None):
            pages = finishing(canvas, footer)
            papers.end_paper(canvas, pages)
            return pages

        PaperCanvas.finish_paper = finish

    def end_paper(self, canvas, pages):
        """Share what was drawn by its pages, in a file of its own or the one begun."""
        if not hasattr(canvas, "recorded"):
            canvas.recorded = []
            self.files.append(canvas.recorded)
        each = -(-len(self._page) // pages)
        for at in range(0, len(self._page), each):
            canvas.recorded.append(self._page[at : at + each])
        self._page = []

    def _record(self, *names):
        for name in names:
            drawing = getattr(PaperCanvas, name)

            def draw(canvas, *given, drawing=drawing, name=name, **more):
                self._page.append((name, given))
                return drawing(canvas, *given, **more)

            setattr(PaperCanvas, name, draw)


def write_floor(files):
    """Write the same pages with plain ReportLab; return the seconds it takes."""
    for name in ("Regular", "Semibold"):
        font = resource_file(f"fonts/SourceSans3-{name}.ttf")
        pdfmetrics.registerFont(TTFont(f"Plain{name}", str(font)))
    arms = svg2rlg(str(resource_file("coat_of_arms.svg")))
    arms.scale(0.1, 0.1)
    start = time.process_time()
    for pages in files:
        canvas = Canvas(BytesIO(), pagesize=A4, pageCompression=1)
        for place, drawn in enumerate(pages):
            if not place:
                renderPDF.draw(arms, canvas, 50, 750)
            for name, given in drawn:
                if name == "put":
                    put_plainly(canvas, *given)
                else:
                    getattr(canvas, name)(*given)
            canvas.showPage()
        canvas.save()
    return time.process_time() - start


def put_plainly(canvas, x, y, text, font="", size=9.5, _rgb="", align="l"):
    """Write one text."""
    canvas.setFont("PlainSemibold" if font.endswith("-S") else "PlainRegular", size)
    if align == "r":
        canvas.drawRightString(x, y, text)
    elif align == "c":
        canvas.drawCentredString(x, y, text)
    else:
        canvas.drawString(x, y, text)


def peak():
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
