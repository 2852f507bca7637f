"""Signing in to a register on a server: who comes in, and why others do not."""

import logging
from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from stkdesk.domain.errors import (
    CannotOpenError,
    CannotSaveError,
    NotAllowedError,
    WrongPasswordError,
)
from stkdesk.domain.staff import Role
from stkdesk.storage.server import ServerRegister
from stkdesk.storage.server_building import upgrade_server
from stkdesk.storage.server_opening import open_on_server
from stkdesk.storage.tables import Contact, Staff
from tests import builders
from tests.server.certificates import make_certificates
from tests.server.cluster import OWNER, PASSWORD, TRUSTED, start_cluster

TODAY = date(2026, 11, 22)
SIV = "Sivs passord 78"


@pytest.fixture
def address(cluster, server_name):
    """The register over a network, where passwords are asked for."""
    return cluster.address(server_name, host="127.0.0.1")


@pytest.fixture
def siv(cluster, server_database):
    """A caseworker with a login on the server and a line in the staff list."""
    cluster.ask(f"CREATE ROLE siv LOGIN PASSWORD '{SIV}'")
    cluster.ask(f"GRANT {OWNER} TO siv")  # what groups may do is in test_roles
    with server_database.transaction() as session:
        session.add(Staff(name="Siv Vik", login="siv", caseworker=True))
    yield "siv"
    cluster.ask("DROP ROLE siv")


def enter(address, login, password=SIV, today=TODAY):
    open_on_server(address, login, password, today=today).close()


def test_who_stands_in_the_staff_list_comes_in_as_that_person(address, siv):
    database = open_on_server(address, " Siv ", SIV, today=TODAY)
    assert (database.actor.name, database.actor.roles) == (
        "Siv Vik",
        {Role.CASEWORKER},
    )
    database.close()


def test_a_wrong_password_is_told(address, siv):
    with pytest.raises(WrongPasswordError, match="ikke riktig"):
        enter(address, "siv", "gjetning")


def test_a_login_without_a_line_in_the_staff_list_is_told(address):
    with pytest.raises(CannotOpenError, match="listen over ansatte"):
        enter(address, OWNER, PASSWORD)


def test_who_is_not_let_in_today_is_told(address, siv, server_database):
    with server_database.transaction() as session:
        session.query(Staff).filter_by(login="siv").one().authorised_to = TODAY
    enter(address, "siv")
    with pytest.raises(NotAllowedError):
        enter(address, "siv", today=TODAY + timedelta(days=1))


def test_a_database_that_is_not_there_is_told(cluster, siv):
    address = cluster.address("finnes_ikke", host="127.0.0.1")
    with pytest.raises(CannotOpenError, match="finnes ikke på serveren"):
        enter(address, "siv")


def test_a_server_that_is_not_there_is_told(cluster):
    address = cluster.address("x", host="127.0.0.1", port=1)
    with pytest.raises(CannotOpenError, match="Får ikke kontakt"):
        enter(address, "siv")


def test_a_server_without_an_encrypted_line_is_told(cluster, server_name):
    address = cluster.address(server_name, host="127.0.0.1", sslmode="verify-full")
    with pytest.raises(CannotOpenError, match="kryptert"):
        enter(address, OWNER, PASSWORD)


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "nyere versjon"),
        ("UPDATE alembic_version SET version_num = '0001'", "stkdesk-cli upgrade"),
        ("DROP TABLE alembic_version", "ikke et stkdesk-register"),
        ("DROP SCHEMA public CASCADE", "er tom"),
    ],
)
def test_a_register_of_another_shape_is_refused_in_its_own_words(
    cluster, address, server_name, siv, sql, told
):
    cluster.ask(sql, server_name)
    with pytest.raises(CannotOpenError, match=told):
        enter(address, "siv")


def test_only_the_owner_upgrades(cluster, address, server_name):
    assert not upgrade_server(address, OWNER, PASSWORD)  # nothing to be done
    cluster.ask("CREATE ROLE einar LOGIN PASSWORD 'x'")
    with pytest.raises(NotAllowedError):
        upgrade_server(address, "einar", "x")
    cluster.ask("DROP ROLE einar")


def test_a_newer_register_is_not_upgraded_backwards(cluster, address, server_name):
    cluster.ask("UPDATE alembic_version SET version_num = '9999'", server_name)
    with pytest.raises(CannotOpenError, match="nyere versjon"):
        upgrade_server(address, OWNER, PASSWORD)


def test_no_error_of_the_server_quotes_a_person(server_database, caplog):
    caplog.set_level(logging.DEBUG)
    with server_database.transaction() as session:
        builders.a_contact(session, "Hemmelig Navn", employee_number="12345678901")
    with pytest.raises(IntegrityError) as told, server_database.transaction() as again:
        again.connection().execute(
            insert(Contact.__table__).values(person_number=1, employee_number="x")
        )
    everything = f"{told.value} {told.value.orig} {caplog.text}"
    assert "uq_contacts_person_number" in everything or "23502" in everything
    for said in ("Hemmelig", "12345678901", "Key (", "DETAIL", "Failing row"):
        assert said not in everything


def test_a_sign_the_server_cannot_keep_is_told_and_nothing_is_saved(server_database):
    with (
        pytest.raises(CannotSaveError, match="tegn"),
        server_database.transaction() as session,
    ):
        builders.a_client(session, "Null\0 Tegn")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """A server called localhost that speaks over an encrypted line only."""
    folder = tmp_path_factory.mktemp("certificates")
    files = make_certificates(folder, "localhost")
    cluster = start_cluster(
        settings="fsync = off\nssl = on\nlisten_addresses = 'localhost'\n",
        hosts=TRUSTED.replace("host ", "hostssl ")
        + "hostssl all all ::1/128 scram-sha-256\n",
        files=files,
    )
    cluster.authority = folder / "ca.crt"
    yield cluster
    cluster.remove()


def speaks(cluster, **how):
    address = cluster.address("postgres", sslmode="verify-full", **how)
    register = ServerRegister(address, OWNER, PASSWORD)
    engine = register.engine()
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql(
                "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
            ).scalar()
    finally:
        engine.dispose()


def test_the_line_is_encrypted_when_the_certificate_is_known(guarded):
    assert speaks(guarded, host="localhost", sslrootcert=str(guarded.authority))


@pytest.mark.parametrize(
    "how",
    [
        {"host": "localhost"},  # the machine does not know who signed it
        {"host": "127.0.0.1", "sslrootcert": "ca"},  # it is somebody else's
    ],
)
def test_a_server_that_cannot_show_who_it_is_gets_no_password(guarded, how):
    if "sslrootcert" in how:
        how = how | {"sslrootcert": str(guarded.authority)}
    address = guarded.address("postgres", sslmode="verify-full", **how)
    with pytest.raises(CannotOpenError, match="den gir seg ut for"):
        enter(address, OWNER, PASSWORD)


def test_an_open_line_is_refused_by_a_server_that_wants_tls(guarded):
    address = guarded.address("postgres", host="127.0.0.1")
    with pytest.raises(CannotOpenError, match="slipper deg ikke inn"):
        enter(address, OWNER, PASSWORD)
