"""Written policies: their revisions, consultation, approval, publication and who has read them."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "policies.documents"

    def ready(self) -> None:
        from policies.documents import audit_trail, notifications  # noqa: F401
        from policies.documents.services import seeding  # noqa: F401  a new school's first policy
