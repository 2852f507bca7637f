"""A stranger's machine: no source tree, no network, an account with nothing of ours.

The built folder is copied to a long path with spaces and Norwegian letters and made
read-only; the home of the account has such letters too. As root, the programs run as
the account "nobody" (root may write anywhere). Where the system allows it they run
without any network.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

LONG = (  # as an IT department may have it: more than 200 signs
    "Programmer for hele kommunen (x64)/Helse og velferd – støttekontakter/"
    "Fylkeskommunale og kommunale fellesløsninger/"
    "Ærlig og redelig saksbehandling på Sørøya/"
    "Åpne og øvrige fagprogrammer for avdelingen/stkdesk 1/stkdesk"
)
HOME = "Bjørn Åge Sæther-Øvergård"


class Machine(NamedTuple):
    """Where the program lies, whose home it is, and how programs are started there."""

    program: Path
    home: Path
    before: tuple[str, ...]  # the words in front of a command
    has_network: bool

    def start(
        self, name: str, *arguments: str, display: str = ""
    ) -> subprocess.Popen[str]:
        """Start ``stkdesk`` or ``stkdesk-cli`` with nothing of ours around it."""
        there = {
            "HOME": str(self.home),
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TMPDIR": str(self.home / "tmp"),
        }
        if display:
            there |= {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        return subprocess.Popen(
            [*self.before, str(self.program / name), *arguments],
            cwd=self.home,
            env=there,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )

    def run(self, name: str, *arguments: str) -> tuple[int, str]:
        """Run it to its end; return the exit code and all it said."""
        running = self.start(name, *arguments)
        said, _ = running.communicate(timeout=600)
        return running.returncode, said


@contextmanager
def strangers_machine(built: Path) -> Iterator[Machine]:
    """Yield a machine with a copy of ``built`` on it; all is removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve()
        place.chmod(0o755)
        program = place / LONG
        shutil.copytree(built, program, symlinks=True)
        home = place / "Brukere" / HOME
        (home / "tmp").mkdir(parents=True)
        before = _without_network()
        has_network = not before
        if os.getuid() == 0:
            account = pwd.getpwnam("nobody")
            for path in (home, home / "tmp"):
                os.chown(path, account.pw_uid, account.pw_gid)
            as_nobody = [f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}"]
            before = [*before, "setpriv", *as_nobody, "--clear-groups", "--"]
        _set_writable(program, may=False)
        try:
            yield Machine(program, home, tuple(before), has_network)
        finally:
            _set_writable(program, may=True)


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size and time of every file: to see that none was touched."""
    return {
        str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


def _without_network() -> list[str]:
    """Return the words that cut a command off from every network, if that may be."""
    for words in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        tried = subprocess.run([*words, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return words
    return []


def _set_writable(folder: Path, *, may: bool) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o200 if may else mode & ~0o222)
