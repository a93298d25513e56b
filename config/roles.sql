-- The two roles and the database, for psql as superuser. May run any number of times.
-- The owner migrates, loads reference data, backs up and makes the databases of the tests. The application owns
-- nothing and has only the rights that migrations grant it, so row-level security and the audit hold against it.
-- Passwords are read from the files OWNER_PASSWORD_FILE and APP_PASSWORD_FILE name; without them none is set.
\set ON_ERROR_STOP on
set client_min_messages = warning;

select 'create role choche_owner' where not exists (select from pg_roles where rolname = 'choche_owner') \gexec
select 'create role choche_app' where not exists (select from pg_roles where rolname = 'choche_app') \gexec
alter role choche_owner login createdb nosuperuser nocreaterole nobypassrls;
alter role choche_app login nocreatedb nosuperuser nocreaterole nobypassrls;

-- A statement that fails holds names and numbers: the server's log tells only that one failed (PRIV-05).
alter role choche_owner set log_min_error_statement = 'panic';
alter role choche_app set log_min_error_statement = 'panic';
alter role choche_owner set log_error_verbosity = 'terse';
alter role choche_app set log_error_verbosity = 'terse';

-- The suite connects as owner, makes its database, and then works as the application.
grant choche_app to choche_owner;

\set owner_password `[ -z "$OWNER_PASSWORD_FILE" ] || cat "$OWNER_PASSWORD_FILE"`
\set app_password `[ -z "$APP_PASSWORD_FILE" ] || cat "$APP_PASSWORD_FILE"`
select format('alter role %I password %L', name, password)
from (values ('choche_owner', :'owner_password'), ('choche_app', :'app_password')) as given (name, password)
where password <> '' \gexec

select 'create database choche owner choche_owner encoding ''UTF8'' template template0'
where not exists (select from pg_database where datname = 'choche') \gexec

-- A table for a while is a table of one's own, on which the application could set off our triggers.
revoke temporary on database choche from public;
