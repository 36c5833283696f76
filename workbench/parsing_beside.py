"""Texts parsed in a process of its own, so that whoever is served meanwhile does not wait for the parser."""

import os
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path
from threading import Thread

from corpus.parse.analysis import analyse, cache_name
from corpus.parse.beside import MUCH, end_with_parent
from corpus.parse.meaning import meanings
from corpus.text import Text
from workbench.study import Study

_LATER = 10
"""How far the parser stands back behind what people wait for."""


def parse_beside(study: Study) -> None:
    """Parse what is not parsed yet, if it is much, and wait for it; what comes of it lies in the study's cache.

    Where that fails, whoever needs the parse makes it, and hears why it cannot be made.
    """
    left = [text for text in study.texts.values() if not (study.cache / cache_name(text)).exists()]
    if sum(len(text.content) for text in left) >= MUCH:
        beside = get_context("spawn").Process(target=_parse, args=(left, study.cache), daemon=True, name="parsing")
        beside.start()
        beside.join()


def _parse(texts: Sequence[Text], cache: Path) -> None:
    Thread(target=end_with_parent, daemon=True, name="parent").start()
    if hasattr(os, "nice"):
        os.nice(_LATER)
    analyse(texts, cache=cache)
    meanings(texts, cache=cache)
