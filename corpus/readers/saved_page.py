"""mht: a page with its pictures in one file, as browsers, Word and mail programs save it."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from corpus.block import Extract
from corpus.readers import web
from corpus.readers.archive import too_deep
from corpus.readers.encoding import UnreadableFile
from wording.messages import tr


def read(data: bytes, name: str) -> Extract:
    """The blocks of the page in it; raises UnreadableFile where there is none or it is buried."""
    try:
        page = _page(data)
    except RecursionError:  # mail in mail in mail
        raise too_deep(name) from None
    if page is None:
        raise UnreadableFile(
            tr("{name} is a saved page or mail without a page in it. Save it again as html or docx.", name=name)
        )
    return web.read(page, name)


def _page(data: bytes) -> bytes | None:
    """The first page in a file of several parts; in UTF-8 with its mark, where the part states its encoding."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            content = payload if isinstance(payload, bytes) else b""
            try:
                return content.decode(part.get_content_charset() or "none").encode("utf-8-sig")
            except (LookupError, UnicodeDecodeError):
                return content
    return None
