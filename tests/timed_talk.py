"""The invented conversation with the times of its sentences, as tools that annotate speech save it."""

from tests.talk import AGAIN, ASKED, REPLIED, SAID

FOUR = [("Claire", 0, 3, ASKED), ("Paul", 4, 8, SAID), ("Claire", 9, 12, AGAIN), ("Paul", 13, 17, REPLIED)]
SPOKEN = [(voice, said) for voice, _, _, said in FOUR]
WORDS = " ".join(said for *_, said in FOUR).split()


def of(voice, rows=FOUR):
    return [(start, end, said) for who, start, end, said in rows if who == voice]


def textgrid(tiers, *, short=False):
    parts = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", "0" if short else "xmin = 0"]
    parts += ["17" if short else "xmax = 17", "<exists>" if short else "tiers? <exists>"]
    parts += [str(len(tiers)) if short else f"size = {len(tiers)}", *([] if short else ["item []:"])]
    for number, (name, annotations) in enumerate(tiers, 1):
        head = [("class", '"IntervalTier"'), ("name", f'"{name}"'), ("xmin", 0), ("xmax", 17)]
        parts += [] if short else [f"    item [{number}]:"]
        parts += [str(value) if short else f"        {key} = {value}" for key, value in head]
        parts.append(str(len(annotations)) if short else f"        intervals: size = {len(annotations)}")
        for place, (start, end, said) in enumerate(annotations, 1):
            quoted = '"' + said.replace('"', '""') + '"'
            parts += [] if short else [f"        intervals [{place}]:"]
            rows = [("xmin", start), ("xmax", end), ("text", quoted)]
            parts += [str(value) if short else f"            {key} = {value}" for key, value in rows]
    return "\n".join(parts) + "\n"


GRID = [("Claire", [*of("Claire"), (12, 17, "")]), ("Paul", of("Paul"))]
