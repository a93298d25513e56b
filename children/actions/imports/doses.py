"""Doses that an immunisation list has brought into the register, and that nobody has worked on since."""

from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet

from children.models import ImportBatch, Vaccination


def untouched_doses(batch: ImportBatch) -> QuerySet[Vaccination]:
    with connection.cursor() as cursor:
        cursor.execute("select * from doses_of_import(%s)", [batch.pk])
        brought = [pk for (pk,) in cursor.fetchall()]
    return Vaccination.objects.filter(pk__in=brought, version=1)


def take_doses_back(batch: ImportBatch, *, but: Collection[int]) -> None:
    """Of all children of the list except those in `but`."""
    untouched_doses(batch).exclude(child__in=but).delete()
