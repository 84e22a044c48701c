"""What an installation is set to: ``riskhistory.toml``, in the folder where the command is given or named to it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from normalise.unusable import UnusableError
from pipeline.read.limits import Limits
from pipeline.store.snapshots import KEPT

if TYPE_CHECKING:  # reads all that organisations call things, which few commands need
    from normalise.organisations.known import Organisations

FILE: Final = Path("riskhistory.toml")


class SettingsError(UnusableError):
    """The settings cannot be used; the message names the file and what is wrong in it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings, each with what holds where the file does not say.

    ``organisation`` is the one whose papers these are where they do not say, by its slug or its name in full;
    ``organisations`` are further folders of organisations, in addition to those of this package. ``limits`` are those
    of reading one paper and of making the history; ``workers`` processes read, 0 for as many as there are processors;
    ``snapshots`` of the history are kept.
    """

    organisation: str = "lancashire"
    organisations: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)
    workers: int = 0
    snapshots: int = KEPT

    def find_organisations(self) -> Organisations:
        """The organisations there are. Raises as ``normalise.organisations.known.find_organisations``."""
        from normalise.organisations.known import find_organisations

        return find_organisations(self.organisations, self.organisation)


def read_settings(file: Path | None = None) -> Settings:
    """The settings of a file, or of ``riskhistory.toml`` here, where there is one. Folders in it count from its own.

    Raises:
        SettingsError: the file is no TOML, has a key that is no setting, or a value of another type.
        OSError: the file that was asked for cannot be opened.
    """
    if file is None and not FILE.exists():
        return Settings()
    import tomllib  # few commands have settings to read

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
    numbers = {
        name: _at_least(least, name, table) for name, least in (("workers", 0), ("snapshots", 1)) if name in table
    }
    return Settings(
        organisation, tuple(base / folder for folder in folders), limits=_limits(table.get("limits", {})), **numbers
    )


def _limits(table: object) -> Limits:
    if not isinstance(table, dict):
        raise TypeError("limits is a table")
    known = [limit.name for limit in fields(Limits)]
    if unknown := sorted(table.keys() - set(known)):
        raise ValueError(f"no limit {', '.join(unknown)}; the limits are {', '.join(known)}")
    return replace(Limits(), **{name: _at_least(1, name, table) for name in table})


def _at_least(least: int, name: str, table: dict[str, Any]) -> int:
    number = table[name]
    if type(number) is not int or number < least:
        raise TypeError(f"{name} is a whole number, {least} or more")
    return number
