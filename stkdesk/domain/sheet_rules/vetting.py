"""Nobody visits before the police certificate is seen and the declaration signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stkdesk.domain.sheet_rules.frame import SheetFrame, Vetting
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import SheetRule, day_text
from stkdesk.domain.timesheet import Visit


def _before(
    visits: Sequence[Visit], frame: SheetFrame, code: str, words: tuple[str, str]
) -> Iterator[Remark]:
    """Yield the visits before the day of ``code``; ``words``: what, and how done."""
    vetting = frame.vetting
    if vetting is None or not visits:
        return
    done_on = _day_of(vetting, code)
    what, done = words
    if done_on is None:
        heavy = Severity.BLOCK if vetting.is_known else Severity.WARN
        yield Remark(code, heavy, f"{what} er ikke registrert som {done}.")
        return
    for line, visit in enumerate(visits):
        if visit.work_on < done_on:
            yield Remark(
                code,
                Severity.BLOCK,
                f"{day_text(visit.work_on)} er før {what[0].lower()}{what[1:]} ble "
                f"{done} {done_on:%d.%m.%Y}.",
                line,
            )


def _day_of(vetting: Vetting, code: str) -> date | None:
    if code == "before_certificate":
        return vetting.certificate_on
    return vetting.declaration_on


def _uncertified(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
    words = ("Politiattesten til støttekontakten", "vist")
    return _before(visits, frame, "before_certificate", words)


def _undeclared(visits: Sequence[Visit], frame: SheetFrame) -> Iterator[Remark]:
    words = ("Taushetserklæringen til støttekontakten", "signert")
    return _before(visits, frame, "before_declaration", words)


BEFORE_CERTIFICATE = SheetRule(
    "before_certificate", "Helse- og omsorgstjenesteloven § 5-4", _uncertified
)
BEFORE_DECLARATION = SheetRule(
    "before_declaration", "Forvaltningsloven § 13 c", _undeclared
)
