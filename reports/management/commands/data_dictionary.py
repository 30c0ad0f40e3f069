"""Write docs/data-dictionary.md from the tables that can be exported."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.exports import dictionary


class Command(BaseCommand):
    help = "Write docs/data-dictionary.md from the tables that can be exported."

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "data-dictionary.md"
        path.write_text(dictionary.markdown(), encoding="utf-8")
        self.stdout.write(str(path.name))
