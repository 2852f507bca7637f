"""What goes into each envelope: the papers and what is enclosed, as one pile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stkdesk.documents.joined import joined
from stkdesk.documents.pictures import page_count
from stkdesk.services.printing import Enclosed, MadePaper, Pile, PileSheet


@dataclass(frozen=True, slots=True)
class Envelopes:
    """Papers in the order they come out, each with what is enclosed after it."""

    data: bytes
    pile: Pile  # pages of what is enclosed count as those of the letter
    marks: tuple[tuple[int, str], ...]  # page from 1 and what begins there; "": a paper
    enclosed: tuple[Enclosed, ...]  # printed with them


def filled(papers: Sequence[MadePaper]) -> Envelopes:
    """Lay ``papers`` after each other, each from the front of a sheet."""
    files: list[tuple[MadePaper, str, bytes]] = []
    for paper in papers:
        files.append((paper, "", paper.data))
        files += [(paper, mark(each), each.data) for each in _printed(paper)]
    data, starts = joined([file for _paper, _mark, file in files])
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for (paper, _mark, file), start in zip(files, starts, strict=True):
        first.setdefault(id(paper), start)
        last[id(paper)] = start + page_count(file) - 1
    sheets = tuple(
        PileSheet(
            paper.number,
            paper.reference,
            first[id(paper)],
            last[id(paper)],
            by_hand=paper.by_hand,
        )
        for paper in papers
    )
    marks = tuple(
        (start, text)
        for (_paper, text, _file), start in zip(files, starts, strict=True)
    )
    enclosed = tuple(each for paper in papers for each in _printed(paper))
    return Envelopes(data, Pile("", sheets), marks, enclosed)


def mark(enclosed: Enclosed) -> str:
    """Return ``Vedlegg 1: Klage, 3. november 2026``."""
    return f"Vedlegg {enclosed.place}: {enclosed.title}"


def to_put_in(papers: Sequence[MadePaper]) -> tuple[str, str]:
    """Return what somebody must find and put in, and in which envelopes; or nothing."""
    wanted: dict[str, list[str]] = {}
    for paper in papers:
        by_hand = [each for each in paper.enclosed if not each.data]
        if by_hand:
            text = " ".join(f"{each.place}. {each.title}" for each in by_hand)
            wanted.setdefault(text, []).append(paper.reference)
    if not wanted:
        return "", ""
    title = f"Legg ved for hånd: {' · '.join(wanted)}"
    if len(papers) == 1:
        return title, ""
    if len(wanted) == 1:
        [references] = wanted.values()
        return title, f"I konvolutten til {', '.join(references)}."
    lines = (f"{', '.join(refs)}: {text}" for text, refs in wanted.items())
    return "Legg ved for hånd:", "\n".join(lines)


def _printed(paper: MadePaper) -> list[Enclosed]:
    return [each for each in paper.enclosed if each.data]
