"""Pictures of older pupils, taken or passed on."""

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
            "During [PE|the swimming trip|the netball fixture] {o} filmed in the changing room "
            "for a few seconds. {t1} and {t2} are in the clip, fully dressed. It was [sent to a "
            "small group|posted as a story] and taken down [before I heard of it|at break]. I "
            "have taken the phone and switched it off."
        ),
        evidence="Phone, switched off, in the head of year's locked drawer. Nobody has opened it.",
        summary="A clip filmed in a changing room and shared with others; nobody undressed.",
        found=(
            "The clip was seen by about fifteen pupils. All of them say that it shows "
            "people tying their shoes."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Sanction by the grid: phones in changing rooms are a level C3 matter. The "
                    "phone went home with a parent."
                ),
            ),
            (
                O.TALK,
                (
                    "Accepted as thoughtless. The pupil wrote to both families. A second time "
                    "would be sanctioned."
                ),
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
            "A clip of {t} [falling on the stairs|singing at the talent evening|asleep in "
            "{lesson}] has been online since [Thursday|last night] with an added song. {o} "
            "filmed it. {w} says that the comments are [not all friendly|getting worse]. {t} "
            "asked for it to be taken down and was laughed at."
        ),
        evidence=(
            "The clip is public under the account of {o}. The address is written down "
            "in the office."
        ),
        summary="An embarrassing clip of a pupil posted without permission.",
        found=(
            "Taken down the same day, at the second request. It had been seen some "
            "four hundred times."
        ),
        ends=(
            (
                O.RESTORATIVE,
                (
                    "Both talked it over with their tutor. The target accepted the apology and "
                    "they sit together again."
                ),
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
            "A pupil showed me a clip of {t} teaching [{lesson}|at the board], filmed from under "
            "a desk and set to music. The account carries the school's badge. {o} was [named by "
            "two pupils|seen with a phone in that lesson]. The colleague knows and is "
            "[calm|rather upset]."
        ),
        evidence=(
            "The clip is on a public account. A note of the account's name is with the "
            "head's assistant."
        ),
        summary=(
            "A member of staff filmed in a lesson; the clip was posted under the school's badge."
        ),
        found=(
            "The pupil admitted to it at once. The account had eleven followers, all "
            "from the same year."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Sanction by the grid, and the clip and the account were deleted in the "
                    "presence of a parent."
                ),
            ),
            (
                O.RESTORATIVE,
                "The pupil apologised to the colleague in person, who was content with that.",
            ),
        ),
        actions=(
            (
                A.SITE_REPORT,
                (
                    "Reported through the site's form for schools; it was already gone when "
                    "they answered."
                ),
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
            "{t} disclosed to me [after {lesson}|at lunch] that {o} has been asking for a "
            "private picture for [days|a week] and says that everybody does it. {t} has not sent "
            "one. I listened, did not ask to see anything and went straight to the safeguarding "
            "team."
        ),
        evidence=(
            "Messages on the pupil's own phone, which is switched off and with the "
            "DSL. Nobody has looked."
        ),
        summary="Repeated pressure on a pupil to send a private picture. None was sent.",
        found=(
            "The DSL saw both pupils with their parents. No picture exists. The "
            "pressure came from a dare among friends."
        ),
        ends=(
            (
                O.SUPPORT,
                (
                    "Support plan for the target. Work on consent with the other pupil, with "
                    "the school nurse."
                ),
            ),
            (
                O.REFERRED,
                (
                    "Early help referral agreed with both families; social care advised that "
                    "no further step is needed."
                ),
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
            "Two pupils told me, [upset|very worried], that a private picture of {t} is being "
            "passed on in {year} and that {o1} and {o2} have it. I did not ask to see it. I took "
            "both phones, switched them off and brought them to the DSL. {t} is with the "
            "pastoral team."
        ),
        evidence=(
            "Two phones, switched off, in the DSL's safe. Nothing was viewed, copied or deleted."
        ),
        summary=(
            "A private picture of a pupil was passed on by others. Handled by the DSL "
            "under the national advice."
        ),
        found=(
            "Police took over the phones. Eleven pupils were spoken to. The picture "
            "was reported for removal."
        ),
        ends=(
            (
                O.REFERRED,
                (
                    "Referred to social care and the police, who dealt with it as a matter of "
                    "education. Support plan for the target."
                ),
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
)
