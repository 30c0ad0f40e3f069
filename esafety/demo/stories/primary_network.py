"""Younger children: accounts, games, words and shared tablets."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "p-account",
        "others_account",
        who="o t",
        platforms="school",
        place=Place.BOTH,
        often=3,
        text=(
            "{o} used {t}'s log-in card for the [maths|reading] site and [spent all of {t}'s "
            "coins|changed the name of the avatar to something silly]. {t} is furious. The cards "
            "hang on the wall where everyone can see them."
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
            "{o} called {t} a word about [their skin|their religion|where their family is from] "
            "in the playground. Asked where it came from, {o} said that people say it all the "
            "time in a game. {t} said that {o} had written it in the chat as well."
        ),
        summary="A racist word from an online game was used to another child.",
        found=(
            "The child did not know what the word means. The family was shocked and "
            "has been very helpful."
        ),
        ends=(
            (
                O.RESTORATIVE,
                (
                    "Explained, apologised, and read a book together about it. Entered in the "
                    "prejudice register."
                ),
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
            "Half of {form} is afraid of a [doll|clown|face] that is said to appear on the "
            "tablet at night unless you send it on. {o} showed it round on a brother's phone. "
            "{w} has been sleeping in the parents' bed since."
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
            "{o} told me proudly of having spent [forty|sixty-five] pounds on mystery boxes in a "
            "game with a parent's card and of having won [a golden dog|a rare hat]. {o} wants to "
            "[win the money back|do it again tonight]. I rang home."
        ),
        summary="A child spent money on mystery boxes in a game.",
        found="The card was stored in the tablet. The parents did not know.",
        ends=(
            (
                O.SUPPORT,
                (
                    "The parents removed the card and set a limit. Lesson on money in games "
                    "for the class."
                ),
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
            "{o1} and {o2} found that the tablets from the [blue|library] trolley open any site "
            "when you [use the second browser|turn the wifi off and on]. They were on a game "
            "site. They showed me how, rather proudly."
        ),
        summary="Children found a gap in the filter of a set of tablets.",
        found="An update had removed the profile from nine tablets.",
        ends=(
            (
                O.TECHNICAL,
                (
                    "Profiles put back and a weekly check arranged. The two got a certificate "
                    "for telling us."
                ),
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
            "{o}'s entry for the poster competition, which we had [printed and sent in|put on "
            "our website], turns out to be copied from an artist's page. The artist has written "
            "to the office, very politely."
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
            "A class laptop began to show [flashing warnings|adverts] after {o} "
            "installed a free game. I pulled out the cable. Technical support has "
            "taken the laptop away."
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
            "There is an account with {t}'s name and a drawing of {t}, and it posts [silly "
            "dances|jokes about {form}]. {t} has no account and no phone. {o} told me in the end "
            "that it was made as a birthday surprise."
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
            "At playtime {o1} and {o2} act out a series that is for [adults|over-fifteens]: "
            "those who lose are [pushed over|told that they are out of the game]. {t} was hurt "
            "[on the knee|a little]. Half the class seems to have watched clips of it."
        ),
        summary="Rough play after a series for adults, seen as clips.",
        found=(
            "Clips are suggested to the children by a video app, without anybody looking for them."
        ),
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
