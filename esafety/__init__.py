"""eSafety: online-safety incidents, handled by the book."""

from esafety.celery import app as celery_app

__all__ = ["celery_app"]
