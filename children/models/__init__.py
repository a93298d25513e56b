from children.models.allowance import EndReason, MonthlyAllowance, next_month
from children.models.bulk import BulkDeed, BulkKind, BulkResult, BulkRow
from children.models.caregiver import Caregiver, CareRelation, Relation
from children.models.change import OF_NEW_CHILDREN, ChangeKind, ChangeState, ChildChange, Detail
from children.models.check import CheckResult, HouseholdCheck
from children.models.checkup import CheckUp, Screening
from children.models.child import GONE, Child, CodeCounter, Residence, Sex
from children.models.circumstance import Circumstance, CircumstanceGroup, CircumstanceSubtype
from children.models.duplicate import ChildMerge, DuplicatePair, MergedRow
from children.models.entitlement import AllowanceRule, BaseAmount, Confidence
from children.models.entry import (
    ASKED,
    MODELS,
    ChildEntry,
    DisasterEntry,
    DisasterHarm,
    InjuryEntry,
    InjuryKind,
    InjuryOutcome,
    InjuryPlace,
    LabourBreach,
    LabourEntry,
    ParticipationEntry,
    ParticipationKind,
    Severity,
)
from children.models.ethnic_group import EthnicGroup
from children.models.exchange import ExternalRecord
from children.models.export import Export
from children.models.family_risk import FamilyRisk, RiskAnswer, RiskFactor, SaidBy
from children.models.file import ChildFile, FileKind
from children.models.health import Measurement, Posture
from children.models.household import POOR, Household, Poverty
from children.models.id_batch import BatchState, CheckFound, IdBatch, IdBatchRow, Parents, PoliceAnswer
from children.models.immunisation import ScheduledDose, Vaccination
from children.models.import_result import ImportResult
from children.models.imports import ImportBatch, ImportRow, ImportState, Outcome
from children.models.justice import Adopter, Adoption, AidOutcome, LegalAid, Matter, Provider
from children.models.lists import ListColumns, SavedFilter
from children.models.mapping import ColumnMapping
from children.models.move import HouseholdMove
from children.models.poverty import PovertyYear, in_class
from children.models.quality import QualityFigure
from children.models.record_file import RecordFile
from children.models.safe_home import Answer, SafeHomeCheck, SafeHomeItem, SafeHomeStandard
from children.models.schooling import DropoutReason, Enrolment
from children.models.sheet import ChildSheet, SheetPurpose
from children.models.support import MoneySource, Support, SupportKind, SupportLeftOut, SupportRecipient
from children.models.visit import Finding, HomeVisit, Met, VisitPhoto, VisitPurpose

__all__ = [
    "ASKED",
    "GONE",
    "MODELS",
    "OF_NEW_CHILDREN",
    "POOR",
    "Adopter",
    "Adoption",
    "AidOutcome",
    "AllowanceRule",
    "Answer",
    "BaseAmount",
    "BatchState",
    "BulkDeed",
    "BulkKind",
    "BulkResult",
    "BulkRow",
    "CareRelation",
    "Caregiver",
    "ChangeKind",
    "ChangeState",
    "CheckFound",
    "CheckResult",
    "CheckUp",
    "Child",
    "ChildChange",
    "ChildEntry",
    "ChildFile",
    "ChildMerge",
    "ChildSheet",
    "Circumstance",
    "CircumstanceGroup",
    "CircumstanceSubtype",
    "CodeCounter",
    "ColumnMapping",
    "Confidence",
    "Detail",
    "DisasterEntry",
    "DisasterHarm",
    "DropoutReason",
    "DuplicatePair",
    "EndReason",
    "Enrolment",
    "EthnicGroup",
    "Export",
    "ExternalRecord",
    "FamilyRisk",
    "FileKind",
    "Finding",
    "HomeVisit",
    "Household",
    "HouseholdCheck",
    "HouseholdMove",
    "IdBatch",
    "IdBatchRow",
    "ImportBatch",
    "ImportResult",
    "ImportRow",
    "ImportState",
    "InjuryEntry",
    "InjuryKind",
    "InjuryOutcome",
    "InjuryPlace",
    "LabourBreach",
    "LabourEntry",
    "LegalAid",
    "ListColumns",
    "Matter",
    "Measurement",
    "MergedRow",
    "Met",
    "MoneySource",
    "MonthlyAllowance",
    "Outcome",
    "Parents",
    "ParticipationEntry",
    "ParticipationKind",
    "PoliceAnswer",
    "Posture",
    "Poverty",
    "PovertyYear",
    "Provider",
    "QualityFigure",
    "RecordFile",
    "Relation",
    "Residence",
    "RiskAnswer",
    "RiskFactor",
    "SafeHomeCheck",
    "SafeHomeItem",
    "SafeHomeStandard",
    "SaidBy",
    "SavedFilter",
    "ScheduledDose",
    "Screening",
    "Severity",
    "Sex",
    "SheetPurpose",
    "Support",
    "SupportKind",
    "SupportLeftOut",
    "SupportRecipient",
    "Vaccination",
    "VisitPhoto",
    "VisitPurpose",
    "in_class",
    "next_month",
]
