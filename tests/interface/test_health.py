"""What the machine that watches is told; what the database's log and a browser's cache may keep."""

import pytest
from django.db import connection


def test_the_application_answers(db, client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_database_role_that_passes_the_policies_by_is_no_health(db, client):
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    try:
        assert client.get("/healthz").status_code == 503
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set role choche_app")


def test_a_statement_that_fails_leaves_no_name_in_the_servers_log(db, sql):
    """Its text holds what was typed (PRIV-05)."""
    ((statement, detail),) = sql(
        "select current_setting('log_min_error_statement'), current_setting('log_error_verbosity')"
    )
    assert (statement, detail) == ("panic", "terse")


@pytest.mark.parametrize("address", ["/", "/children/", "/drafts/?key=x", "/search"])
def test_no_answer_stays_in_a_cache(address, officer, as_user):
    assert as_user(officer).get(address)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/tasks/%00/", "/programmes/%00/", "/documents/?q=%00", "/access-log/?q=a%00b"])
def test_an_address_no_page_of_ours_has_is_refused(address, officer, as_user):
    assert as_user(officer).get(address).status_code == 400
