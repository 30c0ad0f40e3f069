"""The secret of a link to sign, and of a private calendar, never reaches a log."""

import logging

import pytest

from esafety.logs import NoPersonalData


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/oakfield/sign/Jr0xSecretSecretSecret_-/", "/oakfield/sign/…"),
        ("/oakfield/sign/paper/7K3P-9X2M/", "/oakfield/sign/paper/…"),
        ("/oakfield/sign/paper/7K3P9X2M", "/oakfield/sign/paper/…"),
        ("/oakfield/sign/me/12/decline/?x=1", "/oakfield/sign/me/12/decline/"),
        ("/oakfield/sign/paper/", "/oakfield/sign/paper/"),
        ("/oakfield/calendar/Jr0xSecretSecretSecret_-.ics", "/oakfield/calendar/…"),
        ("/oakfield/planner/calendar/", "/oakfield/planner/calendar/"),
        ("/oakfield/agreements/mine/", "/oakfield/agreements/mine/"),
    ],
)
def test_the_secret_is_cut_from_a_request_line(path, written):
    record = logging.LogRecord("x", logging.WARNING, "", 1, "%s: %s", ("Gone", path), None)

    NoPersonalData().filter(record)

    assert record.getMessage() == f"Gone: {written}"
