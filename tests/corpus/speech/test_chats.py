"""Chats as people export and paste them: who wrote what, and what the application wrote itself."""

import pytest

from tests.talk import AGAIN, REPLIED, SAID, spoken

ASKED = "Comment as-tu commencé ?"
FOUR = [("Claire", ASKED), ("Paul", SAID), ("Claire", AGAIN), ("Paul", REPLIED)]


WHATSAPP = {
    "Android, French": "12/05/2023, 10:15 - {0}: {1}\n",
    "Android, French, à": "12/05/2023 à 10:15 - {0}: {1}\n",
    "Android, English, 12 hours": "5/12/23, 10:15\u202fAM - {0}: {1}\n",
    "Android, dots": "12.05.23, 10:15 - {0}: {1}\n",
    "iOS, French": "[12/05/2023 10:15:02] {0}: {1}\n",
    "iOS, English": "\u200e[5/12/23, 10:15:02\u202fPM] {0}: {1}\n",
    "iOS, à": "[12/05/2023 à 10:15:02] {0} : {1}\n",
    "iOS, days first": "[2023-05-12, 10:15:02 a.m.] {0}: {1}\n",
    "copied in the browser": "[10:15, 12/05/2023] {0}: {1}\n",
    "edited messages": "12/05/2023, 10:15 - {0}: {1} \u200e<Ce message a été modifié>\n",
    "edited messages, English": "[5/12/23, 10:15:02\u202fAM] {0}: {1} <This message was edited>\n",
    "a number that is in no address book": "[12/05/2023, 10:15:02] ~\u00a0{0}: {1}\n",
}


@pytest.mark.parametrize("form", WHATSAPP)
def test_whatsapp(read, form):
    text = read("discussion.txt", "".join(WHATSAPP[form].format(name, said) for name, said in FOUR))
    assert spoken(text) == FOUR
    assert text.kind == "interview"
    assert text.turns[0].timestamp[:4] in ("10:1", "22:1")


@pytest.mark.parametrize(
    "name", ["+33 6 12 34 56 78", "\u202a+33\u00a06\u00a012\u00a034\u00a056\u00a078\u202c", "Paul 🌸", "Paul (maire)"]
)
def test_a_sender_is_named_as_the_telephone_does(read, name):
    lines = [(name if sender == "Paul" else sender, said) for sender, said in FOUR]
    text = read("discussion.txt", "".join(f"12/05/2023, 10:15 - {sender}: {said}\n" for sender, said in lines))
    plain = " ".join(name.strip("\u202a\u202c").split())
    assert spoken(text) == [(plain if sender == "Paul" else sender, said) for sender, said in FOUR]


def test_a_message_of_several_lines_is_one_turn(read):
    text = read(
        "discussion.txt",
        f"12/05/2023, 10:15 - Claire: {ASKED}\n12/05/2023, 10:17 - Paul: Par des essais\nen 2010\n\nSurtout : la ville.\n"
        f"12/05/2023, 10:18 - Claire: {AGAIN}\n12/05/2023, 10:19 - Paul: {REPLIED}\n",
    )
    assert text.quote(text.turns[1]) == "Par des essais\nen 2010\n\nSurtout : la ville."


def test_two_messages_in_a_row_are_two_turns_without_a_date_in_them(read):
    text = read("discussion.txt", "".join(f"12/05/2023, 10:15 - {n}: {s}\n" for n, s in [*FOUR, ("Paul", "Voilà.")]))
    assert spoken(text) == [*FOUR, ("Paul", "Voilà.")]


@pytest.mark.parametrize("form", ["12/05/2023, 10:15 - {0}: {1}\n", "10:15:02 From {0} to Everyone : {1}\n"])
@pytest.mark.parametrize("names", [("Claire", "Paul"), ("Claire", "Claire")])
def test_a_chat_of_two_messages_is_one(read, form, names):
    lines = list(zip(names, (ASKED, SAID), strict=True))
    assert spoken(read("court.txt", "".join(form.format(name, said) for name, said in lines))) == lines


