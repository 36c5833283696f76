"""Word files written part by part, for tests of what Word writes and python-docx does not."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_TYPE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def docx_of(body: str, *, main: str = "word/document.xml", strict: bool = False, **parts: str | bytes) -> bytes:
    """A Word file with this body; `parts` are further ones by kind: styles="<w:style …>", chunk_html=b"…".

    A chunk gets the id of its name (`chunk_html`), for `<w:altChunk r:id="chunk_html"/>`.
    """
    relations, files = [], {main: _root("document", f"<w:body>{body}</w:body>")}
    for name, content in parts.items():
        kind, _, suffix = name.partition("_")
        path = f"word/{name}.{suffix or 'xml'}"
        files[path] = content if kind == "chunk" else _root(kind, str(content))
        relations.append((name, "aFChunk" if kind == "chunk" else kind, f"/{path}"))
    folder, _, file = main.rpartition("/")
    files[f"{folder}/_rels/{file}.rels".lstrip("/")] = _relations(relations)
    files["_rels/.rels"] = _relations([("rId1", "officeDocument", main)])
    files["[Content_Types].xml"] = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return zipped({path: _strict(content) if strict else content for path, content in files.items()})


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{''.join(map(run, runs))}</w:p>"


def run(words: str, properties: str = "") -> str:
    """A run; what begins with `<` is a run already."""
    set_as = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return words if words.startswith("<") else f'<w:r>{set_as}<w:t xml:space="preserve">{words}</w:t></w:r>'


def zipped(files: dict[str, str | bytes]) -> bytes:
    """An archive of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return out.getvalue()


def _root(kind: str, content: str) -> str:
    return f"<w:{kind} {_SPACES}>{content}</w:{kind}>"


def _relations(found: list[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{id_}" Type="{_TYPE}/{kind}" Target="{path}"/>' for id_, kind, path in found)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def _strict(content: str | bytes) -> str | bytes:
    if isinstance(content, bytes):
        return content
    content = content.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    return content.replace(_TYPE, "http://purl.oclc.org/ooxml/officeDocument/relationships")


def odt_of(body: str, *, styles: str = "") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    names = "office text table style drawing svg-compatible xsl-fo-compatible".split()
    short = {"drawing": "draw", "svg-compatible": "svg", "xsl-fo-compatible": "fo"}
    spaces = " ".join(f'xmlns:{short.get(n, n)}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f'<office:document-content {spaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
