"""Writes down where every piece of text stands on every paper.

Run ``python -m tests.documents.redraw_references`` after a change that is meant, look
at the papers and at the difference in ``reference/``, and commit both.
"""

from pathlib import Path

from stkdesk.documents.print_file import build
from stkdesk.domain.language import Language
from tests.documents.reading import runs
from tests.documents.samples import all_papers

FOLDER = Path(__file__).parent / "reference"


def layout(paper):
    """Return the layout of a paper: page, mm from left and top, size, text."""
    lines = [
        f"{run.page} {run.left:6.1f} {run.top:6.1f} {run.size:5.1f}  {said}"
        for run in runs(build(paper))
        if (said := run.text.strip())
    ]
    return "\n".join(["page left top size text", *lines, ""])


def papers():
    """Return every paper whose layout is kept, by the name of its file."""
    return {
        f"{name}.{language.value}": paper
        for language in Language
        for name, paper in all_papers(language).items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, paper in papers().items():
        (FOLDER / f"{name}.txt").write_text(layout(paper), "utf-8", newline="\n")
