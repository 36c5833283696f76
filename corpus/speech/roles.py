"""Who asks and who answers: told from the label, else from who puts the short questions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from corpus.label_words import is_interviewer_word, is_respondent_word
from corpus.problem import Problem
from corpus.text import Role


def infer_roles(
    turns: Sequence[tuple[str | None, str]], given: Mapping[str, str] | None = None
) -> tuple[list[Role], list[Problem]]:
    """The role of each (speaker, speech), and a doubt where the roles had to be guessed.

    A role that a person gave decides (`given`, by name in lower case), then a label that is a word for a role;
    beside respondents so named, a single other voice asks. Otherwise, among the named, the one with the largest
    share of turns that end in a question asks, if that share is a quarter or more and twice anybody else's, and
    that voice takes a fifth of all turns.
    """
    speeches: dict[str, list[str]] = defaultdict(list)
    for speaker, speech in turns:
        if speaker is not None:
            speeches[speaker].append(speech)
    said = {name.casefold(): role for name, role in (given or {}).items()}
    roles: dict[str, Role] = {}
    for speaker in speeches:
        if speaker.casefold() in said:
            roles[speaker] = said[speaker.casefold()]  # type: ignore[assignment]
        elif is_interviewer_word(speaker):
            roles[speaker] = "interviewer"
        elif is_respondent_word(speaker):
            roles[speaker] = "respondent"
    problems: list[Problem] = []
    unknown = [speaker for speaker in speeches if speaker not in roles]
    if unknown and "interviewer" in roles.values():
        roles.update(dict.fromkeys(unknown, "respondent"))
    elif len(unknown) == 1 and "respondent" in roles.values() and not said:
        roles[unknown[0]] = "interviewer"
    elif unknown:
        problems = _guess(unknown, speeches, roles)
    anybody: Role = "respondent" if "interviewer" in roles.values() and "respondent" not in roles.values() else "other"
    return [roles[speaker] if speaker is not None else anybody for speaker, _ in turns], problems


def _guess(unknown: list[str], speeches: dict[str, list[str]], roles: dict[str, Role]) -> list[Problem]:
    asking = {speaker: _share_of_questions(speeches[speaker]) for speaker in unknown}
    best = max(unknown, key=lambda speaker: asking[speaker])
    others = max((asking[speaker] for speaker in unknown if speaker != best), default=0.0)
    often = len(speeches[best]) >= 0.2 * sum(map(len, speeches.values()))
    if asking[best] >= 0.25 and asking[best] >= 2 * others and often:
        roles[best] = "interviewer"
        roles.update({speaker: "respondent" for speaker in unknown if speaker != best})
        message = f"who asks was told from the questions: {best}. Correct it in the file's labels if that is wrong."
    else:
        roles.update(dict.fromkeys(unknown, "other" if not roles else "respondent"))
        message = f"who asks could not be told among {', '.join(unknown[:6])}; all of them are suggested on."
    return [Problem("speakers", message, "warning")]


def _share_of_questions(speeches: list[str]) -> float:
    return sum(speech.rstrip(' )»"').endswith("?") for speech in speeches) / len(speeches)
