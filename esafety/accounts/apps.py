from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "esafety.accounts"
    label = "accounts"