NOTICES = [
    "12/05/2023, 10:00 - Les messages et les appels sont chiffrés de bout en bout.",
    "12/05/2023, 10:00 - Claire a créé le groupe « Projet : la ville »",
    "12/05/2023, 10:01 - Vous avez ajouté Paul",
    "12/05/2023, 10:02 - Paul a quitté le groupe",
    "12/05/2023, 10:02 - Claire changed the subject from “Ville” to “Projet: la ville”",
    "12/05/2023, 10:03 - Paul: <Médias omis>",
    "12/05/2023, 10:03 - Paul: <Media omitted>",
    "12/05/2023, 10:03 - Paul: \u200eimage absente",
    "12/05/2023, 10:03 - Paul: \u200evideo omitted",
    "12/05/2023, 10:03 - Paul: IMG-20230512-WA0001.jpg (fichier joint)",
    "12/05/2023, 10:03 - Paul: \u200ebilan.pdf • 3 pages \u200edocument manquant",
    "12/05/2023, 10:03 - Paul: Appel vocal manqué",
    "12/05/2023, 10:03 - Paul: Appel vidéo, 12 min",
    "12/05/2023, 10:03 - Paul: Missed voice call",
    "12/05/2023, 10:03 - Paul: <View once voice message omitted>",
    "12/05/2023, 10:03 - Paul: Ce message a été supprimé",
    "12/05/2023, 10:03 - Paul: This message was deleted",
]


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_what_the_application_writes_is_nobodys_speech(read, notice, place):
    lines = [f"12/05/2023, 10:15 - {name}: {said}" for name, said in FOUR]
    text = read("discussion.txt", "\n".join([*lines[:place], notice, *lines[place:]]))
    assert spoken(text) == FOUR
    assert notice in text.content


@pytest.mark.parametrize(
    "said",
    [
        "Appel demain avec la mairie",
        "Document absent du dossier",
        "La photo est absente",
        "J'ai ajouté Paul",
        "null part",
    ],
)
def test_words_that_only_resemble_a_notice_are_speech(read, said):
    lines = [*FOUR[:3], ("Paul", said)]
    assert spoken(read("a.txt", "".join(f"12/05/2023, 10:15 - {n}: {s}\n" for n, s in lines))) == lines
    assert spoken(read("b.txt", "".join(f"[12/05/2023 10:15:02] {n}: {s}\n" for n, s in lines))) == lines


@pytest.mark.parametrize("said", ["Répondre à « l'appel » de la ville, oui", "Replying to “them” takes time, you know"])
def test_words_that_only_resemble_a_quotation_are_speech(read, said):
    lines = [*FOUR[:3], ("Paul", said)]
    assert spoken(read("a.txt", "".join(f"10:15:02 From {n} to Everyone:\n\t{s}\n" for n, s in lines))) == lines


@pytest.mark.parametrize("said", ["Hier", "Lundi", "12/05", "New", "jeudi 12 mai"])
def test_a_day_as_an_answer_is_speech(read, said):
    lines = [*FOUR[:3], ("Paul", said)]
    assert spoken(read("a.txt", "".join(f"{n}  10:15 AM\n{s}\n" for n, s in lines))) == lines


ZOOM = {
    "to everyone": "10:15:02\t From  {0}  to  Everyone : {1}\n",
    "without a receiver": "10:15:02\t From {0} : {1}\n",
    "the message below": "10:15:02 From {0} to Everyone:\n\t{1}\n",
    "with the day": "2023-05-12 10:15:02 From {0} to Everyone:\n\t{1}\n",
    "a direct message": "10:15:02\t From {0} to Léa Martin (Direct Message) : {1}\n",
    "privately": "10:15:02\t From  {0}  to  Léa Martin(Privately) : {1}\n",
    "in French": "10:15:02\t De  {0}  à  Tout le monde : {1}\n",
    "half in French": "10:15:02\t De  {0}  to  Everyone : {1}\n",
    "in French, below": "10:15:02 De {0} à Léa Martin (message direct) :\n\t{1}\n",
}


@pytest.mark.parametrize("form", ZOOM)
def test_the_chat_of_a_zoom_meeting(read, form):
    text = read("chat.txt", "".join(ZOOM[form].format(name, said) for name, said in FOUR))
    assert spoken(text) == FOUR
    assert text.turns[0].timestamp == "10:15:02"


def test_a_quoted_message_and_a_reaction_repeat_no_words(read):
    text = read(
        "chat.txt",
        f"10:15:02 From Claire to Everyone:\n\t{ASKED}\n10:16:02 From Paul to Everyone:\n\tReplying to “Comment as…”\n\n"
        f"\t{SAID}\n10:16:09 From Claire to Everyone:\n\tReacted to “Par des essais…” with 👍\n"
        f"10:16:30 From Claire to Everyone:\n\t{AGAIN}\n10:17:00 From Paul to Everyone:\n\t{REPLIED}\n",
    )
    assert spoken(text) == FOUR


