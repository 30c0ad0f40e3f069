"""Hate, threats and chain messages among older pupils."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "racist-word",
        "hate",
        who="o t w",
        platforms="school",
        place=Place.INSIDE,
        often=4,
        text=(
            "In [{lesson}|the ICT room] the pupils were sharing a document. {o} typed a racist "
            "word [next to|under] {t}'s paragraph, where the whole class could read it. {w} told "
            "me. I froze the document and moved {o} to the front. {t} says that it is not the "
            "first time this [term|year]."
        ),
        evidence=(
            "The document and its version history are kept on the learning platform, "
            "locked by technical support."
        ),
        summary="A racist word written into a shared class document and read by the class.",
        found=(
            "The version history shows who typed it and when. Two earlier remarks were "
            "also named by classmates."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Fixed sanction by the grid for prejudice-based language; recorded in the "
                    "prejudice register as well."
                ),
            ),
            (
                O.RESTORATIVE,
                (
                    "After the sanction, a meeting with the community officer and an apology "
                    "that the target accepted."
                ),
            ),
        ),
        actions=((A.PARENTS, "Parents of both were seen in school with the head of year."),),
    ),
    Story(
        "homophobic-memes",
        "hate bullying",
        who="o1 o2 t",
        platforms="tiktok whatsapp",
        place=Place.BOTH,
        often=3,
        text=(
            "{t} told me that {o1} and {o2} keep sending [memes|short clips] that mock gay "
            "people, [each time with {t}'s name on them|and tag {t} in all of them]. It happens "
            "[on the way home|in the evenings] and is then repeated aloud in [the lunch "
            "queue|PE|{lesson}]. {t} asked me to make it stop without making a scene."
        ),
        summary="Homophobic clips and remarks aimed at one pupil, online and then in school.",
        found=(
            "The clips were on both phones and are deleted. Both say that they did not "
            "think of it as bullying."
        ),
        ends=(
            (
                O.SANCTION,
                "By the grid, with parents informed. Both did the reflection task on equality.",
            ),
            (
                O.RESTORATIVE,
                (
                    "A quiet meeting as the target had wished. The head of year checks in "
                    "every Friday."
                ),
            ),
        ),
        actions=((A.OTHER, "Target offered time with the school counsellor, and took it."),),
    ),
    Story(
        "sexist-list",
        "hate images_without_permission",
        who="o1 o2 t1 t2",
        platforms="discord",
        place=Place.OUTSIDE,
        text=(
            "Several pupils in {year} have learnt of a list in which they are given marks for "
            "their looks. {t1} and {t2} are on it with pictures from their own accounts. It is "
            "kept on a server that {o1} and {o2} run. They are [angry rather than "
            "upset|upset] and want to know what we will do."
        ),
        evidence=(
            "A pupil has described the list in writing. The server is private; nobody "
            "on the staff has seen it."
        ),
        summary="A sexist list of pupils with pictures, kept on a private server.",
        found=(
            "Both deleted the channel in the presence of their parents. Six "
            "others had added marks to it."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Sanction by the grid for both, a letter home to the six others, and a "
                    "lesson on respect in tutor time."
                ),
            ),
        ),
        actions=((A.COMMUNITY, "Tutor-time lesson in the whole year on respect and consent."),),
    ),
    Story(
        "chain-dare",
        "chain_or_threat",
        who="o w",
        platforms="whatsapp snapchat",
        often=3,
        text=(
            "A message is going round {form} that says something bad will happen to [your "
            "family|you at midnight] unless it is sent on to [ten|fifteen] people. {o} seems to "
            "have brought it into the year. {w} did not sleep and came in [worried|shaking]. I "
            "told the class that such messages are made up."
        ),
        summary="A frightening chain message passed round a tutor group.",
        found=(
            "It came from a cousin at another school. The pupil passed it on because "
            "they were afraid not to."
        ),
        ends=(
            (
                O.SUPPORT,
                (
                    "No ill will. The tutor explained to the group how such messages work and "
                    "whom to tell."
                ),
            ),
            (O.TALK, "A conversation with the pupil and a note in the newsletter for parents."),
        ),
        actions=((A.COMMUNITY, "Short item in the newsletter: what to do with a chain message."),),
    ),
    Story(
        "fight-arranged",
        "chain_or_threat violence",
        who="b1 b2 w",
        platforms="snapchat",
        place=Place.BOTH,
        text=(
            "{w} warned me at [lunch|registration] that a fight between {b1} and {b2} is being "
            "arranged online for after school [behind the sports hall|at the park gate]. A time "
            "has been posted and others are told to bring their phones. I have informed the duty "
            "team and the gate will be staffed."
        ),
        evidence=(
            "The post was seen on a pupil's phone by the duty teacher; it expires after a day."
        ),
        urgent=True,
        summary="A fight arranged and advertised online; prevented.",
        found=(
            "Both were collected by their parents. The quarrel goes back to a remark "
            "during an online game."
        ),
        ends=(
            (
                O.RESTORATIVE,
                (
                    "Mediation between both families. No fight took place, then or in the two "
                    "weeks after."
                ),
            ),
            (O.SANCTION, "Sanction for arranging it; those who passed it on were spoken to."),
        ),
        actions=(
            (A.PARENTS, "Parents of both were asked to collect them at the end of the day."),
            (A.ADVICE, "Rang the safer schools officer, who came by at the end of the day."),
        ),
    ),
)
