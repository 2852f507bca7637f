"""Odd places: an account with æøå, long paths, a locked program, no network or printer.

The program is put where a stranger has it (``packaging/stranger``): read-only, in a
path of more than 200 signs, beside the home of an account with Norwegian letters in its
name. There it opens its window, prints, and backs up, once, and the tests look at what
came of it. Whoever asks for the network meanwhile is written down, and where the
system allows it there is none.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.needs import TOOLS

CHECKOUT = Path(__file__).parents[2]
START = """#!/bin/sh
here=$(dirname "$0")
export PYTHONPATH="$here/vakt:$here" PYTHONDONTWRITEBYTECODE=1
export XDG_RUNTIME_DIR="$HOME/tmp"
exec {python} -m stkdesk.cli "$@"
"""
GUARD = """
import os, socket, sys

def note(event, arguments):
    asks = event in ("socket.getaddrinfo", "socket.gethostbyname", "urllib.Request")
    if event in ("socket.connect", "socket.bind", "socket.sendto"):
        asks = arguments[0].family != socket.AF_UNIX
    if asks:
        file = os.open(os.environ["HOME"] + "/spurt.txt", os.O_WRONLY | os.O_CREAT)
        os.write(file, event.encode())
        os.close(file)

sys.addaudithook(note)
open(os.environ["HOME"] + "/vakt.txt", "a").close()
"""
STEPS = ("papers", "practice", "backup", "window", "printers")
NETWORK = re.compile(
    r"QtNetwork import (.*)|^\s*(?:import|from) (socket)|^\s*(?:import|from) "
    r"(ssl|http\b.*|ftplib|smtplib|asyncio|urllib\.request|requests|httpx)",
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    """What came of a day on a stranger's machine."""
    from tests.packaging.stranger import listing, strangers_machine

    built = tmp_path_factory.mktemp("bygget")
    built.chmod(0o755)
    for source, target in (("stkdesk", "stkdesk"), ("resources", "stkdesk/_resources")):
        shutil.copytree(
            CHECKOUT / source,
            built / target,
            ignore=shutil.ignore_patterns("*.pyc.*", "*.db", "*.keys"),
            copy_function=copied,
        )
    (built / "vakt").mkdir()
    (built / "vakt/sitecustomize.py").write_text(GUARD, "utf-8")
    (built / "stkdesk-cli").write_text(START.format(python=sys.executable), "utf-8")
    (built / "stkdesk-cli").chmod(0o755)
    with strangers_machine(built) as stranger:
        machine = who_may_use_python(stranger)
        before = listing(machine.program)
        only = [word for step in STEPS for word in ("--only", step)]
        results = machine.home / "Mine resultater på ås"
        words = ("self-test", "--out", str(results), *only)
        code, said = machine.run("stkdesk-cli", *words)
        assert (results / "selvtest.json").exists(), said
        told = json.loads((results / "selvtest.json").read_text("utf-8"))
        yield {
            "code": code,
            "said": said,
            "told": {step["step"]: step for step in told["steps"]},
            "picture": (results / "vindu.png").read_bytes(),
            "papers": sorted(each.name for each in (results / "Dokumenter").iterdir()),
            "home": sorted(path.name for path in machine.home.iterdir()),
            "left": sorted(path.name for path in (machine.home / "tmp").iterdir()),
            "length": len(str(machine.program / "stkdesk/ui/app.py")),
            "changed": before != listing(machine.program),
        }


def copied(source, target):
    """Copy for everybody to read, and so that what is compiled of it counts."""
    shutil.copyfile(source, target)
    moment = os.stat(source).st_mtime_ns
    os.utime(target, ns=(moment, moment))


def who_may_use_python(machine):
    """The machine, with an account that may use the Python of these tests.

    It often lies in the home of root: then with root's group, at last as root.
    """
    words = machine.before
    without_group = tuple(word for word in words if not word.startswith("--regid"))
    as_root = words[: words.index("setpriv")] if "setpriv" in words else words
    for before in (words, without_group, as_root):
        asked = [*before, "sh", "-c", "exec $0 -c 0", sys.executable]
        if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
            break
    return machine._replace(before=before)


needs_account = pytest.mark.needs_linux(TOOLS)


@needs_account
def test_the_window_opens_and_every_room_is_visited(day):
    assert day["code"] == 0, day["said"]
    assert day["told"]["window"]["ok"]
    assert "18 rom" in day["told"]["window"]["told"]
    assert day["picture"].startswith(b"\x89PNG")


@needs_account
def test_it_prints_to_pdf_and_backs_up(day):
    assert day["told"]["papers"]["ok"]
    assert "vedtak-granted-nb.pdf" in day["papers"]
    assert day["told"]["backup"]["ok"]


@needs_account
def test_the_program_lies_deep_and_is_left_as_it_was(day):
    assert day["length"] > 200
    assert not day["changed"]


@needs_account
def test_nothing_is_left_in_the_account_but_what_was_asked_for(day):
    assert day["left"] == []
    assert [name for name in day["home"] if not name.startswith(".")] == [
        "Mine resultater på ås",
        "tmp",
        "vakt.txt",
    ]


@needs_account
def test_nobody_asks_for_the_network(day):
    assert "vakt.txt" in day["home"]  # the guard stood there
    assert "spurt.txt" not in day["home"]


@needs_account
def test_without_a_printer_it_says_what_one_can_do(day):
    assert day["told"]["printers"]["told"] == "ingen; alt kan lagres som PDF"


def test_the_window_starts_without_anything_of_the_network():
    code = (
        "import sys, stkdesk.ui.app, stkdesk.ui.today.page, stkdesk.ui.counts\n"
        "print(*sorted(sys.modules))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = set(answer.stdout.split())
    assert "stkdesk.ui.main_window" in loaded
    assert not loaded & {"PySide6.QtNetwork", "urllib.request", "http.client", "ssl"}


def test_nothing_of_ours_speaks_to_another_machine():
    """Qt's network is used between windows of one account, by name and no address.

    A register on a server is PostgreSQL's own library; see ``storage/server``.
    """
    asked = {}
    for file in sorted((CHECKOUT / "stkdesk").rglob("*.py")):
        found = NETWORK.findall(file.read_text("utf-8"))
        if names := {name for each in found for name in each if name}:
            asked[file.name] = names
    assert asked == {
        "calling.py": {"QLocalSocket"},
        "diagnosis_hiding.py": {"socket"},  # the name of the machine, to hide it
        "listening.py": {"QLocalServer, QLocalSocket"},
    }
