from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "policies"

    def ready(self) -> None:
        from policies import notifications  # noqa: F401  says what notices about rules are
        from policies.services import seeding  # noqa: F401  registers what a new school starts with
