"""A family with a link, for tests."""

import uuid

from django.test import Client

from aup.choices import LetterKind
from aup.models import Link
from aup.services import by_link, links
from esafety.access.actor import Actor
from esafety.people.models import Guardianship
from tests.aup.asked import asked
from tests.factories.people import make_guardian, make_person

HOME = "/oakfield/sign/"


def signing(school):
    return Actor.for_system("signing", school_id=school.pk)


def linked(person):
    """A link that was sent to somebody and not opened yet."""
    if not person.email:
        person.email = f"p{person.pk}@home.example"
        person.save()
    key = f"test:{uuid.uuid4()}"
    return links.write(
        person=person, kind=LetterKind.ASK, once_key=key, by=signing(person.school)
    ).link


def used(person):
    """A link whose person has said who they are."""
    return by_link.use(link=linked(person), used_key=uuid.uuid4(), by=signing(person.school))


def household(school, years=("1", "4", "8"), parent="Pia Ash"):
    """A parent of children in these years, each of whom was asked."""
    names = ("Ada Ash", "Ben Ash", "Cem Ash", "Dot Ash")
    children = [
        make_person(school, name, year_group=year) for name, year in zip(names, years, strict=False)
    ]
    pia = make_guardian(children[0], parent)
    for child in children[1:]:
        Guardianship.objects.create(
            school=school, guardian=pia, child=child, parental_responsibility=True
        )
    return pia, [asked(school, child) for child in children]


class Phone:
    """Somebody's own browser."""

    def __init__(self, link: Link | None = None):
        self.web, self.link = Client(), link

    @property
    def url(self):
        return f"{HOME}{links.token_of(self.link)}/"

    def says(self, name="Pia Ash", url=None, **data):
        """Open the page and say who one is; the answer to that."""
        page = self.web.get(url or self.url)
        key = page.context["form"]["once_key"].value()
        return self.web.post(url or self.url, {"name": name, "once_key": key, **data})

    def opens(self, path):
        return self.web.get(HOME + path)

    def signs(self, ask, key=None, child="Ben", parent="Pia Ash", **data):
        words = {
            "once_key": str(key or uuid.uuid4()),
            "agree_own": "on",
            "name_own": child,
            "agree_parent": "on",
            "name_parent": parent,
        }
        return self.web.post(f"{HOME}me/{ask.pk}/", words | data)


def words(answer):
    return answer.content.decode()
