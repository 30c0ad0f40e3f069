from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "esafety.access"
    label = "access"
