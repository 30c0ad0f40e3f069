"""Accounts, networks, copyright and other breaches of the agreement among older pupils."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "friends-password",
        "others_account",
        who="o t",
        platforms="school",
        place=Place.INSIDE,
        often=4,
        text=(
            "{t} found that somebody had [handed in empty homework|deleted half a "
            "project|written to a teacher] from their school account. {o} knew the password "
            "because [they once shared a computer|{t} had it on a sticky note]. {o} sits next to "
            "{t} in {lesson}."
        ),
        evidence="Sign-in times of the account, kept by technical support.",
        summary="A pupil used another pupil's school account.",
        found=(
            "The sign-ins came from the machine next to the pupil's own. The work was "
            "restored from a copy."
        ),
        ends=(
            (O.TALK, "Warned. Both changed their passwords and know why they must not be shared."),
            (O.SANCTION, "A detention, as work was destroyed on purpose."),
        ),
        actions=((A.OTHER, "Technical support reset both passwords and restored the files."),),
    ),
    Story(
        "teachers-screen",
        "others_account disrepute",
        who="o1 o2 t/staff",
        platforms="school",
        place=Place.INSIDE,
        often=2,
        text=(
            "{t} left the room for a minute during {lesson} with the computer unlocked. {o1} and "
            "{o2} used it to [send a silly message to the whole year|change a seating plan and "
            "send it out]. It was [harmless in content|rude about another pupil] but went to "
            "over a hundred inboxes."
        ),
        evidence="The message is held in the mail system by technical support.",
        summary="Pupils sent a message to a whole year group from a teacher's unlocked computer.",
        found=(
            "Both owned up before they were asked. The message was withdrawn within twenty minutes."
        ),
        ends=((O.SANCTION, "Detention for both. Screens of staff now lock after two minutes."),),
        actions=(
            (A.OTHER, "Reminder to all staff to lock the screen; the time-out was shortened."),
        ),
    ),
    Story(
        "vpn",
        "bypassing_security",
        who="o",
        platforms="web",
        place=Place.INSIDE,
        often=5,
        text=(
            "{o} was using [a VPN app|a proxy site|a phone as a hotspot] to get round the filter "
            "in [the library|{lesson}|the sixth-form room]. [It was for a game.|It was for a "
            "video site.|It was to message friends.] {o} said that everybody knows how to do it."
        ),
        evidence="The filter's log for the account, kept by the network manager.",
        summary="A pupil got round the school's filter.",
        found="Used on and off for about two weeks. Nothing worse than games was opened.",
        ends=(
            (
                O.TECHNICAL,
                (
                    "The service is blocked now. The pupil lost network access outside lessons "
                    "for a week."
                ),
            ),
            (O.TALK, "A warning, and {o} showed the network manager how it was done."),
            (
                O.SANCTION,
                "Second time this year, so access was withdrawn for two weeks by the grid.",
            ),
        ),
    ),
    Story(
        "proxy-shared",
        "bypassing_security other_breach",
        other_words="Selling access to others",
        who="o w",
        platforms="web",
        place=Place.INSIDE,
        often=2,
        text=(
            "{o} has been selling the address of a proxy site to younger pupils for [a "
            "pound|fifty pence] each. {w} paid and then got a warning on the screen and was "
            "frightened. I have told {w} that it was right to come."
        ),
        summary="A pupil sold younger pupils a way round the filter.",
        found="Eight customers, all in Years 7 and 8. The money was given back.",
        ends=((O.SANCTION, "Detention and money returned. The site is blocked."),),
        actions=((A.PARENTS, "Family informed by letter and telephone."),),
    ),
    Story(
        "keylogger",
        "hacking_or_viruses others_account",
        who="o t/staff",
        platforms="school",
        place=Place.INSIDE,
        often=2,
        urgent=True,
        text=(
            "The technician found a small [USB device|program] on the computer in [the ICT "
            "room|room {place}] that records what is typed. {t} uses that machine every day. {o} "
            "was seen behind it [after school|at break] and is [known to be keen on such "
            "things|in the coding club]."
        ),
        evidence="The device, in an envelope in the network manager's cabinet.",
        summary="A device that records typing was found on a classroom computer.",
        found=(
            "No password was used. {o} had bought it with birthday money and wanted to "
            "see whether it works."
        ),
        ends=(
            (
                O.SANCTION,
                (
                    "Two days of internal exclusion. The Cyber Choices programme was offered "
                    "and taken up."
                ),
            ),
            (
                O.REFERRED,
                (
                    "Referred to the regional Cyber Choices team, which takes such talent and "
                    "gives it better work."
                ),
            ),
        ),
        actions=(
            (A.OTHER, "All passwords used on that machine were reset the same afternoon."),
            (A.POLICE_CEOP, "Told the safer schools officer, who advised Cyber Choices."),
        ),
    ),
    Story(
        "printer",
        "hacking_or_viruses",
        who="o1 o2",
        platforms="school",
        place=Place.INSIDE,
        often=2,
        text=(
            "The printers in three rooms printed [two hundred pages of a cartoon face|the same "
            "joke over and over] this morning. The job came from a sixth-form machine where {o1} "
            "and {o2} had been working. They found an old administrator password in a manual."
        ),
        evidence="Print server log, kept by the network manager.",
        summary="Pupils used an old administrator password to play a prank with printers.",
        found="The password was eight years old and never changed. Nothing else was touched.",
        ends=(
            (
                O.TECHNICAL,
                (
                    "All default passwords were changed. The two helped to write the list and "
                    "were thanked and warned."
                ),
            ),
        ),
    ),
    Story(
        "marks-attempt",
        "hacking_or_viruses bypassing_security",
        who="o",
        platforms="school",
        place=Place.OUTSIDE,
        often=1,
        text=(
            "Somebody tried [forty|sixty] passwords on the marks system on [Sunday|Saturday] "
            "evening from a home connection. The account was {o}'s own, but the names tried were "
            "those of teachers. No sign-in worked."
        ),
        evidence="Log of the marks system, held by technical support.",
        summary="An attempt to guess teachers' passwords from home; without success.",
        found="{o} says that an older brother did it for a joke. The family confirmed it.",
        ends=(
            (
                O.TALK,
                "Explained to both what the law says. No data was reached; no breach to report.",
            ),
        ),
    ),
    Story(
        "film-share",
        "copyright",
        who="o1 o2",
        platforms="school",
        place=Place.INSIDE,
        often=2,
        text=(
            "The shared drive of {form} filled up over the weekend. {o1} and {o2} had put [a "
            "dozen films|a whole series] on it for the others. They said that they had [bought "
            "the discs|found them online]."
        ),
        evidence="List of file names, kept by technical support. The files are locked.",
        summary="Films were shared over the school's drive.",
        found=(
            "Fourteen films, opened by some thirty pupils. The pupils did not know "
            "that it is not allowed."
        ),
        ends=(
            (O.TALK, "Files removed. Copyright was explained in computing."),
            (O.TECHNICAL, "Shared drives now have a limit and refuse video files."),
        ),
    ),
    Story(
        "bought-essay",
        "copyright other_breach",
        other_words="Handing in work that is not one's own",
        who="o",
        platforms="ai web",
        often=2,
        text=(
            "{o} handed in an essay for {lesson} that is [word for word from a website|clearly "
            "not their own and names sources that do not exist]. Three others in {form} have "
            "asked me where one can get such essays, so there seems to be a trade."
        ),
        summary="An essay was taken from elsewhere and handed in.",
        found="Written by an AI tool and sold on by a pupil in another school.",
        ends=(
            (
                O.TALK,
                (
                    "The essay was written again under supervision. The rules for AI tools "
                    "were explained to the set."
                ),
            ),
        ),
        actions=((A.POLICY_REVIEW, "The agreement says nothing about AI tools in homework."),),
    ),
    Story(
        "phone-again",
        "other_breach",
        other_words="Phone used in lessons again and again",
        who="o",
        platforms="tiktok",
        place=Place.INSIDE,
        often=3,
        text=(
            "{o} was on the phone in {lesson} for the [third|fourth] time this half-term, "
            "[watching clips under the desk|live-streaming the lesson for a few seconds]. The "
            "phone had already been taken twice. {o} became [rude|loud] when I asked for it."
        ),
        evidence="Phone at reception, to be collected by a parent.",
        summary="Repeated use of a phone in lessons.",
        found="A pattern in the afternoon. {o} is up late at night; the parents did not know.",
        ends=(
            (O.SANCTION, "Phone handed in each morning for four weeks."),
            (O.SUPPORT, "Agreement with the family about the night. The tutor looks in on it."),
        ),
    ),
    Story(
        "smart-glasses",
        "other_breach images_without_permission",
        other_words="Glasses with a camera worn in school",
        who="o t",
        platforms="other",
        platform_words="Camera glasses",
        place=Place.INSIDE,
        often=1,
        text=(
            "{o} came to [{lesson}|lunch] in glasses that can film. {t} noticed a small light. "
            "{o} says that nothing was recorded, and that the rules only speak of phones, which "
            "is true."
        ),
        evidence="Glasses, switched off, in the office safe.",
        summary="Glasses with a camera were worn in school.",
        found="A parent looked through the recordings at home and found none from school.",
        ends=(
            (
                O.NO_ACTION,
                "No rule was broken as it stood. The wording of the agreement will change.",
            ),
        ),
        actions=((A.POLICY_REVIEW, "Name all devices that can record, not only phones."),),
    ),
)
