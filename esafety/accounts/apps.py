from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "esafety.accounts"
    label = "accounts"

    def ready(self) -> None:
        """The event types are known from the start."""
        from esafety.accounts import choices  # noqa: F401
