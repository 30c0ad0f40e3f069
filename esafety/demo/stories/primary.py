"""Younger children: unkindness, pictures, strangers."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "p-game-chat",
        "bullying age_inappropriate",
        who="o t",
        platforms="roblox",
        place=Place.OUTSIDE,
        often=5,
        text=(
            "{t} cried at [carpet time|registration|the start of {lesson}]. In an online game "
            "last night {o} [blocked {t} from the house they built|told the others not to let "
            "{t} in|kept knocking {t}'s character over] and wrote unkind words in the chat. They "
            "play every evening."
        ),
        summary="Unkindness between two children in an online game, carried into the classroom.",
        found=(
            "Both children told the same story. They are friends and had argued about "
            "a birthday party."
        ),
        ends=(
            (
                O.RESTORATIVE,
                (
                    "Talked it through in a circle and made up. Both families have agreed on "
                    "times for playing."
                ),
            ),
            (O.TALK, "The class made rules together for kind play online."),
        ),
        actions=((A.PARENTS, "Spoke to both parents at the gate and then by telephone."),),
    ),
    Story(
        "p-year6-chat",
        "bullying",
        who="o1 o2 t",
        platforms="whatsapp",
        place=Place.OUTSIDE,
        often=4,
        text=(
            "{form} has a group chat although none of them is old enough for it. {o1} and {o2} "
            "[made a second group without {t}|voted {t} out]. {t}'s mother came to me this "
            "morning with [screenshots|a long list] and is very upset."
        ),
        evidence="The mother has the messages on her own phone. I did not take copies.",
        summary="A child was shut out of a class chat by others.",
        found=(
            "Eighteen of the class are in the group. Most parents did not know about the age limit."
        ),
        ends=(
            (O.SUPPORT, "Circle time, and a meeting for parents about chats and ages."),
            (O.RESTORATIVE, "The three met with their teacher. The second group is closed."),
        ),
        actions=((A.COMMUNITY, "Letter to the year's families on age limits of messaging apps."),),
    ),
    Story(
        "p-video",
        "age_inappropriate violence",
        who="o w",
        platforms="youtube",
        place=Place.INSIDE,
        often=4,
        text=(
            "While looking for [volcanoes|Roman soldiers|songs about spiders] on a class tablet "
            "{o} came upon a cartoon that turned [frightening|nasty]. {w} saw it too and [hid "
            "under the table|would not sleep, says the father]. I turned the tablet over and "
            "took it out of use."
        ),
        evidence="Tablet number noted; its history is kept by technical support.",
        summary="Children came upon a frightening video during a lesson.",
        found="It was suggested beside a harmless one. The children did nothing wrong.",
        ends=(
            (
                O.TECHNICAL,
                "Tablets now open the children's version only. Families of both were told.",
            ),
            (O.SUPPORT, "Talked about it with the class: turn it over, tell an adult."),
        ),
        actions=((A.PARENTS, "Told both families at the end of the day."),),
    ),
    Story(
        "p-search",
        "pornography",
        who="o w",
        platforms="web",
        place=Place.INSIDE,
        often=2,
        text=(
            "{o} typed a rude word into the search on a class laptop and called {w} to look. The "
            "filter [blocked all but one small picture|showed its own page]. I closed the lid "
            "and spoke to both. {o} had heard the word from an older [brother|cousin]."
        ),
        evidence="The filter's log of that laptop.",
        summary="A rude word was searched for on a class laptop.",
        found=(
            "Curiosity. The filter did most of its work; one thumbnail was reported to "
            "the supplier."
        ),
        ends=((O.TALK, "Talked with the child and the family. No sanction at this age."),),
    ),
    Story(
        "p-photo",
        "images_without_permission",
        who="o t1 t2",
        platforms="snapchat",
        often=3,
        text=(
            "{o} brought a phone on the [residential|farm visit|walk to the library] although it "
            "was not allowed, took pictures of {t1} and {t2} [in their pyjamas|pulling faces] "
            "and sent them to a group. {t1}'s family do not allow any pictures of their child "
            "online."
        ),
        evidence=(
            "Phone, switched off, in the head's office. It was given to the parent at "
            "the end of the day."
        ),
        summary="Pictures of two children were taken and sent without permission.",
        found=(
            "The pictures went to six children and are deleted by all of them, as "
            "their parents confirmed."
        ),
        ends=(
            (O.TALK, "The child wrote a card to both. The family will keep the phone at home."),
            (O.SANCTION, "Missed golden time for a week, by the class rules."),
        ),
        actions=(
            (A.PARENTS, "All three families were rung the same day, the first of them twice."),
        ),
    ),
    Story(
        "p-stranger",
        "grooming",
        who="t o/other!",
        platforms="roblox games",
        place=Place.OUTSIDE,
        often=2,
        urgent=True,
        text=(
            "{t} told the class during [our online safety lesson|show and tell] about a grown-up "
            "friend in a game who [asks what school {t} goes to|wants a picture of {t}'s "
            "bedroom]. I thanked {t} for telling us, changed the subject and fetched the DSL."
        ),
        evidence="Chat in the game account at home. The family was asked to change nothing.",
        summary="A stranger in a game asked a child for personal details.",
        found="The parents found eleven messages. The child had given a first name only.",
        ends=(
            (
                O.REFERRED,
                "Reported to CEOP and to the game. The family now plays in the living room.",
            ),
        ),
        actions=(
            (A.POLICE_CEOP, "Report to CEOP made together with the parents."),
            (
                A.REFERRED_LA,
                "Told the local authority's front door; they asked to be kept informed.",
            ),
            (A.PARENTS, "Both parents came in within the hour."),
        ),
    ),
)
