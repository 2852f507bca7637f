"""Telling who of a group has started, and what keeps the others."""

from __future__ import annotations

from functools import partial

from stkdesk.domain.formats import count
from stkdesk.services.group_starting import Readiness
from stkdesk.ui import question
from stkdesk.ui.page import Page

SHOWN = 8  # members told of by name


def tell_started(page: Page, found: Readiness) -> None:
    """Say who started; those who wait are told with the reason, and can be opened."""
    told = f"{count(len(found.ready), 'medlem er', 'medlemmer er')} startet"
    if not found.waiting:
        page.toast(told)
        return
    lines = [
        f"•  {each.member.name}: "
        + "; ".join(lack.broken.sentence.rstrip(".") for lack in each.lacks)
        for each in found.waiting[:SHOWN]
    ]
    if len(found.waiting) > SHOWN:
        lines.append(f"og {len(found.waiting) - SHOWN} til")
    first = found.waiting[0].member
    question.ask(
        page,
        f"{told}. {count(len(found.waiting), 'kan', 'kan')} ikke starte ennå.",
        "\n".join(lines),
        (
            f"Åpne {first.name}",
            "primary",
            partial(page.goto.emit, "assignments", first.assignment_number),
        ),
        no="Lukk",
    )
