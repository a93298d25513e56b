"""The pages of the register, area by area."""

from children.urls import exchange, field, quality, register, sectors, support

urlpatterns = [
    *register.urlpatterns,
    *exchange.urlpatterns,
    *quality.urlpatterns,
    *sectors.urlpatterns,
    *field.urlpatterns,
    *support.urlpatterns,
]
