"""`manage.py read_bounce < message`: for a mail server that hands over the notices it gets."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from aup.services import bounces
from esafety import bounced


class Command(BaseCommand):
    """Ends well for whatever it is given, so that the mail server sends no notice of the notice;
    where the database does not answer, with 75, so that it tries again later."""

    help = "Read one notice that a mail did not arrive from standard input, and note the letter."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """One line of what came of it, which names nobody."""
        raw = sys.stdin.buffer.read(bounced.MOST)
        while sys.stdin.buffer.read(bounced.MOST):
            pass  # all of it is taken, or the mail server sees a broken pipe
        try:
            outcome = bounces.take(raw)
        except DatabaseError:
            words = "The database does not answer; try again later."
            raise CommandError(words, returncode=os.EX_TEMPFAIL) from None
        self.stdout.write(f"{outcome.capitalize()}.")
