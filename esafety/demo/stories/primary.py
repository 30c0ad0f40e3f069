"""What happens at a primary school: younger children, families, shared tablets."""

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
            "{t} cried at [carpet time|registration|the start of {lesson}]. In an online game last night {o} [blocked {t} from the house they built|told the others not "
            "to let {t} in|kept knocking {t}'s character over] and wrote unkind words in the chat. They play every evening."
        ),
        summary="Unkindness between two children in an online game, carried into the classroom.",
        found="Both children told the same story. They are friends and had argued about a birthday party.",
        ends=(
            (
                O.RESTORATIVE,
                "Talked it through in a circle and made up. Both families have agreed on times for playing.",
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
            "{form} has a group chat although none of them is old enough for it. {o1} and {o2} [made a second group without {t}|voted {t} out]. {t}'s "
            "mother came to me this morning with [screenshots|a long list] and is very upset."
        ),
        evidence="The mother has the messages on her own phone. I did not take copies.",
        summary="A child was shut out of a class chat by others.",
        found="Eighteen of the class are in the group. Most parents did not know about the age limit.",
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
            "While looking for [volcanoes|Roman soldiers|songs about spiders] on a class tablet {o} came upon a cartoon that turned [frightening|nasty]. {w} saw it too and "
            "[hid under the table|would not sleep, says the father]. I turned the tablet over and took it out of use."
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
            "{o} typed a rude word into the search on a class laptop and called {w} to look. The filter [blocked all but one small picture|showed its own page]. I closed the lid and "
            "spoke to both. {o} had heard the word from an older [brother|cousin]."
        ),
        evidence="The filter's log of that laptop.",
        summary="A rude word was searched for on a class laptop.",
        found="Curiosity. The filter did most of its work; one thumbnail was reported to the supplier.",
        ends=((O.TALK, "Talked with the child and the family. No sanction at this age."),),
    ),
    Story(
        "p-photo",
        "images_without_permission",
        who="o t1 t2",
        platforms="snapchat",
        often=3,
        text=(
            "{o} brought a phone on the [residential|farm visit|walk to the library] although it was not allowed, took pictures of {t1} and {t2} [in their pyjamas|pulling "
            "faces] and sent them to a group. {t1}'s family do not allow any pictures of their child online."
        ),
        evidence="Phone, switched off, in the head's office. It was given to the parent at the end of the day.",
        summary="Pictures of two children were taken and sent without permission.",
        found="The pictures went to six children and are deleted by all of them, as their parents confirmed.",
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
            "{t} told the class during [our online safety lesson|show and tell] about a grown-up friend in a game who [asks what school {t} goes to|wants a picture of {t}'s "
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
    Story(
        "p-account",
        "others_account",
        who="o t",
        platforms="school",
        place=Place.BOTH,
        often=3,
        text=(
            "{o} used {t}'s log-in card for the [maths|reading] site and [spent all of {t}'s coins|changed the name of the avatar to something silly]. {t} is furious. The cards hang "
            "on the wall where everyone can see them."
        ),
        summary="A child used another's log-in for a learning site.",
        found="It happened on a wet playtime. The coins were put back by the supplier.",
        ends=(
            (O.TALK, "A sorry was said and meant. Cards are kept in the drawer now."),
            (O.TECHNICAL, "New picture passwords for the whole class."),
        ),
    ),
    Story(
        "p-word",
        "hate",
        who="o t",
        platforms="games",
        often=3,
        text=(
            "{o} called {t} a word about [their skin|their religion|where their family is from] in the playground. Asked where it came from, {o} said that people say it all the time in a game. "
            "{t} said that {o} had written it in the chat as well."
        ),
        summary="A racist word from an online game was used to another child.",
        found="The child did not know what the word means. The family was shocked and has been very helpful.",
        ends=(
            (
                O.RESTORATIVE,
                "Explained, apologised, and read a book together about it. Entered in the prejudice register.",
            ),
            (O.TALK, "Spoke to the child and the family. The headphones are off when playing."),
        ),
        actions=((A.PARENTS, "Met both families, one after the other."),),
    ),
    Story(
        "p-chain",
        "chain_or_threat",
        who="o w",
        platforms="whatsapp youtube",
        often=3,
        text=(
            "Half of {form} is afraid of a [doll|clown|face] that is said to appear on the tablet at night unless you send it on. {o} showed it round on a brother's phone. {w} has been "
            "sleeping in the parents' bed since."
        ),
        summary="A frightening made-up figure was passed round a class.",
        found="Nobody meant harm. It came from a video with millions of views.",
        ends=(
            (
                O.SUPPORT,
                "Class talk about made-up things. A short note home without the figure's name.",
            ),
        ),
        actions=((A.COMMUNITY, "Note in the book bags: how to talk about scary clips."),),
    ),
    Story(
        "p-coins",
        "gambling",
        who="o",
        platforms="games",
        place=Place.OUTSIDE,
        often=2,
        text=(
            "{o} told me proudly of having spent [forty|sixty-five] pounds on mystery boxes in a game with a parent's card and of having won [a golden dog|a rare hat]. {o} wants to [win the "
            "money back|do it again tonight]. I rang home."
        ),
        summary="A child spent money on mystery boxes in a game.",
        found="The card was stored in the tablet. The parents did not know.",
        ends=(
            (
                O.SUPPORT,
                "The parents removed the card and set a limit. Lesson on money in games for the class.",
            ),
        ),
    ),
    Story(
        "p-filter-off",
        "bypassing_security",
        who="o1 o2",
        platforms="web",
        place=Place.INSIDE,
        often=2,
        text=(
            "{o1} and {o2} found that the tablets from the [blue|library] trolley open any site when you [use the second browser|turn the wifi off and on]. They were on a game site. They showed me "
            "how, rather proudly."
        ),
        summary="Children found a gap in the filter of a set of tablets.",
        found="An update had removed the profile from nine tablets.",
        ends=(
            (
                O.TECHNICAL,
                "Profiles put back and a weekly check arranged. The two got a certificate for telling us.",
            ),
        ),
    ),
    Story(
        "p-copy",
        "copyright",
        who="o",
        platforms="web",
        place=Place.INSIDE,
        often=1,
        text=(
            "{o}'s entry for the poster competition, which we had [printed and sent in|put on our website], turns out to be copied from an artist's page. The artist has written to the "
            "office, very politely."
        ),
        evidence="The artist's letter, in the office file.",
        summary="A copied picture was entered for a competition.",
        found="The child had traced it and thought that that makes it one's own.",
        ends=((O.TALK, "Taken down, an apology sent, and a lesson on whose picture it is."),),
    ),
    Story(
        "p-virus",
        "hacking_or_viruses",
        who="o",
        platforms="web",
        place=Place.INSIDE,
        often=1,
        text=(
            "A class laptop began to show [flashing warnings|adverts] after {o} installed a free game. I pulled out the cable. Technical support has taken the laptop away."
        ),
        summary="A harmful program came with a free game on a class laptop.",
        found="The laptop had been left signed in as staff.",
        ends=(
            (
                O.TECHNICAL,
                "Laptop wiped. Staff reminded to sign out; children cannot install anything now.",
            ),
        ),
    ),
    Story(
        "p-fake",
        "impersonation",
        who="o t",
        platforms="tiktok",
        place=Place.OUTSIDE,
        often=2,
        text=(
            "There is an account with {t}'s name and a drawing of {t}, and it posts [silly dances|jokes about {form}]. {t} has no account and no phone. {o} told me in the end that it was made as a "
            "birthday surprise."
        ),
        summary="A child made an account in a friend's name.",
        found="Meant kindly and gone wrong. Nine followers, all in the class.",
        ends=((O.TALK, "Account deleted by the family. Talked about why we ask first."),),
    ),
    Story(
        "p-tv-series",
        "violence age_inappropriate",
        who="o1 o2 t",
        platforms="youtube tiktok",
        place=Place.BOTH,
        often=3,
        text=(
            "At playtime {o1} and {o2} act out a series that is for [adults|over-fifteens]: those who lose are [pushed over|told that they are out of the game]. {t} was hurt [on the knee|a little]. Half the "
            "class seems to have watched clips of it."
        ),
        summary="Rough play after a series for adults, seen as clips.",
        found="Clips are suggested to the children by a video app, without anybody looking for them.",
        ends=(
            (
                O.SUPPORT,
                "Playground leaders offer other games; families were told how to set the app.",
            ),
            (O.TALK, "Assembly on the difference between a game and hurting."),
        ),
        actions=((A.COMMUNITY, "Item in the newsletter about clips from series for adults."),),
    ),
)
