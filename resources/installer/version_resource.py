"""What Windows shows of a program under "Egenskaper > Detaljer": its version resource.

The spec writes one for each of the two programs; the version is ``stkdesk.__version__``
and nothing else. PyInstaller reads the text as an expression of its own classes.
"""

from __future__ import annotations

import re

BOKMAL_UNICODE = "041404B0"  # language 0x0414, code page 1200
PUBLISHER = "stkdesk"
TEXT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0,
                    OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable({table!r}, [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0414, 1200])]),
  ],
)
"""


def version_resource(version: str, program: str, description: str) -> str:
    """Return the version resource of ``program``, e.g. "stkdesk-cli", as a text."""
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": description,
        "FileVersion": version,
        "InternalName": program,
        "LegalCopyright": PUBLISHER,
        "OriginalFilename": f"{program}.exe",
        "ProductName": "stkdesk",
        "ProductVersion": version,
    }
    lines = (f"      StringStruct({k!r}, {v!r})," for k, v in strings.items())
    return TEXT.format(
        numbers=version_numbers(version),
        table=BOKMAL_UNICODE,
        strings="\n".join(lines),
    )


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """Return the four numbers Windows compares by: "0.9.0" is (0, 9, 0, 0).

    What comes after the numbers, as in "1.0.0rc1", has no place among them. Raises
    ``ValueError`` for a version that does not begin with three numbers.
    """
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if not found:
        raise ValueError(f"{version!r} does not begin with three numbers")
    major, minor, patch = map(int, found.groups())
    return major, minor, patch, 0
