"""Where sessions are kept: in the database, as Django does, with one difference for requests that run side by side."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError


class SessionStore(db.SessionStore):
    """Every request prolongs its session; one that changed nothing in it writes nothing else.

    Otherwise a page that is read in the background would put back the session as it was when it began, and a temporary
    password that another request left there meanwhile would be lost.
    """

    def save(self, must_create=False):
        if must_create or self.modified or self.session_key is None:
            super().save(must_create)
            return
        prolonged = self.model.objects.filter(pk=self.session_key).update(expire_date=self.get_expiry_date())
        if not prolonged:  # signed out meanwhile
            raise UpdateError
