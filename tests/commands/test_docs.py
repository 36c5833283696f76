"""The docs at their word: what the first study has its reader write and type, and every table that a page declares."""

import re
import shlex
import shutil

import click
import pytest
import yaml

import cli
from coding.codebook.file import read_codebook
from commands.options import Steps
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "first-study.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
ANY_BLOCK = re.compile(r"^```\w*\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"`([\w.]+\.(?:yaml|csv|txt))`[^`]*$")
"""A file's name is the last name of a file before its block."""


def shown(text, folder):
    """What was printed as the page has it: with plain blanks, none at the ends of lines, no entries and folders."""
    plain = text.replace(f"{folder}/", "").replace("\u202f", " ").replace("\u00a0", " ")
    lines = [line.rstrip() for line in plain.splitlines() if not re.match(r"[0-9a-f]{12}  ", line)]
    return "\n".join(lines).strip()


def commands(body):
    """The commands of a console block, each with what it prints."""
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield shlex.split(command)[1:], printed.strip()


@pytest.mark.slow
def test_the_page_at_its_word(glose, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.chdir(tmp_path)
    glose("start", "my-study", "--lang", "fr", "--title", "Artisans d'aujourd'hui")
    folder = tmp_path / "my-study"
    monkeypatch.chdir(folder)
    said = 0
    for block in BLOCK.finditer(PAGE):
        named = FILE.search(PAGE[: block.start()].rstrip())
        if block["kind"] in ("yaml", "csv", "text") and named:
            (folder / named[1]).write_text(block["body"], encoding="utf-8")
        elif block["kind"] == "console":
            for words, printed in commands(block["body"]):
                told = glose(*words)
                assert shown(told.out + told.err, folder) == printed
                said += 1
    assert said == 8


def tables_of(page):
    """The `tables:` of the page's YAML blocks, one text each."""
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "yaml" and "\ntables:" in f"\n{block['body']}":
            yield f"tables:{block['body'].partition('tables:')[2].partition('suggestions:')[0]}"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tables", "framework", "statements"])
def test_every_table_that_a_page_declares_can_be_read(name):
    book = (ROOT / "codebook.yaml").read_text(encoding="utf-8").partition("\ntables:")[0]
    for declared in tables_of(ROOT / "docs" / f"{name}.md"):
        made, problems = read_codebook(f"{book}\n{declared}")
        assert not [problem for problem in problems if problem.level == "error"]
        assert {table["id"] for table in yaml.safe_load(declared)["tables"]} == set(made.tables)


def test_the_page_on_tables_prints_what_the_sample_study_says(glose, sample, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "88")
    page = ROOT / "docs" / "tables.md"
    folder = shutil.copytree(sample, tmp_path / "study")
    book = (folder / "codebook.yaml").read_text(encoding="utf-8").partition("\ntables:")[0]
    declared = "".join(tables.removeprefix("tables:") for tables in tables_of(page))
    (folder / "codebook.yaml").write_text(f"{book}\ntables:\n{declared}", encoding="utf-8")
    monkeypatch.chdir(folder)
    blocks = [block["body"] for block in BLOCK.finditer(page.read_text(encoding="utf-8")) if block["kind"] == "console"]
    for words, printed in [pair for body in blocks for pair in commands(body)]:
        assert shown(glose(*words).out, folder) == printed
    assert len(blocks) == 3


def test_the_page_on_statements_prints_what_the_sample_study_says(glose, sample, monkeypatch):
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.chdir(sample)
    page = (ROOT / "docs" / "statements.md").read_text(encoding="utf-8")
    (block,) = [block["body"] for block in BLOCK.finditer(page) if block["kind"] == "console"]
    for words, printed in commands(block):
        assert shown(glose(*words).out, sample) == printed
    monkeypatch.setenv("COLUMNS", "500")
    sentences = shown(glose("statements").out, sample)
    examples = re.findall(r"^\| `.*\| ([A-Z][^|]*\([0-9][^|]*?)(?: …)? \|$", page, re.MULTILINE)
    assert [example for example in examples if example not in sentences] == []
    assert len(examples) == 7


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("tables", "tables support_structures maturity --json"),
        ("statements", "statements objectives --json"),
        ("statements", "statements --check --json"),
        ("typologies", "classify --json"),
        ("framework", "summarise objectives Nice --show --json"),
        ("methods", "methods --json"),
    ],
)
def test_every_key_of_the_json_is_on_the_page(glose, sample, monkeypatch, name, command):
    monkeypatch.chdir(sample)
    page = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    keys = {key for line in glose(*command.split()).lines for key in line}
    assert {key for key in keys if f"`{key}`" not in page and f'"{key}"' not in page} == set()


def test_the_page_on_tables_knows_every_key_cell_and_field():
    from coding.codebook.table_declaration import FIELDS_OF
    from coding.codebook.table_schema import TableEntry
    from coding.codebook.tables_file import CELLS

    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    fields = {field for fields in FIELDS_OF.values() for field in fields}
    assert {name for name in (*TableEntry.model_fields, *CELLS, *fields) if f"`{name}`" not in page} == set()


# Every command that a page names
# -------------------------------

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "examples" / "smart-cities" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
IN_A_BLOCK = re.compile(r"^(?:\$ | {4})?(?P<line>(?:glose|make) .*)$", re.MULTILINE)
"""A line of a block that a person types: bare, after a prompt, or indented as an example of the help."""
SPAN = re.compile(r"(?<!`)`(?P<code>[^`]+)`(?!`)")
FOREIGN = ("pip", "python", "qc", ".venv/bin/p", "git", "cog", "sh", "printf", "mutmut", "uv")
"""Programs whose options are not ours."""


class WrongInThePage(Exception):
    """A page names a command, an option or a value that does not exist."""


def typed(page):
    """The commands of a page's blocks, as words; what is for the shell alone is left out."""
    for block in ANY_BLOCK.finditer(page):
        for found in IN_A_BLOCK.finditer(block["body"]):
            words = shlex.split(found["line"], comments=True)
            yield words[: next((n for n, word in enumerate(words) if word in ("|", ">")), None)]


def mentioned(page):
    """The commands and options that a page's running text sets as code."""
    for span in SPAN.finditer(ANY_BLOCK.sub("", page)):
        code = " ".join(span["code"].split())
        if not code.startswith(FOREIGN):
            yield code


def mentioned_for_contributors(page):
    """There, an option alone is one of pytest or git."""
    return [code for code in mentioned(page) if code.startswith(("glose ", "make "))]


def parse(words):
    """Follow the words of a `glose` command to its command and parse the rest; gives the command and what it was given.

    Raises WrongInThePage for a command, an option or a value of an option that does not exist.
    """
    command, rest, context = cli.glose, list(words), None
    while True:
        context = click.Context(command, parent=context, info_name=command.name)
        rest = command.named(context, rest) if isinstance(command, Steps) else rest
        try:
            given, rest, _ = command.make_parser(context).parse_args(rest)
        except click.UsageError as error:
            raise WrongInThePage(error.format_message()) from error
        for parameter in command.params:
            check_value(parameter, given.get(parameter.name), context)
        if not isinstance(command, click.Group) or rest in ([], ["…"]):
            return command, given, rest
        name, *rest = rest
        if command.get_command(context, name) is None:
            raise WrongInThePage(f"there is no `{command.name} {name}`")
        command = command.get_command(context, name)


def check_value(parameter, value, context):
    """Refuse a value that its option does not know; placeholders (DIR, …) and paths are left alone."""
    if not isinstance(value, str) or not parameter.expose_value or isinstance(parameter.type, click.Path):
        return
    if value.isupper() or "…" in value:
        return
    try:
        parameter.process_value(context, value)
    except click.UsageError as error:
        raise WrongInThePage(f"{parameter.opts[0]} {value}: {error.format_message()}") from error


def check_typed(words):
    """What is typed must be whole: no argument missing, none too many."""
    if words[0] == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        unknown = [word for word in words[1:] if "=" not in word and word not in (*targets, "…")]
        if unknown:
            raise WrongInThePage(f"there is no `make {unknown[0]}`")
        return
    command, given, rest = parse(words[1:])
    missing = [p.name for p in command.params if p.required and given.get(p.name) is None]
    if missing or rest:
        raise WrongInThePage(f"{words}: {missing} missing, {rest} too many")


def options_of_all(command=cli.glose):
    """Every option of every command."""
    context = click.Context(command)
    own = {n for one in command.params for n in (*one.opts, *one.secondary_opts)} | {"--help", "-h"}
    below = command.list_commands(context) if isinstance(command, click.Group) else []
    return own.union(*(options_of_all(command.get_command(context, name)) for name in below))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_command_that_a_page_types_or_mentions_exists(path):
    page = path.read_text(encoding="utf-8")
    known = options_of_all()
    spans = mentioned_for_contributors(page) if path.name == "CONTRIBUTING.md" else mentioned(page)
    wrong = []
    for check, every in ((check_typed, typed(page)), (lambda code: check_mentioned(code, known), spans)):
        for words in every:
            try:
                check(words)
            except WrongInThePage as error:
                wrong.append(f"{words}: {error}")
    assert not wrong, "\n".join(wrong)


def check_mentioned(code, known):
    """What is mentioned may be a part of a command, but its options must be some command's."""
    if code.startswith("make "):
        check_typed(code.split())
    elif re.match(r"glose [a-z-]", code):
        parse([*shlex.split(code)[1:], "…"])  # a value for an option that ends the mention, else one word too many
    else:
        for option in re.findall(r"(?<![\w-])--[a-z][\w-]*", code):
            if option not in known:
                raise WrongInThePage(f"no command has {option}")


@pytest.mark.parametrize(
    ("typed_line", "complaint"),
    [
        ("glose tabels", "no `glose tabels`"),
        ("glose explore likes", "no `explore likes`"),
        ("glose tables --shown", "--shown"),
        ("glose tables --format pptx", "--format pptx"),
        ("glose confirm --order best", "--order best"),
        ("glose code nice-entretien objectives", "quote"),
        ("glose turns one two", "two"),
        ("make tee", "no `make tee`"),
    ],
)
def test_what_does_not_exist_is_found(typed_line, complaint):
    (words,) = typed(f"```sh\n{typed_line}   # in a block\n```\n")
    with pytest.raises(WrongInThePage, match=re.escape(complaint)):
        check_typed(words)


@pytest.mark.parametrize("span", ["glose tables --shown", "glose explore likes", "--shown", "draw --shown 3"])
def test_what_does_not_exist_is_found_in_running_text(span):
    (code,) = mentioned(f"Then `{span}` does it.")
    with pytest.raises(WrongInThePage):
        check_mentioned(code, options_of_all())
