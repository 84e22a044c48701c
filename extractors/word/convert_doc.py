"""Legacy Word files (.doc) and rich text (.rtf): LibreOffice makes a .docx of them.

It opens them in a profile of their own that is thrown away, in which macros are not run and nothing is fetched from
the network. A file that it cannot read to the end it refuses, rather than give what it got.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from extractors.document import UnreadableFileError
from extractors.programs import find_program, run_program, workspace

_SECONDS = 120
_FILTER = "docx:MS Word 2007 XML"
_KIND = "this is a legacy Word file (.doc or .rtf)"
_INSTEAD = "save it as .docx and offer that"
_SETTINGS = {
    "Security/Scripting": {
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "BlockUntrustedRefererLinks": "true",
        "DisableActiveContent": "true",
    },
}
"""A conversion asks for no macros anyway; this makes sure of it, and of links to pictures elsewhere."""


def to_docx(content: bytes) -> bytes:
    """The bytes of a .docx file that says what a .doc or .rtf file says.

    They differ from run to run (LibreOffice makes up identifiers), what they say does not.

    Raises:
        UnreadableFileError: ``missing_tool`` without LibreOffice, ``conversion_failed``, ``conversion_timeout``.
    """
    soffice = find_program("soffice", "libreoffice")
    if soffice is None:
        advice = f"install LibreOffice (package libreoffice-writer) and run again, or {_INSTEAD}"
        raise UnreadableFileError("missing_tool", f"{_KIND}; {advice}")
    with workspace() as folder:
        source, made = folder / "paper.doc", folder / "made"
        source.write_bytes(content)
        profile = folder / "profile"
        settings = profile / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), "utf-8")
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo"]
        command += ["--convert-to", _FILTER, "--outdir", str(made), str(source)]
        try:
            done = run_program(command, folder, _SECONDS, {"HOME": str(folder)})
        except TimeoutError as error:
            message = f"{_KIND} on which LibreOffice spent more than {_SECONDS} seconds; {_INSTEAD}"
            raise UnreadableFileError("conversion_timeout", message) from error
        except OSError as error:
            raise _failed(error.strerror or str(error)) from error
        finally:
            _socket(profile).unlink(missing_ok=True)
        converted = made / "paper.docx"
        if not converted.is_file():  # the exit code says nothing of it
            raise _failed(done.complaint or f"exit code {done.code}")
        return converted.read_bytes()


def _failed(reason: str) -> UnreadableFileError:
    return UnreadableFileError("conversion_failed", f"{_KIND} that LibreOffice cannot read ({reason}); {_INSTEAD}")


def _socket(profile: Path) -> Path:
    """Where a LibreOffice of this profile waits for others to call on it, which it leaves behind when it is killed."""
    digest = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return Path(f"/tmp/OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}")


def _settings() -> str:
    """A profile's settings, as LibreOffice keeps them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.Office.Common/{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, settings in _SETTINGS.items()
        for name, value in settings.items()
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
