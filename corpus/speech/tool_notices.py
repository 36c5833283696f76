"""Notices in transcripts: lines that say who made it, that it ends or is interrupted, and that nobody speaks."""

import re

_TOOLS = (
    r"otter(?:\.ai)?|trint|sonix(?:\.ai)?|descript|happy ?scribe|rev(?:\.com|\.ai)?|no ?scribe|whisper\w*"
    r"|turboscribe(?:\.ai)?|fireflies(?:\.ai)?|temi|amberscript|assemblyai|deepgram|gladia|authôt|authot|noota|leexi|tl;?dv|read\.ai|zoom|teams"
    r"|microsoft teams|google meet|atrain|f4\w*|easytranscript|otranscribe|sonal|elan|vook\.ai|good tape|notta(?:\.ai)?"
)
_MADE = (
    r"transcribed|transcript(?:ion)?(?: was)? (?:generated|created|provided|made|produced|exported|powered)"
    r"|transcription|transcript|generated|created|exported|powered|recorded and transcribed"
    r"|automatically transcribed|auto-generated"
    r"|transcrit|transcription (?:générée|réalisée|créée|produite|fournie|effectuée|exportée)|transcrit automatiquement"
    r"|retranscrit|généré|créé|exporté|sous-titres (?:générés|réalisés|créés)|sous-titré"
    r"|captions? (?:generated|created)"
)
_FOOTER = re.compile(
    r"[\W_]*(?:this |ce |cette |the |la |le )?(?:file |document |fichier |document )?(?:is |was |a été |est )?"
    rf"(?:{_MADE})(?: automatically| automatiquement)?\s(?:by|with|using|from|par|avec|à l['’]aide de|via)\s"
    rf"(?:the |le |la |l['’])?(?:https?://\S+|www\.\S+|(?:{_TOOLS})(?!\w))[^\n]{{0,120}}",
    re.IGNORECASE,
)
_TRANSCRIPTION = re.compile(
    r"[^\n:.!?]{1,60}\s(?:started|stopped|a démarré|a lancé|a arrêté|a commencé)\s(?:the |la )?transcription\.?"
    r"|(?:meeting ended|la réunion s['’]est terminée|réunion terminée) (?:after|au bout de|après) [\d:]+[^\w]*"
    r"|sonix is the world['’]s[^\n]*|automatically convert your \w+ files to text[^\n]*"
    r"|[^\n]{0,40}(?:go unlimited to|passez à illimité pour)[^\n]*",
    re.IGNORECASE,
)
_SOURCE = (
    r"(?:(?:l['’]|la |le |the |cet |cette |this )?"
    r"(?:entretien|interview|enregistrement|recording|(?:re)?transcription|transcript))"
)
_CLOSING = re.compile(
    r"[\W\d]{0,16}(?:(?:the )?end|fin|end of (?:the )?(?:transcript(?:ion)?|interview|recording|tape|audio)"
    rf"|fin (?:de (?:la |l['’])?|d['’]|du )?{_SOURCE})[\W_]{{0,4}}",
    re.IGNORECASE,
)
_MADE_IT = (
    r"(?:a été |was )?(?:(?:re)?transcrit|transcribed|relu|mené|conduit|réalisé|proofread|conducted)e?"
    r"(?:\s(?:et|and)\s\w+)?(?:\s(?:intégralement|manuellement|verbatim))?\s(?:par|by)\s(?!hand)"
)
_BY_SOMEBODY = re.compile(
    rf"\W{{0,3}}(?i:(?:{_SOURCE}\s)?{_MADE_IT})[A-ZÀ-Þ][^\n:?!]{{0,70}}"
    rf"|\W{{0,3}}(?i:{_SOURCE}|transcripteur|transcriptrice|transcriber)\s?:\s[A-ZÀ-Þ][^\n:?!]{{0,50}}"
)
_HEARD = (
    r"pause|silence|blanc|coupure|interruption|rires?|sourires?|laugh(?:s|ter)?|break|reprise|suite|fin|début|end|start"
    r"|inaudible|incompréhensible|bruits?|noise|soupirs?|sighs?|applaudissements|applause|musique|music"
)
_HAPPENS = (
    r"interrompu\w*|interrompt|interrupted|reprend|resumes?|stops?|s['’]arrête|sonne|rings|entre dans|sort de"
    r"|arrive dans|cassette|bande|tape|enregistrement|recording|dictaphone|magnétophone"
)
_ASIDE = re.compile(
    rf"[(\[{{*]\s?(?:(?:(?:long|court|petit|short|brief)(?:ue|e)? )?(?:{_HEARD})(?:\b[^()\[\]{{}}?\n]{{0,80}})?"
    rf"|[^()\[\]{{}}?\n]{{0,60}}\b(?:{_HAPPENS})\b[^()\[\]{{}}?\n]{{0,60}})\s?[)\]}}*][\W_]{{0,2}}"
    r"|(?:enregistrement|entretien|recording|interview) (?:interrompu|suspendu|repris|interrupted|paused)\w?\.?",
    re.IGNORECASE,
)
"""What is heard or happens, between brackets on a line of its own: `[Pause]`, `(Le téléphone sonne.)`."""
_PART = re.compile(
    r"fin de (?:la )?(?:face|bande|cassette|piste) ?\w?\.?"
    r"|(?:fichier(?: audio)?|audio(?: file)?|bande|cassette|piste|track|tape) ?(?:n°)? ?\d{1,3}(?:,? (?:face|side) \w)?"
    r"|(?:\d{1,2}(?:[eè]re?|ème|e)|première|deuxième|seconde|troisième|quatrième|first|second|third) (?:partie|part)"
    r"|(?:partie|part) [\dIVX]{1,4}|(?:page|p\.) ?\d{1,4}(?: ?(?:/|sur|of) ?\d{1,4})?"
    r"|[-–—] ?\d{1,4} ?[-–—]|©[^\n]{1,90}|(?:durée|duration|length)[^:\n]{0,40}:\s*[\d:.\sheurminsecods'’\"]{1,24}",
    re.IGNORECASE,
)
"""A part of the recording, a page, or how long it is."""
_SIGNS = re.compile(r"[*_=#~•·§+.–—-](?:[*_=#~•·§+–—\s-]|\.(?!\.))*")
"""A line that only parts what stands above it from what stands below."""

_LONGEST = 240


def is_notice(line: str) -> bool:
    """Whether the line is a notice of a tool and nothing else: `Transcribed by https://otter.ai`.

    It must name a tool or an address; "Transcribed by hand." is none.
    """
    return 0 < len(line) <= _LONGEST and any(pattern.fullmatch(line) for pattern in (_FOOTER, _TRANSCRIPTION))


def is_aside(line: str) -> bool:
    """Whether the line is a note of who transcribed and nothing else: `[Pause]`, `* * *`, `Fin de l'entretien`."""
    return closes(line) or (len(line) <= _LONGEST and any(p.fullmatch(line) for p in (_ASIDE, _PART, _SIGNS)))


def closes(line: str) -> bool:
    """Whether the line says that the transcript ends, or who made it: the voice before it does not go on below."""
    return 0 < len(line) <= _LONGEST and any(pattern.fullmatch(line) for pattern in (_CLOSING, _BY_SOMEBODY))
