from django.conf import settings
from django.utils.functional import SimpleLazyObject

from accounts.menu import menu_of, phone_tabs_of


def chrome(request) -> dict:
    """What the frame around every page needs; worked out only when a template asks."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {
            "menu": [],
            "phone_tabs": [],
            "unread_count": 0,
            "idle_seconds": 0,
            "may_search": False,
            "report_words": "",
        }
    return {
        "menu": SimpleLazyObject(lambda: menu_of(request)),
        "phone_tabs": SimpleLazyObject(lambda: phone_tabs_of(request)),
        "unread_count": SimpleLazyObject(lambda: user.notifications.unread().count()),
        "idle_seconds": request.session.get_expiry_age() if hasattr(request, "session") else 0,
        "may_search": user.may("children.view"),
        "report_words": _report_words(user),
        "gallery": settings.GALLERY,
    }


def _report_words(user) -> str:
    """What the button in the top bar says to whoever hears of a child in danger."""
    if not user.may("cases.report"):
        return ""
    return "Tiếp nhận tin báo" if user.may("cases.view_intakes") else "Báo tin"
