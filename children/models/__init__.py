from children.models.allowance import EndReason, MonthlyAllowance, next_month
from children.models.caregiver import Caregiver, CareRelation, Relation
from children.models.child import GONE, Child, CodeCounter, Residence, Sex
from children.models.circumstance import Circumstance, CircumstanceGroup, CircumstanceSubtype
from children.models.duplicate import ChildMerge, DuplicatePair, MergedRow
from children.models.entitlement import AllowanceRule, BaseAmount, Confidence
from children.models.ethnic_group import EthnicGroup
from children.models.file import ChildFile, FileKind
from children.models.household import POOR, Household, Poverty
from children.models.imports import ImportBatch, ImportRow, ImportState, Outcome
from children.models.mapping import ColumnMapping
from children.models.support import MoneySource, Support, SupportKind, SupportRecipient

__all__ = [
    "GONE",
    "POOR",
    "AllowanceRule",
    "BaseAmount",
    "CareRelation",
    "Caregiver",
    "Child",
    "ChildFile",
    "ChildMerge",
    "Circumstance",
    "CircumstanceGroup",
    "CircumstanceSubtype",
    "CodeCounter",
    "ColumnMapping",
    "Confidence",
    "DuplicatePair",
    "EndReason",
    "EthnicGroup",
    "FileKind",
    "Household",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "MergedRow",
    "MoneySource",
    "MonthlyAllowance",
    "Outcome",
    "Poverty",
    "Relation",
    "Residence",
    "Sex",
    "Support",
    "SupportKind",
    "SupportRecipient",
    "next_month",
]
