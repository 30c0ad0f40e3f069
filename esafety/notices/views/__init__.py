"""Pages of notices: what waits, when mail comes, who is away."""

from esafety.notices.views.absences import away, change_away, end_away, say_away, say_away_for
from esafety.notices.views.lists import notices, read, read_all
from esafety.notices.views.wishes import settings

__all__ = [
    "away",
    "change_away",
    "end_away",
    "notices",
    "read",
    "read_all",
    "say_away",
    "say_away_for",
    "settings",
]
