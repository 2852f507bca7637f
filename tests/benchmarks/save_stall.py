"""The window never stands still while it saves, whoever is in the way.

python -m pytest -s tests/benchmarks/save_stall.py
"""

import os
import signal
import subprocess
import sys

import pytest

from stkdesk.services.clients import open_client
from stkdesk.ui import saving
from stkdesk.ui.clients.form import ClientForm
from stkdesk.ui.clients.page import ClientsPage
from tests import builders, person
from tests.benchmarks.stall import StallMeter
from tests.conftest import PASSWORD
from tests.server.cluster import start_cluster
from tests.server.test_windows import Desk
from tests.ui.registers import close_forms, closed, key, shown, wait_for

LIMIT = 50  # milliseconds
HELD = 3  # seconds somebody else is in the middle of saving
HOLDER = """
import sys, time
from pathlib import Path
from stkdesk.storage.opening import open_register

database = open_register(Path(sys.argv[1]), sys.argv[2])
with database.transaction() as session:
    session.connection()
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
database.close()
"""


@pytest.fixture(autouse=True)
def in_a_hurry(qapp, monkeypatch):
    monkeypatch.setattr(saving, "PATIENCE", 0.04)


def edited(qtbot, page, workspace):
    """Return a form of a client with something typed in it."""
    number = workspace.do(builders.a_client)
    form = ClientForm(page, workspace.read(lambda s: open_client(s, number)))
    form.open()
    person.write(qtbot, form, "Ønsker", "Kino")
    return form


def worst_of(qtbot, form, during):
    meter = StallMeter(LIMIT)
    key(qtbot, form, "Ctrl+S")
    wait_for(qtbot, form, "Lagrer …")
    during()
    meter.stop()
    return meter.worst, meter.own


def test_another_program_writes_in_the_file(qtbot, workspace, register_file, capsys):
    page = shown(qtbot, ClientsPage(workspace))
    form = edited(qtbot, page, workspace)
    command = [sys.executable, "-c", HOLDER, str(register_file), PASSWORD, str(HELD)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    worst, own = worst_of(
        qtbot, form, lambda: qtbot.waitUntil(lambda: holder.poll() == 0, timeout=9000)
    )
    closed(qtbot, form)
    holder.stdout.close()
    with capsys.disabled():
        print(f"\n  a writer for {HELD} s: {worst:.0f} ms, our own {own:.0f} ms")
    assert own <= LIMIT


def test_the_server_stands_still(qtbot, today, capsys):
    from stkdesk.storage.server_building import build_on_server
    from tests.server.cluster import OWNER
    from tests.server.cluster import PASSWORD as THEIRS

    cluster = start_cluster()
    address = cluster.address(cluster.new_database())
    build_on_server(address, OWNER, THEIRS, practice=False)
    desk = Desk(qtbot, address, today)
    form = edited(qtbot, desk.page, desk.workspace)
    pids = [
        pid for (pid,) in cluster.ask("SELECT pid FROM pg_stat_activity WHERE pid > 0")
    ]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP) if alive(pid) else None
    try:
        worst, own = worst_of(qtbot, form, lambda: qtbot.wait(HELD * 1000))
    finally:
        for pid in pids:
            if alive(pid):
                os.kill(pid, signal.SIGCONT)
    closed(qtbot, form)
    close_forms()
    desk.close()
    cluster.remove()
    with capsys.disabled():
        print(f"\n  a stopped server: {worst:.0f} ms, our own {own:.0f} ms")
    assert own <= LIMIT


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
