"""Prints a digest of every paper, to be compared with another process's."""

from hashlib import sha256
from io import BytesIO

from stkdesk.documents.print_file import PrintFile, build
from stkdesk.domain.language import Language
from tests.documents.samples import all_papers


def digests():
    """Return the digest of every paper and of a print file with all of them."""
    papers = [paper for language in Language for paper in all_papers(language).values()]
    out = BytesIO()
    file = PrintFile(out, duplex=True)
    for paper in papers:
        file.add(paper)
    file.close()
    files = [*map(build, papers), out.getvalue()]
    return [sha256(data).hexdigest() for data in files]


if __name__ == "__main__":
    print(*digests(), sep="\n")
