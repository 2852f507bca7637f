"""The municipality's coat of arms, as the office hands it in."""

from __future__ import annotations

from pathlib import Path

from stkdesk.domain.errors import CannotOpenError
from stkdesk.resources import resource

LARGEST = 400_000  # bytes; a drawn shield is some thousand


def read_coat_of_arms(file: Path) -> str:
    """Return the drawing in ``file`` as text, after it has been tried on paper.

    Raises:
        CannotOpenError: if the file cannot be read, or is no SVG drawing.
        CannotPrintError: if it holds what cannot be printed: pictures, writing.

    """
    from stkdesk.documents.coat_of_arms import coat_of_arms  # ReportLab is slow to come

    try:
        if file.stat().st_size > LARGEST:
            raise _unfit("Filen er for stor.")
        svg = file.read_text("utf-8-sig")
    except OSError as error:
        raise CannotOpenError(
            "Filen kan ikke leses.", "Se etter at den finnes, og at du har tilgang."
        ) from error
    except UnicodeDecodeError:
        raise _unfit("Filen er ikke en SVG-tegning.") from None
    if "<svg" not in svg.casefold():
        raise _unfit("Filen er ikke en SVG-tegning.")
    coat_of_arms(svg)
    return svg


def standard_shield() -> str:
    """Return the neutral shield that stands in for a coat of arms."""
    return resource("coat_of_arms.svg").read_text("utf-8")


def _unfit(title: str) -> CannotOpenError:
    return CannotOpenError(
        title,
        "Be den som lager trykksaker i kommunen, om våpenet som en enkel SVG-fil.",
    )
