"""The findings that have a figure, handed to the figures in their terms."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coding.codebook.model import label_of
from reports.explore.cooccurrence import Cooccurrence, PairOrder
from reports.explore.saturation import Saturation
from reports.explore.short_names import short_names
from reports.explore.similarity import CaseSimilarity
from reports.explore.text_portrait import TextPortrait
from reports.explore.timeline import Timeline
from reports.figures.lettering import PRINTED
from reports.study_material import StudyMaterial
from reports.tables.axis import path
from wording.catalogues import listed, say, say_number

if TYPE_CHECKING:
    from reports.figures.branches import Branch
    from reports.figures.figure import Figure

EDGES = 60
"""More pairs than this are unreadable: only the strongest are drawn."""
NODES = range(40, 4, -2)
"""As many codes as fit: the first number with which the drawing is not wider than PRINTED."""
ENOUGH = 10
"""A network of fewer codes shows too little of what meets, if more do: the matrix holds more of them."""
SERIES = 5
"""More codes next below than this have no panel of their own in a timeline."""
MARKING = 0.4
"""A code marks a group where at least this share of its cases have it, and this much more than of the others."""


def network_of(found: Cooccurrence, *, least: int = 1, by: PairOrder = "g2", language: str) -> "Figure":
    """The codes that meet, as a network of the strongest pairs; as a matrix where labels could not be read in it."""
    from reports.figures.network import Edge, Node, network

    pairs = found.pairs(least, by=by)
    at = {code: number for number, code in enumerate(found.codes)}
    title = say(f"explore.figure.cooccurrence_{found.within}", language)
    meeting = len({code for pair in pairs for code in (pair.first, pair.second)})
    for most in NODES:
        drawn: list[str] = []
        edges = []
        for pair in pairs[:EDGES]:
            fresh = [code for code in (pair.first, pair.second) if code not in drawn]
            if len(drawn) + len(fresh) <= most:
                drawn += fresh
                edges.append(Edge(pair.first, pair.second, pair.together, pair.c))
        nodes = [Node(code, found.labels[at[code]], int(found.together[at[code], at[code]])) for code in drawn]
        left = meeting - len(drawn)
        figure = network(title, nodes, edges, language=language, left_out=left, note=_base(found, language))
        if figure.width <= PRINTED and (len(drawn) >= ENOUGH or not left):
            return figure
    from reports.explore.code_matrix import code_matrix

    return code_matrix(found, least=least, language=language)


def _base(found: Cooccurrence, language: str) -> str:
    """What co-occurrence was counted in; nothing where codes are compared on words."""
    return "" if found.units is None else say_number(f"figure_among_{found.within}", found.units, language)


def timeline_figure(found: Timeline, *, language: str) -> "Figure":
    """The share of texts with the code by period, and below it the same for the codes next below."""
    from reports.figures.share_timeline import PeriodShare, share_timeline

    shown = found.labels[: SERIES + 1] if len(found.labels) <= SERIES + 1 else found.labels[:1]
    shares = [
        PeriodShare(moment.period, label, moment.coded_texts[at], moment.texts)
        for at, label in enumerate(shown)
        for moment in found.moments
    ]
    return share_timeline(say("explore.figure.timeline", language, code=found.labels[0]), shares, language=language)


def dendrogram_of(found: CaseSimilarity, material: StudyMaterial, *, groups: int | None = None) -> "Figure":
    """The cases by likeness, as a tree cut into groups, each named by the codes that mark it."""
    from reports.figures.branches import cut
    from reports.figures.dendrogram import dendrogram

    language, book = material.language, material.codebook
    title = say("reader_likeness" if material.for_readers else "explore.figure.likeness", language)
    themes = material.for_readers and found.measure == "codes"
    measure = say("reader_measure" if themes else f"explore.measure.{found.measure}", language)
    branches = [
        replace(
            branch,
            marked=", ".join(
                label_of(book, code, language)
                for code in marking(found, branch.members, most=min(3, len(branch.members)))
            ),
        )
        for branch in cut(found.links, groups)
    ]
    drawn = dendrogram(title, found.cases, found.links, measure=measure, language=language, branches=branches)
    return replace(drawn, told=_told(branches, found.cases, language)) if material.for_readers and branches else drawn


def _told(branches: "Sequence[Branch]", cases: Sequence[str], language: str) -> str:
    """The groups in words: who is in each, and the themes that mark it."""
    groups = []
    for branch in branches:
        members = listed([cases[at] for at in branch.members], language)
        key = "reader_group_marked" if branch.marked else "reader_group"
        groups.append(say(key, language, letter=branch.letter, members=members, marked=branch.marked))
    between = say("figure_semicolon", language)
    told = say_number("reader_groups", len(groups), language, listed=between.join(groups))
    marked = any(branch.marked for branch in branches)
    return f"{told} {say('reader_groups_marked', language)}" if marked else told


def marking(found: CaseSimilarity, members: Sequence[int], *, most: int = 3) -> list[str]:
    """The codes that most of these cases have and few of the others, the most telling first."""
    has = found.weights > 0
    inside = np.zeros(len(has), bool)
    inside[list(members)] = True
    if inside.all():
        return []
    within, outside = has[inside].mean(axis=0), has[~inside].mean(axis=0)
    order = np.argsort(outside - within, kind="stable").tolist()
    return [found.codes[at] for at in order if within[at] >= MARKING and within[at] - outside[at] >= MARKING][:most]


def saturation_figure(found: Saturation, material: StudyMaterial) -> "Figure":
    """New codes and all codes, text by text, and how they fall; texts are named in short."""
    from reports.figures.saturation import Step, Threshold, saturation_curve

    language = material.language
    names = short_names([step.text for step in found.steps], material.texts)
    steps = [Step(names[one.text], len(one.new), one.total, one.codings, one.ratio) for one in found.steps]
    threshold = Threshold(found.threshold, found.base, found.run, found.base_codes)
    title = say("explore.figure.saturation", language)
    return saturation_curve(title, steps, language=language, threshold=threshold)


def portrait_figure(found: TextPortrait, material: StudyMaterial) -> "Figure":
    """The text's codes from its beginning to its end, coloured by family, and where the interviewer speaks."""
    from reports.figures.text_strip import Line, text_strip

    language, book = material.language, material.codebook
    text, length = material.texts[found.text], max(found.characters, 1)
    families = list(dict.fromkeys(path(one.code)[0] for one in found.codes))
    lines = [
        Line(
            one.label,
            families.index(path(one.code)[0]),
            one.codings,
            tuple((start / length, end / length) for start, end in one.spans),
        )
        for one in found.codes
    ]
    asking = {turn.number for turn in text.turns if turn.role == "interviewer"}
    asked = [(one.start / length, one.end / length) for one in text.passages if one.turn in asking]
    return text_strip(
        say("explore.figure.portrait", language, text=short_names([found.text], material.texts)[found.text]),
        lines,
        families=[label_of(book, family, language) if family in book.codes else family for family in families],
        asked=asked,
        coded=found.coded,
        language=language,
    )
