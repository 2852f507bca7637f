"""Drawings that are read aloud as one thing: the coat of arms, the code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stkdesk.documents.pdf.canvas import PaperCanvas
from stkdesk.documents.pdf.objects import pdf_text
from stkdesk.documents.pdf.structure import Element


@contextmanager
def figure(
    canvas: PaperCanvas,
    box: tuple[float, float, float, float],
    alt: str,
    *,
    later: bool = False,
) -> Iterator[Element | None]:
    """Mark what is drawn inside as a figure in ``box``; ``alt`` is read instead.

    With ``later`` only its place is kept; it is drawn afterwards.
    """
    if not canvas.tagged:
        yield None
        return
    edges = " ".join(f"{edge:.1f}" for edge in box)
    attributes = f"<< /O /Layout /BBox [{edges}] /Placement /Block >>"
    extra = f"/Alt {pdf_text(alt)}"
    if later:
        yield canvas.reserve("Figure", attributes, extra)
        return
    with canvas.tag("Figure", attributes, extra) as element:
        yield element
