"""Hostile workbooks and tables of separated values."""

from __future__ import annotations

from collections.abc import Mapping

from tests.hostile.word import relations, zipped

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="200" formatCode="{{form}}"/></numFmts>'
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="200" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def members(
    rows: str,
    *,
    before: str = "",
    after: str = "",
    dtd: str = "",
    shared: str | None = None,
    styles: str | None = None,
    name: str = "Register",
    more: Mapping[str, bytes | str] | None = None,
) -> dict[str, bytes | str]:
    parts = {"sharedStrings": shared, "styles": styles}
    there = {part: xml for part, xml in parts.items() if xml is not None}
    overrides = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{part}+xml"/>' for part in there)
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": relations({"r": ("officeDocument", "xl/workbook.xml", False)}),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            f'<sheets><sheet name="{name}" sheetId="1" r:id="s"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            {"s": ("worksheet", "worksheets/sheet1.xml", False), **{p: (p, f"{p}.xml", False) for p in there}}
        ),
        "xl/worksheets/sheet1.xml": (
            f'{dtd}<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
        ),
        **{f"xl/{part}.xml": xml for part, xml in there.items()},
        **(more or {}),
    }


def text(at: str, said: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'


def number(at: str, value: str, style: int = 0) -> str:
    return f'<c r="{at}" s="{style}"><v>{value}</v></c>'


def row(at: int, cells: str) -> str:
    return f'<row r="{at}">{cells}</row>'


def small() -> str:
    head = row(1, text("A1", "Risk ID") + text("B1", "Risk description") + text("C1", "Score"))
    return head + row(2, text("A2", "CR1") + text("B2", "Services may fail") + number("C2", "12"))


def xlsx(rows: str, **said: object) -> bytes:
    return zipped(members(rows, **said))  # type: ignore[arg-type]


def register(rows: int) -> str:
    return small() + "".join(
        row(n, text(f"A{n}", f"CR{n}") + text(f"B{n}", "It may fail") + number(f"C{n}", "12")) for n in range(3, rows)
    )


def number_format(form: str, value: str = "12") -> bytes:
    rows = small() + row(3, text("A3", "CR2") + number("B3", value, 1))
    return xlsx(rows, styles=STYLES.format(form=form))


def value(written: str) -> bytes:
    return xlsx(small() + row(3, text("A3", "CR2") + number("C3", written)))


def csv(rows: int, width: int = 3) -> bytes:
    return b"Risk ID,Risk description,Score\n" + b"".join(b"CR%d,It may fail,12\n" % n for n in range(rows))
