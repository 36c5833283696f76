"""A document as an ODT (OpenDocument text): the words, styles, tables and pictures of the Word document."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from reports.formats.laid_document import Block, Grid, LaidDocument, Paragraph, Picture, Row, Run, Turn, laid_document
from reports.formats.new_document import SIDEWAYS, UPRIGHT

_MIME = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        **{
            part: f"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"
            for part in ("office", "style", "text", "table", "meta", "manifest")
        },
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)
_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = {
    "Title": ("Title", 'fo:font-size="22pt" fo:font-weight="bold"'),
    "Subtitle": ("Subtitle", 'fo:font-size="12pt" fo:color="#5b6472"'),
    "Caption": ("Caption", 'fo:font-size="10pt" fo:font-weight="bold"'),
    "Quote": ("Quotations", 'fo:font-style="italic"'),
    "ListBullet": ("List", ""),
    **{
        f"Heading{at}": (f"Heading_20_{at}", f'fo:font-size="{17 - 2 * at}pt" fo:font-weight="bold"')
        for at in range(1, 5)
    },
}
"""The styles of the Word document: what ODT calls each, and its letters."""


def odt_of(docx: bytes) -> bytes:
    """The document as ODT bytes."""
    laid = laid_document(docx)
    writer = _Writer()
    body = "".join(writer.blocks(laid.blocks))
    files: dict[str, str | bytes] = {
        "content.xml": f'{_OPEN}<office:document-content {_NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{writer.styles()}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "styles.xml": _styles(laid, writer.pages),
        "meta.xml": _meta(laid),
        **writer.pictures,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _MIME, zipfile.ZIP_STORED)
        for name, data in files.items():
            archive.writestr(name, data)
        archive.writestr("META-INF/manifest.xml", _manifest(files))
    return target.getvalue()


_FIRST = "First"
"""The page of the title, which has neither header nor footer."""


class _Writer:
    """Writes blocks and keeps the pages, automatic styles and pictures that they ask for."""

    def __init__(self) -> None:
        self.pictures: dict[str, str | bytes] = {}
        self.pages: dict[str, Turn] = {}
        self._named: dict[tuple[str, str], str] = {}
        self._page = ""
        self._wide = UPRIGHT.width
        self._tables = 0

    def styles(self) -> str:
        """The automatic styles, each with the name that it is used by."""
        return "".join(body.replace("NAME", name, 1) for (_, body), name in self._named.items())

    def _style(self, family: str, body: str) -> str:
        return self._named.setdefault((family, body), f"{family[:2]}{len(self._named)}")

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        every = [*blocks]
        for block, after in zip(every, [*every[1:], None], strict=True):
            match block:
                case Turn():
                    self._page = _page_name(block) if self.pages else _FIRST
                    self._wide = (UPRIGHT if block.upright else SIDEWAYS).width
                    self.pages.setdefault(_page_name(block), block)
                case Grid():
                    near = block.whole and isinstance(after, Paragraph) and after.kept
                    yield self._broken("") + self._table(block, near=near)
                case Picture():
                    yield self._broken(self._picture(block))
                case _:
                    yield self._paragraph(block)

    def _broken(self, inside: str) -> str:
        """A paragraph that begins the new page where one is due, or holds what has to be in one."""
        return self._paragraph(Paragraph(()), inside) if inside or self._page else ""

    def _paragraph(self, paragraph: Paragraph, inside: str = "") -> str:
        words = inside + "".join(f"<text:bookmark text:name={quoteattr(mark)}/>" for mark in paragraph.marks)
        words += "".join(map(self._run, paragraph.runs))
        if paragraph.leads_to:
            page = f'text:reference-format="page" text:ref-name="{paragraph.leads_to}"'
            words += f"<text:tab/><text:bookmark-ref {page}/>"
        style = self._style_of(paragraph)
        if paragraph.style == "ListBullet":
            item = f'<text:list-item><text:p text:style-name="{style}">{words}</text:p></text:list-item>'
            return f'<text:list text:style-name="Bullets">{item}</text:list>'
        if paragraph.level:
            level = f'text:outline-level="{paragraph.level}"'
            return f'<text:h text:style-name="{style}" {level}>{words}</text:h>'
        return f'<text:p text:style-name="{style}">{words}</text:p>'

    def _style_of(self, paragraph: Paragraph) -> str:
        parent = _STYLES.get(paragraph.style, ("Standard", ""))[0]
        look = {
            "fo:text-align": paragraph.align if paragraph.align != "start" else "",
            "fo:margin-left": f"{paragraph.indent:g}pt" if paragraph.indent else "",
            "fo:margin-bottom": "" if paragraph.below is None else f"{paragraph.below:g}pt",
            "fo:margin-top": f"{paragraph.above:g}pt" if paragraph.above else "",
            "fo:keep-with-next": "always" if paragraph.kept else "",
            "fo:keep-together": "always" if paragraph.style == "Quote" else "",
            "fo:break-before": "page" if paragraph.new_page and not self._page else "",
        }
        page = f' style:master-page-name="{self._page}"' if self._page else ""
        self._page = ""
        asked = " ".join(f'{key}="{value}"' for key, value in look.items() if value)
        tab = ""
        if paragraph.leads_to:
            dots = 'style:type="right" style:leader-style="dotted" style:leader-text="."'
            at = self._wide - paragraph.indent
            tab = f'<style:tab-stops><style:tab-stop style:position="{at:g}pt" {dots}/></style:tab-stops>'
        if not asked and not page and not tab:
            return parent
        body = (
            f'<style:style style:name="NAME" style:family="paragraph" style:parent-style-name="{parent}"{page}>'
            f"<style:paragraph-properties {asked}>{tab}</style:paragraph-properties></style:style>"
        )
        return self._style("paragraph", body)

    def _run(self, run: Run) -> str:
        words = "<text:line-break/>".join(_blanks(line) for line in run.text.split("\n"))
        look = {
            "fo:font-weight": "bold" if run.bold else "",
            "fo:font-style": "" if run.italic is None else "italic" if run.italic else "normal",
            "fo:font-size": f"{run.size:g}pt" if run.size else "",
            "fo:color": f"#{run.colour.lower()}" if run.colour and run.colour != "auto" else "",
            "fo:background-color": f"#{run.fill.lower()}" if run.fill and run.fill != "auto" else "",
            "style:text-position": "super 70%" if run.raised else "",
        }
        asked = " ".join(f'{key}="{value}"' for key, value in look.items() if value)
        if asked:
            body = f'<style:style style:name="NAME" style:family="text"><style:text-properties {asked}/></style:style>'
            words = f'<text:span text:style-name="{self._style("text", body)}">{words}</text:span>'
        plain = 'text:style-name="Link" text:visited-style-name="Link"'
        return f'<text:a xlink:type="simple" xlink:href="#{run.link}" {plain}>{words}</text:a>' if run.link else words

    def _picture(self, picture: Picture) -> str:
        ending = "png" if picture.data.startswith(b"\x89PNG") else "jpg"
        name = f"Pictures/{len(self.pictures) + 1}.{ending}"
        self.pictures[name] = picture.data
        size = f'svg:width="{picture.width:.1f}pt" svg:height="{picture.height:.1f}pt"'
        return (
            f'<draw:frame draw:name="{name}" text:anchor-type="as-char" {size}>'
            f'<draw:image xlink:href="{name}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
            f"<svg:desc>{escape(picture.alt)}</svg:desc></draw:frame>"
        )

    def _table(self, grid: Grid, *, near: bool) -> str:
        self._tables += 1
        columns = "".join(f'<table:table-column table:style-name="{self._column(width)}"/>' for width in grid.widths)
        heads = "".join(self._row(row) for row in grid.rows if row.head)
        heads = f"<table:table-header-rows>{heads}</table:table-header-rows>" if heads else ""
        rows = "".join(self._row(row) for row in grid.rows if not row.head)
        whole = 'style:may-break-between-rows="false" ' if grid.whole else ""
        whole += 'fo:keep-with-next="always" ' if near else ""
        style = self._style(
            "table",
            '<style:style style:name="NAME" style:family="table"><style:table-properties '
            f'{whole}style:width="{sum(grid.widths):.1f}pt" table:align="left"/></style:style>',
        )
        return (
            f'<table:table table:name="T{self._tables}" table:style-name="{style}">{columns}{heads}{rows}</table:table>'
        )

    def _column(self, width: float) -> str:
        return self._style(
            "column",
            '<style:style style:name="NAME" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{width:.1f}pt"/></style:style>',
        )

    def _row(self, row: Row) -> str:
        high = f'style:min-row-height="{row.high:.0f}pt" ' if row.high else ""
        whole = "auto" if not row.whole else "always"
        style = self._style(
            "row",
            '<style:style style:name="NAME" style:family="table-row"><style:table-row-properties '
            f'{high}fo:keep-together="{whole}"/></style:style>',
        )
        cells = []
        for square in row.squares:
            fill = square.fill if square.fill and square.fill != "auto" else "F3F5F8" if row.head else ""
            ground = f'fo:background-color="#{fill.lower()}" ' if fill else ""
            turned = 'style:rotation-angle="90" style:vertical-align="bottom" ' if square.turned else ""
            cell = self._style(
                "cell",
                '<style:style style:name="NAME" style:family="table-cell"><style:table-cell-properties '
                f'{ground}{turned}fo:padding="1pt" fo:border-bottom="0.5pt solid #d9dde3"/></style:style>',
            )
            words = "".join(map(self._paragraph, square.paragraphs)) or "<text:p/>"
            cells.append(f'<table:table-cell table:style-name="{cell}">{words}</table:table-cell>')
        return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def _blanks(line: str) -> str:
    """The words with blanks and tabs that ODT would otherwise fold."""
    return escape(line).replace("\t", "<text:tab/>").replace("  ", " <text:s/>")


def _page_name(turn: Turn) -> str:
    return f"{'Upright' if turn.upright else 'Lying'}{turn.columns if turn.columns > 1 else ''}"


def _styles(laid: LaidDocument, turns: Mapping[str, Turn]) -> str:
    language, country = {"fr": ("fr", "FR"), "en": ("en", "GB")}.get(laid.language, (laid.language or "en", "none"))
    spoken = f'fo:language="{language}" fo:country="{country}"'
    named = "".join(_named_style(*style) for style in dict.fromkeys(_STYLES.values()))
    pages = "".join(_page(name, turn) for name, turn in turns.items())
    masters = "".join(
        f'<style:master-page style:name="{name}" style:page-layout-name="{name}Layout">'
        f'<style:header><text:p text:style-name="Header">{escape(laid.title)}</text:p></style:header><style:footer>'
        '<text:p text:style-name="Footer"><text:page-number text:select-page="current"/> / <text:page-count/></text:p>'
        "</style:footer></style:master-page>"
        for name in turns
    )
    begin = next(iter(turns), "")
    masters += (
        f'<style:master-page style:name="{_FIRST}" style:page-layout-name="{begin}Layout" '
        f'style:next-style-name="{begin}"/>'
        if begin
        else ""
    )
    bullets = (
        '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:space-before="4pt" text:min-label-width="12pt"/>'
        "</text:list-level-style-bullet></text:list-style>"
    )
    return (
        f'{_OPEN}<office:document-styles {_NAMESPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="4pt"/>'
        f'<style:text-properties fo:font-family="Calibri, Carlito" fo:font-size="10pt" {spoken}/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph"/>'
        '<style:style style:name="Link" style:family="text"><style:text-properties fo:color="#0b4f8a" '
        'style:text-underline-style="none"/></style:style>'
        '<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:paragraph-properties fo:margin-bottom="0pt"/>'
        '<style:text-properties fo:font-size="8pt" fo:color="#5b6472"/></style:style>'
        '<style:style style:name="Footer" style:family="paragraph" style:parent-style-name="Standard">'
        f'<style:paragraph-properties fo:text-align="center"/></style:style>{named}{bullets}</office:styles>'
        f"<office:automatic-styles>{pages}</office:automatic-styles>"
        f"<office:master-styles>{masters}</office:master-styles></office:document-styles>"
    )


def _named_style(name: str, look: str) -> str:
    level = name.removeprefix("Heading_20_")
    outline = f' style:default-outline-level="{level}"' if level != name else ""
    space = 'fo:margin-top="10pt" fo:keep-with-next="always"' if outline else ""
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="Standard"{outline}><style:paragraph-properties {space}/>'
        f"<style:text-properties {look}/></style:style>"
    )


def _page(name: str, turn: Turn) -> str:
    width, height = ("21cm", "29.7cm") if turn.upright else ("29.7cm", "21cm")
    way = "portrait" if turn.upright else "landscape"
    columns = f'<style:columns fo:column-count="{turn.columns}" fo:column-gap="17pt"/>' if turn.columns > 1 else ""
    return (
        f'<style:page-layout style:name="{name}Layout"><style:page-layout-properties fo:page-width="{width}" '
        f'fo:page-height="{height}" style:print-orientation="{way}" fo:margin-left="1.8cm" '
        f'fo:margin-right="1.8cm" fo:margin-top="0.6cm" fo:margin-bottom="1cm">{columns}'
        '</style:page-layout-properties><style:header-style><style:header-footer-properties fo:min-height="0.45cm" '
        'fo:margin-bottom="0.1cm"/></style:header-style></style:page-layout>'
    )


def _meta(laid: LaidDocument) -> str:
    return (
        f'{_OPEN}<office:document-meta {_NAMESPACES} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(laid.title)}</dc:title><dc:subject>{escape(laid.subject)}</dc:subject>"
        f"<dc:creator>{escape(laid.author)}</dc:creator><dc:language>{escape(laid.language)}</dc:language>"
        "</office:meta></office:document-meta>"
    )


def _manifest(files: Iterable[str]) -> str:
    kinds = {"xml": "text/xml", "png": "image/png", "jpg": "image/jpeg"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kinds[name.rpartition(".")[2]]}"/>'
        for name in files
    )
    return (
        f'{_OPEN}<manifest:manifest {_NAMESPACES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>{entries}</manifest:manifest>'
    )
