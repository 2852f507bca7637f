"""The file IT writes, as it may come out of an editor."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.configuration.ini import LARGEST, Written, read_ini

TEXT = "; fra IT\r\n[stkdesk]\r\nDataFolder = D:\\Støtte\r\n  LockMinutes=5\r\n"
VALUES = (("DataFolder", "D:\\Støtte"), ("LockMinutes", "5"))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["UTF-8", "with a mark", "UTF-16", "UTF-16 BE", "old Windows"],
)
def test_the_file_is_read_in_the_alphabet_it_was_saved_in(data, tmp_path):
    file = tmp_path / "stkdesk.ini"
    file.write_bytes(data)
    assert read_ini(file) == Written(VALUES)


def test_a_broken_line_takes_nothing_else_with_it(tmp_path):
    file = tmp_path / "stkdesk.ini"
    file.write_text(
        'løst=1\n[stkdesk]\ntull\nLogLevel="INFO"\n[annet]\nLogLevel=DEBUG\n'
    )
    read = read_ini(file)
    assert read.values == (("LogLevel", "INFO"),)
    assert [why for _name, why in read.problems] == [
        "linje 1: står ikke under [stkdesk]",
        "linje 3: er ikke NAVN = VERDI",
        "linje 5: bare [stkdesk] leses",
    ]
    assert read.is_read


def test_what_stands_last_holds(tmp_path):
    file = tmp_path / "stkdesk.ini"
    file.write_text("[stkdesk]\nLogLevel=INFO\nloglevel=DEBUG\n")
    assert read_ini(file).values == (("loglevel", "DEBUG"),)


def test_no_file_says_nothing_and_that_is_no_problem(tmp_path):
    (tmp_path / "file").touch()
    for file in (tmp_path / "none.ini", tmp_path / "file" / "stkdesk.ini"):
        assert read_ini(file) == Written()


@pytest.mark.parametrize(
    "data",
    [b"x" * (LARGEST + 1), "[stkdesk]".encode("utf-16-le"), b"[stkdesk]\n\x81\x8d"],
    ids=["huge", "UTF-16 without a mark", "no text"],
)
def test_what_is_no_such_file_is_told(data, tmp_path):
    file = tmp_path / "stkdesk.ini"
    file.write_bytes(data)
    read = read_ini(file)
    assert (read.values, read.is_read, len(read.problems)) == ((), False, 1)


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    (tmp_path / "stkdesk.ini").mkdir()
    assert not read_ini(tmp_path / "stkdesk.ini").is_read


@given(st.binary(max_size=300))
def test_no_file_at_all_stops_the_program(tmp_path_factory, data):
    file = tmp_path_factory.getbasetemp() / "any.ini"
    file.write_bytes(b"[stkdesk]\n" + data)
    for name, value in read_ini(file).values:
        assert "\0" not in name + value
