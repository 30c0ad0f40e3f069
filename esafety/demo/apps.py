from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "esafety.demo"
    label = "demo"
