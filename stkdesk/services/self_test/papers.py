"""One of each document is made, read again, and kept if somebody wants to look."""

from __future__ import annotations

from stkdesk.documents.example_papers import ExamplePaper, example_papers
from stkdesk.documents.payroll_file_reading import file_text
from stkdesk.documents.pdf.inspecting import inspect
from stkdesk.domain.errors import OfficeError
from stkdesk.domain.formats import count
from stkdesk.services.self_test.steps import AGAIN, Place

OWN_LETTERS = frozenset("æøå")
NO_LETTER = "\N{REPLACEMENT CHARACTER}"
PDF = ".pdf"


def papers_are_printed(place: Place) -> str:
    """Make one of each document.

    Raises:
        OfficeError: that names the first one that cannot be read again.

    """
    papers = pages = files = 0
    folder = place.papers
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    for paper in example_papers():
        data = _made(paper)
        if folder is not None:
            (folder / paper.name).write_bytes(data)
        if paper.name.endswith(PDF):
            papers, pages = papers + 1, pages + _pages(paper.name, data)
        else:
            files += 1
            _require_text(paper.name, file_text(data))
    return (
        f"{count(papers, 'dokument', 'dokumenter')} på {count(pages, 'side', 'sider')}"
        f", {count(files, 'annen fil', 'andre filer')}"
    )


def _made(paper: ExamplePaper) -> bytes:
    try:
        return paper.make()
    except OfficeError as error:
        raise OfficeError(f"{paper.name}: {error.title}", error.advice) from error
    except FileNotFoundError as error:
        raise OfficeError(
            f"{paper.name} kunne ikke lages: en fil mangler i programmet.", AGAIN
        ) from error


def _pages(name: str, data: bytes) -> int:
    try:
        seen = inspect(data)
    except ValueError:
        raise OfficeError(f"{name} er ikke en hel PDF.", AGAIN) from None
    if not seen.pages:
        raise OfficeError(f"{name} har ingen sider.", AGAIN)
    if seen.loose_texts:
        raise OfficeError(f"{name} mangler skriften den er skrevet med.", AGAIN)
    _require_text(name, seen.text)
    return seen.pages


def _require_text(name: str, text: str) -> None:
    if NO_LETTER in text or not OWN_LETTERS & set(text.casefold()):
        raise OfficeError(f"{name} har ikke de norske bokstavene.", AGAIN)
