"""The whole answer in one file: letter, facts, list, the papers themselves, the log."""

from __future__ import annotations

from collections.abc import Sequence

from stkdesk.documents.insight_content import InsightContent
from stkdesk.documents.insight_letter import Pages, build
from stkdesk.documents.pdf.merging import merged
from stkdesk.documents.pictures import page_count
from stkdesk.documents.texts import texts


def build_bundle(
    content: InsightContent, papers: Sequence[bytes], log: bytes | None
) -> bytes:
    """Return one archive file; every page says which of how many it is.

    Args:
        content: the letter, the facts and the list.
        papers: the bytes of the papers that are enclosed, in the order of the list.
        log: who has read and changed what, as a paper of its own; None: not asked for.

    Raises:
        CannotPrintError: if the address is missing, or a paper is not ours.

    """
    pages = _pages(content, papers, log)
    letter, _own = build(content, pages)
    foot = f"{texts('insight', content.language)['file_title']} {content.reference}"
    numbers = texts("frame", content.language)["page"]
    return merged(
        [letter, *papers, *([log] if log else [])],
        lambda page, whole: (
            f"{foot} · {numbers.format(page=page, pages=whole).lower()}"
        ),
    )


def _pages(
    content: InsightContent, papers: Sequence[bytes], log: bytes | None
) -> Pages:
    """Return where everything will be; the letter is as long with any numbers in it."""
    lengths = [page_count(data) for data in papers]
    # Told that there are papers, so that the list of contents is as long.
    known = Pages(whole=99, papers=tuple(99 for _ in papers), log=99)
    _letter, own = build(content, known)
    at, starts = own.whole + 1, []
    for length in lengths:
        starts.append(at)
        at += length
    whole = at - 1 + (page_count(log) if log else 0)
    return Pages(whole, own.data, own.listed, tuple(starts), at if log else 0)
