from children.models.caregiver import Caregiver, CareRelation, Relation
from children.models.child import Child, CodeCounter, Residence, Sex
from children.models.circumstance import Circumstance, CircumstanceGroup, CircumstanceSubtype
from children.models.ethnic_group import EthnicGroup
from children.models.file import ChildFile, FileKind
from children.models.household import POOR, Household, Poverty
from children.models.imports import ImportBatch, ImportRow, ImportState, Outcome
from children.models.mapping import ColumnMapping

__all__ = [
    "POOR",
    "CareRelation",
    "Caregiver",
    "Child",
    "ChildFile",
    "Circumstance",
    "CircumstanceGroup",
    "CircumstanceSubtype",
    "CodeCounter",
    "ColumnMapping",
    "EthnicGroup",
    "FileKind",
    "Household",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "Outcome",
    "Poverty",
    "Relation",
    "Residence",
    "Sex",
]
