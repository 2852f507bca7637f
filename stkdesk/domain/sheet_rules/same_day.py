"""Two visits the same day: asked about once, for it may be one line typed twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from stkdesk.domain.sheet_rules.frame import SheetFrame
from stkdesk.domain.sheet_rules.overlap import span_of
from stkdesk.domain.sheet_rules.remark import Remark, Severity
from stkdesk.domain.sheet_rules.rule import SheetRule, day_text, span_text
from stkdesk.domain.timesheet import Visit


def _same_day(visits: Sequence[Visit], _frame: SheetFrame) -> Iterator[Remark]:
    days: dict[date, list[int]] = {}
    for line, visit in enumerate(visits):
        days.setdefault(visit.work_on, []).append(line)
    for day, lines in days.items():
        if len(lines) > 1 and not _share_time([visits[line] for line in lines]):
            first, second = lines[:2]
            told = " og ".join(span_text(visits[line]) for line in (first, second))
            if visits[first] == visits[second]:
                said = f"{day_text(day)}: samme besøk er ført to ganger."
            elif len(lines) > 2:
                said = f"{day_text(day)}: {len(lines)} besøk samme dag."
            else:
                said = f"To besøk samme dag: {told}."
            yield Remark("same_day", Severity.WARN, said, second, first)


def _share_time(visits: Sequence[Visit]) -> bool:
    """Tell whether two of them overlap: that is told by its own rule."""
    spans = sorted(
        span
        for each in visits
        if (span := span_of(each.work_on, each.start_minute, each.minutes))
    )
    return any(
        before.meets(after)
        for place, before in enumerate(spans)
        for after in spans[place + 1 :]
    )


SAME_DAY = SheetRule("same_day", "Kontorets egen regel", _same_day)
