from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    name = "esafety.audit"
    label = "audit"

    def ready(self) -> None:
        """Each app says in `audit_trail.py` who may see events about its things."""
        autodiscover_modules("audit_trail")