PASTED = {
    "Slack": "{0}\n  10:15 AM\n{1}\n",
    "Slack, one line": "{0}  10:15 AM\n{1}\n",
    "Slack, brackets": "{0} [10:15 AM]\n{1}\n",
    "Slack, French": "{0}  10 h 15\n{1}\n",
    "Slack, a day": "{0}  May 12th at 10:15 AM\n{1}\n",
    "Slack, yesterday": "{0}\n  Yesterday at 10:15 AM\n{1}\n",
    "Teams, brackets": "[12/05/2023 10:15] {0}\n{1}\n",
    "Teams, weekday": "[vendredi 10:15] {0}\n{1}\n",
    "Teams, below": "{0}\n12/05/2023 10:15\n{1}\n",
    "Teams, hier": "{0}\nHier 10:15\n{1}\n",
    "Teams, blank lines": "{0}\n\n12/05/2023 10:15\n\n{1}\n\n",
    "Discord": "{0} — 12/05/2023 10:15\n{1}\n",
    "Telegram": "{0}, [12.05.2023 10:15]\n{1}\n\n",
    "a comma": "{0}, 12/05/2023 10:15\n{1}\n\n",
}


@pytest.mark.parametrize("form", PASTED)
def test_a_pasted_chat(read, form):
    text = read("colle.txt", "".join(PASTED[form].format(name, said) for name, said in FOUR))
    assert spoken(text) == FOUR
    assert text.turns[0].timestamp == "10:15:00"


def test_a_time_alone_opens_another_message_of_the_same_voice(read):
    text = read(
        "slack.txt",
        f"Claire\n  10:15 AM\n{ASKED}\nPaul\n  10:16 AM\n{SAID}\n10:17\nOui.\n2 replies\n:+1: 2\n"
        f"Claire\n  10:18 AM\n{AGAIN}\n",
    )
    assert spoken(text) == [("Claire", ASKED), ("Paul", SAID), ("Paul", "Oui."), ("Claire", AGAIN)]


@pytest.mark.parametrize(
    "words",
    [
        "Le 12/05/2023, 10:15 - Claire: voilà ce que je lis dans le compte rendu.\n\nEt rien d'autre.\n",
        "12/05/2023, 10:15 - Réunion : salle haute.\n\nLa suite du texte est un récit, sans personne.\n\nVoilà.\n",
        "Journal du 12/05/2023\n\nNous partons à 10:15 AM.\n\nPaul arrive le 13/05/2023 10:15\n\nEt puis rien.\n",
        "Programme\n\n12/05/2023 10:15\n\nAccueil\n\n13/05/2023 10:15\n\nAteliers\n\n14/05/2023 10:15\n\nBilan\n",
    ],
)
def test_a_text_with_dates_is_no_chat(read, words):
    assert read("recit.txt", words, kind=None).kind == "document"


def test_dates_within_an_interview_leave_its_labels_as_they_are(read):
    text = read(
        "entretien.txt",
        f"Q : {ASKED}\n\nR : Le message disait :\n12/05/2023, 10:15 - Claire: bonjour\n\nQ : {AGAIN}\n\nR : {REPLIED}\n",
    )
    assert [turn.speaker for turn in text.turns] == ["Q", "R", "Q", "R"]


OTHERS = {
    "Telegram": "{0}, [12 May 2023 at 10:15:00]:\n{1}\n\n",
    "Telegram, French": "{0}, [12 mai 2023 à 10:15]\n{1}\n\n",
    "Signal": "[12 mai 2023 10:15] {0} : {1}\n",
    "Signal, name first": "{0} (2023-05-12, 10:15): {1}\n",
    "Signal, headers": "From: {0} (+33612345678)\nSent: Fri, 12 May 2023 10:15:00 +0200\nType: incoming\n\n{1}\n\n",
    "mail": "De : {0} <qui@exemple.fr>\nEnvoyé : vendredi 12 mai 2023 10:15\nÀ : Tous\nObjet : Re: projet\n\n{1}\n\n",
    "Messenger": "{0}\n{1}\n12 mai 2023, 10:15\n\n",
    "Messages, printed": "May 12, 2023 10:15:00 AM\n{0}\n{1}\n\n",
    "Google Meet": "{0}\n10:15 AM\n{1}\n\n",
    "Viber": "[ 12 mai 2023 10:15 ] {0}: {1}\n",
    "IRC": "10:15 < {0}> {1}\n",
}


@pytest.mark.parametrize("form", OTHERS)
def test_other_messengers(read, form):
    text = read("discussion.txt", "".join(OTHERS[form].format(name, said) for name, said in FOUR * 2))
    names = [(name if "headers" not in form else f"{name} (+33612345678)", said) for name, said in FOUR * 2]
    assert spoken(text) == names
    assert text.kind == "interview"


def test_times_in_pairs_are_marks_as_google_meet_writes_its_captions(read):
    text = read("a.txt", "".join(f"00:01:12.345,00:01:15.345\n{n}: {s}\n\n" for n, s in FOUR))
    assert spoken(text) == FOUR
