"""The types of incident a new school starts with (spec/forms.md), in plain words."""

from django.utils.translation import gettext_lazy as _

from esafety.access.actor import Actor
from esafety.schools.seeding import for_new_school
from incidents.choices import Group
from incidents.models import IncidentType

AT_ONCE = frozenset({"grooming", "sexting_or_abuse_images", "terrorism"})
NEEDS_WORDS = frozenset({"other_breach", "other"})
RECORD_ONLY = frozenset({"other"})

# code, label, a line of help
_TYPES = {
    Group.CONTENT: (
        (
            "age_inappropriate",
            _("Accessing age-inappropriate websites, apps or social media"),
            _("For example an 18-rated game or site, or an account below the age the app allows."),
        ),
        (
            "hate",
            _("Racist, sexist, homophobic, religious or other hate material"),
            _("Seen, made or passed on: posts, jokes, memes, videos, names."),
        ),
        (
            "pornography",
            _("Accessing, sharing or creating pornographic images or media"),
            _("Adults in the pictures. If anyone may be under 18, tick the type on child images."),
        ),
        (
            "violence",
            _("Accessing, sharing or creating violent images or media"),
            _("For example films of fights, cruelty, or real injury or death."),
        ),
        (
            "terrorism",
            _("Accessing or sharing terrorist material"),
            _("Anything that praises, explains or recruits for terrorism."),
        ),
        (
            "drugs_or_bombs",
            _("Drug- or bomb-making material"),
            _("Instructions, or offers to buy or sell."),
        ),
    ),
    Group.CONTACT: (
        (
            "grooming",
            _("Grooming"),
            _("Somebody wins a child's trust online to harm or use them, or you think so."),
        ),
    ),
    Group.CONDUCT: (
        (
            "bullying",
            _("Online bullying or harassment (cyberbullying)"),
            _("Unkind or threatening messages, chats and posts; leaving someone out."),
        ),
        (
            "chain_or_threat",
            _("Forwarding or spreading chain messages or threatening material"),
            _("Passing on scares, dares, rumours or threats."),
        ),
        (
            "sexting_or_abuse_images",
            _("Sexting or child abuse images"),
            _("A nude or sexual image of anyone under 18, real or made by AI. Do not look at it."),
        ),
        (
            "images_without_permission",
            _("Posting images without the permission of all involved"),
            _("Photos, films or screenshots of pupils or staff."),
        ),
        (
            "disrepute",
            _("Posting material that will bring a person or the school into disrepute"),
            _("Posts, reviews or films that damage somebody's good name."),
        ),
        (
            "impersonation",
            _("Creating an account in someone else's name to bring them into disrepute"),
            _("Fake profiles and accounts of pupils, staff or the school."),
        ),
        (
            "others_account",
            _("Accessing someone else's account without permission"),
            _("Using a friend's, a teacher's or a parent's sign-in."),
        ),
        (
            "bypassing_security",
            _("Deliberately bypassing security"),
            _("For example a VPN or proxy to get round the school's filter."),
        ),
        (
            "hacking_or_viruses",
            _("Hacking or spreading viruses"),
            _("Breaking into systems, damaging data, harmful programs."),
        ),
        (
            "copyright",
            _("Breaching copyright regulations"),
            _("Copying or sharing films, music, games or work that belongs to others."),
        ),
        (
            "other_breach",
            _("Other breach of the acceptable use agreement"),
            _("Anything else the agreement does not allow. Say what below."),
        ),
    ),
    Group.COMMERCE: (
        (
            "gambling",
            _("Online gambling"),
            _("Betting, or paying for chances to win inside a game."),
        ),
    ),
    Group.ANY: (("other", _("Other"), _("None of the types fits. Say what it is.")),),
}


@for_new_school
def seed_types(by: Actor) -> None:
    """Give the school in scope the types it does not have yet; recorded with the new school."""
    present = set(IncidentType.objects.values_list("code", flat=True))
    rows = [(group, *row) for group, rows in _TYPES.items() for row in rows]
    IncidentType.objects.bulk_create(
        IncidentType(
            school_id=by.school_id,
            code=code,
            label=str(label),
            help=str(words),
            group=group,
            needs_words=code in NEEDS_WORDS,
            at_once=code in AT_ONCE,
            on_report=code not in RECORD_ONLY,
            position=number * 10,
        )
        for number, (group, code, label, words) in enumerate(rows, start=1)
        if code not in present
    )
