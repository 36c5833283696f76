"""A codebook file written whole, from codes that come from elsewhere."""

from collections.abc import Sequence

from coding.codebook.code_lines import code_lines, flow
from coding.codebook.edit import NewCode, value_of
from coding.codebook.file import load_codebook


def written_codebook(codes: Sequence[NewCode], *, title: str, language: str, remark: str) -> str:
    """The file; `remark` is the comment on top. Raises BrokenCodebook where the codes make no codebook."""
    head = f"codebook: {{title: {flow(title)}, languages: [{language}]}}"
    lines = [f"# {line}" for line in remark.splitlines()] + [head, "", "codes:"]
    apart = any(code.codes for code in codes)
    for number, code in enumerate(codes):
        if number and apart:
            lines.append("")
        lines.extend(code_lines(value_of(code), "  - "))
    source = "\n".join([*lines, ""])
    load_codebook(source)
    return source
