"""Where a register on a server is: ``postgresql://host:port/name?sslmode=…``.

An address never holds a password, and what is kept of it holds no login either: it
goes into a file that others on the machine may read.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from stkdesk.domain.errors import CannotOpenError

SCHEME = "postgresql"
USUAL_PORT = 5432
VERIFIED, OPEN = "verify-full", "disable"  # the line: encrypted and checked, or not
TRUSTED_BY_SYSTEM = "system"  # certificate authorities the machine itself trusts
SHAPE = "postgresql://server.kommune.no:5432/stkdesk"


@dataclass(frozen=True, slots=True)
class Address:
    """A database on a server, and how the line to it is kept from others.

    ``host`` is a name, an address, or the folder of a Unix socket.
    """

    host: str
    name: str
    port: int = USUAL_PORT
    sslmode: str = VERIFIED
    sslrootcert: str = TRUSTED_BY_SYSTEM

    @property
    def is_socket(self) -> bool:
        """Whether it is reached through a socket on this machine, without a network."""
        return self.host.startswith("/")

    @property
    def url(self) -> str:
        """The address as it is kept: no login and no password in it."""
        asked = {"sslmode": self.sslmode}
        if self.sslmode == VERIFIED:
            asked["sslrootcert"] = self.sslrootcert
        server = f"[{self.host}]" if ":" in self.host else self.host
        if self.is_socket:
            asked |= {"host": self.host, "port": str(self.port)}
            server = ""
        else:
            server = f"{server}:{self.port}"
        return (
            f"{SCHEME}://{server}/{quote(self.name, safe='')}?"
            f"{urlencode(asked, safe='/:')}"
        )

    @property
    def place(self) -> str:
        """Where it is, as a person would say it."""
        return f"{self.name} på {'denne maskinen' if self.is_socket else self.host}"


def is_address(text: str) -> bool:
    """Tell whether ``text`` means a server, and not a file."""
    return text.strip().lower().startswith((f"{SCHEME}:", "postgres:"))


def read_address(text: str) -> tuple[Address, str]:
    """Return the address ``text`` gives, and the login in it, or "".

    Raises:
        CannotOpenError: if it is not one, holds a password, or asks for a line that
            others could read.

    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise _not_one() from None
    asked = dict(parse_qsl(parts.query))
    host = asked.pop("host", "") or parts.hostname or ""
    name = unquote(parts.path.lstrip("/"))
    if parts.password is not None or "password" in asked:
        raise CannotOpenError(
            "Adressen inneholder et passord.",
            "Ta det bort: programmet spør etter det, eller leser det fra "
            "--passphrase-file.",
        )
    if not port and asked.get("port", "").isdecimal():
        port = int(asked["port"])
    asked.pop("port", None)
    mode = asked.pop("sslmode", VERIFIED)
    root = asked.pop("sslrootcert", TRUSTED_BY_SYSTEM)
    if parts.scheme not in (SCHEME, "postgres") or not (host and name) or asked:
        raise _not_one()
    address = Address(host, name, port or USUAL_PORT, mode, root)
    _require_safe_line(address)
    return address, unquote(parts.username or "")


def _not_one() -> CannotOpenError:
    return CannotOpenError(
        "Adressen til serveren er ikke til å forstå.", f"Skriv den som {SHAPE}."
    )


def _require_safe_line(address: Address) -> None:
    """Refuse a line that is not encrypted, or does not check who answers."""
    if address.sslmode == VERIFIED:
        return
    if address.sslmode != OPEN:
        raise CannotOpenError(
            "Linjen til serveren må være kryptert og serveren kjent.",
            f"Bruk sslmode={VERIFIED}, som er det vanlige. Ligger sertifikatet til "
            "utstederen i en fil, legg til sslrootcert=FIL.",
        )
    if not (address.is_socket or _is_this_machine(address.host)):
        raise CannotOpenError(
            "Linjen til serveren må være kryptert.",
            "sslmode=disable går bare til en server på denne maskinen. Be IT om et "
            "sertifikat til databaseserveren.",
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
