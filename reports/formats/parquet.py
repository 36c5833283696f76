"""Long tables as Parquet (Apache), each column with its type, by pyarrow, which the extra `glose[parquet]` brings."""

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from corpus.attributes import as_number
from corpus.problem import GloseError
from reports.formats.flat_workbook import ColumnKind, FlatTable
from wording.messages import tr

BEGINNING = b"PAR1"
"""The first bytes of every Parquet file."""
_CELLS_AT_ONCE = 1_000_000
"""Cells of a row group: what is held in memory beside the file."""
_READ: Mapping[ColumnKind, Callable[[Any], object]] = {
    "whole": lambda value: int(as_number(value)) if isinstance(value, str) else value,
    "number": lambda value: as_number(value) if isinstance(value, str) else value,
    "truth": bool,
}
"""What a value that is there becomes; words, moments and marks are taken as they are."""


class NoParquet(GloseError):
    """The library that writes Parquet is not installed."""


def parquet(table: FlatTable) -> bytes:
    """The table as a Parquet file: words, whole numbers, numbers, truth values and UTC times; None is null.

    Raises NoParquet.
    """
    arrow, files = _library()
    types = {
        "words": arrow.string(),
        "whole": arrow.int64(),
        "mark": arrow.int8(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "moment": arrow.timestamp("us", "UTC"),
    }
    kinds = [table.kind(number) for number in range(len(table.heads))]
    schema = arrow.schema([(head, types[kind]) for head, kind in zip(table.heads, kinds, strict=True)])
    rows, at_once = table.rows(), max(1, _CELLS_AT_ONCE // len(kinds))
    target = io.BytesIO()
    with files.ParquetWriter(target, schema, compression="zstd") as writer:
        while portion := list(islice(rows, at_once)):
            columns = [
                _column(arrow, values, kind, types[kind])
                for values, kind in zip(zip(*portion, strict=True), kinds, strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
    return target.getvalue()


def words_of_parquet(data: bytes) -> Iterator[str]:
    """The words of a Parquet file: the heads of its columns, then those of each row group, each once."""
    arrow, files = _library()
    with files.ParquetFile(io.BytesIO(data)) as file:
        yield "\n".join(file.schema_arrow.names)
        for number in range(file.num_row_groups):
            for column in file.read_row_group(number).columns:
                if arrow.types.is_string(column.type):
                    yield "\n".join(words for words in column.unique().to_pylist() if words)


def _column(arrow: Any, values: tuple[object, ...], kind: ColumnKind, as_type: Any) -> Any:
    if kind == "moment":
        return arrow.array(values, arrow.string()).cast(as_type)
    read = _READ.get(kind)
    made = [None if value is None else read(value) for value in values] if read else values
    return arrow.array(made, as_type)


def _library() -> tuple[Any, Any]:
    """The library and its module for Parquet; raises NoParquet."""
    try:
        import pyarrow
        from pyarrow import parquet as files
    except ImportError as error:
        message = tr("Parquet needs the library `pyarrow`: `pip install 'glose[parquet]'`. Nothing was written.")
        raise NoParquet(message) from error
    return pyarrow, files
