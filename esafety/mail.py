"""One function: three small templates become a message. Mails carry a link and a reference."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string


def send(*, template: str, to: str, context: dict[str, Any]) -> None:
    """Send `emails/<template>-{subject.txt,body.txt,body.html}` to one address, now.

    Call it from a job, never inside a transaction. `context` must hold nothing about an incident
    but its reference. Raises what the mail backend raises, so that the job is tried again.
    """
    words = {**context, "product_name": settings.PRODUCT_NAME, "site_url": settings.SITE_URL}
    subject = " ".join(render_to_string(f"emails/{template}-subject.txt", words).split())
    message = EmailMultiAlternatives(
        subject=subject, body=render_to_string(f"emails/{template}-body.txt", words), to=[to]
    )
    message.attach_alternative(render_to_string(f"emails/{template}-body.html", words), "text/html")
    message.send()
