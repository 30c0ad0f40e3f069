"""A log review that is held, and closed."""

from datetime import date

import pytest

from policies.meetings.models import Meeting
from policies.meetings.services import acting, closing, preparing

TODAY = date(2026, 11, 3)


@pytest.fixture(autouse=True)
def in_november(time_machine):
    time_machine.move_to("2026-11-03 09:00:00Z", tick=False)


@pytest.fixture
def meeting(oakfield, lena, dee, tom):
    """A log review today with a decision and an action, not closed."""
    row = preparing.plan(kind="log_review", day=TODAY, place="Room 4", by=lena)
    item = preparing.add_item(meeting=row, words="Patterns of the term", by=lena)
    preparing.write_item(
        item=item, words="Patterns of the term", notes="", decision="Speak to Year 8", by=lena
    )
    acting.give(
        meeting=row, words="Write to parents", owner=tom.membership_id,
        due_on=date(2026, 11, 17), by=lena,
    )  # fmt: skip
    preparing.note_present(meeting=row, members=[dee.membership_id], guests=["Ms Ivy"], by=lena)
    return row


@pytest.fixture
def close(meeting, lena):
    """Close the log review, as its keeper."""

    def act(by=lena) -> Meeting:
        return closing.close(meeting=meeting, by=by).meeting

    return act
