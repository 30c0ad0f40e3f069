"""The rows of an incident: the report as submitted, the record as it stands, its chronology."""

from incidents.models.cases import Exclusion, Referral, StaffConcern
from incidents.models.chronology import ChronologyPrint
from incidents.models.concerns import Concern, Message
from incidents.models.incident import Incident, Submission
from incidents.models.involved import InvolvedPerson, NotSamePerson, TypedSpelling
from incidents.models.prints import LogPart, LogPrint
from incidents.models.record import Draft, Entry
from incidents.models.sanctions import Decision, Measure
from incidents.models.sheets import Sheet
from incidents.models.tasks import Task, TriageSettings
from incidents.models.types import IncidentType
from incidents.models.walks import ImageGuard, Walk, WalkStep

__all__ = [
    "ChronologyPrint",
    "Concern",
    "Decision",
    "Draft",
    "Entry",
    "Exclusion",
    "ImageGuard",
    "Incident",
    "IncidentType",
    "InvolvedPerson",
    "LogPart",
    "LogPrint",
    "Measure",
    "Message",
    "NotSamePerson",
    "Referral",
    "Sheet",
    "StaffConcern",
    "Submission",
    "Task",
    "TriageSettings",
    "TypedSpelling",
    "Walk",
    "WalkStep",
]
