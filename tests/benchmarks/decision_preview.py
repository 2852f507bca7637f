"""From "Nytt vedtak" to its letter on the screen, and what the letter costs to draw.

    python -m tests.benchmarks.decision_preview [TIMES]

The letter is measured against ReportLab alone: the same lines as plain paragraphs,
drawn in the same run on the same machine. All is told in milliseconds of processor
time (CPU), which a busy machine does not stretch, and the window in wall time too.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pypdf import PdfReader
from PySide6.QtTest import QTest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from tests.benchmarks.offices import TODAY

TIMES = 9
GRANTED = "SELECT client_number FROM decisions WHERE state = 'issued' LIMIT 1"


def main() -> int:
    """Measure and print."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with tempfile.TemporaryDirectory() as folder:
        os.environ["STKDESK_DATA"] = folder
        measure(Path(folder), times)
    return 0


def measure(folder: Path, times: int) -> None:
    """Open the form of a decision in a practice office so many times."""
    from sqlalchemy import text

    from stkdesk.documents.print_file import build
    from stkdesk.domain.decision import DecisionKind
    from stkdesk.services.decision_begin import begin_decision
    from stkdesk.services.issuing import preview_decision
    from stkdesk.services.practice import build_practice_office
    from stkdesk.storage.keys import PRACTICE_PASSWORD
    from stkdesk.storage.opening import open_register
    from stkdesk.ui.app import make_application
    from stkdesk.ui.decisions.decision_form import DecisionForm
    from stkdesk.ui.decisions.form import open_decision
    from stkdesk.ui.page import Page
    from stkdesk.ui.theme import Look, Scheme
    from stkdesk.ui.workspace import Workspace

    file = folder / "office.db"
    for _ in build_practice_office(file, clients=20, today=TODAY):
        pass
    database = open_register(file, PRACTICE_PASSWORD)
    application = make_application(Look(Scheme.LIGHT))
    workspace = Workspace(lambda: database, clock=lambda: TODAY)
    page = Page(workspace)
    page.resize(1300, 900)
    page.show()
    client = workspace.read(lambda s: s.execute(text(GRANTED)).scalar_one())

    def _opened() -> None:
        open_decision(page, workspace, client, kind=DecisionKind.CHANGED)
        while not [f for f in page.findChildren(DecisionForm) if f.isVisible()]:
            application.processEvents()
        [form] = [f for f in page.findChildren(DecisionForm) if f.isVisible()]
        while not form.letter.preview.view.pages:
            application.processEvents()

    def _closed() -> None:
        for form in page.findChildren(DecisionForm):
            if form.isVisible():
                form.discard()
        QTest.qWait(50)

    cpu, wall = timed(_opened, times, _closed)
    print(f"window: {cpu:.0f} ms CPU, {wall:.0f} ms wall to the letter (of {times})")

    draft = workspace.read(
        lambda s: begin_decision(s, client, today=TODAY, kind=DecisionKind.CHANGED)
    )
    content = workspace.read(lambda s: preview_decision(s, draft, today=TODAY))
    lines = [
        line
        for sheet in PdfReader(BytesIO(build(content))).pages
        for line in sheet.extract_text().splitlines()
    ]
    read, _ = timed(
        lambda: workspace.read(lambda s: preview_decision(s, draft, today=TODAY)), times
    )
    drawn, _ = timed(lambda: build(content), times)
    raw, _ = timed(lambda: raw_paragraphs(lines), times)
    print(f"letter: {read:.1f} ms read, {drawn:.1f} ms drawn ({len(lines)} lines)")
    print(f"raw ReportLab: {raw:.1f} ms, ratio {drawn / raw:.2f}")
    workspace.close()


def timed(
    act: Callable[[], object], times: int, after: Callable[[], object] = lambda: None
) -> tuple[float, float]:
    """Return the median CPU and wall milliseconds of ``act``, the first left out."""
    cpu, wall = [], []
    for _ in range(times + 1):
        began = (time.process_time(), time.perf_counter())
        act()
        cpu.append(1000 * (time.process_time() - began[0]))
        wall.append(1000 * (time.perf_counter() - began[1]))
        after()
    return statistics.median(cpu[1:]), statistics.median(wall[1:])


def raw_paragraphs(lines: list[str]) -> bytes:
    """Return a PDF of the same lines, with nothing but ReportLab's own paragraphs."""
    style, out = getSampleStyleSheet()["BodyText"], BytesIO()
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in lines)
    SimpleDocTemplate(out).build([Paragraph(line, style) for line in escaped])
    return out.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
