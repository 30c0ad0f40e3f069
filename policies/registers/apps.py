from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "policies.registers"

    def ready(self) -> None:
        from policies.registers import audit_trail  # noqa: F401  notices and the audit log
