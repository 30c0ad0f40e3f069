"""What older pupils saw, made or looked for."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "dating-app",
        "age_inappropriate",
        who="o",
        platforms="other",
        platform_words="An app for adults to meet",
        place=Place.OUTSIDE,
        often=2,
        text=(
            "{o} told friends in {lesson} about [being on|having joined] an app for adults with "
            "a made-up age. The friends were worried and came to me. {o} says that it was [for "
            "fun|a dare] and that nobody has been met."
        ),
        summary="A pupil had joined an app for adults with a false age.",
        found=(
            "The DSL spoke with the pupil and a parent. The account was three days old "
            "and is deleted."
        ),
        ends=(
            (
                O.SUPPORT,
                (
                    "The family has set up controls. Two sessions on safe contact with the "
                    "school nurse."
                ),
            ),
        ),
        actions=(
            (
                A.PARENTS,
                "Mother came in the same day and was shown how to set limits on the phone.",
            ),
        ),
    ),
    Story(
        "horror-site",
        "age_inappropriate violence",
        who="o w",
        platforms="web",
        place=Place.INSIDE,
        often=3,
        text=(
            "In the [library|ICT room] {o} opened a site with [shock pictures|frightening clips] "
            "on a school computer and turned the screen to {w}, who left the room. I switched "
            "the screen off. The filter had [let it through|not known the site]."
        ),
        evidence="The filter's log for that machine is kept by technical support.",
        summary="A shocking site was opened on a school computer and shown to another pupil.",
        found=(
            "The site was new to the filter. The pupil had seen it on a cousin's phone "
            "and looked for it again."
        ),
        ends=(
            (
                O.TECHNICAL,
                (
                    "The site is blocked and was reported to the filter's supplier. The pupil "
                    "was warned."
                ),
            ),
            (O.TALK, "A warning, and the seat in the ICT room is now next to the teacher's desk."),
        ),
    ),
    Story(
        "porn-phone",
        "pornography",
        who="o1 o2",
        platforms="web",
        place=Place.INSIDE,
        often=3,
        text=(
            "On the [coach back from the fixture|way to the sports hall|back row in {lesson}] "
            "{o1} and {o2} were looking at a phone and laughing. From what others said it was an "
            "adult site. I did not look. I asked for the phone and switched it off."
        ),
        evidence="Phone, switched off, in the office safe until a parent collects it.",
        summary="Two pupils looked at an adult site on a phone in school time.",
        found=(
            "Both said so at once. The site was reached over the phone's own "
            "connection, not the school's."
        ),
        ends=(
            (O.SANCTION, "Detention by the grid, and both families were told why."),
            (
                O.TALK,
                (
                    "Conversation with the head of year. Relationships education for this year "
                    "group was moved forward."
                ),
            ),
        ),
        actions=((A.PARENTS, "The parent who collected the phone was told what was reported."),),
    ),
    Story(
        "porn-search",
        "pornography bypassing_security",
        who="o",
        platforms="web",
        place=Place.INSIDE,
        often=2,
        text=(
            "The monitoring report shows [nine|fourteen] searches for adult material under {o}'s "
            "account on [Tuesday|Wednesday] between 12:40 and 13:05, most of them blocked. {o} "
            "was in the [library|ICT club] then. I have not repeated the searches."
        ),
        evidence="The monitoring report, held by the network manager.",
        summary="Repeated searches for adult material on a school account at lunch.",
        found="{o} had left the computer unlocked. Two friends admitted to some of the searches.",
        ends=(
            (
                O.SANCTION,
                (
                    "Network access at lunch withdrawn for two weeks; all three were reminded "
                    "to lock their screens."
                ),
            ),
        ),
    ),
    Story(
        "fight-video",
        "violence images_without_permission",
        who="o t w x/other!",
        platforms="snapchat tiktok",
        often=4,
        text=(
            "A scuffle between {t} and another pupil [at the bus stop|by the bike sheds] was "
            "filmed by {o} and [is going round {year}|was online within minutes]. {w} showed it "
            "to a member of staff. {t} was not hurt but is [ashamed|afraid that it will be seen "
            "at home]."
        ),
        evidence="The clip is on several phones. The member of staff wrote down what it shows.",
        summary="A scuffle was filmed and spread.",
        found="{o} took the clip down when asked. It had been sent on to pupils of another school.",
        ends=(
            (O.SANCTION, "Sanction for filming and posting instead of fetching help."),
            (
                O.RESTORATIVE,
                "All three met. The other school was told and dealt with its own pupils.",
            ),
        ),
        actions=((A.COMMUNITY, "Assembly: fetch help, put the phone away."),),
    ),
    Story(
        "extreme-video",
        "terrorism hate",
        who="o w",
        platforms="discord",
        place=Place.OUTSIDE,
        often=2,
        urgent=True,
        text=(
            "{w} is worried about {o}, who has [changed a lot since the summer|hardly any "
            "friends left] and sends links to videos that praise an attack. {w} has not opened "
            "them and neither have I. {o} talks about [a server where people understand|people "
            "online who have the answers]."
        ),
        evidence="The links are in {w}'s messages. They were not opened. The phone is at home.",
        summary="A pupil shared links to material that praises an attack.",
        found=(
            "The DSL saw the pupil and the parents and took advice. The pupil was "
            "lonely and wanted to belong."
        ),
        ends=(
            (
                O.REFERRED,
                (
                    "Referred under the Prevent duty; the panel offered a mentor, whom the "
                    "family accepted."
                ),
            ),
        ),
        actions=(
            (
                A.ADVICE,
                "DSL rang the local authority's Prevent adviser before speaking to the pupil.",
            ),
            (A.POLICE_CEOP, "Told the police on the adviser's advice."),
        ),
    ),
    Story(
        "vape-seller",
        "drugs_or_bombs age_inappropriate",
        who="o1 o2",
        platforms="snapchat",
        often=2,
        text=(
            "I overheard {o1} and {o2} in [{lesson}|the corridor] talking about an account that "
            "[sells vapes to pupils|delivers to the park], and about a video that shows how to "
            "make [fireworks stronger|smoke bombs]. They stopped when they saw me. It may only "
            "be talk."
        ),
        summary="Two pupils followed an account that sells vapes and shows how to make fireworks.",
        found="Both follow it; neither has bought anything. The account is run from another town.",
        ends=(
            (
                O.REFERRED,
                "The account was passed to the safer schools officer. Both families know.",
            ),
            (O.TALK, "A serious talk with both and their parents. Nothing was found in school."),
        ),
        actions=(
            (A.SITE_REPORT, "The account was reported to the site."),
            (A.ADVICE, "Spoke to the safer schools officer."),
        ),
    ),
    Story(
        "recipe-search",
        "drugs_or_bombs",
        who="o",
        platforms="web",
        place=Place.INSIDE,
        often=1,
        text=(
            "The filter sent an alert: {o} searched for how to make an explosive from [cleaning "
            "things|fertiliser] during {lesson}. The page was blocked. The class was doing "
            "[chemical reactions|the Gunpowder Plot] at the time, so there may be a simple "
            "reason."
        ),
        evidence="The filter's alert, held by the network manager.",
        summary="A search for explosives during a lesson, blocked by the filter.",
        found="The homework sheet asked what gunpowder is made of. The search followed from that.",
        ends=((O.NO_ACTION, "Explained by the homework. The sheet now says where to look it up."),),
    ),
)
