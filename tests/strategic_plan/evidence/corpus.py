"""Files made in code: good ones of every kind, and those that must be refused."""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{OFFICE}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation.main+xml"),
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
HTML = b"<!doctype html><script>alert(1)</script>"


def pdf(*, edit=None, password=""):
    """A PDF of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    if edit:
        edit(writer)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def launching(writer):
    """Make opening the PDF start a program."""
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")}
    )
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)


def scripted(writer):
    """Make opening the PDF run a script, kept in a compressed object."""
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)


def packed_script():
    """A PDF whose script lies in a packed stream of objects, its name spelled in code numbers."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/OpenAction 5 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>",
        5: b"<</S/#4aavaScript/#4a#53(app.alert(1))>>",
    }
    head, body = "", b""
    for number, content in objects.items():
        head += f"{number} {len(body)} "
        body += content + b" "
    packed = zlib.compress(head.encode() + body)
    made = b"%PDF-1.5\n"
    stream_at = len(made)
    words = b"4 0 obj<</Type/ObjStm/N 4/First %d/Filter/FlateDecode/Length %d>>" % (len(head), len(packed))
    made += words + b"stream\n" + packed + b"\nendstream endobj\n"
    table_at = len(made)
    rows = [(0, 0, 0), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, stream_at, 0), (2, 4, 3), (1, table_at, 0)]
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    made += b"6 0 obj<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(table), table,
    )  # fmt: skip
    return made + b"startxref\n%d\n%%%%EOF\n" % table_at


def picture(form="PNG", *, size=(8, 6), save_all=False, **how):
    image = Image.new("RGB", size, (12, 80, 120))
    made = io.BytesIO()
    if save_all:
        others = [Image.new("RGB", size, (n, 0, 0)) for n in (90, 180)]
        image.save(made, form, save_all=True, append_images=others, **how)
    else:
        image.save(made, form, **how)
    return made.getvalue()


def photo_with_place():
    """A JPEG that remembers where it was taken, and lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn it by 90 degrees
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825)[2] = (44.0, 38.0, 59.0)  # latitude
    return picture("JPEG", exif=exif)


def png_with_text(words):
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", words)
    return picture("PNG", pnginfo=text)


def huge_png():
    """A PNG that says it is 60,000 points wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 99))
        + chunk(b"IEND", b"")
    )


def office(kind="docx", *, main="", types="", rels="", parts=(), stored=()):
    """An office file of Microsoft's kind, with extra parts."""
    part, known = MAIN[kind]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types><Override PartName="/{part}" ContentType="{main or known}"/>{types}</Types>',
        )
        package.writestr("_rels/.rels", f"<Relationships>{rels}</Relationships>")
        package.writestr(part, "<document/>")
        for name, body in parts:
            package.writestr(name, body)
    return made.getvalue()


def open_document(kind="odt", *, manifest="<manifest/>", parts=()):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "mimetype", f"application/vnd.oasis.opendocument.{OPEN.get(kind, kind)}", zipfile.ZIP_STORED
        )
        package.writestr("content.xml", "<office/>")
        package.writestr("META-INF/manifest.xml", manifest)
        for name, body in parts:
            package.writestr(name, body)
    return made.getvalue()


