"""Notices in transcripts: lines that say what made it or that it ends, and that nobody speaks."""

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
    r"|[^\n]{0,40}(?:go unlimited to|passez à illimité pour)[^\n]*"
    r"|\W{0,3}(?:end of (?:the )?(?:transcript(?:ion)?|interview|recording)"
    r"|fin (?:de (?:la )?(?:re)?transcription|(?:de l['’])?(?:entretien|enregistrement|interview)))\W{0,3}",
    re.IGNORECASE,
)
_LONGEST = 240


def is_notice(line: str) -> bool:
    """Whether the line is a notice of a tool and nothing else: `Transcribed by https://otter.ai`.

    It must name a tool or an address; "Transcribed by hand." is none.
    """
    if not line or len(line) > _LONGEST:
        return False
    return any(pattern.fullmatch(line) for pattern in (_FOOTER, _TRANSCRIPTION))
