"""The rows of an incident: the report as submitted, the record as it stands, its chronology."""

from incidents.models.incident import Incident, Submission
from incidents.models.involved import InvolvedPerson, NotSamePerson, TypedSpelling
from incidents.models.prints import LogPrint
from incidents.models.record import Draft, Entry
from incidents.models.types import IncidentType

__all__ = [
    "Draft",
    "Entry",
    "Incident",
    "IncidentType",
    "InvolvedPerson",
    "LogPrint",
    "NotSamePerson",
    "Submission",
    "TypedSpelling",
]
