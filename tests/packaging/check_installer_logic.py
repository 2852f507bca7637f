"""Tries the installer's logic with a stand-in: no build, every bad day.

    WINEPREFIX=/some/folder python tests/packaging/check_installer_logic.py FOLDER

Builds stand-in setups in FOLDER, takes them through ``check_installer`` and then
through what a real program is too big or too slow for: a setup killed at any moment,
a full disk, an account without rights, programs at work, too old a Windows.
"""

import os
import random
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import machine
from check_installer import (
    HOME,
    check,
    check_setup,
    home_of,
    install,
    logged,
    names_in,
    remove,
    self_test,
)
from standin import HERE, compile_program, standin_setup

from tests.small_disk import small_disk

BIG = 40_000_000  # bytes: long enough to be killed in the middle of
KILLS = 12
SMALL = 20_000_000


def holding(program, mutex):
    """Start a program that holds a mutex; give it and the file that ends it."""
    flag = r"C:\held"
    process = machine.start(program, "hold", mutex, flag)
    assert machine.wait_for(machine.real(flag).exists)
    return process, machine.real(flag)


def check_at_work(setup):
    install("for the tries", setup)
    elsewhere = machine.real(r"C:\annet.exe")
    elsewhere.write_bytes((machine.real(HOME) / "stkdesk-cli.exe").read_bytes())
    cases = {
        "a window of the same session": (r"C:\annet.exe", r"Local\stkdesk-running"),
        "a window of another session": (r"C:\annet.exe", r"Global\stkdesk-running"),
        "the console program": (HOME + r"\stkdesk-cli.exe", "none"),
        "a window that holds no mutex": (HOME + r"\stkdesk.exe", "none"),
    }
    for what, (program, mutex) in cases.items():
        process, flag = holding(program, mutex)
        code, log = logged(setup, "/AllUsers")
        flag.unlink()
        process.communicate(b"")
        check(f"{what} is not disturbed (5)", code == 5, (code, log))
    code, log = logged(setup, "/AllUsers")
    check("nothing at work: goes on", code == 0, (code, log))
    elsewhere.unlink()


def check_killed(folder, setup, big):
    """A setup killed anywhere leaves one whole version, the old one or the new."""
    whole = 0
    for number in range(KILLS):
        words = machine.words_for(big, ["/S", "/AllUsers"], "")
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=machine.environment(),
        )
        try:
            process.wait(0.15 + number * 0.12 + random.random() / 10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        code, said = machine.run(HOME + r"\stkdesk-cli.exe", "self-test")
        check(f"killed, time {number + 1}: the program works", code == 0, said)
        whole += "0.9.0" in said
    check("the kills came before the swap at times", whole > 0, whole)
    install("after the kills", big)
    self_test("after the kills", HOME)
    remove("after the kills", HOME)


def mix_versions(home):
    """Leave a folder as a kill between two renames would: half new, half old."""
    (home / "_old").mkdir()
    (home / "_internal").rename(home / "_old/_internal")
    (home / "_internal").mkdir()
    (home / "_internal/first.txt").write_bytes(b"1.1.0\n")
    (home / "_new").mkdir()
    (home / "_new/stkdesk.exe").write_bytes(b"of the new version")


def check_full_disk(folder, setup, big):
    drive = Path(os.environ["WINEPREFIX"]) / "dosdevices/x:"
    disk = folder / "small"
    disk.mkdir(exist_ok=True)
    drive.unlink(missing_ok=True)
    drive.symlink_to(disk)
    home = r"X:\stkdesk"
    with small_disk(disk, SMALL):
        code, log = logged(big, "/AllUsers", last=rf"/D={home}")
        check("a full disk is told (3)", code == 3, (code, log))
        check("…and left as it was", not machine.real(home).exists(), names_in(home))
        install("a small one", setup, to=home)
        mix_versions(machine.real(home))
        code, log = logged(big, "/AllUsers")
        check("a full disk stops an upgrade (3)", code == 3, (code, log))
        self_test("after the full disk", home)
        check("no half version lies there", "_new" not in names_in(home))
        remove("from the small disk", home)
    drive.unlink()


def check_rights(folder, setup):
    helper = folder / "as_user.exe"
    compile_program(HERE / "as_user.c", helper, "-ladvapi32")
    path = machine.as_windows(setup)
    for words in (["/S"], ["/S", "/AllUsers"]):
        code, said = machine.run(helper, path, *words, patience=60)
        check(f"{' '.join(words)} without rights is refused (4)", code == 4, code)
    code, said = machine.run(helper, path, "/S", "/CurrentUser")
    check("for one account no rights are needed", code == 0, (code, said))
    remove("for one account", home_of("CurrentUser"), "CurrentUser")


def check_old_windows(setup):
    machine.run("winecfg", "-v", "win7")
    code, log = logged(setup, "/AllUsers")
    machine.run("winecfg", "-v", "win10")
    check("too old a Windows is refused (7)", code == 7, (code, log))


def main():
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    older = standin_setup(folder, "0.1.0", console=False)
    setup = standin_setup(folder, "0.9.0")
    newer = standin_setup(folder, "1.0.0")
    big = standin_setup(folder, "1.1.0", size=BIG)
    check_setup(setup, older, newer)
    if machine.WINE:
        check_old_windows(setup)
        check_full_disk(folder, setup, big)
    check_rights(folder, setup)
    check_at_work(setup)
    check_killed(folder, setup, big)
    print("all is well")


if __name__ == "__main__":
    main()
