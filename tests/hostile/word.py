"""Hostile Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEADINGS = ("Risk ID", "Risk description", "Controls", "Score")


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def relations(listed: Mapping[str, tuple[str, str, bool]]) -> str:
    """A part's relationships: identifier → (kind, target, whether it is outside the file)."""
    each = (
        f'<Relationship Id="{name}" Type="{kind if "/" in kind else f"{_RELATION}/{kind}"}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if outside else ''}/>"
        for name, (kind, target, outside) in listed.items()
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{''.join(each)}</Relationships>"
    )


def package(
    document: str | bytes,
    parts: Mapping[str, tuple[str, str]] | None = None,
    related: Mapping[str, tuple[str, str, bool]] | None = None,
    more: Mapping[str, bytes | str] | None = None,
) -> dict[str, bytes | str]:
    """The members of a Word file: ``parts`` are name → (kind, XML), ``related`` further relations of the document."""
    parts = parts or {}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    listed = {f"p{at}": (kind, f"{name}.xml", False) for at, (name, (kind, _)) in enumerate(parts.items())}
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="docx" ContentType="application/vnd.openxmlformats-package.x"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": relations({"r": ("officeDocument", "word/document.xml", False)}),
        "word/_rels/document.xml.rels": relations({**listed, **(related or {})}),
        "word/document.xml": document,
        **{f"word/{name}.xml": xml for name, (_, xml) in parts.items()},
        **(more or {}),
    }


def root(content: str, name: str = "document", before: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:{name} xmlns:w="{_W}" xmlns:r="{_R}">{content}</w:{name}>'


def body(content: str, before: str = "") -> str:
    return root(f"<w:body>{content}</w:body>", before=before)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"


def register(rows: int, properties: str = "") -> str:
    head = "<w:tr>" + "".join(map(cell, _HEADINGS)) + "</w:tr>"
    lines = (
        f"<w:tr>{cell(f'CR{n}')}{cell(f'Services may fail {n}', properties)}{cell('Plans')}{cell('12')}</w:tr>"
        for n in range(1, rows + 1)
    )
    return table(head + "".join(lines))


def docx(
    content: str,
    parts: Mapping[str, tuple[str, str]] | None = None,
    related: Mapping[str, tuple[str, str, bool]] | None = None,
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    return zipped(package(body(content), parts, related, more))


def nested_tables(depth: int) -> bytes:
    opened = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>"
    return docx(opened * depth + paragraph("deep") + f"</w:tc></w:tr></w:tbl>{paragraph('')}" * depth)


def nested_boxes(depth: int) -> bytes:
    opened = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
    closed = "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    return docx(opened * depth + paragraph("deep") + closed * depth)


def nested(name: str, depth: int, within: str = "") -> bytes:
    return docx(f"<w:p>{f'<w:{name}>' * depth}<w:r><w:t>deep</w:t></w:r>{f'</w:{name}>' * depth}</w:p>{within}")


def chunk(content: str | bytes, depth: int) -> bytes:
    """A Word file in a Word file, so many times."""
    inner = docx(paragraph("deep"))
    for _ in range(depth):
        inner = docx(
            '<w:altChunk r:id="c"/>', related={"c": ("aFChunk", "inner.docx", False)}, more={"word/inner.docx": inner}
        )
    return inner


def bomb(size: int, inner: bytes = b" ") -> bytes:
    text = body(paragraph("")).encode()
    at = text.index(b"</w:t>")
    return zipped(package(text[:at] + inner * (size // len(inner)) + text[at:]))


def laughs(depth: int = 12) -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, depth))
    dtd = f'<!DOCTYPE w [<!ENTITY l0 "lol">{levels}]>'
    return zipped(package(body(paragraph(f"&l{depth - 1};"), dtd)))


def quadratic_entity(size: int, uses: int) -> bytes:
    dtd = f'<!DOCTYPE w [<!ENTITY a "{"a" * size}">]>'
    return zipped(package(body(paragraph("&a;" * uses), dtd)))


def external_entity(address: str) -> bytes:
    return zipped(package(body(paragraph("&x;"), f'<!DOCTYPE w [<!ENTITY x SYSTEM "{address}">]>')))


def styles(content: str) -> dict[str, tuple[str, str]]:
    return {"styles": ("styles", root(content, "styles"))}


def numbering(content: str) -> dict[str, tuple[str, str]]:
    return {"numbering": ("numbering", root(content, "numbering"))}


def based_in_a_ring(count: int) -> bytes:
    listed = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    return docx(paragraph("ring", '<w:pPr><w:pStyle w:val="s0"/></w:pPr>'), styles(listed))


def long_style_chain(count: int) -> bytes:
    """Styles each based on the one before, and a paragraph of each; table styles too."""
    listed = "".join(
        f'<w:style w:type="{kind}" w:styleId="{kind}{n}"><w:basedOn w:val="{kind}{n - 1}"/></w:style>'
        for n in range(count)
        for kind in ("paragraph", "table")
    )
    each = "".join(paragraph("x", f'<w:pPr><w:pStyle w:val="paragraph{n}"/></w:pPr>') for n in range(count))
    one = f'<w:tbl><w:tblPr><w:tblStyle w:val="table{count - 1}"/></w:tblPr><w:tr>{cell("x")}</w:tr></w:tbl>'
    return docx(each + one, styles(listed))


_LEVEL = '<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbered(start: str, form: str = "decimal", text: str = "%1.", paragraphs: int = 3) -> bytes:
    listed = (
        f'<w:abstractNum w:abstractNumId="0">{_LEVEL.format(start=start, form=form, text=text)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx(paragraph("item", item) * paragraphs, numbering(listed))


def lists_in_a_ring() -> bytes:
    listed = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    item = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return docx(paragraph("item", item), {**numbering(listed), **styles(style)})


def merged_down(rows: int, columns: int = 2) -> bytes:
    first = "".join(cell("x", '<w:vMerge w:val="restart"/>') for _ in range(columns))
    below = "".join(cell("y", "<w:vMerge/>") for _ in range(columns))
    return docx(table(f"<w:tr>{first}</w:tr>" + f"<w:tr>{below}</w:tr>" * rows))


def spanned(span: str, rows: int = 3, name: str = "gridSpan") -> bytes:
    wide = cell("wide", f'<w:{name} w:val="{span}"/>')
    return docx(table(f"<w:tr>{wide}{cell('x')}</w:tr>" * rows))


def before(span: str, rows: int = 3) -> bytes:
    return docx(table(f'<w:tr><w:trPr><w:gridBefore w:val="{span}"/></w:trPr>{cell("x")}{cell("y")}</w:tr>' * rows))


def many_runs(count: int, properties: str = "") -> bytes:
    return docx(f"<w:p>{f'<w:r><w:rPr>{properties}</w:rPr><w:t>ab </w:t></w:r>' * count}</w:p>")


def fields(count: int, *, closed: bool) -> bytes:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    opened = mark.format("begin") + "<w:r><w:instrText>PAGE x</w:instrText></w:r>"
    return docx(f"<w:p>{opened * count}{mark.format('end') * (count if closed else 0)}</w:p>")


def field(instruction: str) -> bytes:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inside = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return docx(f"<w:p>{mark.format('begin')}{inside}{mark.format('end')}</w:p>")


def carried(count: int) -> bytes:
    """Paragraphs each of whose ends is deleted, so that it runs on into the next."""
    return docx(paragraph("ab ", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>") * count)


def symbol(code: str) -> bytes:
    return docx(f'<w:p><w:r><w:sym w:font="Arial" w:char="{code}"/><w:t>x</w:t></w:r></w:p>')
