"""Databases with many children: the demo ward, copied beside itself as often as needed. Kept between runs."""

import os
import subprocess
import sys

import psycopg

WARD = 4_000  # children of the demo ward that is copied
STEP = 10_000_000  # between the keys of one copy and the next
PREFIX = "bench_"
COPIED = (
    "agencies_neighbourhood", "children_household", "children_child", "children_caregiver", "children_carerelation",
)  # fmt: skip


def town_of(children: int) -> dict[str, str]:
    """The environment in which that database is used; it is made first when it is not there yet."""
    name = f"{PREFIX}{children}"
    owner, app = (_with_name(os.environ[key], name) for key in ("DATABASE_OWNER_URL", "DATABASE_URL"))
    environment = {**os.environ, "DATABASE_OWNER_URL": owner, "DATABASE_URL": app, "DATABASE_ROLE": "app"}
    if not _is_there(name):
        _make(name, children, environment)
    return environment


def _is_there(name: str) -> bool:
    with _server() as server:
        return server.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None


def _make(name: str, children: int, environment: dict[str, str]) -> None:
    half_made = f"{name}_new"
    with _server() as server:
        server.execute(f"drop database if exists {half_made} with (force)")
        server.execute(f"create database {half_made}")
    made_in = {
        **environment,
        "DATABASE_OWNER_URL": _with_name(environment["DATABASE_OWNER_URL"], half_made),
        "DATABASE_URL": _with_name(environment["DATABASE_URL"], half_made),
    }
    for command in (["migrate"], ["load_reference"], ["seed_demo", "--children", str(WARD)]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "--verbosity", "0"],
            env=made_in,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    with owner_of(made_in) as connection:
        for table in COPIED:
            connection.execute(f"alter table {table} disable trigger user")  # no history of what nobody did
        for copy in range(1, children // WARD):
            for table in COPIED:
                columns, rows = copy_of(table, copy)
                connection.execute(f"insert into {table} ({columns}) {rows}")
        for table in COPIED:
            connection.execute(f"alter table {table} enable trigger user")
        connection.execute("vacuum analyze")
    with _server() as server:
        server.execute(f"alter database {half_made} rename to {name}")


def copy_of(table: str, copy: int) -> tuple[str, str]:
    """The columns of a copied table, and the query that gives the rows of this copy."""
    same, own = _COLUMNS[table]
    columns = {name: name for name in same.split()} | {"id": "id + {shift}"} | own
    values = ", ".join(columns.values()).format(shift=copy * STEP, copy=copy)
    return ", ".join(columns), f"select {values} from {table} where id < {STEP}"


def _record(same: str, **own: str) -> tuple[str, dict[str, str]]:
    return f"created_at updated_at {same}", {"public_id": "gen_random_uuid()", "version": "1"} | own


# A copy has its own neighbourhoods, so that a collaborator's stays as large as it is. Secrets are bound to their record
# and cannot be copied: they are left out, the fingerprint of an ID is made up. Per table: what stays, what is its own.
_COLUMNS: dict[str, tuple[str, dict[str, str]]] = {
    "agencies_neighbourhood": _record(
        "valid_from head_name head_phone population",
        number="number + {copy} * 20",
        name="'Tổ dân phố ' || number + {copy} * 20",
    ),
    "children_household": _record(
        "head_name head_birth_year search_key sort_key address address_key address_order poverty certificate_number "
        "certificate_year certificate_issued_on phone",
        neighbourhood_id="neighbourhood_id + {shift}",
    ),
    "children_povertyyear": _record("year poverty certificate_number issued_on", household_id="household_id + {shift}"),
    "children_child": _record(
        "full_name temporary_name search_key sort_key search_more birth born_on born_by sex ethnic_group_id "
        "foreign_nationality own_address own_address_key own_address_order personal_id_doubtful personal_id_verified "
        "birth_certificate birth_certificate_book birth_certificate_place birth_registered_on health_insurance_from "
        "health_insurance_place identity_issued_on identity_place school_id class_name residence residence_since "
        "moved_in_on left_on",
        code="code || '-{copy}'",
        household_id="household_id + {shift}",
        neighbourhood_id="neighbourhood_id + {shift}",
        personal_id_fingerprint="case when personal_id_fingerprint is null then null else md5(id || '-{copy}') end",
    ),
    "children_caregiver": _record(
        "full_name search_key birth_year occupation phone life_status died_on whereabouts",
        neighbourhood_id="neighbourhood_id + {shift}",
    ),
    "children_carerelation": (
        "relation is_guardian is_main_carer",
        {"child_id": "child_id + {shift}", "caregiver_id": "caregiver_id + {shift}"},
    ),
}


def owner_of(environment: dict[str, str]) -> psycopg.Connection:
    """The owner of that database, whom no policy binds."""
    return psycopg.connect(_for_psycopg(environment["DATABASE_OWNER_URL"]), autocommit=True)


def _server() -> psycopg.Connection:
    return psycopg.connect(_for_psycopg(os.environ["DATABASE_OWNER_URL"]), autocommit=True)


def _with_name(url: str, name: str) -> str:
    base, question, query = url.partition("?")
    return base.rpartition("/")[0] + f"/{name}" + question + query


def _for_psycopg(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1)
