"""The Windows machine a setup is tried on: a real one, or Wine's folder on Linux.

Under Wine the folder is named by WINEPREFIX, and ``ready`` keeps its server running:
programs that start while the server stops are lost now and then.
"""

import os
import subprocess
import sys
import time
from pathlib import Path, PureWindowsPath

WINE = sys.platform != "win32"
QUIET = {
    "WINEDEBUG": "-all",
    "WINEARCH": "win64",
    "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
}
PATIENCE = 300  # seconds for one installation on a busy machine


def environment():
    return {**os.environ, **QUIET} if WINE else dict(os.environ)


def ready():
    """Make Wine's folder when there is none; a real machine is ready."""
    if not WINE:
        return
    if "WINEPREFIX" not in os.environ:
        raise SystemExit("name a folder of your own for Wine: WINEPREFIX=…")
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    silent |= {"stderr": subprocess.DEVNULL, "env": environment()}
    for words in (
        ["wineboot", "-i"],
        ["wineserver", "-p"],
        ["wine", "winecfg", "-v", "win10"],
    ):
        # The server says 2 when it is running already.
        subprocess.run(words, check=words[0] == "wine", timeout=PATIENCE, **silent)


def words_for(program, words, last):
    """Return the command; ``last`` is a word NSIS wants as it is, without quotes."""
    program = str(program)
    if not WINE:
        said = subprocess.list2cmdline([program, *words])
        return f"{said} {last}" if last else said
    if not last or " " not in last:
        return ["wine", program, *words, *([last] if last else [])]
    windows = PureWindowsPath(as_windows(program))
    return [
        *("wine", "cmd", "/c"),
        f"cd /d {windows.parent} && {windows.name} {' '.join(words)} {last}",
    ]


def start(program, *words, last=""):
    return subprocess.Popen(
        words_for(program, words, last),
        stdin=subprocess.PIPE,  # Wine 8 wants pipes, neither files nor nothing
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment(),
    )


def run(program, *words, last="", patience=PATIENCE):
    """Return the exit code and what was said; 124 when it never came to an end."""
    process = start(program, *words, last=last)
    try:
        said, _ = process.communicate(b"", timeout=patience)
    except subprocess.TimeoutExpired:
        process.kill()
        return 124, "timed out"
    return process.returncode, said.decode("utf-8", "replace")


def variable(name):
    """Return what Windows says a variable of the environment is."""
    if not WINE:
        return os.environ[name]
    return run("cmd", "/c", f"echo %{name}%")[1].strip()


def real(windows):
    """Return where a path of the machine lies for this Python."""
    if not WINE:
        return Path(windows)
    drive, _, rest = str(windows).partition(":")
    root = Path(os.environ["WINEPREFIX"]) / f"dosdevices/{drive.lower()}:"
    return root / rest.replace("\\", "/").lstrip("/")


def as_windows(path):
    """Return how the machine calls a path of this Python."""
    text = str(path)
    if not WINE or text[1:3] == ":\\":
        return text
    return "Z:" + str(Path(text).resolve()).replace("/", "\\")


def registry(key, value=""):
    """Return a value of the 64-bit registry as text, or None."""
    named = ["/v", value] if value else ["/ve"]
    code, said = run("reg", "query", key, *named, "/reg:64")
    lines = [line.strip() for line in said.splitlines() if "REG_" in line]
    if code or not lines:
        return None
    return lines[0].split("    ", 2)[-1].strip()


def write_registry(key, value, text):
    words = ("add", key, "/v", value, "/t", "REG_SZ", "/d", text, "/f", "/reg:64")
    code, said = run("reg", *words)
    assert code == 0, said


def wait_for(truth, patience=60):
    """Return whether it became true in time."""
    until = time.monotonic() + patience
    while not truth():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
