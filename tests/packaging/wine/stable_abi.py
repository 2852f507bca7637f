"""Makes python3.dll, which the wheels built for any Python ask for.

python stable_abi.py FOLDER/python311.dll: it forwards every name to that one.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pefile

ENTRY = "int __stdcall DllMainCRTStartup(void *a, unsigned b, void *c) { return 1; }\n"


def forwarders(library):
    """Return the lines that send each name on, telling data from functions."""
    image = pefile.PE(str(library), fast_load=True)
    image.parse_data_directories([0])
    code = next(part for part in image.sections if part.Name.startswith(b".text"))
    ends = code.VirtualAddress, code.VirtualAddress + code.Misc_VirtualSize
    for symbol in image.DIRECTORY_ENTRY_EXPORT.symbols:
        name = symbol.name.decode()
        kind = "" if ends[0] <= symbol.address < ends[1] else " DATA"
        yield f"{name} = {library.stem}.{name}{kind}\n"


def main(library):
    with tempfile.TemporaryDirectory() as work:
        source, names = Path(work, "entry.c"), Path(work, "names.def")
        source.write_text(ENTRY)
        names.write_text(
            "LIBRARY python3.dll\nEXPORTS\n" + "".join(forwarders(library))
        )
        subprocess.run(
            [
                "x86_64-w64-mingw32-gcc",
                *("-nostdlib", "-shared", "-Wl,-e,DllMainCRTStartup"),
                *("-o", library.with_name("python3.dll"), source, names),
            ],
            check=True,
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
