from django.conf import settings

from interface.doors import PUBLIC, SIGNED_IN, page
from interface.views import gallery, health, home

urlpatterns = [
    page("", home.home, may=SIGNED_IN),
    page("healthz", health.healthz, may=PUBLIC),
]
if settings.GALLERY:
    urlpatterns.append(page("gallery/", gallery.gallery, may=PUBLIC))
