"""Making a code while coding: it is in the codebook file, and in the session, before anything is coded with it."""

from coding.codebook.edit import CannotEdit, NewCode
from coding.codebook.file import BrokenCodebook
from coding.codebook.model import UnknownCode
from wording.messages import tr
from workbench.codebook_writing import CodebookChanged, add_code
from workbench.confirming import Session
from workbench.study import BrokenStudy


def make_code(session: Session, new: NewCode) -> bool:
    """Put the code into the codebook; False, with the reason as the session's message, where that could not be."""
    try:
        code = add_code(session.study, new, coder=session.coder)
    except (CannotEdit, BrokenCodebook, CodebookChanged, BrokenStudy, UnknownCode) as error:
        session.message = " ".join([str(error), *(str(problem) for problem in error.problems[:1])])
        return False
    session.codebook_changed()
    session.message = tr("{code} is in the codebook.", code=code)
    return True
