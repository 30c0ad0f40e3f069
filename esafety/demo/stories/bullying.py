"""Bullying among older pupils."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "group-chat",
        "bullying",
        who="o1 o2 t",
        platforms="whatsapp",
        place=Place.OUTSIDE,
        often=5,
        text=(
            "{t} came to me [at the end of {lesson}|during tutor time|at break] and was [close "
            "to tears|very quiet]. A group chat of {form} pupils has been [making fun of their "
            "haircut|copying the way they speak|leaving them out and then talking about it] "
            "since [the weekend|Monday|half-term]. {o1} and {o2} write most of it. {t} has left "
            "the group twice and was added again both times."
        ),
        evidence=(
            "{t} has kept the messages on their own phone. I have not looked at or copied them."
        ),
        summary="Repeated unkind messages about one pupil in a private group chat outside school.",
        found=(
            "Spoke to all three pupils separately. Both senders agreed that they had written the "
            "messages and said that it had begun as a joke. The group has about twenty members, "
            "most of them silent."
        ),
        ends=(
            (
                O.RESTORATIVE,
                (
                    "A restorative meeting was held and both pupils apologised. The group was "
                    "closed by its owner."
                ),
            ),
            (
                O.SANCTION,
                (
                    "A detention for each by the school's grid, as a warning had been given "
                    "before. Weekly check-in with the target."
                ),
            ),
            (
                O.TALK,
                "First time for both. They were warned and know what follows if it happens again.",
            ),
        ),
        actions=(
            (
                A.PARENTS,
                "Rang the parents of all three. They will look at the phones at home this evening.",
            ),
        ),
    ),
    Story(
        "story-comments",
        "bullying",
        who="o t w",
        platforms="instagram",
        place=Place.OUTSIDE,
        often=4,
        text=(
            "{w} showed me [that|how] {o} has been commenting under every picture {t} puts up, "
            "[always with the same nickname|calling them names|with laughing faces and an unkind "
            "word]. It has gone on for [two|three] weeks. {t} says it does not matter but has "
            "stopped [coming to the canteen|going to football|sitting with the others in "
            "{lesson}]."
        ),
        evidence="The comments can be seen on the account of the pupil who is the target.",
        summary="Unkind comments under a pupil's pictures over several weeks.",
        found=(
            "The comments were still there when we spoke. The pupil deleted them in "
            "front of their head of year."
        ),
        ends=(
            (
                O.TALK,
                "The comments were taken down at once and an apology was made. No earlier record.",
            ),
            (
                O.SUPPORT,
                (
                    "The target wanted no meeting. A mentor will see both pupils each week "
                    "until the end of term."
                ),
            ),
        ),
        actions=(
            (A.SITE_REPORT, "The account holder's mother reported the comments to the site."),
        ),
    ),
    Story(
        "voice-notes",
        "bullying chain_or_threat",
        who="o t",
        platforms="snapchat",
        place=Place.OUTSIDE,
        often=3,
        text=(
            "{t}'s mother rang the office this morning. {t} has been getting voice notes [late "
            "at night|after ten in the evening] in which {o} says what will happen [if they "
            "tell|after school|on the bus]. The notes vanish after they are played. {t} did not "
            "want to come in today."
        ),
        evidence=(
            "Nothing is kept: the notes vanish. {t}'s mother wrote down dates and what she heard."
        ),
        summary="Threatening voice notes sent to a pupil at night.",
        found=(
            "The sender said that the notes were a reply to something said in "
            "{lesson}. No third pupil took part."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Two days in the reset room by the grid, since there was a threat. The "
                    "seating in {lesson} was changed."
                ),
            ),
            (
                O.RESTORATIVE,
                "Both met with their head of year and agreed how they will keep apart on the bus.",
            ),
        ),
        actions=(
            (A.PARENTS, "Both families were told by telephone on the same day."),
            (A.OTHER, "{t} can leave lessons two minutes early until further notice."),
        ),
    ),
    Story(
        "poll",
        "bullying images_without_permission",
        who="o t1 t2",
        platforms="instagram",
        often=3,
        text=(
            "A poll is going round {year}: two photographs taken in [the corridor|the "
            "canteen|the changing room queue] and the question which of the two is worse "
            "dressed. The pictures are of {t1} and {t2}, who did not know of them. Several "
            "pupils named {o} as the one who set it up. [It had more than eighty votes by "
            "lunch.|Most of the year has seen it.]"
        ),
        evidence="The poll itself, seen by the duty teacher on a pupil's screen. No copy was made.",
        summary=(
            "A mocking poll about two pupils with pictures taken in school without their knowledge."
        ),
        found=(
            "The account belongs to {o}, who took one picture and was sent the other "
            "by a friend in the year above."
        ),
        ends=(
            (
                O.SANCTION,
                "A day of internal exclusion and the phone handed in at reception for two weeks.",
            ),
            (
                O.SUPPORT,
                (
                    "The poll was taken down within the hour. Both targets were seen by the "
                    "pastoral team."
                ),
            ),
        ),
        actions=(
            (A.COMMUNITY, "Year assembly on pictures of others, held the following Tuesday."),
        ),
    ),
)
