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
    with psycopg.connect(_for_psycopg(made_in["DATABASE_OWNER_URL"]), autocommit=True) as connection:
        for table in COPIED:
            connection.execute(f"alter table {table} disable trigger user")  # no history of what nobody did
        for copy in range(1, children // WARD):
            connection.execute(_COPY.format(shift=copy * STEP, copy=copy))
        for table in COPIED:
            connection.execute(f"alter table {table} enable trigger user")
        connection.execute("vacuum analyze")
    with _server() as server:
        server.execute(f"alter database {half_made} rename to {name}")


# A copy has its own neighbourhoods, so that a collaborator's stays as large as it is. Secrets are bound to their record
# and cannot be copied: they are left out, the fingerprint of an ID is made up.
_COPY = """
insert into agencies_neighbourhood (id, public_id, version, created_at, updated_at, valid_from, number, name, head_name,
        head_phone, population)
    select id + {shift}, gen_random_uuid(), 1, created_at, updated_at, valid_from, number + {copy} * 20,
        'Tổ dân phố ' || number + {copy} * 20, head_name, head_phone, population
    from agencies_neighbourhood where id < 10000000;
insert into children_household (id, public_id, version, created_at, updated_at, head_name, head_birth_year, search_key,
        sort_key, address, address_key, neighbourhood_id, poverty, certificate_number, certificate_year, phone)
    select id + {shift}, gen_random_uuid(), 1, created_at, updated_at, head_name, head_birth_year, search_key,
        sort_key, address, address_key, neighbourhood_id + {shift}, poverty, certificate_number, certificate_year, phone
    from children_household where id < 10000000;
insert into children_child (id, public_id, version, created_at, updated_at, code, full_name, temporary_name, search_key,
        sort_key, search_more, birth, born_on, born_by, sex, ethnic_group_id, foreign_nationality, household_id,
        neighbourhood_id, own_address, own_address_key, personal_id_fingerprint, personal_id_doubtful,
        personal_id_verified, birth_certificate, birth_registered_on, school_id, class_name, residence, residence_since,
        moved_in_on, left_on)
    select id + {shift}, gen_random_uuid(), 1, created_at, updated_at, code || '-{copy}', full_name, temporary_name,
        search_key, sort_key, search_more, birth, born_on, born_by, sex, ethnic_group_id, foreign_nationality,
        household_id + {shift}, neighbourhood_id + {shift}, own_address, own_address_key,
        case when personal_id_fingerprint is null then null else md5(id || '-{copy}') end, personal_id_doubtful,
        personal_id_verified, birth_certificate, birth_registered_on, school_id, class_name, residence, residence_since,
        moved_in_on, left_on
    from children_child where id < 10000000;
insert into children_caregiver (id, public_id, version, created_at, updated_at, full_name, search_key, birth_year,
        occupation, phone, life_status, died_on, neighbourhood_id)
    select id + {shift}, gen_random_uuid(), 1, created_at, updated_at, full_name, search_key, birth_year,
        occupation, phone, life_status, died_on, neighbourhood_id + {shift}
    from children_caregiver where id < 10000000;
insert into children_carerelation (id, child_id, caregiver_id, relation, is_guardian, is_main_carer)
    select id + {shift}, child_id + {shift}, caregiver_id + {shift}, relation, is_guardian, is_main_carer
    from children_carerelation where id < 10000000;
"""


def _server() -> psycopg.Connection:
    return psycopg.connect(_for_psycopg(os.environ["DATABASE_OWNER_URL"]), autocommit=True)


def _with_name(url: str, name: str) -> str:
    base, question, query = url.partition("?")
    return base.rpartition("/")[0] + f"/{name}" + question + query


def _for_psycopg(url: str) -> str:
    return url.replace("postgres://", "postgresql://", 1)
