"""How a value IT has written is read, and when it is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.configuration.keys import LONGEST_NOTICE, Key, UnreadableError, read
from tests.configured import ROOT

HOME = {
    "LOCALAPPDATA": f"{ROOT}åse",
    "USERNAME": "ås mo",
    "ProgramFiles(x86)": f"{ROOT}x86",
}


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        (Key.DATA_FOLDER, "%LOCALAPPDATA%/stk desk", f"{ROOT}åse/stk desk"),
        (Key.BACKUP_FOLDER, f"{ROOT}b/%username%", f"{ROOT}b/ås mo"),
        (Key.LOG_FOLDER, "%ProgramFiles(x86)%/logg", f"{ROOT}x86/logg"),
        (Key.LOG_FOLDER, f"{ROOT}50 % av 100 %", f"{ROOT}50 % av 100 %"),
        (Key.LOG_LEVEL, "warning", "WARNING"),
        (Key.LOCK_MINUTES, " 05 ", "5"),
        (
            Key.UPDATE_NOTICE,
            "Fredag\r\n 18.00.\tLukk %TEMP%",
            "Fredag 18.00. Lukk %TEMP%",
        ),
        (Key.PRINTER_LETTERS, r"\\print\%USERNAME%", r"\\print\ås mo"),
        (
            Key.DATABASE_URL,
            "postgresql://kari@host:5432/st%C3%B8?sslrootcert=/x",
            "postgresql://kari@host:5432/st%C3%B8?sslrootcert=/x",
        ),
    ],
)
def test_a_value_is_used_as_it_was_meant(key, text, value):
    assert read(key, text, HOME) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (Key.DATA_FOLDER, "stkdesk"),
        (Key.DATA_FOLDER, "%FINNESIKKE%/stkdesk"),
        (Key.DATA_FOLDER, "/stk\x07desk"),
        (Key.LOG_LEVEL, "mye"),
        (Key.LOCK_MINUTES, "0"),
        (Key.LOCK_MINUTES, "61"),
        (Key.LOCK_MINUTES, "-5"),
        (Key.LOCK_MINUTES, "5,5"),
        (Key.LOCK_MINUTES, "٥"),
        (Key.LOCK_MINUTES, "9" * 5000),
        (Key.DATABASE_URL, "postgresql://kari:hemmelig@host/stk"),
        (Key.DATABASE_URL, "postgresql://host/stk?password=hemmelig"),
        (Key.DATABASE_URL, "postgresql://host/stk?PassWord=hemmelig"),
        (Key.DATABASE_URL, "sqlite:///hemmelig.db"),
        (Key.DATABASE_URL, "postgresql://[hemmelig/stk"),
        (Key.PRINTER_LISTS, "p" * 3000),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_without_being_repeated(key, text):
    with pytest.raises(UnreadableError) as refused:
        read(key, text, HOME)
    told = str(refused.value)
    assert told
    assert "hemmelig" not in told
    assert len(text) < 3 or text not in told


@given(st.sampled_from(Key), st.text(max_size=400))
def test_whatever_is_written_it_is_used_or_refused(key, text):
    with suppress(UnreadableError):
        value = read(key, text, HOME)
        assert value.isprintable()
        assert key is not Key.UPDATE_NOTICE or len(value) <= LONGEST_NOTICE
