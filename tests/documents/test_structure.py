"""What is drawn on a paper and what is said of it are the same thing, piece by piece.

A validator sees that the tags are well formed; these look at what stands in them.
"""

import subprocess
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from stkdesk.documents.print_file import build
from tests.documents.decisions import every_decision
from tests.documents.reading import spoken
from tests.documents.samples import NB, NN, a_decision, all_papers
from tests.needs import TOOLS

LONG = "Vi har snakket med deg og dem du bor med. " * 715  # 30 000 signs
NAMES = sorted([*all_papers(NB), *every_decision(NB), "long_grounds"])
LEVELS = {"H1": 1, "H2": 2, "H3": 3}
SHOWS = {"Tj", "TJ", "'", '"'}


@pytest.fixture(scope="module", params=["nb", "nn"])
def papers(request):
    """Every paper in one language, as bytes."""
    language = NB if request.param == "nb" else NN
    papers = all_papers(language) | every_decision(language)
    papers["long_grounds"] = a_decision(language=language, grounds=LONG)
    return {name: build(paper) for name, paper in papers.items()}


@pytest.mark.needs_linux(TOOLS)
@pytest.mark.parametrize("name", NAMES)
def test_another_program_finds_the_file_sound(papers, name, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(papers[name])
    checked = subprocess.run(
        ["qpdf", "--check", file], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "warning" not in (checked.stdout + checked.stderr).lower()


@pytest.mark.parametrize("name", NAMES)
def test_no_text_stands_outside_the_tags(papers, name):
    with pikepdf.open(BytesIO(papers[name])) as pdf:
        for page in pdf.pages:
            assert loose_text(pikepdf.parse_content_stream(page)) == 0


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_is_said_once_and_nothing_else_is(papers, name):
    with pikepdf.open(BytesIO(papers[name])) as pdf:
        drawn = {
            (at, int(operands[1]["/MCID"]))
            for at, page in enumerate(pdf.pages)
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and "/MCID" in operands[1]
        }
        numbers = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        said = [
            (numbers[where.objgen], content)
            for element in elements(pdf.Root.StructTreeRoot)
            for where, content in contents(element)
        ]
    assert len(said) == len(set(said))
    assert set(said) == drawn


@pytest.mark.parametrize("name", NAMES)
def test_headings_go_one_step_down_at_a_time(papers, name):
    levels = [LEVELS[role] for role, _ in spoken(papers[name]) if role in LEVELS]
    assert levels[:1] == [1]
    steps = pairwise(levels)
    assert all(after - before <= 1 for before, after in steps)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_says_what_its_columns_or_rows_are(papers, name):
    with pikepdf.open(BytesIO(papers[name])) as pdf:
        for table in elements(pdf.Root.StructTreeRoot):
            if table.get("/S") != "/Table":
                continue
            heads = [e for e in elements(table) if e.get("/S") == "/TH"]
            assert heads
            assert all(scope_of(head) in ("/Row", "/Column") for head in heads)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_described_in_words(papers, name):
    with pikepdf.open(BytesIO(papers[name])) as pdf:
        figures = [
            element
            for element in elements(pdf.Root.StructTreeRoot)
            if element.get("/S") == "/Figure"
        ]
        assert figures
        assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


@pytest.mark.parametrize("name", NAMES)
def test_every_sign_can_be_copied_out_as_itself(papers, name):
    text = " ".join(text for _role, text in spoken(papers[name]))
    assert text.strip()
    strange = {
        sign
        for sign in text
        if sign == "\ufffd" or 0xE000 <= ord(sign) <= 0xF8FF or ord(sign) < 32
    }
    assert not strange - {"\n", "\t"}


def test_text_outside_the_tags_would_be_noticed():
    with pikepdf.open(BytesIO(build(a_decision()))) as pdf:
        commands = list(pikepdf.parse_content_stream(pdf.pages[0]))
    tags = ("BMC", "BDC", "EMC")
    assert loose_text(each for each in commands if str(each[1]) not in tags) > 50


def loose_text(commands):
    """Return how many pieces of text are neither tagged nor marked as decoration."""
    inside = loose = 0
    for _operands, operator in commands:
        match str(operator):
            case "BMC" | "BDC":
                inside += 1
            case "EMC":
                inside -= 1
            case shown if shown in SHOWS:
                loose += inside == 0
    assert inside == 0
    return loose


def elements(node):
    """Yield every structure element below ``node``."""
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def contents(element):
    """Yield the page and number of each piece of content right in ``element``."""
    kids = element.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/Type") == "/MCR":
                yield kid.get("/Pg", element.get("/Pg")), int(kid["/MCID"])
        else:
            yield element["/Pg"], int(kid)


def scope_of(head):
    """Return the scope of a table heading."""
    told = head.get("/A")
    for each in told if isinstance(told, pikepdf.Array) else [told]:
        if each is not None and "/Scope" in each:
            return str(each["/Scope"])
    return None
