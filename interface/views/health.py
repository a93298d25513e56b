from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

# Row-level security holds neither for a superuser nor for the owner of a table.
PASSES_POLICIES_BY = """
select rolsuper or rolbypassrls or exists (select from pg_class where relkind = 'r' and relowner = role.oid)
from pg_roles role where rolname = current_user
"""


def healthz(request: HttpRequest) -> HttpResponse:
    """For the machine that watches: the web process answers, the database does, and the policies hold."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(PASSES_POLICIES_BY)
            ((too_strong,),) = cursor.fetchall()
    except Error:
        return HttpResponse("no database", content_type="text/plain", status=503)
    if too_strong:
        return HttpResponse("DATABASE_URL names an owner or a superuser", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")
