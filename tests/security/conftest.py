"""The filled copy that every test here attacks; a test that does not say otherwise attacks it on both databases."""

from __future__ import annotations

import pytest

from tests.security.site import Site, fill
from tests.support.clock import HandClock
from webapp.services.work import Workshop
from webapp.settings import Settings


@pytest.fixture
def site(settings: Settings, workshop: Workshop, clock: HandClock) -> Site:
    """A filled copy."""
    from webapp.app import create_app  # noqa: PLC0415 - as in the fixture it stands beside

    return fill(create_app(settings, workshop), workshop, clock)
