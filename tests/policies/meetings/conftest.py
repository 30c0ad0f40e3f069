"""What the tests of meetings share."""

from datetime import date

import pytest

from policies.meetings.services import acting, preparing

TODAY = date(2026, 11, 3)
SOON = date(2026, 11, 17)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def meeting(oakfield, lena):
    """A log review today."""
    return preparing.plan(kind="log_review", day=TODAY, place="Room 4", by=lena)


@pytest.fixture
def action(meeting, lena, tom):
    """Something that Tom is to do in two weeks."""
    return acting.give(
        meeting=meeting, words="Write to parents", owner=tom.membership_id, due_on=SOON, by=lena
    )


@pytest.fixture
def closed(meeting, action, lena, dee):
    """The same meeting, closed, with its minutes."""
    from policies.meetings.services import closing

    preparing.note_present(
        meeting=meeting, members=[dee.membership_id], guests=["Ms Ivy Ilex"], by=lena
    )
    return closing.close(meeting=meeting, by=lena).meeting


@pytest.fixture
def keeper(client_of, lena):
    return client_of(lena)


@pytest.fixture
def reader(client_of, dee):
    return client_of(dee)


@pytest.fixture
def teacher(client_of, tom):
    return client_of(tom)
