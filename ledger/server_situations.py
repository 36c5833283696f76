"""What PostgreSQL says when something goes wrong, told as what it is: away, slow, full, busy, refused, no ledger."""

from wording.messages import tr

BUSY = "busy"
DAMAGED = "damaged"
MISSING = "missing"
UNAVAILABLE = "unavailable"


def told_by_server(error: BaseException | None, where: str) -> tuple[str, str] | None:
    """What kind of situation it is and what to say of it; None where the error is not a server's."""
    if error is None or not type(error).__module__.startswith("psycopg"):
        return None
    state, message = str(getattr(error, "sqlstate", None) or ""), " ".join(str(error).split())
    if state:
        return _by_state(state, message, where)
    return UNAVAILABLE, _by_words(message, where)


def _by_state(state: str, message: str, where: str) -> tuple[str, str]:
    if state in ("55P03", "40P01", "40001"):
        return BUSY, tr("Another program is writing to the ledger; try again in a moment.")
    if state in ("XX001", "XX002"):
        return DAMAGED, tr("{url} is damaged ({why}). Restore a backup.", url=where, why=message)
    if state == "42P01":
        message = tr("{url} holds no ledger. `glose move {url}` carries a study's ledger there.", url=where)
        return MISSING, message
    return UNAVAILABLE, _said(state, message, where)


def _said(state: str, message: str, where: str) -> str:
    match state:
        case "53100":
            return tr(
                "The disk of the database server is full: nothing was recorded. Free some space there and try again. "
                "({url})",
                url=where,
            )
        case "53300":
            return tr("The database server has no connection free; try again in a moment. ({url})", url=where)
        case "42501":
            return tr(
                "The database does not let you do this ({why}): nothing was recorded. Ask whoever keeps it for the "
                "role that you need. ({url})",
                url=where,
                why=message,
            )
        case "25006":
            return tr("The database can only be read from just now: nothing was recorded. ({url})", url=where)
        case "57P01" | "57P02" | "57P03":
            return tr(
                "The database server is being stopped or started: nothing was recorded. Try again in a moment. ({url})",
                url=where,
            )
        case "25P03" | "57014":
            return tr("The database server ended the step because it took too long. Try again. ({url})", url=where)
        case _:
            return _by_words(message, where)


_REFUSALS = ("password authentication failed", "authentification par mot de passe", "no password supplied")
_NO_DATABASE = ("database", "base de données", "does not exist", "n'existe pas", "n’existe pas")
_AWAY = ("refused", "No such file", "not known", "resolve", "No route", "unreachable", "servname", "is starting up")
_SLOW = ("timeout expired", "timed out")
_LOST = ("server closed the connection", "terminating connection", "connection is lost", "connection is closed", "EOF")


def _by_words(message: str, where: str) -> str:
    """What a failure to connect says: servers give no code then, and some say it in their own language."""
    if any(words in message for words in _REFUSALS):
        return tr(
            "The database server refused the password for {url}. Put the right one into PGPASSWORD or ~/.pgpass.",
            url=where,
        )
    if any(words in message for words in _SLOW):
        return tr("The database server did not answer in time; is it on, and the network? ({url})", url=where)
    if any(words in message for words in _AWAY):
        return tr("The database server is away: it is off, or not at that address. ({url})", url=where)
    if any(words in message for words in _NO_DATABASE[2:]):
        if any(words in message for words in _NO_DATABASE[:2]):
            return tr("The database server has no such database: make it with createdb. ({url})", url=where)
        return tr("The database server does not know the user. ({url}: {why})", url=where, why=message)
    if any(words in message for words in _LOST):
        return tr("The connection to the database server was lost: nothing was recorded. Try again. ({url})", url=where)
    return tr("The ledger at {url} could not be used: {why}", url=where, why=message)
