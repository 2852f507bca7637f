"""A page of the help on paper says what it says on the screen, and is read as well."""

import re
from datetime import date
from io import BytesIO
from itertools import pairwise

import page
import pikepdf
import pytest

from stkdesk.documents.help_paper import HelpPaper, build
from stkdesk.resources import resource
from tests.documents.reading import runs, spoken
from tests.documents.test_structure import LEVELS, elements, loose_text, scope_of

DAY = date(2026, 11, 22)
TEXT = """# Prøve på alt

En **viktig** setning med [en lenke](nokler.md), `C:\\Program Files\\<mappe>` & mer,
på to linjer.

## Steg

1. Det første.
2. Det andre:
   - med et punkt
   - og ett til

   og en setning etterpå.

### Tall

| Nøkkel | Hva den gjør | Antall |
|---|---|--:|
| `DataFolder` | **mappen** med registeret, når den er en annen enn den vanlige | 12 |
| `LockMinutes` | minutter | 3 |

```
setup.exe /S  /AllUsers
setup.exe /S
```
"""
PAGES = sorted(path.stem for path in resource("help").glob("*.md"))


def paper(text):
    return build(HelpPaper(text, "0.9.0", DAY))


def printed(name):
    return paper(resource(f"help/{name}.md").read_text(encoding="utf-8"))


def heard(data):
    return [(role, " ".join(text.split())) for role, text in spoken(data)]


@pytest.fixture(scope="module")
def everything():
    return paper(TEXT)


@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_it_is_an_archive_paper_like_the_others(everything, profile):
    assert page.validate_pdf_bytes(everything, profile=profile).failures == []


def test_the_same_page_gives_the_same_bytes(everything):
    assert paper(TEXT) == everything


def test_it_says_what_is_written_without_the_signs_of_markdown(everything):
    said = heard(everything)
    assert ("H1", "Prøve på alt") in said
    assert (
        "P",
        "En viktig setning med en lenke, C:\\Program Files\\<mappe> & mer, "
        "på to linjer.",
    ) in said
    assert ("H2", "Steg") in said
    assert ("H3", "Tall") in said
    assert [text for role, text in said if role == "Lbl"] == ["1.", "2.", "•", "•"]
    assert ("LBody", "med et punkt") in said
    assert ("P", "setup.exe /S /AllUsers setup.exe /S") in said


def test_a_table_is_read_with_its_headings(everything):
    with pikepdf.open(BytesIO(everything)) as pdf:
        heads = [
            scope_of(each)
            for each in elements(pdf.Root.StructTreeRoot)
            if each.get("/S") == "/TH"
        ]
        for each in pdf.pages:
            assert loose_text(pikepdf.parse_content_stream(each)) == 0
    assert heads == ["/Column"] * 3 + ["/Row"] * 2


def test_a_list_within_a_list_belongs_to_its_item(everything):
    with pikepdf.open(BytesIO(everything)) as pdf:
        lists = [e for e in elements(pdf.Root.StructTreeRoot) if e.get("/S") == "/L"]
        assert [str(each.P.get("/S")) for each in lists] == ["/Document", "/LBody"]


def test_no_word_of_a_table_is_cut_in_two(everything):
    said = " ".join(text for _role, text in heard(everything))
    assert "DataFolder" in said
    assert "LockMinutes" in said


def test_what_a_paper_cannot_show_is_not_left_out_in_silence():
    with pytest.raises(ValueError, match="blockquote"):
        paper("# Tittel\n\n> noe\n")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_help_can_be_printed(name):
    said = heard(printed(name))
    levels = [LEVELS[role] for role, _ in said if role in LEVELS]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    told = " ".join(text for _role, text in said)
    assert "**" not in told
    assert "](" not in told
    assert not re.search(r"`|\|--", told)


def test_a_table_too_wide_for_the_page_is_still_whole():
    words = " ".join(["ord"] * 60)
    made = paper(f"# Bred\n\n| A | B |\n|---|---|\n| {'x' * 200} | {words} |\n")
    said = " ".join(text for _role, text in heard(made))
    assert said.count("ord") == 60
    assert said.replace(" ", "").count("x") == 200


def test_the_page_for_it_is_two_pages():
    with pikepdf.open(BytesIO(printed("it"))) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("below", ["| Alfa |\n|---|\n| b |\n", "- Alfa\n", "Alfa\n"])
def test_a_heading_is_not_left_alone_at_the_foot_of_a_page(below):
    begun = set()
    for filling in range(33, 41):  # paragraphs: a page holds about as many
        text = "Noe.\n\n" * filling
        data = paper(f"# Over\n\n{text}## Under\n\n{below}")
        pages = {run.text.strip(): run.page for run in runs(data)}
        assert pages["Under"] == pages["Alfa"]
        begun.add(pages["Under"])
    assert begun == {1, 2}
