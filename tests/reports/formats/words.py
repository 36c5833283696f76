"""The words of a Word document, whatever part of it they are in."""

import io
import zipfile
from html import unescape


def words_of_document(data):
    """Everything its XML parts say, tags included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return unescape(" ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")))
