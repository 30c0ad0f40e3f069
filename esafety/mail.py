"""One function: three small templates become a message. Mails carry a link and a reference."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac


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
        number = salted_hmac("esafety.mail", once, algorithm="sha256").hexdigest()[:40]
        message.extra_headers["Message-ID"] = f"<{number}@{urlsplit(settings.SITE_URL).hostname}>"
    message.attach_alternative(render_to_string(f"emails/{template}-body.html", words), "text/html")
    message.send()
