"""Pictures, accounts in the names of others and what harms a good name, among older pupils."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "changing-room",
        "images_without_permission",
        who="o t1 t2",
        platforms="snapchat",
        place=Place.INSIDE,
        often=4,
        text=(
            "During [PE|the swimming trip|the netball fixture] {o} filmed in the changing room for a few seconds. {t1} and "
            "{t2} are in the clip, fully dressed. It was [sent to a small group|posted as a story] and taken down [before I "
            "heard of it|at break]. I have taken the phone and switched it off."
        ),
        evidence="Phone, switched off, in the head of year's locked drawer. Nobody has opened it.",
        summary="A clip filmed in a changing room and shared with others; nobody undressed.",
        found="The clip was seen by about fifteen pupils. All of them say that it shows people tying their shoes.",
        ends=(
            (
                O.SANCTION,
                "Sanction by the grid: phones in changing rooms are a level C3 matter. The phone went home with a parent.",
            ),
            (
                O.TALK,
                "Accepted as thoughtless. The pupil wrote to both families. A second time would be sanctioned.",
            ),
        ),
        actions=(
            (
                A.PARENTS,
                "All three families were told the same afternoon, with what the clip shows.",
            ),
        ),
    ),
    Story(
        "embarrassing-clip",
        "images_without_permission bullying",
        who="o t w",
        platforms="tiktok",
        often=4,
        text=(
            "A clip of {t} [falling on the stairs|singing at the talent evening|asleep in {lesson}] has been online since "
            "[Thursday|last night] with an added song. {o} filmed it. {w} says that the comments are [not all friendly|getting "
            "worse]. {t} asked for it to be taken down and was laughed at."
        ),
        evidence="The clip is public under the account of {o}. The address is written down in the office.",
        summary="An embarrassing clip of a pupil posted without permission.",
        found="Taken down the same day, at the second request. It had been seen some four hundred times.",
        ends=(
            (
                O.RESTORATIVE,
                "Both talked it over with their tutor. The target accepted the apology and they sit together again.",
            ),
            (O.SANCTION, "A detention, since the first request to remove it was refused."),
        ),
    ),
    Story(
        "teacher-clip",
        "images_without_permission disrepute",
        who="o t/staff",
        platforms="tiktok",
        place=Place.INSIDE,
        often=3,
        text=(
            "A pupil showed me a clip of {t} teaching [{lesson}|at the board], filmed from under a desk and set to music. The "
            "account carries the school's badge. {o} was [named by two pupils|seen with a phone in that lesson]. The colleague "
            "knows and is [calm|rather upset]."
        ),
        evidence="The clip is on a public account. A note of the account's name is with the head's assistant.",
        summary="A member of staff filmed in a lesson; the clip was posted under the school's badge.",
        found="The pupil admitted to it at once. The account had eleven followers, all from the same year.",
        ends=(
            (
                O.SANCTION,
                "Sanction by the grid, and the clip and the account were deleted in the presence of a parent.",
            ),
            (
                O.RESTORATIVE,
                "The pupil apologised to the colleague in person, who was content with that.",
            ),
        ),
        actions=(
            (
                A.SITE_REPORT,
                "Reported through the site's form for schools; it was already gone when they answered.",
            ),
            (A.PARENTS, "The pupil's father came in the next morning."),
        ),
    ),
    Story(
        "nude-request",
        "sexting_or_abuse_images",
        who="o t",
        platforms="snapchat",
        place=Place.OUTSIDE,
        often=3,
        urgent=True,
        text=(
            "{t} disclosed to me [after {lesson}|at lunch] that {o} has been asking for a private picture for [days|a week] and "
            "says that everybody does it. {t} has not sent one. I listened, did not ask to see anything and went straight "
            "to the safeguarding team."
        ),
        evidence="Messages on the pupil's own phone, which is switched off and with the DSL. Nobody has looked.",
        summary="Repeated pressure on a pupil to send a private picture. None was sent.",
        found="The DSL saw both pupils with their parents. No picture exists. The pressure came from a dare among friends.",
        ends=(
            (
                O.SUPPORT,
                "Support plan for the target. Work on consent with the other pupil, with the school nurse.",
            ),
            (
                O.REFERRED,
                "Early help referral agreed with both families; social care advised that no further step is needed.",
            ),
        ),
        actions=(
            (
                A.ADVICE,
                "DSL took advice from the local authority's safeguarding service on the same day.",
            ),
            (A.PARENTS, "Both sets of parents were seen separately by the DSL."),
        ),
    ),
    Story(
        "picture-passed-on",
        "sexting_or_abuse_images images_without_permission",
        who="o1 o2 t",
        platforms="snapchat whatsapp",
        place=Place.BOTH,
        often=2,
        urgent=True,
        text=(
            "Two pupils told me, [upset|very worried], that a private picture of {t} is being passed on in {year} and that {o1} "
            "and {o2} have it. I did not ask to see it. I took both phones, switched them off and brought them to the DSL. {t} "
            "is with the pastoral team."
        ),
        evidence="Two phones, switched off, in the DSL's safe. Nothing was viewed, copied or deleted.",
        summary="A private picture of a pupil was passed on by others. Handled by the DSL under the national advice.",
        found="Police took over the phones. Eleven pupils were spoken to. The picture was reported for removal.",
        ends=(
            (
                O.REFERRED,
                "Referred to social care and the police, who dealt with it as a matter of education. Support plan for the target.",
            ),
        ),
        actions=(
            (A.REFERRED_LA, "Multi-agency referral made by the DSL within the hour."),
            (
                A.POLICE_CEOP,
                "Reported to the police; the safer schools officer collected the phones.",
            ),
            (A.PARENTS, "Parents of all three were told in person by the DSL."),
        ),
    ),
    Story(
        "fake-account",
        "impersonation bullying",
        who="o t",
        platforms="instagram",
        place=Place.OUTSIDE,
        often=4,
        text=(
            "Someone has made an account with {t}'s name and [school photograph|an old picture] and writes to others in {year} "
            "as if it were {t}. [Some of it is rude.|It invents things about teachers.] {t} thinks that it is {o}, who "
            "joked about it in {lesson} last week."
        ),
        evidence="The account is public. {t}'s father has made a note of its name and of the messages.",
        summary="An account in a pupil's name was used to write to others.",
        found="{o} had made it with a friend's tablet. It was deleted in front of the head of year.",
        ends=(
            (
                O.SANCTION,
                "Sanction by the grid for impersonation. The pupil wrote to everyone who had been messaged.",
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
            "An account that calls itself the school's [news service|office] has announced that the school is closed tomorrow [because "
            "of the boiler|for snow]. It uses our badge. A dozen parents have telephoned. We do not know who is behind it."
        ),
        evidence="Printed copy of the announcement in the office file.",
        summary="An account posing as the school announced a closure that was not true.",
        found="Asked in all year groups. Nobody came forward. The account has been silent since.",
        ends=(
            (
                O.NO_ACTION,
                "The person could not be found. The account was removed by the site and families were told.",
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
            "{o} used an AI tool to put {t}'s face on [a cartoon animal|a film poster|a wanted poster] and sent it round {form}. "
            "There is nothing indecent about it, but {t} is [mortified|hurt] and the picture is now the background of [several|"
            "half the class's] phones."
        ),
        evidence="A printed copy was handed in by a parent and is in the pastoral file.",
        summary="A mocking picture of a pupil made with an AI tool and passed round.",
        found="Made at home in the evening with a free tool. Five pupils passed it on and have deleted it.",
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
            "A [long video|one-star review] about the school has been posted that names [the canteen staff|two teachers] and says things "
            "that are not true. From the [voice|details] several colleagues think that it is {o} of {form}. It is being "
            "shared in parents' groups."
        ),
        evidence="The post is public; its address is in the office file.",
        summary="Untrue and hurtful claims about the school were posted in public.",
        found="The pupil was cross about a confiscated phone and took the post down after a talk with their tutor.",
        ends=(
            (O.TALK, "Taken down by the pupil. We talked about how to complain and be heard."),
            (O.RESTORATIVE, "The pupil met the people named and apologised."),
        ),
    ),
)
