"""An authority for time stamps that listens on this machine, and an installation that uses it."""

import pytest

from tests.factories.keys import TIME, Authority, pem_of, running


@pytest.fixture
def authority(settings, tmp_path):
    with running(Authority()) as listening:
        trusted = tmp_path / "trusted.pem"
        trusted.write_bytes(pem_of(TIME, stamps=True))
        settings.TIMESTAMP_URL, settings.TIMESTAMP_CA = listening.url, str(trusted)
        yield listening
