"""One command does everything, on Linux and on Windows alike."""

import re

from tests.release.scripts import CHECKOUT

# Those of who tends the lock, and those that try on Linux what was built for Windows.
NOT_ON_WINDOWS = {"lock", "test-newest", "frozen", "windows"}


def tasks_of_windows():
    text = (CHECKOUT / ".dev/dev.ps1").read_text(encoding="utf-8")
    (named,) = re.findall(r"\$Task -in ((?:\"[a-z]+\",?\s*)+)\)", text)
    done = set(re.findall(r'^    "([a-z]+)" \{', text, re.MULTILINE))
    assert done == set(re.findall(r"[a-z]+", named))
    return done


def test_windows_has_the_tasks_of_linux():
    text = (CHECKOUT / "dev").read_text(encoding="utf-8")
    told = set(re.findall(r"^#   \./dev ([a-z-]+)", text, re.MULTILINE))
    assert told - NOT_ON_WINDOWS == tasks_of_windows()


def test_every_benchmark_of_linux_runs_on_windows_too():
    def names(path):
        text = (CHECKOUT / path).read_text(encoding="utf-8")
        (listed,) = re.findall(r"for(?:each)? \(?\$?name in ([^;)]+)", text)
        return re.findall(r"[a-z_]+", listed)

    assert names("dev") == names(".dev/dev.ps1")
