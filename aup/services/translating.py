"""Giving a version in another language."""

import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aup import permissions, queries, wording
from aup.models import AgreementTranslation, AgreementVersion
from aup.queries import texts
from esafety.access.actor import Actor
from esafety.access.refused import Refused
from esafety.audit import services as audit
from esafety.languages import ENGLISH, LANGUAGES


@transaction.atomic
def publish(
    *, version: AgreementVersion, locale: str, text: str, by: Actor
) -> AgreementTranslation:
    """Give a version in another language, or give it better while nobody has signed it.

    Refused once somebody has signed these words: what was signed stays as it was read.
    """
    permissions.check_can_write(by)
    if locale == ENGLISH or locale not in LANGUAGES:
        raise Refused(_("Choose a language from the list."))
    # One after the other: two translations at once would both be the newest.
    agreement = queries.agreements().select_for_update(of=("self",)).get(pk=version.agreement_id)
    words = wording.tidy(text)
    if sentence := wording.problem(words, agreement.audience, locale):
        raise Refused(sentence)
    if texts.signed_text(version, locale) is not None:
        raise Refused(
            _("Somebody has signed this translation, so it stays. A new version can have another.")
        )
    before = texts.translation(version, locale)
    if before is not None and before.text == words:
        return before
    return _write(version, locale, words, by)


@transaction.atomic
def take_over(*, before: AgreementVersion, version: AgreementVersion, by: Actor) -> None:
    """Give a version that says the same as the one before it in all languages of that one."""
    permissions.check_can_write(by)
    rows = [texts.translation(before, locale) for locale in texts.locales_of(before)]
    for row in filter(None, rows):
        _write(version, row.locale, row.text, by)


def _write(version: AgreementVersion, locale: str, words: str, by: Actor) -> AgreementTranslation:
    row = AgreementTranslation(
        school_id=version.school_id,
        version=version,
        locale=locale,
        text=words,
        sha256=hashlib.sha256(words.encode()).hexdigest(),
        made_at=timezone.now(),
        made_by_ref=by.ref,
    )
    row.save(force_insert=True)
    facts = {"number": version.number, "language": locale, "sha256": row.sha256}
    audit.record(by=by, type="agreement.translated", object=str(version.agreement), data=facts)
    return row
