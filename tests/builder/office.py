"""Word files printed to PDF by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

SECONDS = 120


class OfficeError(Exception):
    """LibreOffice is not installed, took too long or made no PDF."""


def available() -> bool:
    """Whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def _settled(pdf: bytes) -> bytes:
    """The same PDF with its date and identifiers set to zeros of the same length, so that two runs agree."""
    pdf = re.sub(rb"(/CreationDate\s*)\(D:\d{14}", rb"\1(D:20000101000000", pdf)
    pdf = re.sub(rb"(/DocChecksum\s*/)([0-9A-F]+)", lambda m: m[1] + b"0" * len(m[2]), pdf)
    return re.sub(
        rb"(/ID\s*\[\s*<)([0-9A-F]+)(>\s*<)([0-9A-F]+)(>\s*\])",
        lambda m: m[1] + b"0" * len(m[2]) + m[3] + b"0" * len(m[4]) + m[5],
        pdf,
    )


def to_pdfs(files: Sequence[bytes]) -> list[bytes]:
    """.docx files as LibreOffice prints them, all in one run of it and in a profile that is thrown away.

    Raises:
        OfficeError: there is no LibreOffice, or it failed or ran longer than two minutes.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        raise OfficeError("LibreOffice (soffice) is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"paper{number}.docx" for number in range(len(files))]
        for source, content in zip(sources, files, strict=True):
            source.write_bytes(content)
        profile = (folder / "profile").as_uri()
        command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", name]
        environment = {**os.environ, "HOME": name, "TZ": "UTC"}
        try:
            done = subprocess.run(
                [*command, *map(str, sources)], capture_output=True, timeout=SECONDS, env=environment, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise OfficeError(f"LibreOffice took longer than {SECONDS} s") from error
        printed = [source.with_suffix(".pdf") for source in sources]
        if not all(path.exists() for path in printed):
            raise OfficeError(f"LibreOffice made no PDF: {done.stderr.decode('utf8', 'replace').strip()[-300:]}")
        return [_settled(path.read_bytes()) for path in printed]
