"""The application may have the planner's statistics made anew: it owns no table, and only an owner may ask for that."""

from django.db import migrations

UP = """
create function make_statistics_anew() returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    owned regclass;
begin
    for owned in select oid from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'usage')
    loop
        execute format('analyze %s', owned);
    end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("interface", "0002_loaded_rows")]
    operations = [migrations.RunSQL(UP, "drop function make_statistics_anew;")]
