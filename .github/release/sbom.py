"""Writes the list of what the program is made of, as CycloneDX for machines to read.

    python .github/release/sbom.py FILE.cdx.json

Run where the program is built: it names the packages that go into it there, their
licences, and the checksums the lock accepts. The same commit gives the same bytes; its
time is that of the commit. Held against the strict form of CycloneDX before it is
written.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.spdx import is_expression as is_spdx_expression
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

HOUSE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HOUSE))
sys.path.insert(0, str(HOUSE / "resources/installer"))

from licences import shipped_packages  # noqa: E402  (its neighbours are no package)

from stkdesk import __version__  # noqa: E402

# What packages say in words that no list of licences knows, or only in their files.
SAID = {
    "cssselect2": "BSD-3-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib AND BSD-3-Clause AND Apache-2.0",  # SQLCipher and OpenSSL too
    "tinycss2": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
    "webencodings": "BSD-3-Clause",
}
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill_of_materials(made_at: datetime, house: Path = HOUSE) -> str:
    """Return the list as a JSON text.

    Raises:
        ValueError: if it is not as CycloneDX asks.
        LookupError: if a package that goes along has no licence or is not in the lock.

    """
    locked = locked_hashes((house / "requirements.txt").read_text(encoding="utf-8"))
    root = Component(
        name="stkdesk",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="stkdesk",
    )
    bom = Bom()
    bom.metadata.component = root
    bom.metadata.timestamp = made_at
    parts = [_package(name, locked) for name in shipped_packages(house)]
    parts.append(_python())
    for part in parts:
        bom.components.add(part)
    bom.register_dependency(root, parts)
    for part in parts:
        bom.register_dependency(part)
    contents = " ".join(sorted(str(part.purl) for part in parts))
    told = f"stkdesk {__version__} {made_at.isoformat()} {contents}"
    bom.serial_number = uuid5(NAMESPACE_URL, told)
    text = JsonV1Dot6(bom).output_as_string(indent=2)
    if fault := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(f"not CycloneDX: {str(fault)[:300]}")
    return f"{text}\n"


def locked_hashes(lock: str) -> dict[tuple[str, str], list[str]]:
    """Return the checksums the lock accepts, by name and version of the package."""
    found = {}
    for block in re.split(r"\n(?=\S)", lock):
        name, is_pinned, rest = block.partition("==")
        if is_pinned:
            number = re.split(r"[\s;\\]", rest, maxsplit=1)[0]
            found[_plain(name), number] = sorted(HASH.findall(block))
    return found


def _package(name: str, locked: dict[tuple[str, str], list[str]]) -> Component:
    installed = metadata.distribution(name)
    number = installed.version
    hashes = locked.get((_plain(name), number))
    if not hashes:
        raise LookupError(f"{name} {number} is not in requirements.txt")
    purl = PackageURL("pypi", name=_plain(name), version=number)
    return Component(
        name=installed.metadata["Name"],
        version=number,
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=str(purl),
        description=installed.metadata["Summary"],
        licenses=[_licence(_plain(name), installed)],
        external_references=[
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(str(purl)),
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=h) for h in hashes],
                comment="the files of this version that requirements.txt accepts",
            )
        ],
    )


def _python() -> Component:
    number = platform.python_version()
    purl = PackageURL("generic", name="python", version=number)
    return Component(
        name="Python",
        version=number,
        type=ComponentType.PLATFORM,
        purl=purl,
        bom_ref=str(purl),
        licenses=[LicenseFactory().make_with_expression("PSF-2.0")],
    )


def _licence(name: str, installed: metadata.Distribution) -> License:
    """Return the licence of a package, as SPDX writes it.

    Raises ``LookupError`` when neither the package nor we have said it so.
    """
    about = installed.metadata
    for told in (SAID.get(name), about.get("License-Expression"), about.get("License")):
        if told and is_spdx_expression(told):
            return LicenseFactory().make_with_expression(told)
    raise LookupError(f"{name} does not say its licence as SPDX writes it")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name.strip()).lower()


def commit_time() -> datetime:
    """Return when this commit was made, or what SOURCE_DATE_EPOCH says."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if not seconds:
        asked = ["git", "log", "-1", "--format=%ct"]
        seconds = subprocess.check_output(asked, cwd=HOUSE, text=True)
    return datetime.fromtimestamp(int(seconds), UTC)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(
        bill_of_materials(commit_time()), encoding="utf-8", newline="\n"
    )
