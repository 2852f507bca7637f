"""What a file is: by its content and never by its name, and whole."""

import pytest

from stkdesk.documents.file_kind import FileKind, UnfitFileError, check_whole, kind_of
from tests import files

WHOLE = {
    FileKind.PDF: files.a_pdf(),
    FileKind.PNG: files.a_picture("PNG"),
    FileKind.JPEG: files.a_picture("JPEG"),
    FileKind.TIFF: files.a_picture("TIFF", pages=2),
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_whole_file_of_every_kind_is_kept(kind):
    assert check_whole(WHOLE[kind]) is kind


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_half_a_file_is_not(kind, part):
    data = WHOLE[kind]
    with pytest.raises(UnfitFileError, match=r"skadet|ikke hel") as told:
        check_whole(data[: int(len(data) * part)])
    assert "på nytt" in told.value.advice


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (b"", "Filen er tom"),
        (b"MZ\x90\x00" + b"0" * 600, "et program"),
        (b"\x7fELF\x02\x01", "et program"),
        (b"#!/bin/sh\nrm -rf", "et program"),
        (b"PK\x03\x04\x14\x00", "Office-dokument"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office-dokument"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "telefon"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>", "en nettside"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "en nettside"),
        (b"GIF89a\x01\x00\x01\x00", "ikke en PDF eller et bilde"),
        (b"Hei! Jeg klager.", "ikke en PDF eller et bilde"),
        (b"%PDF-1.7\n%%EOF", "skadet"),
        (b"%PDF-1.7\n" + b"0" * 4000, "ikke hel"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "skadet"),
        (b"\xff\xd8\xff" + b"\x00" * 100, "skadet"),
        (b"II*\x00" + b"\xff" * 100, "skadet"),
    ],
)
def test_what_is_not_kept_is_told_why(data, title):
    with pytest.raises(UnfitFileError, match=title) as told:
        check_whole(data)
    assert told.value.advice


def test_a_locked_pdf_is_told_as_one():
    with pytest.raises(UnfitFileError, match="låst med passord"):
        check_whole(files.a_locked_pdf())
    assert check_whole(files.a_locked_pdf(user="")) is FileKind.PDF  # opens for all


def test_a_pdf_without_pages_is_not_kept_whatever_came_before_it():
    with pytest.raises(UnfitFileError):
        check_whole(files.a_locked_pdf())
    with pytest.raises(UnfitFileError, match=r"skadet|ingen sider"):
        check_whole(files.without_pages())


def test_a_pdf_that_runs_something_is_not_kept():
    with pytest.raises(UnfitFileError, match="program i seg"):
        check_whole(files.with_script())
    with pytest.raises(UnfitFileError, match="program i seg"):
        check_whole(files.with_file(b"MZ\x90\x00 run me"))
    assert check_whole(files.with_file(b"a;b;c")) is FileKind.PDF


def test_a_picture_that_unpacks_to_too_much_is_not_kept():
    small_file = files.a_picture("PNG", (12_000, 8_000))
    assert len(small_file) < 1_000_000
    with pytest.raises(UnfitFileError, match="for mange punkter"):
        check_whole(small_file)


def test_a_picture_called_something_else_inside_is_what_it_is():
    assert kind_of(files.a_picture("PNG")[:1024]) is FileKind.PNG
    assert [kind.ending for kind in FileKind] == [".pdf", ".png", ".jpg", ".tif"]
