"""One function: three small templates become a message. Mails carry a link and a reference."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

_NUMBER = re.compile(r"([0-9a-f]{40})@")


def number_of(once: str) -> str:
    """The number in the Message-ID of the mail about a reference: always the same, names nobody,
    and cannot be guessed by who does not know the server's secret."""
    return salted_hmac("esafety.mail", once, algorithm="sha256").hexdigest()[:40]


def number_in(message_id: str) -> str:
    """The number in a Message-ID that may be one of ours; "" in any other."""
    found = _NUMBER.match(message_id)
    return found.group(1) if found else ""


def send(*, template: str, to: str, context: dict[str, Any], once: str = "") -> None:
    """Send `emails/<template>-{subject.txt,body.txt,body.html}` to one address, now.

    Call it from a job, never inside a transaction. `context` must hold nothing about an incident
    but its reference. Raises what the mail backend raises, so that the job is tried again. `once`
    is a reference of which the message's number is made: sent again by a worker that was ended
    before it could write down that it had sent it, it is the same message to mail programs.
    """
    words = {**context, "product_name": settings.PRODUCT_NAME, "site_url": settings.SITE_URL}
    subject = " ".join(render_to_string(f"emails/{template}-subject.txt", words).split())
    message = EmailMultiAlternatives(
        subject=subject, body=render_to_string(f"emails/{template}-body.txt", words), to=[to]
    )
    if once:
        place = urlsplit(settings.SITE_URL).hostname
        message.extra_headers["Message-ID"] = f"<{number_of(once)}@{place}>"
    message.attach_alternative(render_to_string(f"emails/{template}-body.html", words), "text/html")
    message.send()
