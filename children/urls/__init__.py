"""The pages of the register, area by area."""

from children.urls import exchange, field, justice, papers, quality, register, sectors, support

urlpatterns = [
    *register.urlpatterns,
    *exchange.urlpatterns,
    *quality.urlpatterns,
    *sectors.urlpatterns,
    *justice.urlpatterns,
    *papers.urlpatterns,
    *field.urlpatterns,
    *support.urlpatterns,
]
