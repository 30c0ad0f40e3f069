"""What those who handle incidents write on the record: invented, like everything here."""

THOUGHTS = (
    "Thank you for telling me so soon. I will see the pupils before the end of the day.",
    "Read. I will speak to the form tutor first.",
    "Seen at once; the duty team knows.",
    "I have asked for the seating plan and the rota of that day.",
)
NOTES = (
    (
        "Saw the pupils one after the other in the head of year's office. Their "
        "accounts agree on what matters."
    ),
    (
        "Spoke to the form tutor, who had noticed that something was not right "
        "since the start of last week."
    ),
    "Telephoned home again; no answer. Left a message with reception's number.",
    "Checked with technical support: the logs fit what the pupils say.",
    "Asked two friends, who were in the room, separately. Nothing new.",
    (
        "Met the parents at the end of the day. They are grateful to have been "
        "told and will come back on Friday."
    ),
    "Looked in on {form} at registration. Calm; nobody mentioned it.",
)
PARENTS = (
    "Rang home at the end of the day and told them what was reported and what comes next.",
    "Spoke to a parent of each pupil by telephone.",
    "Parents came in before school. They had not known.",
    "Letter given to the pupils in a sealed envelope and a text message to say so.",
)
PLANS = (
    "Enough is known. Meeting with both families next, then the check-ins.",
    "Action agreed with the head of year.",
    "The plan is on the pastoral board; the tutor looks in every morning.",
    "",
)
NOT_AN_INCIDENT = (
    "What was seen was part of a drama script that the pupils are writing for homework.",
    "Two pupils with the same first name were mixed up; nothing happened.",
    "It was a retelling of something from a television programme.",
    "Misunderstood: both pupils and a witness tell the same harmless story.",
)
REOPENED = (
    "A parent writes that it has begun again since the holiday.",
    "A further pupil has come forward and was not heard the first time.",
    "The same was reported again, this time by another family.",
)
CLOSED_AGAIN = (
    "Looked into once more. Nothing new was found; what was agreed holds and is checked weekly."
)
MERGED = (
    "The same event, reported by two colleagues.",
    "Second report of what was reported earlier the same day.",
)
HANDED_OVER = (
    "Lewis teaches the form and has their trust.",
    "I am at the safeguarding conference until the end of the week.",
)
CORRECTED = "The pupils describe it otherwise than the report; both agree on this."
DEPARTURES = (
    "Not needed this time: the family dealt with it at once.",
    "The head of year has spoken with the pupil already.",
    "A restorative meeting is better here, and both pupils want it.",
)
DONE = ("Done.", "Done, and the tutor knows.", "Spoken with. They were open about it.")
CONTEXT = "In their own time, by telephone; nobody was in danger."
NO_LADO = "Below the harm threshold: nothing was hidden and nobody was harmed."
SPOKEN = "Spoken with, and reminded of the code of conduct."
CLEARED = "The office knows this person: no relation to anybody on the staff."
PLACES = ("Upper corridor", "Behind the bike sheds", "Form room", "Changing rooms", "Lunch queue")
