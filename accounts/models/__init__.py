from accounts.models.access import AccessEvent
from accounts.models.connection import Connection, Reach
from accounts.models.draft import Draft
from accounts.models.notification import Notification
from accounts.models.user import User

__all__ = ["AccessEvent", "Connection", "Draft", "Notification", "Reach", "User"]
