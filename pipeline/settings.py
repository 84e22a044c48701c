"""What an installation is set to: ``riskhistory.toml``, in the folder where the command is given or named to it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final

from normalise.organisations.known import Organisations, find_organisations

FILE: Final = Path("riskhistory.toml")


class SettingsError(ValueError):
    """The settings cannot be used; the message names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with what holds where the file does not say.

    ``organisation`` is the slug of the one whose papers these are where they do not say; ``organisations`` are further
    folders of organisations, in addition to those of this package.
    """

    organisation: str = "lancashire"
    organisations: tuple[Path, ...] = ()

    def find_organisations(self) -> Organisations:
        """The organisations there are. Raises as ``normalise.organisations.known.find_organisations``."""
        return find_organisations(self.organisations, self.organisation)


def read_settings(file: Path | None = None) -> Settings:
    """The settings of a file, or of ``riskhistory.toml`` here, where there is one. Folders in it count from its own.

    Raises:
        SettingsError: the file is no TOML, has a key that is no setting, or a value of another type.
        OSError: the file that was asked for cannot be opened.
    """
    if file is None and not FILE.exists():
        return Settings()
    chosen = file or FILE
    try:
        return _settings(tomllib.loads(chosen.read_text("utf-8")), chosen.parent)
    except (ValueError, TypeError) as error:  # a damaged TOML is a ValueError
        raise SettingsError(f"{chosen}: {error}") from error


def _settings(table: dict[str, Any], base: Path) -> Settings:
    known = [setting.name for setting in fields(Settings)]
    if unknown := sorted(table.keys() - set(known)):
        raise ValueError(f"no setting {', '.join(unknown)}; the settings are {', '.join(known)}")
    organisation = table.get("organisation", Settings().organisation)
    folders = table.get("organisations", [])
    if not isinstance(organisation, str):
        raise TypeError("organisation is the name of an organisation's folder")
    if not isinstance(folders, list) or not all(isinstance(folder, str) for folder in folders):
        raise TypeError("organisations is a list of folders")
    return Settings(organisation, tuple(base / folder for folder in folders))
