from children.forms.child import ChildForm
from children.forms.circumstance import CircumstanceForm, EndForm, WithdrawForm
from children.forms.household import HouseholdForm

__all__ = ["ChildForm", "CircumstanceForm", "EndForm", "HouseholdForm", "WithdrawForm"]
