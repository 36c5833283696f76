"""The bytes of a file that somebody names, or what is the matter with it."""

from pathlib import Path

from corpus.readers.encoding import UnreadableFile
from wording.messages import tr

BYTES_AT_MOST = 50_000_000


def bytes_of(path: Path) -> bytes:
    """The content of the file; raises UnreadableFile where it cannot be read or is far too large."""
    name = path.name
    try:
        size = path.stat().st_size
        if size > BYTES_AT_MOST:
            raise UnreadableFile(
                tr(
                    "has {size} MB, but files of more than {most} MB are not read. Take out the pictures, or split it.",
                    size=size // 10**6,
                    most=BYTES_AT_MOST // 10**6,
                )
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(tr("there is no file {path}. Check the path.", path=path)) from None
    except IsADirectoryError:
        raise UnreadableFile(tr("{name} is a folder. Name the files in it ({name}/*).", name=name)) from None
    except OSError as error:
        raise UnreadableFile(tr("cannot be read: {error}.", error=error.strerror)) from None
