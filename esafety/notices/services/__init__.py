"""Telling members, what they read and wish, and who is away."""

from esafety.notices.services.reading import opened
from esafety.notices.services.telling import tell

__all__ = ["opened", "tell"]
