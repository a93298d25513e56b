from agencies.models.agency import Agency, AgencyKind, SchoolLevel
from agencies.models.calendar import CalendarDay, CalendarYear, DayKind
from agencies.models.committee import CommitteeMeeting, CommitteeMember, CommitteeRole, SteeringCommittee
from agencies.models.neighbourhood import Neighbourhood
from agencies.models.register import DocumentState, DocumentType, RegisterCounter, RegisteredDocument
from agencies.models.set_up import SetUp
from agencies.models.ward_profile import Signer, SigningForm, WardProfile

__all__ = [
    "Agency",
    "AgencyKind",
    "CalendarDay",
    "CalendarYear",
    "CommitteeMeeting",
    "CommitteeMember",
    "CommitteeRole",
    "DayKind",
    "DocumentState",
    "DocumentType",
    "Neighbourhood",
    "RegisterCounter",
    "RegisteredDocument",
    "SchoolLevel",
    "SetUp",
    "Signer",
    "SigningForm",
    "SteeringCommittee",
    "WardProfile",
]
