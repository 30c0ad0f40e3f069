from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "esafety.jobs"
    label = "jobs"
