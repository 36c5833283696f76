"""What is wrong with a codebook file."""

from coding.codebook.file import read_codebook


def faults(source):
    """Each fault's message by its place; the file has to have some."""
    codebook, problems = read_codebook(source)
    assert codebook is None
    return {problem.place: problem.message for problem in problems}
