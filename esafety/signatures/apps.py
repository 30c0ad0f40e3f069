from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    name = "esafety.signatures"
    label = "signatures"

    def ready(self) -> None:
        from esafety.signatures import audit_trail, checks  # noqa: F401  join the log and the checks
