"""`manage.py add_policies`: give every school that lacks it the starter online-safety policy."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django_scopes import scope

from esafety.access.actor import Actor
from esafety.schools.models import School
from esafety.schools.permissions import SETUP
from policies.documents.services import seeding


class Command(BaseCommand):
    """For schools that were made before written policies came into the product."""

    help = "Give every school the starter policy as a draft; what a school has is never changed."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each school, one transaction for each: run again, it goes on."""
        for school in School.objects.order_by("pk"):
            by = Actor.for_system(SETUP, school_id=school.pk)
            with scope(school=school), transaction.atomic():
                added = seeding.add_missing(by=by)
            told = f"added {', '.join(added)}" if added else "has its policy"
            self.stdout.write(f"{school.name}: {told}.")
