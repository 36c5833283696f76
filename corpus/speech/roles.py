"""Who asks and who answers: known from the label, else inferred from who asks the questions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.label_words import is_interviewer_word, is_respondent_word
from corpus.problem import Problem, shortened
from corpus.text import Role
from wording.messages import tr


def infer_roles(
    turns: Sequence[tuple[str | None, str]], name: str, given: Mapping[str, str] | None = None
) -> tuple[list[Role], list[Problem]]:
    """The role of each (speaker, speech) in the file `name`, and a warning where the roles had to be guessed.

    A role that a person gave (`given`, by name in lower case) comes first, then a label that is a word for a role (a
    single letter only where the questions do not contradict it); where labels name the respondents, a single other
    voice asks. Otherwise the interviewer is the named speaker whose turns most often end in a question, if a quarter of
    them do, twice as many as anybody else's, and the speaker has a fifth of all turns.
    """
    speeches: dict[str, list[str]] = defaultdict(list)
    for speaker, speech in turns:
        if speaker is not None:
            speeches[speaker].append(speech)
    stated = {speaker.casefold(): role for speaker, role in (given or {}).items()}
    roles: dict[str, Role] = {}
    for speaker in speeches:
        if speaker.casefold() in stated:
            roles[speaker] = stated[speaker.casefold()]  # type: ignore[assignment]
        elif (role := _by_word(speaker, speeches)) is not None:
            roles[speaker] = role
    problems: list[Problem] = []
    unknown = [speaker for speaker in speeches if speaker not in roles]
    if unknown and "interviewer" in roles.values():
        roles.update(dict.fromkeys(unknown, "respondent"))
    elif len(unknown) == 1 and "respondent" in roles.values() and not stated:
        roles[unknown[0]] = "interviewer"
    elif unknown:
        problems = [Problem(name, _guess(unknown, speeches, roles), "warning")]
    unnamed: Role = "respondent" if "interviewer" in roles.values() and "respondent" not in roles.values() else "other"
    return [roles[speaker] if speaker is not None else unnamed for speaker, _ in turns], problems


def _by_word(speaker: str, speeches: Mapping[str, list[str]]) -> Role | None:
    """The role for which the label is a word; None where it is none.

    A single letter may be an initial too: `A` is an answer only beside `Q`, and no letter is a role that the questions
    contradict (`R` may stand for a researcher, `I` for who is interviewed).
    """
    role: Role | None = None
    if is_interviewer_word(speaker):
        role = "interviewer"
    elif is_respondent_word(speaker):
        role = "respondent"
    if role is None or len(speaker.rstrip(". 0123456789")) > 1:
        return role
    if speaker.casefold().startswith("a") and not any(other[:1].casefold() == "q" for other in speeches):
        return None
    asks = _share_of_questions(speeches[speaker])
    others = max((_share_of_questions(said) for other, said in speeches.items() if other != speaker), default=0.0)
    contradicted = asks < 0.1 and others >= 0.5 if role == "interviewer" else asks >= 0.5 and asks >= 2 * others
    return None if contradicted else role


def _guess(unknown: list[str], speeches: dict[str, list[str]], roles: dict[str, Role]) -> str:
    """Add a role for each unknown speaker, and return the warning that says how it was guessed."""
    asking = {speaker: _share_of_questions(speeches[speaker]) for speaker in unknown}
    best = max(unknown, key=lambda speaker: asking[speaker])
    others = max((asking[speaker] for speaker in unknown if speaker != best), default=0.0)
    often = len(speeches[best]) >= 0.2 * sum(map(len, speeches.values()))
    if asking[best] >= 0.25 and asking[best] >= 2 * others and often:
        roles[best] = "interviewer"
        roles.update({speaker: "respondent" for speaker in unknown if speaker != best})
        return tr(
            "the interviewer was identified by the questions: {speaker}. If that is wrong, correct the labels.",
            speaker=shortened(best),
        )
    roles.update(dict.fromkeys(unknown, "other" if not roles else "respondent"))
    return tr(
        "the interviewer could not be identified among {speakers}, so codes are suggested for all of them. "
        "Name the interviewer with --speakers.",
        speakers=", ".join(map(shortened, unknown[:6])),
    )


def _share_of_questions(speeches: list[str]) -> float:
    return sum(speech.rstrip(' )»"').endswith("?") for speech in speeches) / len(speeches)
