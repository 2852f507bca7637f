"""An office whose program is replaced under it, with people in its register.

    python tests/packaging/check_office.py SETUP --older SETUP

On Windows, as an administrator, or on Linux under Wine, as ``check_installer`` says.
An earlier version is installed and the register that version left (invented people)
lies where the office's own does. The new version goes over it, brings the register up
to date, takes a backup and puts it back; what IT has decided holds; the window opens;
the program is removed, and the register is as it was.
"""

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import machine
from check_installer import HOME, check, install, remove

HOUSE = Path(__file__).resolve().parents[2]
OLD = HOUSE / "resources/old_registers/0004.db"
PASSWORD = "Fjord og fjell 12"  # of all the old registers
PEOPLE = "4 brukere, 4 oppdrag"  # in that one
POLICY = r"HKLM\Software\Policies\stkdesk"

OPEN = 15  # seconds the window is left open


def console(*words):
    return machine.run(HOME + r"\stkdesk-cli.exe", *words)


def seen(what, *words, expected=""):
    """Run an errand that must go well; say how long it took, and return its answer."""
    began = time.monotonic()
    code, said = console(*words)
    spent = time.monotonic() - began
    check(f"{what} ({spent:.1f} s)", code == 0 and expected in said, (code, said))
    return said


class Register:
    """The office's own, where the program looks for it."""

    def __init__(self):
        self.folder = machine.variable("LOCALAPPDATA") + r"\stkdesk"
        self.file = self.folder + r"\stkdesk.db"
        self.real = machine.real(self.folder)
        self.copies = machine.variable("PUBLIC") + r"\Sikkerhetskopier på øya"
        if self.real.exists():
            raise SystemExit(f"{self.real} is in use: not on a machine of people's")
        self.real.mkdir(parents=True)
        for ending in (".db", ".keys"):
            shutil.copyfile(OLD.with_suffix(ending), self.real / f"stkdesk{ending}")

    def content(self):
        return [(self.real / f"stkdesk{end}").read_bytes() for end in (".db", ".keys")]

    def backups(self, folder):
        return sorted(machine.real(folder).glob("*.stkbackup"))


def check_upgrade(register, setup, older):
    install("the earlier version", older)
    before = register.content()
    install("this version over it", setup)
    check("the setup does not touch the register", register.content() == before)
    seen("the register is brought up to date", "check", "--db", register.file)
    check("it is another now", register.content() != before)
    [backup] = register.backups(register.folder + r"\Sikkerhetskopier")
    copy = machine.as_windows(backup)
    seen("with a backup of how it was", "verify", copy, expected=PEOPLE)


def check_restore(register):
    seen("a backup is taken", "backup", "--db", register.file, "--to", register.copies)
    [backup] = register.backups(register.copies)
    copy = machine.as_windows(backup)
    seen("everybody is in it", "verify", copy, expected=PEOPLE)
    seen("it is put back", "restore", copy, "--db", register.file)
    seen("and adds up", "check", "--db", register.file)
    paper = machine.variable("PUBLIC") + r"\Timelister for oktober.pdf"
    asked = ("--db", register.file, "--period", "2026-10", "--out", paper)
    seen("the month is printed", "print", "month", *asked)
    check("on paper", machine.real(paper).read_bytes().startswith(b"%PDF-"))


def check_policy(folder):
    """See that what IT writes in the registry is what the program goes by."""
    machine.write_registry(POLICY, "BackupFolder", folder)
    machine.write_registry(POLICY, "LogLevel", "WARNING")
    try:
        told = json.loads(seen("what is decided is told", "show-config", "--json"))
        for key, value in (("BackupFolder", folder), ("LogLevel", "WARNING")):
            [row] = [each for each in told["values"] if each["key"] == key]
            right = row["value"] == value and row["is_managed"]
            check(f"{key} is what the policy says", right, row)
        machine.write_registry(POLICY, "LockMinutes", "mange")
        code, said = console("show-config")
        check("a policy that cannot be read is told (1)", code == 1, (code, said))
    finally:
        machine.run("reg", "delete", POLICY, "/f", "/reg:64")


def check_window():
    window = machine.start(HOME + r"\stkdesk.exe", "-platform", "offscreen")
    time.sleep(OPEN)  # long enough for a fault at the start
    ended = window.poll()
    window.kill()
    said, _ = window.communicate()
    check(f"the window is open for {OPEN} seconds", ended is None, (ended, said))


def check_office(setup, older):
    machine.ready()
    os.environ["STKDESK_PASSPHRASE"] = PASSWORD
    register = Register()
    check_upgrade(register, setup, older)
    check_restore(register)
    check_policy(register.copies)
    check_window()
    before = register.content()
    remove("the program is removed", HOME)
    check("the register is as it was", register.content() == before)
    install("installed again", setup)
    seen("it opens the register", "check", "--db", register.file)
    remove("and removed again", HOME, "AllUsers", "/PURGEDATA=1")
    shutil.rmtree(machine.real(register.copies))


def main():
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("setup", type=Path)
    reader.add_argument("--older", type=Path, required=True)
    said = reader.parse_args()
    check_office(said.setup.resolve(), said.older.resolve())
    print("all is well")


if __name__ == "__main__":
    main()
