"""Reviews of policies, who has read them, and private calendar addresses."""

from policies.reviews.models.calendars import CalendarFeed
from policies.reviews.models.reading import Acknowledgement
from policies.reviews.models.reviews import (
    PolicyAgreement,
    Renewal,
    Review,
    ReviewCall,
    ReviewDraft,
    ReviewReminder,
)

__all__ = [
    "Acknowledgement",
    "CalendarFeed",
    "PolicyAgreement",
    "Renewal",
    "Review",
    "ReviewCall",
    "ReviewDraft",
    "ReviewReminder",
]
