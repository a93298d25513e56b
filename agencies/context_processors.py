from django.utils.functional import SimpleLazyObject

from agencies.queries import ward_today


def ward(request) -> dict:
    """The ward's name on every page, and whether its data are a demonstration; read when a template asks, once."""
    return {
        "ward_name": SimpleLazyObject(lambda: profile.title if (profile := ward_today()) else ""),
        "demo_data": SimpleLazyObject(lambda: bool((profile := ward_today()) and profile.is_demo)),
    }
