"""Whole tables before and after: whether anything at all was written."""

from typing import Any

from django.apps import apps
from django_scopes import scopes_disabled

APPS = ("aup", "signatures", "audit", "jobs", "notices", "people")


def tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an act on an agreement may write."""
    found = {}
    with scopes_disabled():
        for label in APPS:
            for model in apps.get_app_config(label).get_models():
                rows = model._base_manager.order_by("pk").values_list()
                found[model._meta.db_table] = list(rows)
    return found
