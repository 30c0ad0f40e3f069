"""The tables of rules in words and shapes: as read, as edited, as compared."""

from policies.presenters.drawing import (
    PARTNERS,
    TEMPLATES,
    drawn,
    levels,
    ratings,
    technologies,
    ticks,
)
from policies.words import COLUMNS, GROUPS, OCCURRENCES, RATINGS, Rating, rating

__all__ = [
    "COLUMNS",
    "GROUPS",
    "OCCURRENCES",
    "PARTNERS",
    "RATINGS",
    "TEMPLATES",
    "Rating",
    "drawn",
    "levels",
    "rating",
    "ratings",
    "technologies",
    "ticks",
]
