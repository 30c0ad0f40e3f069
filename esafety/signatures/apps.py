from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "esafety.signatures"
    label = "signatures"

    def ready(self) -> None:
        from esafety.signatures import audit_trail  # noqa: F401  names signatures in the audit log
