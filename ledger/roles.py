"""The script that gives the database roles of a team their rights: analyst, lead, reviewer, reader."""

from sqlalchemy import Connection, text

_SCRIPT = """\
-- Roles for the ledger of one study in PostgreSQL, written by `glose move`. Whoever owns the ledger runs it once:
--   psql "{url}" -f {file}
-- and then gives each person's login the role it has in the study, for example
--   GRANT {prefix}_analyst TO anna;
-- Whoever owns the tables, or is a superuser, can do everything whatever this script says.
--
-- reader    reads everything, records nothing
-- reviewer  reads, draws audits and judges codings
-- analyst   reads, adds texts, codes, classifies, summarises, takes back
-- lead      all that an analyst does; hands texts out, corrects texts, joins copies of the study (`glose merge`)

SET search_path TO {schema};
DO $$ BEGIN
{created}
END $$;

GRANT CONNECT ON DATABASE {database} TO {all};
GRANT USAGE ON SCHEMA {schema} TO {all};
GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {all};
GRANT INSERT ON entries, blobs, heads, signatures, {index} TO {writers};
GRANT UPDATE (entry, entries) ON heads TO {writers};
GRANT DELETE ON {index} TO {writers};
GRANT USAGE ON SEQUENCE entries_position TO {writers};

-- What each may record. To let people record under their own name alone, where their login is their coder's name,
-- add `AND coder = current_user` to a condition.
ALTER TABLE entries ENABLE ROW LEVEL SECURITY;
{policies}
"""

ROLES = ("reader", "reviewer", "analyst", "lead")
_MAY_RECORD = {
    "reviewer": "kind IN ('audit', 'review', 'read', 'undo', 'codebook', 'cases', 'key', 'revoke', 'vouch')",
    "analyst": "kind NOT IN ('move', 'merge', 'join', 'audit', 'assign')",
    "lead": "true",
}


def roles_script(connection: Connection, *, url: str, file: str) -> str:
    """The script for the ledger behind this connection; `url` and `file` are what its first lines name."""
    database, schema = connection.execute(text("SELECT current_database(), current_schema()")).one()
    quote = connection.dialect.identifier_preparer.quote_identifier
    prefix = "".join(sign if sign.isalnum() else "_" for sign in f"{database}_{schema}".casefold()).removesuffix(
        "_public"
    )
    names = {role: quote(f"{prefix}_{role}") for role in ROLES}
    tables = "codings, rejections, classifications, unclassed, readings"
    created = "\n".join(
        f"  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{prefix}_{role}')\n"
        f"  THEN CREATE ROLE {name} NOLOGIN; END IF;"
        for role, name in names.items()
    )
    policies = [
        "DROP POLICY IF EXISTS all_read ON entries;\nCREATE POLICY all_read ON entries FOR SELECT USING (true);"
    ]
    policies += [
        f"DROP POLICY IF EXISTS {role}_records ON entries;\n"
        f"CREATE POLICY {role}_records ON entries FOR INSERT TO {names[role]} WITH CHECK ({condition});"
        for role, condition in _MAY_RECORD.items()
    ]
    return _SCRIPT.format(
        url=url,
        file=file,
        prefix=prefix,
        schema=quote(schema),
        database=quote(database),
        created=created,
        all=", ".join(names.values()),
        writers=", ".join(names[role] for role in _MAY_RECORD),
        index=tables,
        policies="\n".join(policies),
    )
