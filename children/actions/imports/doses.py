"""Doses that an immunisation list has brought into the register, and that nobody has worked on since."""

from collections.abc import Collection

from django.db import connection

from children.models import ImportBatch, Vaccination


def take_doses_back(batch: ImportBatch, *, but: Collection[int]) -> None:
    """Of all children of the list except those in `but`."""
    with connection.cursor() as cursor:
        cursor.execute("select * from doses_of_import(%s)", [batch.pk])
        brought = [pk for (pk,) in cursor.fetchall()]
    Vaccination.objects.filter(pk__in=brought, version=1).exclude(child__in=but).delete()
