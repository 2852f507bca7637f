"""A throwaway PostgreSQL of Debian's own package, on loopback, for one test run."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from stkdesk.storage.address import OPEN, Address
from tests.leftovers import SERVERS

OWNER = "stkdesk_owner"  # of every database of ours: not a superuser
PASSWORD = "Fjell og fjord 34"
RUNNER = "postgres"  # the server refuses to run as root
MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000  # bytes
TRUSTED = """\
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""
FAST = """\
fsync = off
full_page_writes = off
max_connections = 60
logging_collector = off
autovacuum = off
"""


def binaries():
    """Return the folder of the newest server installed, or None.

    None on Windows: it is started as another account, in a way of Linux.
    """
    if sys.platform == "win32":
        return None
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda file: int(file.parts[-3]),
    )
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


@dataclass
class Cluster:
    """A running server; ``folder`` is also where its socket is."""

    folder: Path
    port: int
    _made: int = 0
    _own: psycopg.Connection | None = None
    _server: subprocess.Popen | None = None

    def start(self):
        """Start the server; it ends with the test run, also with one that is killed."""
        with (self.folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [
                    *("setpriv", "--pdeathsig=INT"),
                    *_as_runner()[1:],
                    *(binaries() / "postgres", "-D", self.folder / "data"),
                ],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        while True:
            try:
                self.connect("postgres", RUNNER).close()
                return
            except psycopg.OperationalError:  # not yet
                if self._server.poll() is not None:
                    raise

    def stop(self, how="fast"):
        if self._own is not None:
            self._own.close()
        self._run("pg_ctl", "stop", "-w", "-s", "-m", how)
        self._server.wait()

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.folder)

    def _run(self, program, *words):
        command = [binaries() / program, "-D", self.folder / "data", *words]
        subprocess.run(
            [*_as_runner(), *map(str, command)],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
        )

    def address(self, name, **others):
        """Return a database here, through its socket unless told otherwise."""
        place = {"host": str(self.folder), "port": self.port, "sslmode": OPEN}
        return Address(name=name, **(place | others))

    def ask(self, sql, name="postgres", user=RUNNER):
        """Return the rows of ``sql``, as a superuser unless told otherwise."""
        if (name, user) == ("postgres", RUNNER):
            if self._own is None or self._own.broken or self._own.closed:
                self._own = self.connect(name, user)
            return _rows(self._own, sql)
        with self.connect(name, user) as connection:
            return _rows(connection, sql)

    def connect(self, name, user=RUNNER):
        """Return a connection to the database ``name``; as a superuser."""
        return psycopg.connect(
            host=str(self.folder),
            port=self.port,
            dbname=name,
            user=user,
            autocommit=True,
        )

    def new_database(self, *, template="template0"):
        """Return the name of a new database of the owner's."""
        self._made += 1
        name = f"register_{self._made}"
        self.ask(
            f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}"
            " STRATEGY FILE_COPY"
        )
        return name

    def drop(self, name):
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _rows(connection, sql):
    asked = connection.execute(sql)
    return asked.fetchall() if asked.description else []


def start_cluster(settings=FAST, hosts=TRUSTED, files=()):
    """Return a new server; ``files`` are copied into its data folder."""
    # A short path, for the socket; in memory where there is room, for speed.
    prefix = f"{SERVERS}{os.getpid()}-"
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=fast_folder()))
    if os.geteuid() == 0:
        shutil.chown(folder, RUNNER, RUNNER)
    folder.chmod(0o755)
    cluster = Cluster(folder, _free_port())
    cluster._run(
        "initdb", "-U", RUNNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
    )
    data = folder / "data"
    with (data / "postgresql.conf").open("a") as file:
        file.write(
            f"port = {cluster.port}\nunix_socket_directories = '{folder}'\n"
            f"listen_addresses = '127.0.0.1'\n{settings}"
        )
    (data / "pg_hba.conf").write_text(hosts)
    for each in files:
        shutil.copy(each, data)
        target = data / Path(each).name
        if os.geteuid() == 0:
            shutil.chown(target, RUNNER, RUNNER)
        target.chmod(0o600)
    cluster.start()
    cluster.ask(f"CREATE ROLE {OWNER} LOGIN CREATEROLE PASSWORD '{PASSWORD}'")
    return cluster


def _as_runner():
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={RUNNER}", f"--regid={RUNNER}", "--clear-groups"]


def fast_folder(room=ROOM):
    """Return the folder in memory, where there is one with ``room`` bytes left."""
    if sys.platform == "win32":  # a folder of that name is another system's
        return None
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > room
    return MEMORY if roomy else None


def _free_port():
    """Return a port below those that lines of others are given while we start."""
    while True:
        port = 16_000 + secrets.randbelow(16_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
