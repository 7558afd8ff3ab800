"""What tests of the run share."""

import pytest


@pytest.fixture(autouse=True)
def _nothing_is_not_found(request: pytest.FixtureRequest) -> None:
    """A server answers 404 for what it doesn't have, as servers do."""
    if "httpserver" in request.fixturenames:
        server = request.getfixturevalue("httpserver")
        server.no_handler_status_code = 404
