"""Reads of the words."""

import hashlib

from django.utils import timezone

from aup.models import AgreementTranslation
from aup.queries import texts
from esafety.signatures.models import SignedText
from tests.aup.asked import version_of


def translated(version, locale, text):
    return AgreementTranslation.objects.create(
        school=version.school, version=version, locale=locale, text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(), made_at=timezone.now(),
        made_by_ref="member:1",
    )  # fmt: skip


def signed(version, locale, text):
    return SignedText.objects.create(
        school=version.school, document=str(version.agreement), version=version.number,
        locale=locale, title="T", body=text, kept_at=timezone.now(),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def test_the_newest_translation_counts_until_one_is_signed(agreed):
    version = version_of("staff")
    assert texts.translation(version, "pl") is None
    first = translated(version, "pl", "# Raz")
    second = translated(version, "pl", "# Dwa")
    translated(version, "cy", "# Un")
    assert texts.translation(version, "pl") == second
    assert str(second) == "agreement:staff:1:pl"

    signed(version, "pl", "# Raz")

    assert texts.translation(version, "pl") == first


def test_languages_come_in_the_order_of_the_list(agreed):
    version = version_of("staff")
    for locale in ("cy", "pl", "ar", "pl"):
        translated(version, locale, f"# {locale}")

    assert texts.locales_of(version) == ["ar", "pl", "cy"]
    assert texts.locales_of(version_of("supply")) == []


def test_names_of_those_who_publish(agreed, lena):
    assert texts.names_of({f"member:{lena.membership_id}", "system:setup"}) == {
        f"member:{lena.membership_id}": "Lena Larch"
    }
