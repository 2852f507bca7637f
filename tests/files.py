"""Files as people send them in: whole ones of every kind, and some that lie."""

from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw

WORD = "Vinterpeis"  # stands in the files made here


def a_picture(kind="PNG", size=(300, 200), *, pages=1, **how):
    """Return a picture with a red frame, as bytes."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).rectangle(
        (2, 2, size[0] - 3, size[1] - 3), outline="red", width=3
    )
    out = BytesIO()
    if pages > 1:
        how |= {"save_all": True, "append_images": [picture] * (pages - 1)}
    picture.save(out, kind, **how)
    return out.getvalue()


def a_pdf(pages=1, word=WORD, size=(595, 842)):
    """Return a PDF with a word on each page that stands in clear in its bytes."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=size)
        page.Contents = made.make_stream(f"% {word}\n0 0 50 50 re f".encode())
    return _saved(made, compress_streams=False)


def changed_pdf(change, **how):
    """Return a PDF after ``change`` has had it."""
    made = pikepdf.open(BytesIO(a_pdf()))
    change(made)
    return _saved(made, **how)


def a_locked_pdf(user="hemmelig"):
    """Return a PDF that asks for a password."""
    return changed_pdf(
        lambda _pdf: None, encryption=pikepdf.Encryption(user=user, owner="eier")
    )


def with_file(content):
    """Return a PDF with another file in it."""
    return changed_pdf(lambda pdf: pdf.attachments.__setitem__("liste", content))


def with_script():
    """Return a PDF that runs something when it is opened."""

    def add(pdf):
        script = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('Hei')")
        )
        names = pikepdf.Array([pikepdf.String("hei"), script])
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))

    return changed_pdf(add)


def without_pages():
    """Return a PDF with no pages in it."""
    return _saved(pikepdf.new())


def _saved(pdf, **how):
    out = BytesIO()
    pdf.save(out, **how)
    return out.getvalue()
