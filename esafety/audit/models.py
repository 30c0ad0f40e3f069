"""One row per thing done or read. No foreign keys, so that nothing can ever rewrite it."""

from typing import Any

from django.db import models
from django_scopes import get_scope
from django_scopes.exceptions import ScopeError


class AuditEventManager(models.Manager["AuditEvent"]):
    """Rows of the school whose scope is open; without one, an error (schools never meet)."""

    def get_queryset(self) -> models.QuerySet["AuditEvent"]:
        scope = get_scope()
        if not scope.get("_enabled", True):
            return super().get_queryset()
        if "school" not in scope:
            raise ScopeError("Open a school's scope before reading its audit log.")
        return super().get_queryset().filter(school_id=scope["school"].pk)


class AuditEvent(models.Model):
    """One link of a school's hash chain. `hash` covers every other column and `prev_hash`."""

    school_id = models.BigIntegerField()
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    type = models.CharField(max_length=60)
    actor = models.CharField(max_length=60)
    object = models.CharField(max_length=80, blank=True)
    data: Any = models.JSONField(default=dict)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AuditEventManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_id", "seq"], name="audit_seq_once_per_school")
        ]
        indexes = [
            models.Index(fields=["school_id", "-at"], name="audit_by_time"),
            models.Index(fields=["school_id", "object"], name="audit_by_object"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.object}"
