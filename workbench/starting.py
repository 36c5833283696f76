"""Making a study: its folder, its files and an empty ledger, or nothing at all."""

import shutil
from pathlib import Path

import yaml

from coding.codebook.file import load_codebook
from corpus.problem import GloseError
from corpus.whole_file import make_folder, write_whole
from ledger.ledger import Ledger
from ledger.situations import is_too_long, too_long
from wording.messages import tr
from workbench.study import default_url

STARTER = {
    "fr": """\
# Le livre de codes de l'étude. `glose check` le relit, `glose suggest` s'en sert.
codebook: {title: Mon étude, languages: [fr]}

scales:
  degree: [absent, mentioned, strong]        # du plus faible au plus fort

codes:
  - id: objectives                           # l'identifiant : lettres sans accent, chiffres, _
    label: Objectifs
    codes:                                   # un code peut en contenir d'autres : objectives.attractiveness
      - id: attractiveness
        label: Attractivité
        definition: Le territoire veut attirer des entreprises, des habitants ou des visiteurs.
        use_when: ["La personne présente l'attractivité comme un but."]
        avoid_when: ["Elle parle seulement de l'image de la ville."]
        scale: degree
        cues:                                # les mots qui font penser au code ; huit ou plus valent mieux
          - attirer des entreprises
          - attractivité du territoire
          - attractif
          - faire venir des investisseurs
          - accueillir de nouveaux habitants
          - rayonnement
          - création d'emplois
          - s'implanter ici
  - id: challenges
    label: Difficultés
    definition: Ce qui freine ou empêche.
    cues: [frein, obstacle, difficulté, manque de moyens, compliqué, résistance, bloquer, contrainte budgétaire]

tables:
  - {id: objectives, title: Objectifs par cas, rows: objectives, columns: cases, cell: degree}
  - {id: challenges, title: Difficultés par cas, rows: challenges, columns: cases, cell: mention}

suggestions: {threshold: 0.35}
""",
    "en": """\
# The study's codebook. `glose check` reads it over, `glose suggest` works with it.
codebook: {title: My study, languages: [en]}

scales:
  degree: [absent, mentioned, strong]        # from weakest to strongest

codes:
  - id: objectives                           # the id: small letters a-z, digits, _
    label: Objectives
    codes:                                   # a code may hold others: objectives.attractiveness
      - id: attractiveness
        label: Attractiveness
        definition: The place wants to attract firms, residents or visitors.
        use_when: ["The person names attractiveness as an aim."]
        avoid_when: ["They only speak of the city's image."]
        scale: degree
        cues:                                # words that make one think of the code; eight or more are better
          - attract companies
          - attractive place
          - bring in investors
          - welcome new residents
          - create jobs
          - settle here
          - reputation
          - competitiveness
  - id: challenges
    label: Challenges
    definition: What slows things down or prevents them.
    cues: [obstacle, barrier, difficulty, lack of resources, complicated, resistance, blocked, budget constraint]

tables:
  - {id: objectives, title: Objectives by case, rows: objectives, columns: cases, cell: degree}
  - {id: challenges, title: Challenges by case, rows: challenges, columns: cases, cell: mention}

suggestions: {threshold: 0.35}
""",
}


SETTINGS_NOTES = """\
# coder: your name, if you always code on this machine
# count: all | [name, name]: whose codings tables count
# shared: true, if others on this computer or drive work in this folder (files are for you alone otherwise)
"""


class FolderInUse(GloseError):
    """A study cannot be made where there are files."""


def start_study(folder: Path, *, codebook: Path | None, language: str, title: str | None, shared: bool = False) -> None:
    """Make the study, for its owner alone unless it is `shared`.

    Raises FolderInUse, BrokenCodebook (the file given has faults) and leaves nothing then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = tr("is already a study") if (folder / "study.yaml").exists() else tr("has files in it")
        raise FolderInUse(tr("{folder} {what}. Name a new or an empty folder.", folder=folder, what=what))
    source = codebook.read_bytes().decode("utf-8-sig") if codebook else STARTER[language]
    load_codebook(source, codebook.name if codebook else "codebook.yaml")
    if is_too_long(folder / "study.db"):
        raise too_long(folder / "study.db")
    existed = folder.exists()
    try:
        _fill(folder, source, language=language, title=title or folder.resolve().name, shared=shared)
    except BaseException:
        clear(folder, keep=existed)
        raise


def _fill(folder: Path, codebook: str, *, language: str, title: str, shared: bool) -> None:
    make_folder(make_folder(folder, private=not shared) / "texts", private=not shared)
    settings = {"title": title, "language": language, **({"shared": True} if shared else {})}
    named = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    write_whole(folder / "codebook.yaml", codebook, private=not shared)
    write_whole(folder / "cases.csv", "case,aliases\n", private=not shared)
    Ledger.create(default_url(folder.resolve()), private=not shared).close()
    # The last, for it makes the folder a study: whatever ends the program before, no half of one is left.
    write_whole(folder / "study.yaml", named + SETTINGS_NOTES, private=not shared)


def clear(folder: Path, *, keep: bool) -> None:
    """Take away what was made in a folder, and (unless it is to be kept) the folder."""
    if not folder.exists():
        return
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not keep:
        folder.rmdir()
