"""Files of people, and their way from reading to applying."""

from esafety.people import csvfile
from esafety.people.services import importing

HEAD = (
    "upn,admission number,forename,surname,dob,year,form,left on,"
    "guardian 1 forename,guardian 1 surname,guardian 1 email,guardian 1 phone,guardian 1 pr\n"
)
ADA = "R201100018042,1001,Ada,Ash,1/9/2014,8,8K,,Ann,Ash,ann@home.example,07700 900001,yes\n"
BEN = ",1002,Ben,Ash,2/9/2013,9,9K,,Ann,Ash,ann@home.example,,no\n"
EVE = ",,Eve,Elm,1/9/2014,8,8K,,Ann,Elm,,,\n"
STAFF = "staff number,forename,surname,email,job title\n"


def read_in(by, text, kind="pupils"):
    return importing.read_in(by=by, reading=csvfile.read(text, kind))


def carry_out(by, text, kind="pupils"):
    """The whole way of a file; how many rows were in each state, without the zeroes."""
    made = read_in(by, text, kind)
    importing.confirm(people_import=made, by=by)
    done = importing.apply(people_import=made, by=by)
    return {state: n for state, n in done.result["counts"].items() if n}


def states(made):
    return [row["state"] for row in made.rows]
