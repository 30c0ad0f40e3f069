"""The mails about notices: what is in them, and whether they may still go out."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from esafety import mail
from esafety.notices import presenters, queries
from esafety.notices.choices import Mail
from esafety.notices.models import Notice
from esafety.notices.services import delivery
from esafety.schools.models import Membership


def send(notice: Notice) -> None:
    """Mail one notice now, if it may still go out, then note that it went.

    It is noted after the sending: a worker killed between the two mails it twice, which happens
    hardly ever; noted before, it would never be mailed at all.
    """
    wishes, now = queries.settings_of(notice.member), timezone.now()
    if not _wanted(notice):
        return
    if not notice.urgent and wishes.mail != Mail.AT_ONCE:
        delivery.leave_to(notices=[notice], mail=wishes.mail)
        return
    may_go = now if notice.urgent else queries.quiet_of(wishes, notice.school).over_at(now)
    if may_go > now:
        delivery.put_off(notice=notice, until=may_go)
        return
    line = presenters.line(notice, notice.school)
    context = {"line": line.words, "reference": line.reference, "link": _link(line.url)}
    mail.send(template="notice", to=notice.member.user.email, context=context)
    delivery.mailed(notices=[notice])


def _wanted(notice: Notice) -> bool:
    """Neither mailed nor read before, and the thing exists for its reader at this moment."""
    unread = notice.mailed_at is None and notice.read_at is None
    return unread and queries.exists_for(notice.member, notice.object)


def send_digest(member: Membership) -> None:
    """The daily mail: how many things wait, their references and one link; none for nothing."""
    found = queries.for_digest(member)
    if not found:
        return
    if queries.settings_of(member).mail == Mail.NEVER:
        delivery.leave_to(notices=found, mail=Mail.NEVER)
        return
    path = reverse("notices:notices", args=[member.school.slug])
    context = {
        "count": len(found),
        "lines": [presenters.line(notice, member.school) for notice in found],
        "link": _link(path),
    }
    mail.send(template="digest", to=member.user.email, context=context)
    delivery.mailed(notices=found)


def _link(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
