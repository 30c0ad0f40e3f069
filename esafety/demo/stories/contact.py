"""Strangers and money: contact and commerce among older pupils."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "older-friend",
        "grooming",
        who="t o/other!",
        platforms="discord games",
        place=Place.OUTSIDE,
        often=3,
        urgent=True,
        text=(
            "{t} mentioned a friend from an online game who [sends gifts|buys game money for "
            "them] and now wants to [meet at the shopping centre|talk without others]. {t} "
            "believes the person is sixteen. I [am not so sure|have doubts] and went to the DSL "
            "at once without asking more."
        ),
        evidence=(
            "Chat history in the game account, at home. The parents were asked to "
            "leave everything as it is."
        ),
        summary="A stranger from an online game gave a pupil gifts and asked to meet.",
        found=(
            "The parents have secured the account. The police are making enquiries "
            "about the other person."
        ),
        ends=(
            (
                O.REFERRED,
                (
                    "With the police and social care. No meeting took place. The pupil has a "
                    "key worker until the summer."
                ),
            ),
        ),
        actions=(
            (A.POLICE_CEOP, "Report made to CEOP by the DSL with the parents present."),
            (A.REFERRED_LA, "Referral to the local authority the same afternoon."),
            (A.PARENTS, "Parents came in at once."),
        ),
    ),
    Story(
        "skins",
        "gambling",
        who="o1 o2 t",
        platforms="games",
        often=3,
        text=(
            "{o1} and {o2} run [a sort of betting shop|sweepstakes] at lunch: others stake game "
            "items on [football results|the fights in a game] and the losers pay in real money. "
            "{t} owes them [fifteen|twenty-five] pounds and has been borrowing from friends."
        ),
        evidence="A list in an exercise book, kept by the head of year.",
        summary="Betting with game items and money among pupils.",
        found="Nine pupils took part. The list shows about sixty pounds over the half-term.",
        ends=(
            (O.SANCTION, "Debts cancelled, a detention for the two who ran it."),
            (
                O.SUPPORT,
                (
                    "Money given back in front of a parent. Lesson on gambling and loot boxes "
                    "for the year."
                ),
            ),
        ),
        actions=((A.PARENTS, "Letters to the families of all who took part."),),
    ),
    Story(
        "casino",
        "gambling age_inappropriate",
        who="o",
        platforms="web",
        place=Place.BOTH,
        often=2,
        text=(
            "{o}'s grandmother rang: money is missing from her account and it went to an online "
            "casino. {o} has admitted to it and says that a [streamer|video] made it look easy. "
            "{o} is [ashamed|frightened of what will happen] and she asks for help, not "
            "punishment."
        ),
        summary="A pupil gambled online with a relative's card.",
        found=(
            "About ninety pounds in one week. The casino's age check was passed with "
            "the relative's details."
        ),
        ends=(
            (
                O.SUPPORT,
                (
                    "Family was put in touch with a gambling helpline for young people; the "
                    "casino returned the money."
                ),
            ),
        ),
        actions=((A.OTHER, "Weekly session with the school counsellor for half a term."),),
    ),
)
