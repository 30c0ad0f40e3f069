from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"

    def ready(self) -> None:
        from policies.services import seeding  # noqa: F401  registers what a new school starts with
