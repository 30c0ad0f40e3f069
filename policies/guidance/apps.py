from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "policies.guidance"

    def ready(self) -> None:
        from policies.guidance import audit_trail, dates, notifications  # noqa: F401
        from policies.guidance.services import seeding  # noqa: F401
