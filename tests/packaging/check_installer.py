"""Installs, upgrades, disturbs and removes the program with its real setup.

    python tests/packaging/check_installer.py SETUP [--older SETUP] [--newer SETUP]

On Windows, as an administrator, on a machine where stkdesk is not installed; on Linux
under Wine, in the folder WINEPREFIX names (it is made when there is none):

    WINEPREFIX=/somewhere/of/my/own python tests/packaging/check_installer.py SETUP

One line for each thing seen, ``ok`` or ``FAIL``; the first failure ends it with 1. The
log of each run of the setup lies in ``setup-check.log`` in the current folder.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import machine

ENTRY = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\stkdesk"
APP_PATH = r"Software\Microsoft\Windows\CurrentVersion\App Paths\stkdesk.exe"
HOME = r"C:\Program Files\stkdesk"
MENU = r"C:\ProgramData\Microsoft\Windows\Start Menu\Programs\stkdesk.lnk"
SETTINGS = r"C:\ProgramData\stkdesk"
LOG = r"C:\stkdesk-check\setup.log"
SPACED_LOG = r"C:\stkdesk-check\Loggen på IT\setup.log"
ODD = r"C:\Programmer for kontoret\Søknad æøå\stkdesk"
KEPT = Path("setup-check.log")


def check(what, truth, more=""):
    print(f"{'ok  ' if truth else 'FAIL'} {what}", "" if truth else more, flush=True)
    if not truth:
        raise SystemExit(1)


def logged(program, *words, last=""):
    """Run a setup or an uninstaller with a fresh log; return its code and the log."""
    path = machine.real(LOG)
    shutil.rmtree(path.parent, ignore_errors=True)
    code, said = machine.run(program, "/S", f"/LOG={LOG}", *words, last=last)
    text = path.read_text(encoding="utf-8") if path.exists() else said
    with KEPT.open("a", encoding="utf-8") as kept:
        kept.write(f"== {Path(str(program)).name} {' '.join([*words, last])}: {code}\n")
        kept.write(text + "\n")
    return code, text


def names_in(folder):
    path = machine.real(folder)
    return sorted(found.name for found in path.iterdir()) if path.is_dir() else []


def home_of(scope):
    if scope == "AllUsers":
        return HOME
    return machine.variable("LOCALAPPDATA") + r"\Programs\stkdesk"


def hive_of(scope):
    return "HKLM" if scope == "AllUsers" else "HKCU"


def install(what, setup, scope="AllUsers", home="", *, to=""):
    """Install; see that the folder is whole, and nothing is left of the work."""
    code, log = logged(setup, f"/{scope}", last=f"/D={to}" if to else "")
    check(f"{what}: exit code 0", code == 0, (code, log))
    parts = names_in(to or home or home_of(scope))
    expected = {"_internal", "stkdesk.exe", "uninstall.exe"}
    check(f"{what}: only the program's parts", expected <= {*parts}, parts)
    check(
        f"{what}: nothing is left over",
        {*parts} - expected <= {"stkdesk-cli.exe"},
        parts,
    )
    return log


def remove(what, home, scope="AllUsers", *words):
    """Remove silently and wait; see that folder and entry are gone."""
    code, log = logged(home + r"\uninstall.exe", f"/{scope}", *words, last=f"_?={home}")
    check(f"{what}: exit code 0", code == 0, (code, log))
    check(
        f"{what}: the folder is gone", not machine.real(home).exists(), names_in(home)
    )
    entry = machine.registry(rf"{hive_of(scope)}\{ENTRY}", "DisplayName")
    check(f"{what}: the entry is gone", entry is None, entry)
    return log


def self_test(what, home):
    out = machine.variable("PUBLIC") + r"\stk prøve æøå"
    shutil.rmtree(machine.real(out), ignore_errors=True)
    code, said = machine.run(home + r"\stkdesk-cli.exe", "self-test", "--out", out)
    check(f"{what}: the installed program's self-test", code == 0, (code, said))


class Data:
    """What an office has written: it outlives everything but /PURGEDATA=1."""

    def __init__(self):
        self.folder = machine.variable("LOCALAPPDATA") + r"\stkdesk"
        real = machine.real(self.folder)
        if real.exists() and not (machine.WINE or os.environ.get("CI")):
            raise SystemExit(f"{real} is in use: not on a machine where people work")
        (real / "Logs").mkdir(parents=True, exist_ok=True)
        (real / "register.db").write_bytes(b"an office's register")
        (real / "Logs/old.log").write_bytes(b"x")

    def is_untouched(self):
        real = machine.real(self.folder)
        whole = (real / "Logs/old.log").exists()
        return whole and (real / "register.db").read_bytes() == b"an office's register"


def check_entries(version):
    entry = rf"HKLM\{ENTRY}"
    found = {
        name: machine.registry(entry, name)
        for name in ("DisplayName", "DisplayVersion", "Publisher", "InstallLocation")
    }
    expected = {"DisplayName": "stkdesk", "DisplayVersion": version}
    expected |= {"Publisher": "stkdesk", "InstallLocation": HOME}
    check("Windows lists the program", found == expected, found)
    for name in ("QuietUninstallString", "UninstallString", "NoModify", "NoRepair"):
        check(f"the entry has {name}", machine.registry(entry, name))
    size = machine.registry(entry, "EstimatedSize")
    check("the entry says a size", size and int(size, 16) > 0, size)
    path = machine.registry(rf"HKLM\{APP_PATH}")
    check("Run finds the program", path == HOME + r"\stkdesk.exe", path)
    check("the start menu has it", machine.real(MENU).is_file())
    desktop = machine.variable("PUBLIC") + r"\Desktop\stkdesk.lnk"
    check("the desktop has not", not machine.real(desktop).exists())


def check_while_running(setup):
    words = ("-platform", "offscreen", "--data", r"C:\stkdesk-check-data")
    window = machine.start(HOME + r"\stkdesk.exe", *words)
    try:
        codes = set()

        def refused():
            codes.add(logged(setup, "/AllUsers")[0])
            return 5 in codes

        check("an open program is not replaced (5)", machine.wait_for(refused), codes)
        code, log = logged(HOME + r"\uninstall.exe", "/AllUsers", last=f"_?={HOME}")
        check("an open program is not removed (5)", code == 5, (code, log))
        check("the log says why", "sluttkode 5" in log, log)
    finally:
        window.kill()
        window.communicate()
        shutil.rmtree(machine.real(r"C:\stkdesk-check-data"), ignore_errors=True)


def check_refusals(setup, version):
    code, log = logged(setup, "/CurrentUser")
    check("one account's beside the machine's: refused (8)", code == 8, (code, log))
    machine.write_registry(rf"HKLM\{ENTRY}", "DisplayVersion", "99.0.0")
    code, log = logged(setup, "/AllUsers")
    check("a newer version is not replaced (6)", code == 6, (code, log))
    check("the log says which", "99.0.0" in log and "sluttkode 6" in log, log)
    machine.write_registry(rf"HKLM\{ENTRY}", "DisplayVersion", version)
    code, log = logged(setup, "/AllUsers", "/CurrentUser")
    check("contradicting words are refused (2)", code == 2, (code, log))
    foreign = machine.real(r"C:\Noe annet")
    foreign.mkdir(exist_ok=True)
    (foreign / "brev.txt").write_bytes(b"x")
    (foreign / "_internal").mkdir(exist_ok=True)  # as another program of Python has it
    (foreign / "_internal/theirs.dll").write_bytes(b"x")
    code, log = logged(setup, "/AllUsers", last=r"/D=C:\Noe annet")
    check("a folder of other things is refused (2)", code == 2, (code, log))
    code, log = logged(HOME + r"\uninstall.exe", last=r"_?=C:\Noe annet")
    check("…also by the uninstaller (2)", code == 2, (code, log))
    names = names_in(r"C:\Noe annet"), names_in(r"C:\Noe annet\_internal")
    check("…and untouched", names == (["_internal", "brev.txt"], ["theirs.dll"]), names)
    machine.run(setup, "/S", "/AllUsers", "/CurrentUser", f"/LOG={SPACED_LOG}")
    check("a log may lie anywhere", machine.real(SPACED_LOG).is_file())
    code, _ = machine.run(setup, "/S", "/AllUsers", r"/LOG=C:\Windows")
    check("a log that cannot be written is told (3)", code == 3, code)


def check_repairs(setup):
    real = machine.real(HOME)
    for found in sorted((real / "_internal").rglob("*"))[:40]:
        if found.is_file():
            found.unlink()
    (real / "_new/_internal").mkdir(parents=True)
    (real / "_new/_internal/half.dll").write_bytes(b"half")
    (real / "stkdesk-cli.exe").unlink()
    install("a half installed program", setup)
    self_test("a half installed program", HOME)
    (real / "_old").mkdir()
    (real / "_internal").rename(real / "_old/_internal")
    install("one interrupted in the swap", setup)
    self_test("one interrupted in the swap", HOME)
    (real / "stkdesk-cli.exe").unlink()  # as 0.1.0, which had no console program
    install("a version without the console", setup)
    check("the console program came", (real / "stkdesk-cli.exe").is_file())


def check_one_account(setup, data):
    home = home_of("CurrentUser")
    log = install("for one account", setup, "CurrentUser")
    check("its log names no account", machine.variable("USERPROFILE") not in log, log)
    entry = machine.registry(rf"HKCU\{ENTRY}", "InstallLocation")
    check("the account's own list has it", entry == home, entry)
    machine_entry = machine.registry(rf"HKLM\{ENTRY}", "DisplayName")
    check("the machine's list has not", machine_entry is None)
    self_test("for one account", home)
    code, said = machine.run(home + r"\uninstall.exe", "/S", "/CurrentUser")
    check("removed without waiting: exit code 0", code == 0, said)
    gone = machine.wait_for(lambda: not machine.real(home).exists())
    check("removed without waiting: the folder goes", gone, names_in(home))
    check("the data of the office is untouched", data.is_untouched())


def check_purge(setup, data):
    install("once more", setup)
    machine.real(SETTINGS).mkdir(exist_ok=True)
    (machine.real(SETTINGS) / "stkdesk.ini").write_bytes(b"[stkdesk]\r\n")
    goal = machine.real(r"C:\Noe annet")
    link = machine.real(data.folder) / "lenke"
    make_link(link, goal)
    log = remove("removed with /PURGEDATA=1", HOME, "AllUsers", "/PURGEDATA=1")
    # Wine takes Linux' links for links, and cannot remove them: the link may stay.
    rest = {"lenke"} if machine.WINE else set()
    check("the data is gone", {*names_in(data.folder)} <= rest, log)
    check("the machine's settings are gone", not machine.real(SETTINGS).exists(), log)
    check("what a link led to is untouched", (goal / "brev.txt").exists(), log)
    check("the log says so", "data er slettet" in log, log)
    shutil.rmtree(machine.real(data.folder), ignore_errors=True)


def make_link(link, goal):
    if machine.WINE:
        link.symlink_to(goal, target_is_directory=True)
    else:
        code, said = machine.run("cmd", "/c", "mklink", "/J", str(link), str(goal))
        assert code == 0, said


def check_setup(setup, older=None, newer=None):
    """Take the machine through the life of an installation, from nothing to nothing."""
    setup = Path(setup).resolve()
    version = setup.name.split("-")[1]
    machine.ready()
    KEPT.unlink(missing_ok=True)
    data = Data()
    install("a first installation", older or setup)
    former = machine.registry(rf"HKLM\{ENTRY}", "DisplayVersion")
    (machine.real(HOME) / "_internal/from-an-older-version.dll").write_bytes(b"x")
    log = install(f"{version} over {former}", setup)
    check("the log tells of the former version", f"versjon {former}" in log, log)
    check(
        "old program files are gone",
        not (machine.real(HOME) / "_internal/from-an-older-version.dll").exists(),
    )
    check_entries(version)
    self_test("installed", HOME)
    check_while_running(setup)
    check_refusals(setup, version)
    if newer:
        install("a newer version", newer)
        code, log = logged(setup, "/AllUsers")
        check("the way back is refused (6)", code == 6, (code, log))
        remove("the newer version", HOME)
        install("again", setup)
    check_repairs(setup)
    check("the data of the office is untouched", data.is_untouched())
    install("to another folder", setup, to=ODD)
    check("the former folder is gone", not machine.real(HOME).exists())
    self_test("in another folder", ODD)
    log = remove("removed", ODD)
    check("the data of the office is untouched", data.is_untouched())
    check("the log says where it lies", r"%LOCALAPPDATA%\stkdesk" in log, log)
    check("the start menu is tidy", not machine.real(MENU).exists())
    check_one_account(setup, data)
    check_purge(setup, data)
    shutil.rmtree(machine.real(r"C:\Noe annet"))
    shutil.rmtree(machine.real(LOG).parent, ignore_errors=True)


def main():
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("setup", type=Path)
    reader.add_argument("--older", type=Path)
    reader.add_argument("--newer", type=Path)
    said = reader.parse_args()
    check_setup(said.setup, said.older, said.newer)
    print("all is well")


if __name__ == "__main__":
    main()
