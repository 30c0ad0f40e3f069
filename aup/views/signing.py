"""My agreements: what I am asked to sign, signing it with my account, and my own copies."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from aup import presenters, queries
from aup.forms import DeclineForm, SignForm, WithdrawForm
from aup.services import copies, own
from aup.views import text_pages
from aup.views.files import attached
from esafety.access.gates import permission
from esafety.access.permissions import Permission
from esafety.access.refused import refusals_shown_on
from esafety.accounts.addresses import address_of
from esafety.accounts.second_factor import has_second_factor

_SIGN = Permission.AGREEMENT_SIGN


@permission(_SIGN)
def mine(request, school):
    """What the reader is asked to sign, and what they have signed."""
    signed = queries.signed_by_me(request.actor)
    rows = presenters.lines(queries.mine(request.actor), signed)
    copies = presenters.copies(queries.my_signatures(request.actor))
    known = queries.person_of(request.actor) is not None
    words = {"rows": rows, "copies": copies, "in_directory": known}
    return render(request, "aup/mine.html", words)


@permission(_SIGN)
@never_cache
def sign(request, school, code):
    """One agreement with its whole text, in the language that the reader chose, to be signed."""
    ask = _asked(request, code)
    words = text_pages.words_of(request, ask.version)
    data = request.POST if request.method == "POST" else None
    form = SignForm(data, shown=words.sha256, locale=words.language.code)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            facts = _facts(request) | {"ip": address_of(request), "browser": _browser(request)}
            facts["locale"] = words.language.code
            own.sign(ask=ask, statement=str(form.fields["agree"].label), **_signed(form), **facts)
            messages.success(request, _("You have signed. Your copy is below."))
            return redirect("aup:mine", school)
    context = {"ask": ask, "form": form, "words": words, "named": presenters.named()}
    return render(request, "aup/sign.html", context)


@permission(_SIGN)
def decline(request, school, code):
    """Saying no, with a reason."""
    said = _("The school knows that you do not sign.")
    return _with_reason(request, code, DeclineForm, own.decline, said)


@permission(_SIGN)
def withdraw(request, school, code):
    """Taking a signature back, with a reason."""
    said = _("Your signature is taken back.")
    return _with_reason(request, code, WithdrawForm, own.withdraw, said)


@permission(_SIGN)
@never_cache
def certificate(request, school, signature):
    """The reader's own certificate as a PDF; a page that says so while it is being made."""
    row = get_object_or_404(queries.my_signatures(request.actor), code=signature)
    made = copies.read_certificate(signature=row, by=request.actor)
    if made is None:
        return render(request, "aup/not_ready.html", {"signature": row}, status=202)
    return attached(bytes(made.pdf), "application/pdf", f"certificate-{row.code}.pdf")


@permission(_SIGN)
@never_cache
def evidence(request, school, signature):
    """The reader's own evidence file."""
    row = get_object_or_404(queries.my_signatures(request.actor), code=signature)
    made = copies.read_evidence(signature=row, by=request.actor)
    return attached(made, "application/json", f"evidence-{row.code}.json")


def _with_reason(request, code, form_class, act, said):
    """The page of an act that needs a reason: what is wrong is shown on it, done it is said."""
    ask = _asked(request, code)
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            act(ask=ask, **form.cleaned_data, **_facts(request))
            messages.success(request, said)
            return redirect("aup:mine", request.school.slug)
    return render(request, f"aup/{act.__name__}.html", {"ask": ask, "form": form})


def _asked(request, code):
    """The newest question to the reader about an agreement."""
    ask = queries.mine(request.actor).filter(agreement__code=code).first()
    if ask is None:
        raise Http404
    return ask


def _signed(form):
    return {name: form.cleaned_data[name] for name in ("name", "once_key")}


def _facts(request):
    return {"second_factor": has_second_factor(request.user), "by": request.actor}


def _browser(request):
    return request.headers.get("User-Agent", "")
