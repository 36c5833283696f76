"""The README of an archive, in the study's language: for somebody who knows neither the study nor Glose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reports.phrases import Phrases
from workbench.archive_settings import DDI
from workbench.exporting.choice import Exported

_COLUMNS = ("text", "start", "quote", "code", "degree", "case", "speaker", "coder", "from_suggestion", "entry")
_KINDS = ("codings", "decisions", "texts", "passages", "cases_codes", "cases_degrees", "passages_codes")


def names_of_files(files: Iterable[str], language: str) -> dict[str, str]:
    """What each file of the archive is, in a few words."""
    say = Phrases("archive", language).say
    known = {
        "codebook/codebook.yaml": say("file_codebook"),
        "codebook/codebook.md": say("file_codebook_md"),
        "codebook/codebook.qdc": say("file_qdc"),
        "cases.csv": say("file_cases"),
        "project.qdpx": say("file_qdpx"),
        "methods.md": say("file_methods"),
        "ledger/study.db": say("file_ledger"),
        **{f"tables/{kind}.csv": say(f"file_{kind}") for kind in _KINDS},
    }
    return {path: known.get(path) or say("file_text") for path in files}


def readme(shown: Exported, told: Mapping[str, tuple[str, ...]], names: Mapping[str, str]) -> str:
    """The README. `told` is what `archive:` says by key, `names` what each file is."""
    phrases = Phrases("archive", shown.study.settings.language)
    say = phrases.say
    pseudonyms = say("pseudonyms" if shown.disguise.on else "no_pseudonyms")
    ledger = say("ledger" if "ledger/study.db" in names else "no_ledger")
    parts = [
        f"# {shown.title}",
        _what(shown, phrases),
        f"## {say('about')}",
        *_table(phrases.head("asked", "said", "ddi"), _facts(told, phrases)),
        f"## {say('names')}",
        pseudonyms,
        f"## {say('files')}",
        *_table(phrases.head("file", "holds"), _listed(names, say("file_text"))),
        f"## {say('codings')}",
        say("codings_text"),
        *_table(phrases.head("column", "holds"), ((f"`{column}`", say(f"column_{column}")) for column in _COLUMNS)),
        say("degrees_text"),
        f"## {say('ledger_title')}",
        ledger,
        f"## {say('checking')}",
        say("checking_text"),
        "```sh\nsha256sum -c manifest-sha256.txt\nglose check --archive .\n```",
        f"## {say('reuse')}",
        say("reuse_text", licence="; ".join(told.get("licence", ())) or say("not_said")),
    ]
    return "\n\n".join(parts) + "\n"


def _what(shown: Exported, phrases: Phrases) -> str:
    coders = sorted({coding.coder for coding in shown.codings})
    counts = phrases.listed([
        phrases.count("texts", len(shown.texts)),
        phrases.count("cases", len(shown.cases)),
        phrases.count("codes", len(shown.codebook.codes)),
        phrases.count("coded", len(shown.codings)),
    ])  # fmt: skip
    who = phrases.count("coders", len(coders), names=phrases.listed(coders)) if coders else phrases.say("no_coders")
    return f"{phrases.say('what', counts=counts)} {who}"


def _facts(told: Mapping[str, tuple[str, ...]], phrases: Phrases) -> Iterator[Sequence[str]]:
    for key, element in DDI.items():
        words = "; ".join(told.get(key, ())) or phrases.say("not_said")
        yield phrases.say(f"asks_{key}"), words, f"`{element}`" if element else "–"


def _listed(names: Mapping[str, str], text: str) -> Iterator[Sequence[str]]:
    yield "`texts/`", text
    yield from ((f"`{path}`", what) for path, what in names.items() if not path.startswith("texts/"))
    yield "`ro-crate-metadata.json`, `manifest-sha256.txt`", "RO-Crate 1.1, SHA-256"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A pipe table as one part."""
    lines = [head, ["---"] * len(head), *rows]
    yield "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
