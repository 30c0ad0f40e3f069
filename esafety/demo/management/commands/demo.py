"""`manage.py demo`: two invented schools with their people and four terms of incidents."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from esafety.demo import cast, production


class Command(BaseCommand):
    """Makes the schools once; run again, it says that they are there and changes nothing."""

    help = "Make two invented schools to try the product with. Only with DEBUG."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sign-ins", action="store_true", help="only print who can sign in, and the password"
        )
        parser.add_argument(
            "--small", action="store_true", help="60 pupils and 30 incidents, for tests"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError(
                "The demo makes accounts with a password that everyone knows, so it runs only with "
                "DEBUG=true, and never where real schools are."
            )
        if options["sign_ins"]:
            self._print_sign_ins()
            return
        if production.is_there():
            self.stdout.write("The demo schools are there already; nothing was changed.")
            return
        production.make(production.SMALL if options["small"] else production.WHOLE)
        self.stdout.write("The demo schools are made: Oakfield School and Brook Primary School.")
        self._print_sign_ins()

    def _print_sign_ins(self) -> None:
        people = cast.people()
        width = max(len(one.email) for one in people)
        self.stdout.write("Sign-ins of the demo, all of them invented people:")
        for one in people:
            self.stdout.write(f"  {one.email:<{width}}  {one.role}")
        self.stdout.write(f"The password of all of them: {cast.PASSWORD}")
