from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "esafety.schools"
    label = "schools"

    def ready(self) -> None:
        """What happens to an account is recorded in each school its user belongs to."""
        from esafety.accounts import happenings
        from esafety.schools.services import account_events

        happenings.listen(account_events.record_everywhere)
