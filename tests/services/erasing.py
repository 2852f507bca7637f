"""Somebody who is in every corner of the register, and two leaders to delete them."""

import json
from contextlib import contextmanager
from datetime import date
from threading import Event as Flag

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from stkdesk.domain.client import ClientStatus, Relation
from stkdesk.domain.language import Language
from stkdesk.domain.paper import PaperKind
from stkdesk.domain.progress import drive
from stkdesk.domain.staff import Role
from stkdesk.domain.trail import Action
from stkdesk.services.deletion_run import carry_out
from stkdesk.services.drafts import keep_draft
from stkdesk.services.papers import PaperLinks, keep_paper
from stkdesk.services.retention import approve, propose_person
from stkdesk.storage.tables import Client, ClientRelation
from stkdesk.storage.trail import trail_key
from stkdesk.storage.trail_chain import Entry, append
from tests import builders
from tests.staff import at_work, hire

WORDS = (
    *("Qvistgaard", "Thorbjørnrud", "Vinterpeis", "41998877", "Zimmerveien"),
    *("Kladdeord", "Bjarkøystrand", "Papirord", "qvistga"),
)
PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16  # of SQLCipher 4


def an_applicant(database):
    """Register somebody who applied and was never decided on; return the person."""
    with database.transaction() as session:
        number = builders.a_client(
            session,
            "Thorbjørnrud Qvistgaard",
            person={"phone": "41998877"},
            status=ClientStatus.ENDED,
            closed_on=date(2026, 11, 1),
            wishes="Vinterpeis",
        )
        client = session.get(Client, number)
        client.person.addresses[0].street = "Zimmerveien 3"
        guardian = builders.a_person("Bjarkøystrand Verge")
        client.relations.append(
            ClientRelation(person=guardian, relation=Relation.GUARDIAN)
        )
        session.flush()
        a_paper(session, b"%PDF Papirord", client_number=number)
        keep_draft(session, f"clients/{number}", json.dumps({"wishes": "Kladdeord"}))
        body = {"client": {"name": "Thorbjørnrud Qvistgaard"}}
        keep_draft(session, "assignments/new", json.dumps(body))
        keep_draft(session, "contacts/new", json.dumps({"given_name": "Tove"}))
        searches = [
            Entry(action=Action.SEARCHED, table="clients", detail={"words": words})
            for words in ("qvistga", "moen")
        ]
        append(session.connection(), trail_key(session.connection()), searches)
        person = client.person_number
    with database.transaction() as session:  # saved twice, so that old pages are left
        session.get(Client, number).wishes = "Vinterpeis " * 900
    return person


def a_paper(session, data, serial=1, kind=PaperKind.DECISION, **links):
    """Keep a paper of ``data``."""
    return keep_paper(
        session,
        f"{kind.letter}-2026-{serial:06}-XX",
        kind,
        Language.BOKMAL,
        links=PaperLinks(**links),
        today=date(2026, 11, 1),
        data=data,
    )


@contextmanager
def two_leaders(database):
    """Give the register opened by each of two leaders."""
    anne, bodil = (hire(database, name, Role.LEADER) for name in ("Anne", "Bodil"))
    with at_work(database, anne) as first, at_work(database, bodil) as second:
        yield first, second


def agreed(leaders, person, today):
    """Let one leader propose to delete ``person`` and the other approve it."""
    first, second = leaders
    with first.transaction() as session:
        made = propose_person(session, person, "Feilregistrert", today=today)
    with second.transaction() as session:
        approve(session, made.number)
    return made.number


def run(database, numbers, today):
    """Carry out what was approved."""
    steps = carry_out(database, numbers, today=today)
    return drive(steps, Flag(), lambda _progress: None)


def delete(leaders, person, today):
    """Delete ``person`` with the consent of both leaders; return the receipt."""
    [receipt] = run(leaders[1], [agreed(leaders, person, today)], today)
    return receipt


def decrypted(file, key):
    """Return every byte of every page of ``file``, of free pages too.

    The way SQLCipher 4 lays a page out: what is encrypted, then IV and seal.
    """
    raw, data = bytes.fromhex(key), file.read_bytes()
    assert len(data) % PAGE == 0
    pages = []
    for start in range(0, len(data), PAGE):
        page = data[start : start + PAGE]
        begin = SALT if start == 0 else 0
        iv = page[-RESERVED : -RESERVED + IV]
        cipher = Cipher(algorithms.AES(raw), modes.CBC(iv)).decryptor()
        pages.append(cipher.update(page[begin:-RESERVED]) + cipher.finalize())
    return b"".join(pages)
