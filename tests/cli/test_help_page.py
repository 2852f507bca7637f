"""A page of the help on paper, from the console: no register and no password."""

from tests.documents.reading import spoken


def test_the_page_for_it_is_what_is_printed_when_none_is_named(console, tmp_path):
    file = tmp_path / "for IT.pdf"
    answer = console("print", "help", "--out", file)
    assert (answer.code, answer.out, answer.err) == (0, f"{file}: For IT.\n", "")
    assert ("H1", "For IT") in [(r, t.strip()) for r, t in spoken(file.read_bytes())]


def test_another_page_can_be_named(console, tmp_path):
    file = tmp_path / "taster.pdf"
    assert console("print", "help", "--page", "tastatur", "--out", file).code == 0
    assert "Taster" in [text.strip() for _role, text in spoken(file.read_bytes())]


def test_a_page_that_is_not_there_is_told_with_those_that_are(console, tmp_path):
    file = tmp_path / "nei.pdf"
    answer = console("print", "help", "--page", "../../README", "--out", file)
    assert answer.code == 2
    assert "«../../README» er ingen side i hjelpen" in answer.err
    assert "tastatur" in answer.err
    assert not file.exists()
