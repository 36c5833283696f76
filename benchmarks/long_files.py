"""Long and many files, made of words by chance: what reading is measured on."""

import random
from pathlib import Path

_WORDS = (
    "la ville avance projet données service public énergie réseau maire élu habitant budget année travail équipe "
    "direction numérique capteur territoire plan stratégie question réponse vraiment aussi parce que nous avons fait"
).split()


def thousand_transcripts(folder: Path, number: int = 1000, words: int = 8000) -> list[Path]:
    """Transcripts of two voices, each of that many words."""
    folder.mkdir(parents=True)
    chance = random.Random(1)
    paths = []
    for n in range(number):
        turns: list[str] = []
        left, asking = words, True
        while left > 0:
            length = min(chance.randint(5, 20) if asking else chance.randint(60, 200), left)
            who, end = ("Enquêteur", "?") if asking else ("Mme Martin", ".")
            turns.append(f"{who} : {said(chance, length, end)}")
            left, asking = left - length, not asking
        paths.append(folder / f"entretien-{n:04}.txt")
        paths[-1].write_text("\n\n".join(turns), encoding="utf-8")
    return paths


def three_hundred_pages(path: Path, pages: int = 300) -> Path:
    """A report of that many pages, six paragraphs each, with page numbers."""
    from fpdf import FPDF

    chance = random.Random(2)
    report = FPDF()
    report.set_font("Helvetica", size=11)
    for _ in range(pages):
        report.add_page()
        for _ in range(6):
            words = said(chance, 75, ".").encode("latin-1", "replace").decode("latin-1")
            report.multi_cell(0, 6, words, new_x="LMARGIN", new_y="NEXT")
            report.ln(3)
    report.output(str(path))
    return path


def said(chance: random.Random, length: int, mark: str) -> str:
    """A sentence of `length` words that ends with the mark."""
    return " ".join(chance.choice(_WORDS) for _ in range(length)).capitalize() + f" {mark}".replace(" .", ".")
