"""Make a school and invite its first eSafety lead."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from esafety.access.refused import Refused
from esafety.schools.choices import Phase
from esafety.schools.services import setup

_ASKED = {
    "name": "Name of the school",
    "slug": "Short name in addresses, such as oakfield",
    "code": "2 to 4 capital letters that begin each reference, such as OAK",
    "lead_name": "Name of the eSafety lead",
    "lead_email": "Email address of the eSafety lead",
}


class Command(BaseCommand):
    """Asks for what was not given, where there is somebody to ask."""

    help = "Make a school with usual terms and invite its first eSafety lead."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, words in _ASKED.items():
            parser.add_argument(f"--{name.replace('_', '-')}", default="", help=words)
        parser.add_argument("--phase", default=Phase.SECONDARY.value, choices=Phase.values)
        parser.add_argument("--timezone", default="Europe/London")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the school, or say in one sentence why not."""
        answers = {name: options[name].strip() or self._ask(name) for name in _ASKED}
        try:
            school = setup.create_school(
                **answers, phase=options["phase"], timezone=options["timezone"]
            )
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"{school.name} is set up at /{school.slug}/.")
        self.stdout.write("The worker mails the eSafety lead a link to set a password.")
        self.stdout.write("Its terms are the usual ones: correct them under Settings, Terms.")

    def _ask(self, name: str) -> str:
        if not sys.stdin.isatty():
            raise CommandError(f"--{name.replace('_', '-')} is missing: {_ASKED[name]}.")
        return input(f"{_ASKED[name]}: ").strip()
