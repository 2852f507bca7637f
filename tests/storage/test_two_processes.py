"""Two programs save the same client at once: every save is kept, or refused aloud."""

import subprocess
import sys
from datetime import date

from stkdesk.domain.client import ClientDraft
from stkdesk.domain.person import PersonDraft
from stkdesk.services.clients import open_client, register_client
from stkdesk.storage.opening import open_register
from tests.conftest import PASSWORD

SAVES = 200
TODAY = date(2026, 11, 16)
# Each save adds a word of its own to what it has just read: a word that is lost was
# overwritten by somebody who had not seen it.
WRITER = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from stkdesk.domain.errors import ChangedByAnotherError
from stkdesk.services.clients import edit_client, open_client
from stkdesk.storage.opening import open_register

file, password, name, saves = sys.argv[1:]
database = open_register(Path(file), password)
print("ready", flush=True)
sys.stdin.readline()
kept = []
for turn in range(int(saves)):
    with database.reading() as session:
        card = open_client(session, 1)
    draft = replace(card.draft, wishes=f"{card.draft.wishes} {name}{turn}")
    try:
        with database.transaction() as session:
            edit_client(session, 1, card.version, draft, today=date(2026, 11, 16))
    except ChangedByAnotherError:
        continue
    kept.append(f"{name}{turn}")
database.close()
print(*kept)
"""


def test_no_save_is_lost_and_none_overwrites_another(register_file):
    database = open_register(register_file, PASSWORD)
    client = ClientDraft(person=PersonDraft("Åse", "Ødegård", date(2012, 2, 1)))
    with database.transaction() as session:
        register_client(session, client, today=TODAY)
    writers = [_writer(register_file, name) for name in ("a", "b")]
    for each in writers:
        assert each.stdout.readline() == "ready\n"
    for each in writers:
        each.stdin.write("go\n")
        each.stdin.flush()
    told = []
    for each in writers:
        out, _ = each.communicate(timeout=120)
        assert each.returncode == 0
        told.append(out.split())
    with database.reading() as session:
        card = open_client(session, 1)
    database.close()
    words = card.draft.wishes.split()
    assert sorted(words) == sorted(told[0] + told[1])
    for name, kept in zip("ab", told, strict=True):
        assert [word for word in words if word[0] == name] == kept  # in their order
    assert min(map(len, told)) > 0  # both came through
    assert len(words) >= SAVES  # one of the two always gets its save


def _writer(file, name):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), PASSWORD, name, str(SAVES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
