"""The topics of the yearly audit of needs."""

from django.utils.translation import gettext_lazy as _

TOPICS = {
    "told": _("What to do when a pupil tells me about something online"),
    "policy": _("What our online-safety policy and agreements ask of me"),
    "filtering": _("How filtering and monitoring work here, and what I do about a gap"),
    "pictures": _("Nudes and semi-nudes: what to do and never to do"),
    "bullying": _("Cyberbullying and harassment between children"),
    "ai": _("Pictures, voices and texts made by machines"),
    "extremism": _("Extremism, conspiracies and misinformation"),
    "data": _("Personal data, passwords and fraud"),
    "myself": _("My own conduct online, and protecting myself"),
    "teaching": _("Teaching online safety in my subject or year"),
}
"""What a school begins with; its keepers change the list (services/topics.py)."""

MOST_TOPICS = 20
