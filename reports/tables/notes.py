"""The sentences below a table: what it counts, out of what, under which conditions, and what is left over."""

from coding.codebook.model import word
from coding.codebook.table_declaration import COUNTS, NUMBERS
from corpus.attributes import FINISHED
from reports.attribute_words import head_of, shown_value
from reports.cell import SynthesisTable
from reports.hidden_note import hidden_note
from reports.left_over import LeftOver
from reports.study_material import StudyMaterial
from reports.tables.axis import codes_of_axis
from reports.tables.difference import not_compared
from reports.tables.read_before import read_before_notes
from reports.tables.regrouping import OTHERS
from reports.tables.row_tests import test_notes
from wording.catalogues import listed, say, say_number
from wording.degree_word import degree_word
from wording.numbers import day, number

SIGNS = {"=": "is", "!=": "is_not", ">=": "at_least", "<=": "at_most", ">": "more", "<": "less", "~": "contains"}
"""The operators of conditions, and the ends of the keys of what readers see for them."""


def notes_of(table: SynthesisTable, material: StudyMaterial, *more: str) -> tuple[str, ...]:
    """All sentences below a table: its own note, these, and what is left over, left out and counted."""
    language = material.language
    own = word(table.declaration.note, language)
    if material.for_readers:
        only = (_restricted(table, material),) if _known_to_readers(table) else ()
        return tuple(note for note in (own, *more, *only, *hidden_note(material.hidden_texts, language)) if note)
    coders = ", ".join(table.coders) or say("nobody", language)
    only = (_restricted(table, material),) if table.where else ()
    lost = (one.in_words(language) for one in material.left_over if _concerns(table, one, material))
    past = (say("as_of", language, day=day(material.until, language)),) if material.until else ()
    counts = "counted" if material.contested is None else "counted_consensus"
    return (
        *((own,) if own else ()),
        *past,
        *hidden_note(material.hidden_texts, language),
        *more,
        *lost,
        *only,
        *_contested_note(table, language),
        say(counts, language, coders=coders),
    )


def _contested_note(table: SynthesisTable, language: str) -> tuple[str, ...]:
    """How many cells rest on differences that nobody has adjudicated."""
    marked = sum(cell.contested for cell in table.cells.values())
    return (say_number("cells_contested", marked, language),) if marked else ()


def _known_to_readers(table: SynthesisTable) -> bool:
    """Whether the table has conditions that may be named: those on coders may not."""
    return bool(table.where) and not any(condition.startswith("coder ") for condition in table.where)


def _concerns(table: SynthesisTable, left: LeftOver, material: StudyMaterial) -> bool:
    """Whether the table would show what is left over under a lost name."""
    axes = (table.declaration.rows, table.declaration.columns)
    of_codes = next((axis for axis in axes if axis.kind in ("codes", "values")), None)
    typologies = [axis.name for axis in axes if axis.kind == "typology"]
    if of_codes is None and table.declaration.typology is not None:
        return left.kind == "class" and left.concerns((), typologies)
    return left.concerns(None if of_codes is None else codes_of_axis(of_codes, material.codebook), typologies)


def _restricted(table: SynthesisTable, material: StudyMaterial) -> str:
    """What the conditions left: cases, or anything else; finished texts in words of their own."""
    language = material.language
    of_cases = {name for case in material.cases.values() for name in case.attributes} | {"case"}
    finished = f"{FINISHED} = yes"
    conditions = [condition for condition in table.where if condition != finished]
    about_cases = all(condition.split(" ", 1)[0] in of_cases for condition in conditions)
    either = f" {say('or', language)} "
    where = say("figure_semicolon", language).join(_condition(one, either, material) for one in conditions)
    told = [say("only_finished", language)] if finished in table.where else []
    if conditions in (["kind = interview"], ["kind = document"]):
        return _sentences(say(f"only_{conditions[0].removeprefix('kind = ')}", language), *told)
    if conditions and all(condition.startswith(_NOT_CASES) for condition in conditions):
        left_out = [name for one in conditions for name in one.removeprefix(_NOT_CASES).split("|")]
        told.insert(0, say("all_but", language, names=listed(left_out, language)))
    elif conditions:
        told.insert(0, say("only_where" if about_cases else "restricted_to", language, where=where))
    return _sentences(*told)


_NOT_CASES = "case != "
"""How a condition begins that leaves cases out."""


def _condition(condition: str, either: str, material: StudyMaterial) -> str:
    """A condition with the labels of its attribute and values: `Statut = commune ou métropole`."""
    name, *operator, values = condition.split(" ", 2)
    if not operator:
        return condition.replace("|", either)
    of_degree = name == "degree"
    shown = either.join(
        degree_word(value, material.language) if of_degree else shown_value(name, value, material)
        for value in values.split("|")
    )
    return " ".join(
        (head_of(name, material), *(say(f"condition_{SIGNS[one]}", material.language) for one in operator), shown)
    )


def counting_notes(table: SynthesisTable, material: StudyMaterial) -> tuple[str, ...]:
    """What a crossed table counts: n and N, its cells and percentages, how many rows, what was read too early."""
    language = material.language
    return (
        *((_counting_note(table, material),) if counts_rows(table, material) else ()),
        *_share_note(table, language, for_readers=material.for_readers),
        *_numbers_notes(table, material),
        *_left_out_note(table, material),
        *_difference_note(table, material),
        *_first_rows_note(table, language),
        *_unwritten_note(table, material),
        *test_notes(table, language),
        *read_before_notes(table, material),
    )


def unwritten(table: SynthesisTable) -> int:
    """How many cells of a framework matrix hold codings and wait for their summary."""
    if table.declaration.cell != "summary":
        return 0
    return sum(cell.summary is None and cell.codings > 0 for cell in table.cells.values())


