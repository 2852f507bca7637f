"""The address of a register on a server."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stkdesk.domain.errors import CannotOpenError
from stkdesk.storage.address import Address, is_address, read_address

HOSTS = st.from_regex(r"[a-z][a-z0-9-]{0,20}(\.[a-z]{2,6})?", fullmatch=True)
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20
)


@pytest.mark.parametrize(
    "text", ["postgresql://h/n", " POSTGRESQL://h/n", "postgres://h/n"]
)
def test_a_server_is_told_from_a_file(text):
    assert is_address(text)


@pytest.mark.parametrize("text", [r"C:\stk\stkdesk.db", "/srv/stkdesk.db", "stk.db"])
def test_a_file_is_told_from_a_server(text):
    assert not is_address(text)


def test_the_line_is_encrypted_and_the_server_checked_unless_something_is_said():
    address, login = read_address("postgresql://db.fjordvik.no/stkdesk")
    assert (address.host, address.port, address.name) == (
        "db.fjordvik.no",
        5432,
        "stkdesk",
    )
    assert (address.sslmode, address.sslrootcert) == ("verify-full", "system")
    assert login == ""


def test_what_is_kept_of_an_address_holds_no_login():
    address, login = read_address(
        "postgresql://kari@db.fjordvik.no:5433/stkdesk?sslrootcert=/etc/ca.crt"
    )
    assert login == "kari"
    assert address.url == (
        "postgresql://db.fjordvik.no:5433/stkdesk"
        "?sslmode=verify-full&sslrootcert=/etc/ca.crt"
    )


@pytest.mark.parametrize(
    "text",
    ["postgresql://kari:hemmelig@h/n", "postgresql://h/n?password=hemmelig"],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(text):
    with pytest.raises(CannotOpenError, match="inneholder et passord") as told:
        read_address(text)
    assert "hemmelig" not in str(told.value)


@pytest.mark.parametrize("mode", ["prefer", "allow", "require", "verify-ca"])
def test_a_line_that_does_not_check_the_server_is_refused(mode):
    with pytest.raises(CannotOpenError, match="serveren kjent"):
        read_address(f"postgresql://127.0.0.1/n?sslmode={mode}")


@pytest.mark.parametrize("host", ["db.fjordvik.no", "10.0.0.4", "127.0.0.1.evil.no"])
def test_an_open_line_over_a_network_is_refused(host):
    with pytest.raises(CannotOpenError, match="må være kryptert"):
        read_address(f"postgresql://{host}/n?sslmode=disable")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_an_open_line_on_this_machine_must_be_asked_for(host):
    assert read_address(f"postgresql://{host}/n")[0].sslmode == "verify-full"
    assert read_address(f"postgresql://{host}/n?sslmode=disable")[0].sslmode == (
        "disable"
    )


def test_a_socket_is_on_this_machine():
    address, _ = read_address("postgresql:///n?host=/run/pg&port=5433&sslmode=disable")
    assert (address.host, address.port) == ("/run/pg", 5433)
    assert address.place == "n på denne maskinen"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mysql://h/n",
        "postgresql://h",
        "postgresql:///n",
        "postgresql://h:x/n",
        "postgresql://[h/n",
        "postgresql://h/n?options=-cfsync=off",
    ],
)
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(CannotOpenError, match="postgresql://server"):
        read_address(text)


@given(
    HOSTS | st.just("::1") | st.just("/run/postgresql"),
    st.integers(1, 65535),
    NAMES,
)
def test_an_address_is_read_back_as_it_was_kept(host, port, name):
    address = Address(host, name, port)
    assert read_address(address.url) == (address, "")
