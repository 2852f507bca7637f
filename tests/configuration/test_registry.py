"""The policy as it stands in the registry of Windows."""

import sys

from stkdesk.configuration.registry import sorted_out

SZ, EXPAND_SZ, BINARY, DWORD, MULTI_SZ, QWORD = 1, 2, 3, 4, 7, 11


def test_texts_and_numbers_are_read_and_the_rest_is_told():
    read = sorted_out(
        [
            ("DataFolder", "%LOCALAPPDATA%\\stkdesk", EXPAND_SZ),
            ("LockMinutes", 5, DWORD),
            ("LogLevel", "INFO\0rusk", SZ),
            ("", "uten navn", SZ),
            ("**del.LogFolder", " ", SZ),
            ("LogFolder", b"C:", BINARY),
            ("BackupFolder", ["C:\\b"], MULTI_SZ),
            ("PrinterLists", 7, QWORD),
            ("UpdateNotice", None, SZ),
        ]
    )
    assert read.values == (
        ("DataFolder", "%LOCALAPPDATA%\\stkdesk"),
        ("LockMinutes", "5"),
        ("LogLevel", "INFO"),
    )
    told = [name for name, _why in read.problems]
    assert told == ["LogFolder", "BackupFolder", "PrinterLists"]


if sys.platform == "win32":
    import winreg

    import pytest

    from stkdesk.configuration.ini import Written
    from stkdesk.configuration.registry import read_registry

    HERE = r"Software\stkdesk-prøve"
    ACCESS = winreg.KEY_ALL_ACCESS | winreg.KEY_WOW64_64KEY

    @pytest.fixture
    def key():
        """A key of the person's own registry, where a test may write."""
        with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, HERE, 0, ACCESS) as opened:
            yield opened
        winreg.DeleteKeyEx(winreg.HKEY_CURRENT_USER, HERE, winreg.KEY_WOW64_64KEY, 0)

    def test_the_real_registry_is_read(key):
        winreg.SetValueEx(key, "DataFolder", 0, winreg.REG_EXPAND_SZ, r"%TEMP%\stø")
        winreg.SetValueEx(key, "LockMinutes", 0, winreg.REG_DWORD, 5)
        winreg.SetValueEx(key, "LogLevel", 0, winreg.REG_SZ, "INFO")
        winreg.SetValueEx(key, "LogFolder", 0, winreg.REG_BINARY, b"C:")
        read = read_registry(HERE, winreg.HKEY_CURRENT_USER)
        assert dict(read.values) == {
            "DataFolder": r"%TEMP%\stø",
            "LockMinutes": "5",
            "LogLevel": "INFO",
        }
        assert [name for name, _why in read.problems] == ["LogFolder"]

    def test_a_machine_without_policy_says_nothing():
        none = HERE + r"\finnes ikke"
        assert read_registry(none, winreg.HKEY_CURRENT_USER) == Written()
