from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "esafety.notices"
    label = "notices"

    def ready(self) -> None:
        """Register the handlers, our own kind of notice, and who may know of an absence."""
        from esafety.notices import audit_trail, notifications, tasks  # noqa: F401
