"""What tests of keys ask and forge."""

import sqlite3
from contextlib import closing

from ledger.connection import file_url
from ledger.ledger import Ledger
from ledger.signatures import signatures_in
from workbench.key_files import keys_folder


def listed(glose, *options):
    return glose("keys", "--json", *options).lines


def key_file(glose, coder):
    [one] = [one for one in listed(glose) if one["coder"] == coder and one["state"] == "current"]
    return keys_folder() / f"{one['fingerprint']}.pem"


def told(glose, *options, code=0):
    """What check says of signatures."""
    lines = glose("check", "--json", *options, code=code).lines
    return [(one["level"], one["message"]) for one in lines if "sign" in f"{one['place']} {one['message']}"]


def signatures(url):
    with Ledger.open(url) as ledger, ledger.engine.connect() as connection:
        return signatures_in(connection)


def forge(folder, sql, *values):
    """Write into the ledger's file as somebody would who knows how, with its triggers back in place afterwards."""
    with closing(sqlite3.connect(folder / "study.db")) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute(sql, values)
        for _, words in triggers:
            raw.execute(words)
        raw.commit()


def last_id(folder):
    with Ledger.open(file_url(folder / "study.db")) as ledger:
        return ledger.ids()[-1]
