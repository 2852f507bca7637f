"""``print help``: a page of the help as a PDF, e.g. the two pages for IT."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import date

from stkdesk import __version__
from stkdesk.cli.arguments import Parser, a_result
from stkdesk.resources import resource


def add_errand(printing: Callable[[str, str], Parser]) -> None:
    """Let ``print`` make a PDF of a page of the help; needs no register."""
    helping = printing("help", "en side av hjelpen, for eksempel den for IT")
    helping.option(
        "--page", type=a_page, default="it", metavar="SIDE", help="hvilken side (it)"
    )
    helping.option(
        "--out", type=a_result, required=True, metavar="FIL", help="PDF-fil som lages"
    )
    helping.set_defaults(errand=print_help)


def a_page(text: str) -> str:
    """Return the text of a page of the help, by the name of its file."""
    pages = {page.stem: page for page in resource("help").glob("*.md")}
    if text not in pages:
        raise ArgumentTypeError(
            f"«{text}» er ingen side i hjelpen. Velg en av {', '.join(sorted(pages))}."
        )
    return pages[text].read_text(encoding="utf-8")


def print_help(asked: Namespace, today: date) -> int:
    """Write the page into a file."""
    from stkdesk.documents.help_paper import HelpPaper, build
    from stkdesk.storage.files import write_whole

    write_whole(asked.out, build(HelpPaper(asked.page, __version__, today)))
    print(f"{asked.out}: {asked.page.partition(chr(10))[0].removeprefix('# ')}.")
    return 0
