"""The end of a letter: who sends it, what is enclosed, who else gets it."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from stkdesk.documents.letter import LEFT, RIGHT, SignatureLines
from stkdesk.documents.pdf.flow import P
from stkdesk.documents.texts import Texts
from stkdesk.documents.theme import SMALL, style
from stkdesk.domain.office import OfficeDraft

_GREETING = style("greeting", spaceBefore=6, spaceAfter=8 * mm)
_GREETING_APPROVED = style("greeting approved", spaceBefore=6, spaceAfter=2 * mm)


def letter_end(
    last: Sequence[Flowable],
    frame: Texts,
    sender: OfficeDraft,
    *,
    by_hand: bool,
    enclosures: Sequence[str] = (),
    copies: Sequence[str] = (),
) -> list[Flowable]:
    """Return the ``last`` section with greeting and names, then what is enclosed.

    They stay on one page, so that none has a signature or a list alone. ``frame`` are
    the texts around every letter. It is signed by hand, or says that it is approved
    electronically; never both.
    """
    return [
        KeepTogether(
            [
                *last,
                *_signature(frame, sender, by_hand=by_hand),
                *_lists(frame, enclosures, copies),
            ]
        ),
    ]


def _signature(frame: Texts, sender: OfficeDraft, *, by_hand: bool) -> list[Flowable]:
    names = [
        (sender.leader, sender.leader_title or frame["leader_title"]),
        (sender.case_officer, frame["officer_title"]),
    ]
    names = [(name, title) for name, title in names if name.strip()]
    greeting = P(frame["signed_by"], _GREETING if by_hand else _GREETING_APPROVED)
    lines = SignatureLines(names, RIGHT - LEFT, drawn=by_hand)
    parts: list[Flowable] = [greeting, lines]
    if not by_hand:
        parts += [Spacer(0, 8), P(frame["approved"], SMALL)]
    return parts


def _lists(
    frame: Texts, enclosures: Sequence[str], copies: Sequence[str]
) -> list[Flowable]:
    """Return each enclosure on a line with its number, so that they can be checked."""
    made: list[Flowable] = []
    if enclosures:
        lines = [f"{n}. {escape(title)}" for n, title in enumerate(enclosures, start=1)]
        title = f"<b>{frame['enclosures']}</b><br/>"
        made.append(P(title + "<br/>".join(lines), SMALL))
    if copies:
        title = f"<b>{frame['copies']}</b>  "
        made.append(P(title + escape(", ".join(copies)), SMALL))
    return [Spacer(0, 9), *made] if made else []
