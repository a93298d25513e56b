from children.models.caregiver import Caregiver, CareRelation, Relation
from children.models.child import Child, CodeCounter, Residence, Sex
from children.models.circumstance import Circumstance, CircumstanceGroup, CircumstanceSubtype
from children.models.duplicate import ChildMerge, DuplicatePair, MergedRow
from children.models.ethnic_group import EthnicGroup
from children.models.household import POOR, Household, Poverty
from children.models.imports import ImportBatch, ImportRow, ImportState, Outcome
from children.models.mapping import ColumnMapping

__all__ = [
    "POOR",
    "CareRelation",
    "Caregiver",
    "Child",
    "ChildMerge",
    "Circumstance",
    "CircumstanceGroup",
    "CircumstanceSubtype",
    "CodeCounter",
    "ColumnMapping",
    "DuplicatePair",
    "EthnicGroup",
    "Household",
    "ImportBatch",
    "ImportRow",
    "ImportState",
    "MergedRow",
    "Outcome",
    "Poverty",
    "Relation",
    "Residence",
    "Sex",
]
