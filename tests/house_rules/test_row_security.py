"""Row-level security: the net under `visible_to`."""

from tests.house_rules.product import holds_secrets, own_tables

# Tables that link a protected record to public lists and are read only through it: none so far.
WITHOUT: set[str] = set()


def protected_tables(sql) -> set[str]:
    """Tables with row-level security switched on and a policy."""
    rows = sql(
        "select relname from pg_class where relkind = 'r' and relrowsecurity"
        " and oid in (select polrelid from pg_policy)"
    )
    return {name for (name,) in rows}


def test_every_table_with_personal_data_has_a_policy(db, sql):
    bare = set(own_tables()) - protected_tables(sql)
    personal = {table for table, model in own_tables().items() if holds_secrets(model)}
    assert bare & personal - WITHOUT == set()


def test_a_policy_without_row_level_security_is_noticed(db, sql):
    """A policy does nothing until row-level security is switched on for its table."""
    rows = sql("select relname from pg_class where oid in (select polrelid from pg_policy) and not relrowsecurity")
    assert rows == []


def test_the_application_owns_no_table_and_cannot_pass_a_policy_by(db, sql):
    owned = sql("select relname from pg_class where pg_get_userbyid(relowner) = current_user")
    assert owned == []
    assert sql("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user") == [
        (False,)
    ]


def test_no_view_shows_what_its_tables_hide(db, sql):
    """A view works with its owner's rights unless it is told otherwise."""
    views = sql(
        "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace"
        " and not coalesce(reloptions @> '{security_invoker=true}', false)"
    )
    assert views == []


def test_no_table_but_ours_sets_off_what_the_owner_does(db, sql):
    """On a table of its own the application could set off a trigger that writes history with the owner's rights."""
    loose = sql(
        "select proname from pg_proc where prosecdef and prorettype = 'trigger'::regtype"
        " and has_function_privilege(oid, 'execute')"
    )
    assert loose == []


def test_functions_with_the_owners_rights_fix_their_search_path(db, sql):
    loose = sql(
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
        " and not coalesce(array_to_string(proconfig, ',') like '%%search_path=%%', false)"
    )
    assert loose == []
