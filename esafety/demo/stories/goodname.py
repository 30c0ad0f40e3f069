"""Accounts in the names of others, and what harms a good name, among older pupils."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "fake-account",
        "impersonation bullying",
        who="o t",
        platforms="instagram",
        place=Place.OUTSIDE,
        often=4,
        text=(
            "Someone has made an account with {t}'s name and [school photograph|an old picture] "
            "and writes to others in {year} as if it were {t}. [Some of it is rude.|It invents "
            "things about teachers.] {t} thinks that it is {o}, who joked about it in {lesson} "
            "last week."
        ),
        evidence=(
            "The account is public. {t}'s father has made a note of its name and of the messages."
        ),
        summary="An account in a pupil's name was used to write to others.",
        found=(
            "{o} had made it with a friend's tablet. It was deleted in front of the head of year."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Sanction by the grid for impersonation. The pupil wrote to everyone who "
                    "had been messaged."
                ),
            ),
            (O.TALK, "Deleted at once and an apology given. Recorded, with a warning."),
        ),
        actions=(
            (
                A.SITE_REPORT,
                "Reported as impersonation by the family; the site removed it within two days.",
            ),
        ),
    ),
    Story(
        "fake-head",
        "impersonation disrepute",
        who="o/unknown",
        platforms="x",
        place=Place.OUTSIDE,
        text=(
            "An account that calls itself the school's [news service|office] has announced that "
            "the school is closed tomorrow [because of the boiler|for snow]. It uses our badge. "
            "A dozen parents have telephoned. We do not know who is behind it."
        ),
        evidence="Printed copy of the announcement in the office file.",
        summary="An account posing as the school announced a closure that was not true.",
        found="Asked in all year groups. Nobody came forward. The account has been silent since.",
        ends=(
            (
                O.NO_ACTION,
                (
                    "The person could not be found. The account was removed by the site and "
                    "families were told."
                ),
            ),
        ),
        actions=(
            (
                A.SITE_REPORT,
                "Reported as impersonation of an organisation; removed after three days.",
            ),
            (
                A.COMMUNITY,
                "Message to all families: only the website and the app announce closures.",
            ),
        ),
    ),
    Story(
        "ai-picture",
        "images_without_permission bullying",
        who="o t",
        platforms="ai instagram",
        often=3,
        text=(
            "{o} used an AI tool to put {t}'s face on [a cartoon animal|a film poster|a wanted "
            "poster] and sent it round {form}. There is nothing indecent about it, but {t} is "
            "[mortified|hurt] and the picture is now the background of [several|half the "
            "class's] phones."
        ),
        evidence="A printed copy was handed in by a parent and is in the pastoral file.",
        summary="A mocking picture of a pupil made with an AI tool and passed round.",
        found=(
            "Made at home in the evening with a free tool. Five pupils passed it on "
            "and have deleted it."
        ),
        ends=(
            (
                O.TALK,
                "The class talked about made-up pictures in computing. Apology given and accepted.",
            ),
            (
                O.SANCTION,
                "A detention, as the pupil had been asked by the target to stop and went on.",
            ),
        ),
        actions=((A.POLICY_REVIEW, "The agreement should name pictures made with AI tools."),),
    ),
    Story(
        "school-review",
        "disrepute",
        who="o",
        platforms="web tiktok",
        place=Place.OUTSIDE,
        often=3,
        text=(
            "A [long video|one-star review] about the school has been posted that names [the "
            "canteen staff|two teachers] and says things that are not true. From the "
            "[voice|details] several colleagues think that it is {o} of {form}. It is being "
            "shared in parents' groups."
        ),
        evidence="The post is public; its address is in the office file.",
        summary="Untrue and hurtful claims about the school were posted in public.",
        found=(
            "The pupil was cross about a confiscated phone and took the post down "
            "after a talk with their tutor."
        ),
        ends=(
            (O.TALK, "Taken down by the pupil. We talked about how to complain and be heard."),
            (O.RESTORATIVE, "The pupil met the people named and apologised."),
        ),
    ),
)