def _unwritten_note(table: SynthesisTable, material: StudyMaterial) -> tuple[str, ...]:
    """How many cells are blank because their summary is still to be written; readers are not told."""
    left = 0 if material.for_readers else unwritten(table)
    return (say_number("cells_unwritten", left, material.language),) if left else ()


def class_note(table: SynthesisTable, language: str, *, for_readers: bool = False) -> str:
    """What n and N are in a table of classes; readers find N in the source."""
    counted = say("reader_n_class_note", language) if for_readers else say_number("n_class_note", table.cases, language)
    return _sentences(counted, _because(table, language))


def _sentences(*some: str) -> str:
    return " ".join(one for one in some if one)


_COUNTED = {"cases": "n_note", "texts": "n_texts_note", "codes": "n_codes_note", "coders": "n_coders_note"}
"""What n of a row says, by what the columns are; where they are groups, see `n_groups_note`."""


def counts_rows(table: SynthesisTable, material: StudyMaterial) -> bool:
    """Whether n, the number of columns in which a row is coded, is shown.

    Readers do not ask in how many groups, or in how many of one column, something is: what groups hold is in the cells.
    """
    telling = table.declaration.columns.kind in _COUNTED and len(table.columns) > 1
    return table.declaration.cell != "summary" and (telling or not material.for_readers)


def _counting_note(table: SynthesisTable, material: StudyMaterial) -> str:
    """What n and N count: cases of the study, or texts, codes, coders or groups."""
    language = material.language
    key, known = _COUNTED.get(table.declaration.columns.kind, "n_groups_note"), len(table.columns)
    if key != "n_note":
        return say(key, language, n=number(known, language))
    differs = "" if known == table.cases or table.declaration.hide_empty else say_number("n_differs", known, language)
    counted = say("reader_n_note", language) if material.for_readers else say_number(key, table.cases, language)
    return _sentences(counted, _because(table, language), differs)


def _because(table: SynthesisTable, language: str) -> str:
    """Why N is what it is, where the team says so."""
    return word(table.count_reason, language)


def _share_note(table: SynthesisTable, language: str, *, for_readers: bool) -> tuple[str, ...]:
    kind = table.declaration.cell
    per_coder = "_per_coder" if kind == "count" and len(table.coders) > 1 else ""
    key = "reader_counts_count" if for_readers and kind == "count" else f"counts_{kind}{per_coder}"
    notes = [say(key, language)] if kind in COUNTS else []
    if shares := table.declaration.shares:
        of_texts = "_texts" if shares in ("cases", "read") and kind == "texts" else ""
        notes.append(say(f"shares_{shares}{of_texts}", language))
    if shares == "cases":
        notes.append(_sizes(table, language))
    return tuple(notes)


def _numbers_notes(table: SynthesisTable, material: StudyMaterial) -> tuple[str, ...]:
    """What the numbers in the cells are, and how many values are in none of them."""
    kind, language = table.declaration.cell, material.language
    if kind not in NUMBERS:
        return ()
    made = [cell.together for cell in table.cells.values() if cell.together]
    notes = [say(f"counts_{kind}", language)]
    if kind.endswith("_degree"):
        for scale in material.codebook.scales.values():
            positions = ", ".join(f"{degree_word(degree, language)} {at}" for at, degree in enumerate(scale))
            notes.append(say("scale_positions", language, degrees=positions))
    if left := max((one.left_out for one in made), default=0):
        key = "no_degree_left_out" if kind.endswith("_degree") else "no_number_left_out"
        notes.append(say_number(key, left, language))
    notes += [say(f"{kind}_differ_note", language) for kind in dict.fromkeys(one.mixed for one in made) if kind]
    return tuple(notes)


def _left_out_note(table: SynthesisTable, material: StudyMaterial) -> tuple[str, ...]:
    """How many codings have no value of the attribute that the table is by; readers do not know of codings."""
    axis = table.declaration.divided_by
    if axis is None or not table.left_out or material.for_readers:
        return ()
    head = head_of("date" if axis.kind == "dates" else axis.name, material)
    by = head[:1].lower() + head[1:] if head[1:2].islower() else head
    return (say_number("explore.note.left_out", table.left_out, material.language, by=by),)


def _difference_note(table: SynthesisTable, material: StudyMaterial) -> tuple[str, ...]:
    """Which columns that are to be compared are not here, so that there is no column of differences."""
    columns = table.declaration.columns
    missing = [shown_value(columns.name, name, material) for name in not_compared(table)]
    return (
        (say_number("not_compared", len(missing), material.language, names=listed(missing, material.language)),)
        if missing
        else ()
    )


def _sizes(table: SynthesisTable, language: str) -> str:
    """How many cases or texts each group has: what its percentages are out of."""
    in_columns = table.declaration.columns.kind not in ("codes", "coders")
    headers = table.columns if in_columns else table.rows
    bases = {key[1] if in_columns else key[0]: cell.base or 0 for key, cell in table.cells.items()}
    known = [f"{header.label} {number(bases[header.id], language)}" for header in headers if header.id in bases]
    return _sentences(say("sizes", language, sizes=listed(known, language)), _because(table, language)) if known else ""


def _first_rows_note(table: SynthesisTable, language: str) -> tuple[str, ...]:
    """How many rows are shown of how many, and those left out that are no less than the last one shown."""
    shown = len(table.rows) - (OTHERS in {row.id for row in table.rows})
    if table.rows_in_all is None or shown >= table.rows_in_all:
        return ()
    of = say_number("rows_shown", shown, language, all=table.rows_in_all)
    tied = say("rows_tied", language, labels=listed(table.tied, language)) if table.tied else ""
    return (_sentences(of, tied),)
