"""Addresses that stand in the register already get the key by which they are sorted. Again changes nothing."""

from django.db import migrations

from vietnamese.addresses import address_order

TABLES = ("children_household", "children_child")  # nobody did this: it is no history
SILENT = "".join(f"alter table {table} disable trigger user;" for table in TABLES)
LOUD = "".join(f"alter table {table} enable trigger user;" for table in TABLES)
BATCH = 2000


def fill(apps, schema_editor):
    for name, address, key in (
        ("Household", "address", "address_order"),
        ("Child", "own_address", "own_address_order"),
    ):
        model = apps.get_model("children", name)
        rows = model.objects.exclude(**{address: ""}).only("pk", address).order_by("pk")
        some = []
        for row in rows.iterator(BATCH):
            setattr(row, key, address_order(getattr(row, address)))
            some.append(row)
            if len(some) == BATCH:
                model.objects.bulk_update(some, [key])
                some = []
        model.objects.bulk_update(some, [key])


class Migration(migrations.Migration):
    dependencies = [("children", "0033_lists_audit_and_row_security")]
    operations = [
        migrations.RunSQL(SILENT, migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(LOUD, migrations.RunSQL.noop),
    ]
