from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts.menu import menu_of, phone_tabs_of


def chrome(request) -> dict:
    """What the frame around every page needs; worked out only when a template asks."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "phone_tabs": [], "unread_count": 0, "idle_seconds": 0, "may_search": False}
    return {
        "menu": SimpleLazyObject(lambda: menu_of(request)),
        "phone_tabs": SimpleLazyObject(lambda: phone_tabs_of(request)),
        "unread_count": SimpleLazyObject(lambda: user.notifications.unread().count()),
        "idle_seconds": request.session.get_expiry_age() if hasattr(request, "session") else 0,
        "may_search": user.may("children.view"),
        "gallery": settings.GALLERY,
    }
