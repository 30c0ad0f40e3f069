"""What anybody may read: the published policies of a school that are meant for all."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from esafety import pdf
from esafety.access.gates import public
from policies.documents import presenters, queries
from policies.documents.views import pages


def _found(request, code):
    """A public policy with its newest revision; anything else is not there."""
    if request.school is None:
        raise Http404
    policy = get_object_or_404(queries.on_public_page(), code=code)
    return policy, pages.newest(policy)


@public
@require_safe
def read_policies(request, school):
    """The list of them."""
    if request.school is None:
        raise Http404
    return render(request, "documents/public/list.html", {"policies": queries.on_public_page()})


@public
@require_safe
def read_policy(request, school, code):
    """One of them, as it is in force."""
    policy, revision = _found(request, code)
    context = {
        "policy": policy,
        "revision": revision,
        "facts": presenters.public_facts(revision),
        "sections": pages.as_published(revision),
        "can_pdf": pdf.is_available(),
    }
    return render(request, "documents/public/policy.html", context)


@public
@require_safe
def read_policy_pdf(request, school, code):
    """The same on paper."""
    _policy, revision = _found(request, code)
    instead = reverse("read:read_policy", args=[school, code])
    return pages.pdf_answer(request, revision, instead, names=False)
