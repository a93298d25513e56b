from agencies.models.agency import Agency, AgencyKind
from agencies.models.neighbourhood import Neighbourhood

__all__ = ["Agency", "AgencyKind", "Neighbourhood"]
