"""Every page of the product: the doors of each app."""

from django.urls import include, path

handler400 = "interface.views.errors.bad_request"
handler403 = "interface.views.errors.forbidden"
handler404 = "interface.views.errors.not_found"
handler500 = "interface.views.errors.server_error"

urlpatterns = [
    path("", include("interface.urls")),
    path("", include("accounts.urls")),
    path("", include("jobs.urls")),
    path("", include("agencies.urls")),
    path("", include("children.urls")),
    path("", include("cases.urls")),
    path("api/v1/", include("children.api.urls")),
    path("", include("retention.urls")),
    path("", include("programs.urls")),
    path("", include("reports.urls")),
]
