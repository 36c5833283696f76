"""Decisions on the small study's interview, as rows of a file for `glose decide`."""

HEAD = "text,quote,code,decision,coder\n"


def rows(*lines):
    """The file: each line is quote, code, decision and coder."""
    return HEAD + "".join(
        f'nice-entretien,"{quote}",{code},{decision},{coder}\n' for quote, code, decision, coder in lines
    )
