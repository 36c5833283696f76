"""The yardsticks for a cold `glose suggest`: spaCy's own pipe over the same passages, or the encoder, and nothing else.

Usage: python -m benchmarks.bare_pipe STUDY [meaning]
"""

import sys
from pathlib import Path

from corpus.parse.meaning import vectors_of
from corpus.parse.pipelines import EXCLUDED, pipeline_name
from workbench.study import Study


def main(folder: Path, *, meaning: bool) -> None:
    """Parse every passage of the study with the components that Glose uses, or encode what each means."""
    with Study.open(folder) as study:
        passages = [text.quote(passage) for text in study.texts.values() for passage in text.passages]
    if meaning:
        vectors_of(passages)
        return
    import spacy

    nlp = spacy.load(pipeline_name("fr")[0], exclude=list(EXCLUDED))
    for _ in nlp.pipe(passages, batch_size=64):
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), meaning="meaning" in sys.argv[2:])
