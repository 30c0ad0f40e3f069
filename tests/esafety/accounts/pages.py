"""A page to read and a form to type on, for tests of the idle lock."""

DETAILS = {
    "name": "Oakfield High School",
    "phase": "secondary",
    "day_starts": "08:40",
    "day_ends": "15:20",
    "emergency_contact": "Room 4,\nextension 12",
    "outside_contact": "The council, 01632 960000",
    "handling_mark": "OFFICIAL",
}
TERMS, CHANGE = "/oakfield/settings/terms/", "/oakfield/settings/details/"
