"""LibreOffice's mail merge of the same sheet, to compare with.

Needs Debian's libreoffice-writer-nogui, libreoffice-base-nogui and python3-uno. The
merge is driven from inside by the system's Python. What is measured is the processor
time of soffice with its helper. Its sheet is the simpler one: all texts of both pages
in one table, without codes, coat of arms or ruled lines to write on.
"""

import csv
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from xml.sax.saxutils import escape

SYSTEM_PYTHON = "/usr/bin/python3"
SOFFICE = "/usr/bin/soffice"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}"'
    for name, rest in (
        ("office", "office:1.0"),
        ("text", "text:1.0"),
        ("table", "table:1.0"),
        ("style", "style:1.0"),
        ("fo", "xsl-fo-compatible:1.0"),
    )
)


def merge_seconds(pages: list[list[list[str]]], folder: Path) -> float:
    """Return the processor seconds LibreOffice takes to merge ``pages`` to one PDF.

    ``pages`` holds for each paper its rows of texts; all papers have the same shape.
    """
    flat = [[text for row in paper for text in row] for paper in pages]
    names = [f"f{number}" for number in range(len(flat[0]))]
    with (folder / "data.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, quoting=csv.QUOTE_ALL).writerows([names, *flat])
    (folder / "sheet.fodt").write_text(_template(pages[0]), "utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    office = subprocess.Popen(
        [
            SOFFICE,
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{folder}/profile",
            f"--accept=pipe,name={folder.name};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    subprocess.run(
        [SYSTEM_PYTHON, __file__, str(folder), folder.name], check=True, timeout=3600
    )
    office.wait(timeout=120)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    from stkdesk.documents.pictures import page_count  # not for the system's Python

    [made] = folder.glob("merged*.pdf")
    assert page_count(made.read_bytes()) >= len(pages)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _template(paper: list[list[str]]) -> str:
    """Return the sheet as a flat document: a table whose cells are merge fields."""
    number, rows = 0, []
    for row in paper:
        cells = []
        for _ in row:
            cells.append(
                "<table:table-cell><text:p>Ledetekst <text:database-display"
                f' text:column-name="f{number}" text:table-name="data"'
                ' text:table-type="table" text:database-name="STK">x'
                "</text:database-display></text:p></table:table-cell>"
            )
            number += 1
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    wide = max(map(len, paper))
    title = escape("Timeliste for støttekontakt")
    return (
        f'<?xml version="1.0"?><office:document {NAMESPACES} office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body>'
        f"<office:text><text:h>{title}</text:h><table:table>"
        f'<table:table-column table:number-columns-repeated="{wide}"/>{"".join(rows)}'
        "</table:table></office:text></office:body></office:document>"
    )


def _merge(folder: Path, pipe: str) -> None:
    """Run inside the system's Python: connect to soffice, merge, end it."""
    import uno
    from com.sun.star.beans import PropertyValue
    from com.sun.star.connection import NoConnectException
    from com.sun.star.lang import DisposedException

    def setting(name, value):
        made = PropertyValue()
        made.Name, made.Value = name, value
        return made

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    address = f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
    for _ in range(600):
        try:
            context = resolver.resolve(address)
            break
        except NoConnectException:
            time.sleep(0.1)
    make = context.ServiceManager.createInstanceWithContext
    sources = make("com.sun.star.sdb.DatabaseContext", context)
    source = sources.createInstance()
    source.URL = f"sdbc:flat:{folder.as_uri()}"
    source.Info = tuple(
        setting(name, value)
        for name, value in (
            ("Extension", "csv"),
            ("HeaderLine", True),
            ("FieldDelimiter", ","),
            ("StringDelimiter", '"'),
            ("CharSet", "UTF-8"),
        )
    )
    source.DatabaseDocument.storeAsURL((folder / "data.odb").as_uri(), ())
    sources.registerObject("STK", source)
    merge = make("com.sun.star.text.MailMerge", context)
    merge.DataSourceName, merge.Command, merge.CommandType = "STK", "data", 0
    merge.DocumentURL = (folder / "sheet.fodt").as_uri()
    merge.OutputType = 2  # to a file
    merge.OutputURL = folder.as_uri()
    merge.SaveAsSingleFile = True
    merge.FileNamePrefix = "merged"
    merge.SaveFilter = "writer_pdf_Export"
    try:
        merge.execute(())
        make("com.sun.star.frame.Desktop", context).terminate()
    except DisposedException:  # LibreOffice 7.4 falls over when the file is whole
        os._exit(0)


if __name__ == "__main__":
    _merge(Path(sys.argv[1]), sys.argv[2])
