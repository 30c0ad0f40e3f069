from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "policies.reviews"

    def ready(self) -> None:
        from policies.reviews import audit_trail, dates, followers, notifications  # noqa: F401
