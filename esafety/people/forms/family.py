"""Who is a pupil's parent or carer."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import HTML, Button, Field, Fieldset, Layout, Size
from django import forms
from django.utils.translation import gettext_lazy as _

from esafety.people import presenters, queries

_DIGITS = 18
_NEW = ("first_name", "last_name", "email", "phone")


class TieForm(forms.Form):
    """The relationship, and whether there is parental responsibility."""

    relationship = forms.CharField(
        label=_("Relationship"), max_length=40, required=False, help_text=_("Such as mother.")
    )
    parental_responsibility = forms.BooleanField(
        label=_("Has parental responsibility"), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(*_tie(), Button.primary("save", _("Save")))


class GuardianForm(TieForm):
    """Somebody of the directory, found by name, or somebody new."""

    who = forms.CharField(
        label=_("Name"),
        max_length=160,
        required=False,
        help_text=_("Anybody but a pupil. Staff may be parents here as well."),
    )
    guardian = forms.CharField(required=False, widget=forms.HiddenInput)
    match = forms.ChoiceField(
        label=_("Whom do you mean?"), required=False, widget=forms.RadioSelect, choices=()
    )
    first_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    email = forms.EmailField(label=_("Email address"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def __init__(self, *args, search_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].widget.attrs.update(
            {
                "data-person-search": "",
                "data-search-url": search_url,
                "data-target": "guardian",
                "data-kind": "adult",
            }
        )
        self.found = self._found()
        self.fields["match"].choices = [
            (str(p.pk), f"{p.name}, {presenters.detail(p)}") for p in self.found
        ]
        known = ["who", "guardian", *(["match"] if self.found else [])]
        if not self.found:
            del self.fields["match"]
        self.helper.layout = Layout(
            Fieldset(*known, legend=_("Somebody in the directory"), legend_size=Size.MEDIUM),
            Fieldset(
                HTML('<p class="govuk-body">'),
                HTML(_("Only for somebody who is not in the directory yet.")),
                HTML("</p>"),
                *_NEW,
                legend=_("Or somebody new"),
                legend_size=Size.MEDIUM,
            ),
            *_tie(),
            Button.primary("save", _("Save")),
        )

    def _found(self):
        """The people whom a typed name may mean, where none was chosen from the list."""
        typed, chosen = self.data.get("who", ""), self.data.get("guardian", "")
        if not typed or chosen:
            return []
        return queries.search(q=typed, kinds=presenters.kinds_asked("adult"), limit=20)

    def clean(self):
        data = super().clean()
        chosen = data.get("guardian") or data.get("match")
        if chosen:
            known = chosen.isascii() and chosen.isdecimal() and len(chosen) <= _DIGITS
            data["guardian"] = queries.people().filter(pk=chosen).first() if known else None
            if data["guardian"] is None:
                self.add_error("who", _("This person is no longer in the directory."))
        elif self.found:
            self.add_error("match", _("Choose the person you mean, or type another name."))
        elif data.get("who"):
            self.add_error("who", _("Nobody has this name. Enter them below as somebody new."))
        else:
            self._check_new(data)
        return data

    def _check_new(self, data):
        if not any(data.get(name) for name in _NEW) and not self.errors:
            self.add_error("who", _("Enter a name here, or somebody new below."))
            return
        for name, words in (
            ("first_name", _("Enter the first name.")),
            ("last_name", _("Enter the last name.")),
        ):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)

    def facts(self):
        """What the service wants: somebody of the directory, or the details of somebody new."""
        data = self.cleaned_data
        new = None if data["guardian"] else {name: data[name] for name in _NEW}
        tie = {name: data[name] for name in ("relationship", "parental_responsibility")}
        return {"guardian": data["guardian"] or None, "details": new, **tie}


def _tie():
    return Field.text("relationship"), Field.checkbox("parental_responsibility")
