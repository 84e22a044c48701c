"""The locks of one project never disagree: each package has one release and one set of hashes in all of them."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^ ]+) \\\n(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)", re.MULTILINE)


def pins(lock: str) -> dict[str, tuple[str, frozenset[str]]]:
    """The release and the hashes of each package of a lock."""
    found = _PIN.finditer((ROOT / lock).read_text("utf-8"))
    return {pin["name"]: (pin["version"], frozenset(re.findall(r"sha256:\w+", pin["hashes"]))) for pin in found}


@pytest.mark.parametrize(("lock", "within"), [
    ("requirements.lock", "requirements-notebook.lock"), ("requirements-notebook.lock", "requirements-dev.lock"),
])  # fmt: skip
def test_a_package_is_pinned_alike_in_every_lock(lock: str, within: str) -> None:
    smaller, larger = pins(lock), pins(within)
    assert len(smaller) > 20
    assert {name: pin for name, pin in smaller.items() if larger.get(name) != pin} == {}