def zip_of(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return made.getvalue()


def locked_member():
    """An office file whose parts say that they are encrypted."""
    made = bytearray(office())
    at = made.index(b"PK\x01\x02")
    while at >= 0:
        made[at + 8] |= 1
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def ole(*, locked=False):
    return (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + b"\0" * 600
        + ("EncryptedPackage".encode("utf-16-le") if locked else b"")
    )


GOOD = {
    "minutes.pdf": pdf,
    "wall.png": picture,
    "wall.jpg": lambda: picture("JPEG"),
    "wall.JPEG": photo_with_place,
    "wall.webp": lambda: picture("WEBP"),
    "report.docx": office,
    "answers.xlsx": lambda: office("xlsx"),
    "slides.pptx": lambda: office("pptx"),
    "report.odt": open_document,
    "answers.ods": lambda: open_document("ods"),
    "slides.odp": lambda: open_document("odp"),
    "linked.docx": lambda: office(
        rels='<Relationship Type="x/hyperlink" TargetMode="External" Target="https://example.org"/>'
    ),
}
PASSWORD, MACROS = "protected by a password", "holds macros"
BAD = {
    "empty": ("x.pdf", lambda: b"", "The file is empty"),
    "web page named PDF": ("report.pdf", lambda: HTML, "This kind of file is not taken"),
    "web page": ("report.html", lambda: HTML, "This kind of file is not taken"),
    "drawing that may hold scripts": ("x.svg", lambda: b"<svg onload='alert(1)'/>", "is not taken"),
    "moving GIF": ("x.gif", lambda: picture("GIF"), "is not taken"),
    "program": ("x.pdf", lambda: b"MZ\x90\0" + b"\0" * 500, "is not taken"),
    "shell script": ("x.docx", lambda: b"#!/bin/sh\nrm -rf /\n", "is not taken"),
    "text": ("x.txt", lambda: b"hello", "is not taken"),
    "packed folder": ("x.zip", lambda: zip_of(a="b"), "folder packed into one file"),
    "packed folder named Word": ("x.docx", lambda: zip_of(a="b"), "folder packed into one file"),
    "Word with macros": (
        "x.docm",
        lambda: office(main="application/vnd.ms-word.document.macroEnabled.main+xml"),
        MACROS,
    ),
    "macros in a plain name": ("x.docx", lambda: office(parts=[("word/vbaProject.bin", b"\0")]), MACROS),
    "macros by type only": (
        "x.docx",
        lambda: office(types='<Default ContentType="application/vnd.ms-office.vbaProject"/>'),
        MACROS,
    ),
    "macros in an open document": ("x.odt", lambda: open_document(parts=[("Basic/script.xml", "x")]), MACROS),
    "template": (
        "x.docx",
        lambda: office(main=f"{OFFICE}.wordprocessingml.template.main+xml"),
        "is not taken",
    ),
    "open document of another kind": ("x.odt", lambda: open_document("graphics"), "is not taken"),
    "template from elsewhere": (
        "x.docx",
        lambda: office(
            rels='<Relationship Type="a/attachedTemplate" TargetMode="External" Target="http://x"/>'
        ),
        "fetches",
    ),
    "program inside": (
        "x.docx",
        lambda: office(parts=[("word/embeddings/oleObject1.bin", b"x")]),
        "another file",
    ),
    "bomb": (
        "x.docx",
        lambda: office(parts=[("word/media/a.bin", b"\0" * 40_000_000)]),
        "unpacks to over",
    ),
    "many parts": ("x.docx", lambda: office(parts=[(f"p{n}", "") for n in range(3_001)]), "parts"),
    "part outside": (
        "x.docx",
        lambda: office(parts=[("../../etc/passwd", "x")]),
        "not built like an office file",
    ),
    "XML bomb": (
        "x.docx",
        lambda: office(parts=[("word/_rels/a.rels", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')]),
        "not built like an office file",
    ),
    "web page before a package": ("x.docx", lambda: office() + HTML, "damaged|not built like"),
    "picture with a package behind its back": ("x.docx", lambda: HTML + office(), "is not taken"),
    "package in a package's comment": (
        "x.docx",
        lambda: office()[:-2] + b"\x05\0" + b"hello",
        "not built like",
    ),
    "cut off package": ("x.docx", lambda: office()[:-60], "damaged"),
    "Word behind a password": ("x.docx", lambda: ole(locked=True), PASSWORD),
    "locked parts": ("x.docx", locked_member, PASSWORD),
    "open document behind a password": (
        "x.odt",
        lambda: open_document(manifest="<manifest><file-entry><encryption-data/></file-entry></manifest>"),
        PASSWORD,
    ),
    "old Word": ("x.doc", ole, "old office file"),
    "PDF behind a password": ("x.pdf", lambda: pdf(password="x"), PASSWORD),
    "PDF with a script": ("x.pdf", lambda: pdf(edit=lambda each: scripted(each)), "holds a script"),
    "PDF with a script packed away": ("x.pdf", packed_script, "holds a script"),
    "PDF with a program": ("x.pdf", lambda: pdf(edit=launching), "holds a script"),
    "PDF with a file inside": (
        "x.pdf",
        lambda: pdf(edit=lambda each: each.add_attachment("a.exe", b"MZ")),
        "another file",
    ),
    "PDF with a package behind it": ("x.pdf", lambda: pdf() + office(), "something else follows it"),
    "cut off PDF": ("x.pdf", lambda: pdf()[:200], "cut off"),
    "PDF in name only": ("x.pdf", lambda: b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
    "PDF named picture": ("x.png", pdf, "the file is a PDF"),
    "Word named PDF": ("x.pdf", office, "the file is a Word document"),
    "PDF named program": ("x.pdf.exe", pdf, "does not end in .pdf"),
    "PDF without ending": ("minutes", pdf, "does not end in .pdf"),
    "PNG of sixty thousand points": ("x.png", huge_png, "million points"),
    "moving PNG": ("x.png", lambda: picture(save_all=True), "moves"),
    "moving WebP": ("x.webp", lambda: picture("WEBP", save_all=True), "moves"),
    "cut off PNG": ("x.png", lambda: picture(size=(500, 500))[:-40], "damaged"),
    "PNG in name only": ("x.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "damaged"),
}
