from django.contrib.auth.backends import BaseBackend

from accounts.models import User


class ActiveUserBackend(BaseBackend):
    """User name and password of somebody who still works here. Unknown names cost the same time as wrong passwords."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if not username or password is None:
            return None
        user = User.objects.filter(username=username.strip().lower()).first()
        if user is None:
            User().set_password(password)
            return None
        return user if user.check_password(password) and user.is_active else None

    def get_user(self, user_id):
        user = User.objects.select_related("agency").filter(pk=user_id).first()
        return user if user is not None and user.is_active else None
