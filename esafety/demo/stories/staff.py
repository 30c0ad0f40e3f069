"""Incidents that name staff, and the ones by which the way of a report is shown."""

from esafety.demo.stories.story import Story
from incidents.choices import ImmediateAction as A
from incidents.choices import Outcome as O
from incidents.choices import Place

STORIES = (
    Story(
        "parent-posts",
        "disrepute bullying",
        who="o/guardian t/staff",
        platforms="facebook",
        place=Place.OUTSIDE,
        often=2,
        text=(
            "A parent has written a long post about {t} in the town's [parents' "
            "group|buy-and-sell group], with name and subject, after the [trip|detention] last "
            "week. The comments are becoming nasty. {t} has seen it and would like to know what "
            "the school can do."
        ),
        evidence="A printed copy of the post is in the head's file.",
        summary="A parent posted hurtful claims about a member of staff.",
        found=(
            "The head met the parent, who had been told only half of the story and "
            "took the post down."
        ),
        ends=(
            (
                O.RESTORATIVE,
                (
                    "Removed by the parent after the meeting. The complaint behind it is dealt "
                    "with by the complaints procedure."
                ),
            ),
        ),
        actions=(
            (A.PARENTS, "Invited in by the head; the agreement they signed was gone through."),
            (A.SITE_REPORT, "Reported to the group's owner."),
        ),
    ),
    Story(
        "rate-teacher",
        "bullying disrepute",
        who="o1 o2 t/staff",
        platforms="tiktok",
        place=Place.BOTH,
        often=2,
        text=(
            "Pupils of {year} run an account on which they [rate the clothes|imitate the voices] "
            "of teachers. The latest three clips are all about {t}, who is [being laughed at in "
            "the corridor|close to staying at home]. {o1} and {o2} can be heard in them."
        ),
        evidence="The account is public. Its name is noted in the staff file.",
        summary="Pupils mocked a member of staff in a series of clips.",
        found="Five pupils in all. The account is deleted.",
        ends=(
            (
                O.SANCTION,
                (
                    "Sanction by the grid for two, warnings for three. The colleague was "
                    "supported by the line manager."
                ),
            ),
        ),
        actions=(
            (A.OTHER, "Colleague offered the employee helpline."),
            (A.PARENTS, "Five families were told."),
        ),
    ),
    Story(
        "staff-private-message",
        "other_breach",
        other_words="Private messages between a member of staff and pupils",
        who="o/staff w",
        platforms="whatsapp",
        place=Place.OUTSIDE,
        often=1,
        text=(
            "{w} mentioned that {o} sends the [team|choir] messages about [training|rehearsals] "
            "from a private phone number, in the evenings as well. There is nothing wrong in "
            "what is written, as far as I know, but our code of conduct says that this is not "
            "done."
        ),
        summary="A member of staff messaged pupils from a private number.",
        found=(
            "The head and HR saw the messages with the colleague. All are about times "
            "and places. LADO consulted: below the threshold."
        ),
        ends=(
            (O.TALK, "Management advice in writing. The team uses the school's own system now."),
        ),
        actions=(
            (A.ADVICE, "LADO consulted by the DSL; no further action from them."),
            (A.POLICY_REVIEW, "Make the rule on private numbers easier to find."),
        ),
    ),
    Story(
        "staff-laptop",
        "others_account other_breach",
        other_words="Password shared with others",
        who="o/staff",
        platforms="school",
        place=Place.INSIDE,
        often=1,
        text=(
            "{o} gave a supply colleague their own password [so that the register could be "
            "taken|because the new account was not ready]. The list of pupils' addresses could "
            "be seen with it for a day. I noticed because two sign-ins overlapped."
        ),
        evidence="Sign-in log, held by technical support.",
        summary="A password was shared between members of staff.",
        found=(
            "Nothing was opened but the register. The data protection officer decided "
            "that it is no breach to report."
        ),
        ends=(
            (
                O.TALK,
                (
                    "Line manager spoke to the colleague. Supply accounts are now made the "
                    "evening before."
                ),
            ),
        ),
    ),
    Story(
        "staff-post",
        "disrepute images_without_permission",
        who="o/staff t",
        platforms="instagram",
        place=Place.OUTSIDE,
        often=1,
        text=(
            "{o} put a picture of the class display on a private account, with {t}'s work and "
            "full name on it. A parent saw it through a friend. It was [kindly meant|a proud "
            "post] but {t}'s family had said no to pictures."
        ),
        summary="A member of staff posted a pupil's name and work on a private account.",
        found="Removed within the hour. The family is content.",
        ends=((O.TALK, "Reminder of the code of conduct; an apology to the family was accepted."),),
        primary=True,
    ),
    Story(
        "lead-named",
        "other_breach",
        other_words="How a report was handled",
        who="o/staff t",
        cast={"o": "lena"},
        platforms="school",
        place=Place.INSIDE,
        often=0,
        text=(
            "{t} told me that {o} read out part of a report about the group chat in front of the "
            "whole form, so that everyone knew who had told. I do not think that it was meant "
            "badly, but {t} will not come forward again. I am writing here because I do not know "
            "whom else to tell."
        ),
        summary="How a report was spoken of in front of a form.",
        found="",
        ends=((O.TALK, "Spoken to."),),
    ),
    Story(
        "head-named",
        "images_without_permission other_breach",
        other_words="Pictures of pupils on a private account",
        who="o/staff t1 t2",
        cast={"o": "hari"},
        platforms="facebook",
        place=Place.OUTSIDE,
        often=0,
        text=(
            "There are pictures of {t1} and {t2} at the awards evening on a private page that "
            "belongs to {o}. Both families had said that no pictures may be used. I asked about "
            "it last week and was told that it is a good cause. The pictures are still there."
        ),
        summary="Pictures of two pupils on a private page.",
        found="",
        ends=((O.TALK, "Taken down."),),
    ),
    Story(
        "close-name",
        "chain_or_threat disrepute",
        who="o/other! t/staff",
        cast={"o!": "Martin Larche"},
        platforms="facebook",
        place=Place.OUTSIDE,
        often=0,
        text=(
            "A man who signs as Martin Larche writes under every post of the school's page that "
            "he will come and sort the teachers out, {t} above all. He says that he had a child "
            "here years ago. The office does not know the name."
        ),
        evidence="Printed copies of the comments in the office file.",
        summary="Threats by an adult on the school's public page.",
        found="Nobody of that name has had a child here. The page is moderated now.",
        ends=((O.REFERRED, "Passed to the local policing team."),),
        actions=(
            (A.POLICE_CEOP, "Reported online to the police."),
            (A.SITE_REPORT, "Comments reported and hidden."),
        ),
    ),
    Story(
        "cleared-name",
        "disrepute",
        who="o/guardian! t/staff",
        cast={"o!": "Mrs Damsen"},
        platforms="web",
        place=Place.OUTSIDE,
        often=0,
        text=(
            "A Mrs Damsen has left four reviews of the school in one evening, each under a "
            "slightly different name, and mentions {t} in all of them. I think that she is the "
            "aunt of a former pupil. She is not on our list of parents."
        ),
        evidence="Addresses of the reviews in the office file.",
        summary="Several hostile reviews by an adult outside the school.",
        found="A relative of a pupil who left in the summer. The reviews were removed by the site.",
        ends=((O.NO_ACTION, "Removed by the site. The family has been written to."),),
        actions=((A.SITE_REPORT, "All four reported."),),
    ),
    Story(
        "parent-staff",
        "bullying",
        who="o t",
        cast={"t": "child of lewis"},
        platforms="whatsapp",
        place=Place.OUTSIDE,
        often=0,
        text=(
            "{o} has been sending {t} messages about having a parent who works at the school: "
            "that everything said at home comes back to the staff room. Others in {form} have "
            "joined in. {t} asked me not to tell at home, so please be careful how this is "
            "handled."
        ),
        summary="A pupil was mocked for having a parent on the staff.",
        found="Spoken to both. The other parent has been told.",
        ends=((O.TALK, "Stopped after the first conversation."),),
        actions=((A.OTHER, "Form tutor keeps an eye on the seating."),),
    ),
)
