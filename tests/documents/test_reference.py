"""Papers look as they did when a person last approved them.

See ``redraw_references`` for what to do when a change is meant.
"""

import pytest

from tests.documents.redraw_references import FOLDER, layout, papers


@pytest.mark.parametrize("name", papers())
def test_the_layout_is_the_approved_one(name):
    approved = (FOLDER / f"{name}.txt").read_text("utf-8")

    assert layout(papers()[name]) == approved


def test_no_layout_is_kept_of_a_paper_that_is_gone():
    assert {file.stem for file in FOLDER.iterdir()} == set(papers())
