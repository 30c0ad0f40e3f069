"""Families of a served school who were asked to sign: made inside it, told as JSON."""

import json
import subprocess
import sys

import run

SCRIPT = """
import django, json, uuid
django.setup()
from django_scopes import scope
from esafety.schools.models import School
from tests.aup.asked import asked
from tests.aup.linked import linked
from tests.factories.people import make_guardian, make_person
from esafety.people.models import Guardianship
from aup.services import links, papers
from django.db import transaction

school = School.objects.get(slug="oakfield")
with scope(school=school), transaction.atomic():
    last = {last!r}
    first, *others = [
        make_person(school, f"{{name}} {{last}}", year_group=year, tutor_group="")
        for name, year in {children!r}
    ]
    parents = [make_guardian(first, f"{{name}} {{last}}") for name in {parents!r}]
    for child in others:
        for parent in parents:
            Guardianship.objects.create(
                school=school, guardian=parent, child=child, parental_responsibility=True
            )
    asks = [asked(school, child) for child in (first, *others)]
    told = {{
        "links": [f"/oakfield/sign/{{links.token_of(linked(p))}}/" for p in parents],
        "codes": [papers.code_of(ask).code for ask in asks],
    }}
print(json.dumps(told))
"""

STUDENT = """
import django, json
django.setup()
from django.db import transaction
from django_scopes import scope
from aup.services import links
from esafety.access.roles import Role
from esafety.accounts.models import User
from esafety.demo.cast import PASSWORD
from esafety.people.models import Person
from esafety.schools.models import School
from tests.aup.asked import asked
from tests.aup.linked import linked
from tests.factories.people import make_guardian
from tests.factories.schools import make_member

school = School.objects.get(slug="oakfield")
with scope(school=school), transaction.atomic():
    actor = make_member(school, {name!r}, Role.PUPIL, kind="pupil")
    user = User.objects.get(email={name!r}.partition(" ")[0].lower() + "@oakfield.example")
    user.set_password(PASSWORD)
    user.save()
    student = Person.objects.get(membership=actor.membership_id)
    student.year_group = "9"
    student.save()
    parent = make_guardian(student, {parent!r})
    asked(school, student)
    print(json.dumps(f"/oakfield/sign/{{links.token_of(linked(parent))}}/"))
"""


def family(site, last, children, parents):
    """Their links and the codes of their forms; `children` as (first name, year group)."""
    return _made(site, SCRIPT.format(last=last, children=children, parents=parents))


def student(site, name, parent):
    """A student of year 9 with an account, who was asked; gives back the link of the parent."""
    return _made(site, STUDENT.format(name=name, parent=parent))


def _made(site, script):
    command = [sys.executable, "-c", script]
    env = {**site.env, "DJANGO_SETTINGS_MODULE": "esafety.settings"}
    done = subprocess.run(command, cwd=run.ROOT, env=env, capture_output=True, timeout=600)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout.decode().splitlines()[-1])
