from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "policies.registers"

    def ready(self) -> None:
        from policies.registers import (  # noqa: F401  notices, the audit log, days, jobs
            audit_trail,
            dues,
            tasks,
        )
