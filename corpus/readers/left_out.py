"""What a file has beside its text: counted while it is read, and said once, so that nothing vanishes silently."""

from dataclasses import dataclass, field

from corpus.problem import Problem
from wording.messages import tr_n


@dataclass(slots=True)
class LeftOut:
    """Numbers of words that are hidden, deleted or around a page, of notes nobody speaks, and the comments."""

    hidden: int = 0
    deleted: int = 0
    notes: int = 0
    frame: int = 0
    comments: list[str] = field(default_factory=list)

    def hide(self, words: str) -> None:
        """Count hidden words."""
        self.hidden += len(words.split())

    def delete(self, words: str) -> None:
        """Count words that a tracked change deletes, or moves to another place."""
        self.deleted += len(words.split())

    def problems(self, name: str) -> tuple[Problem, ...]:
        """One warning for each kind of words that was left out."""
        said = []
        if self.hidden:
            said.append(
                tr_n(
                    "has {n} hidden word, which was left out. To keep it, make it visible and save the file again.",
                    "has {n} hidden words, which were left out. To keep them, make them visible and save the file "
                    "again.",
                    self.hidden,
                )
            )
        if self.deleted:
            said.append(
                tr_n(
                    "has {n} word that a tracked change deletes or moves, which was left out there. "
                    "To keep it, reject the change and save the file again.",
                    "has {n} words that tracked changes delete or move, which were left out there. "
                    "To keep them, reject the changes and save the file again.",
                    self.deleted,
                )
            )
        if self.notes:
            said.append(
                tr_n(
                    "has {n} footnote or endnote, which nobody speaks and which was left out.",
                    "has {n} footnotes or endnotes, which nobody speaks and which were left out.",
                    self.notes,
                )
            )
        if self.frame:
            said.append(
                tr_n(
                    "has {n} word in its navigation, footer or side, which was left out.",
                    "has {n} words in its navigation, footer or side, which were left out.",
                    self.frame,
                )
            )
        if self.comments:
            said.append(
                tr_n(
                    "has {n} comment in its margin, which was left out: {comments}",
                    "has {n} comments in its margin, which were left out: {comments}",
                    len(self.comments),
                    comments=_shortened(self.comments),
                )
            )
        return tuple(Problem(name, message, "warning") for message in said)


_SHOWN, _LETTERS = 3, 60


def _shortened(comments: list[str]) -> str:
    """The beginnings of the first comments."""
    first = (text if len(text) <= _LETTERS else text[: _LETTERS - 1].rstrip() + "…" for text in comments[:_SHOWN])
    return " | ".join(first) + (" | …" if len(comments) > _SHOWN else "")
