"""The organisations that tests read by: the one of the samples, and one of which nothing is written down."""

from __future__ import annotations

from typing import Final

from normalise.lineage.crosswalk import Crosswalk, own_crosswalks
from normalise.organisations.known import Organisations
from normalise.organisations.organisation import Organisation, unknown_organisation
from pipeline.settings import Settings


def organisations() -> Organisations:
    """The organisations of an installation without settings."""
    return Settings().find_organisations()


LANCASHIRE: Final[Organisation] = organisations().default
GENERAL: Final[Organisation] = unknown_organisation("Northshire Council", "northshire-council")


def own_crosswalk() -> Crosswalk:
    """The crosswalk that comes with this package."""
    (crosswalk,) = own_crosswalks(organisations())
    return crosswalk
