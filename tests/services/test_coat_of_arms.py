"""The coat of arms the office hands in."""

import pytest

from stkdesk.domain.errors import OfficeError
from stkdesk.services.coat_of_arms import (
    LARGEST,
    read_coat_of_arms,
    standard_shield,
)

PLAIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="48">'
    '<path d="M0 0h40v28l-20 20-20-20z" fill="#123f6d"/></svg>'
)


def test_a_plain_drawing_is_taken_as_it_is(tmp_path):
    file = tmp_path / "våpen.svg"
    file.write_text(PLAIN, "utf-8-sig")
    assert read_coat_of_arms(file) == PLAIN


def test_the_standard_shield_can_be_handed_in_itself(tmp_path):
    file = tmp_path / "skjold.svg"
    file.write_text(standard_shield(), "utf-8")
    assert read_coat_of_arms(file) == standard_shield()


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\xff",
        b"Dette er et brev.",
        b"<svg",
        PLAIN.replace("<path", '<image href="x.png"/><path').encode(),
        PLAIN.replace("<path", "<text>Hei</text><path").encode(),
        b"<svg>" + b" " * LARGEST,
    ],
    ids=["picture", "letter", "half a file", "with a picture", "with text", "too big"],
)
def test_what_cannot_be_printed_is_refused_with_advice(tmp_path, content):
    file = tmp_path / "våpen.svg"
    file.write_bytes(content)
    with pytest.raises(OfficeError) as refusal:
        read_coat_of_arms(file)
    assert "SVG" in refusal.value.advice


def test_a_file_that_is_gone_is_told_as_such(tmp_path):
    with pytest.raises(OfficeError, match="kan ikke leses"):
        read_coat_of_arms(tmp_path / "borte.svg")
