"""What becomes of the paper of a police certificate: one key says it.

Source: politiregisterforskriften § 37-2: what is needed no more is destroyed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut

from stkdesk.domain.certificate import CertificateEnd
from stkdesk.domain.formats import long_date
from stkdesk.services.certificates import CertificateRow, dispose_certificate
from stkdesk.ui.page import Page
from stkdesk.ui.question import Question

KEPT = (
    "Attesten vist {day} er verken makulert eller levert tilbake. Den kan bare "
    "oppbevares så lenge det er nødvendig, utilgjengelig for andre."
)
NEW = (
    "Hva gjør du med papiret? Når resultatet er registrert, trenger kontoret det "
    "vanligvis ikke lenger. At attesten er sett, blir stående."
)
KEYS = {CertificateEnd.SHREDDED: "M", CertificateEnd.RETURNED: "L"}


def ask_disposal(page: Page, row: CertificateRow, *, is_new: bool) -> Question:
    """Ask what becomes of the paper ``row`` tells of; today, with one key."""
    assert row.draft.seen_on is not None
    text = NEW if is_new else KEPT.format(day=long_date(row.draft.seen_on))
    question = Question(
        page.window(),
        "Politiattesten på papir",
        text,
        *(
            (
                f"{end.label}  {key}",
                "primary" if key == "M" else "",
                _act(page, row, end),
            )
            for end, key in KEYS.items()
        ),
        no="Senere",
    )
    for end, key in KEYS.items():
        pressed = QShortcut(QKeySequence(key), question)
        pressed.activated.connect(partial(_press, question, _act(page, row, end)))
    question.open()
    return question


def _press(question: Question, act: Callable[[], object]) -> None:
    question.accept()
    act()


def _act(page: Page, row: CertificateRow, end: CertificateEnd) -> Callable[[], object]:
    return partial(dispose, page, row, end)


def dispose(page: Page, row: CertificateRow, end: CertificateEnd) -> None:
    """Write down that the paper was shredded or given back today."""
    today = page.workspace.today()
    page.workspace.save(
        lambda session: dispose_certificate(
            session, row.number, row.version, end, today, today=today
        ),
        lambda _done: page.toast(f"Politiattesten: {end.label.lower()}"),
    )
