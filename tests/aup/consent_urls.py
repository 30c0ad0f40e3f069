"""The parent's page on an address of its own, for its tests: who is named has been identified."""

from django.urls import path

from aup.views import consent_by_link
from esafety.access.gates import public
from esafety.people.models import Person
from esafety.urls import urlpatterns as product


@public
def mounted(request, school, guardian, child):
    people = Person.objects
    return consent_by_link.page(
        request, guardian=people.get(pk=guardian), child=people.get(pk=child), back="/back/"
    )


urlpatterns = [path("<slug:school>/for-tests/<int:guardian>/<int:child>/", mounted), *product]
