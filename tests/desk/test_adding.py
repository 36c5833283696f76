"""Adding texts at the desk: what is doubtful is seen before anything is recorded, and nothing is left behind."""

import pytest

from desk.uploads import clean_name
from tests.desk.conftest import ADDRESS, Seat

INTERVIEW = """\
Atelier inventé

Camille : Bonjour à tous, on commence par la mobilité ?

Inès : Oui, le tramway a changé beaucoup de choses.

Camille : Et le numérique ?

Inès : On attend encore la fibre, c'est un frein.

Paul : Moi je trouve que ça avance, mais lentement.

Camille : Merci beaucoup.
"""
OCTETS = "application/octet-stream"


def upload(at, name, content, code=201):
    data = content if isinstance(content, bytes) else content.encode()
    headers = {"origin": ADDRESS, "content-type": OCTETS}
    answer = at.client.post("/api/uploads", params={"name": name}, content=data, headers=headers)
    assert answer.status_code == code, answer.text
    return answer.json()


def texts(glose):
    return [line["text"] for line in glose("progress", "--json").lines]


def left_files(study):
    folder = study / ".cache" / "desk" / "uploads"
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def test_doubts_are_shown_and_speakers_corrected_before_anything_is_recorded(study, seat: Seat, glose):
    anna = seat(study)
    seen = upload(anna, "atelier.txt", INTERVIEW)
    assert [(s["name"], s["role"]) for s in seen["text"]["speakers"]] == [
        ("Camille", "interviewer"),
        ("Inès", "respondent"),
    ]
    assert any("Paul" in problem["message"] for problem in seen["problems"])
    assert seen["beginning"][0]["words"].startswith("Bonjour")
    assert texts(glose) == []
    stated = {
        "upload": seen["upload"], "id": "lyon-atelier", "case": "Grand Lyon", "language": "fr",
        "speakers": [{"label": "Paul", "role": "respondent"}, {"label": "Inès", "name": "Inès Martin", "role": "respondent"}],
    }  # fmt: skip
    again = anna.post("/api/uploads/read", stated)
    assert [s["name"] for s in again["text"]["speakers"]] == ["Camille", "Inès Martin", "Paul"]
    assert (again["text"]["text"], again["text"]["case"]) == ("lyon-atelier", "Lyon")
    assert texts(glose) == []
    added = anna.post("/api/uploads/add", stated)
    assert added["added"]
    assert anna.post("/api/uploads/add", stated) == added, "sent again after a lost connection, it is answered alike"
    assert texts(glose) == ["lyon-atelier"]
    assert [t["speaker"] for t in anna.get("/api/texts/lyon-atelier")["turns"]][1] == "Inès Martin"
    assert [path.name for path in (study / "texts").iterdir()] == ["atelier.txt"]
    assert left_files(study) == []


def test_doubts_name_the_fields_of_the_page(study, seat: Seat):
    anna = seat(study)
    seen = upload(
        anna, "a.txt", "Une visite sans rien en tête, Ã©crite deux fois : Ã©tÃ©, forÃªt, dÃ©jÃ , mÃªme, Ã©lÃ¨ve."
    )
    said = " ".join(problem["message"] for problem in seen["problems"])
    assert "--" not in said
    assert "« Cas »" in said.replace("\u00a0", " ")
    assert seen["doubled"]
    mended = anna.post("/api/uploads/read", {"upload": seen["upload"], "mend": True})
    assert "écrite" in mended["beginning"][0]["words"]


def test_each_file_is_added_or_refused_on_its_own(study, seat: Seat, glose):
    anna = seat(study)
    good, bad = upload(anna, "a.txt", "Des mots sur Nice."), upload(anna, "b.docx", b"no zip")
    assert bad["text"] is None
    assert bad["problems"][0]["level"] == "error"
    refused = anna.post("/api/uploads/add", {"upload": bad["upload"]}, 422)
    assert refused["problems"] == bad["problems"]
    assert anna.post("/api/uploads/add", {"upload": good["upload"]})["ids"] == ["a"]
    assert upload(anna, "again.txt", "Des mots sur Nice.")["known"]
    assert "taken" in upload(anna, "a.txt", "D'autres mots.")["problems"][-1]["message"]
    assert texts(glose) == ["a"]


def test_a_table_of_answers_becomes_a_text_for_each(study, seat: Seat, glose):
    rows = "".join(
        f"{n};Nice;Une longue réponse numéro {n}, avec des mots sur la ville et le tramway.\n" for n in range(1, 6)
    )
    anna = seat(study)
    seen = upload(anna, "answers.csv", "id;case;réponse\n" + rows)
    assert (seen["texts"], seen["text"]["kind"]) == (5, "document")
    chosen = {"upload": seen["upload"], "columns": ["réponse"], "row": "id", "case_column": "case"}
    assert anna.post("/api/uploads/read", chosen)["text"]["case"] == "Nice"
    wrong = anna.post("/api/uploads/read", {**chosen, "columns": ["nothing"]})
    assert (wrong["texts"], wrong["problems"][0]["level"]) == (0, "error")
    anna.post("/api/uploads/add", {"upload": seen["upload"]})
    assert len(texts(glose)) == 5


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\texts\\été.docx", "été.docx"),
        ("..", "text"),
        (".hidden.txt", "hidden.txt"),
        ("a\x00b\x1b[2Jc\u202e.txt", "ab[2Jc.txt"),
        ("e\u0301te\u0301.txt", "été.txt"),
        ("", "text"),
        ("x" * 400 + ".txt", "x" * 120 + ".txt"),
        ("noms.de.fichier.txt", "noms.de.fichier.txt"),
    ],
)
def test_names_of_files_have_no_folders_in_them(given, kept):
    assert clean_name(given) == kept


def test_a_file_goes_nowhere_but_into_its_folder(study, seat: Seat):
    anna = seat(study)
    upload(anna, "../../../evil.txt", "Des mots.")
    [path] = left_files(study)
    assert path.name == "evil.txt"
    assert path.stat().st_mode & 0o077 == 0
    assert not (study / "evil.txt").exists()


def test_uploads_are_bounded_in_size_and_number(study, seat: Seat, monkeypatch):
    anna = seat(study)
    monkeypatch.setattr("desk.uploads.MOST_FILES", 1)
    first = upload(anna, "a.txt", "Des mots.")
    assert "wait already" in upload(anna, "b.txt", "Des mots.", 413)["message"]
    anna.post("/api/uploads/leave", {"upload": first["upload"]})
    assert left_files(study) == []
    upload(anna, "b.txt", "Des mots.")
    upload(anna, "c.txt", b"x" * 50_000_001, 413)
    upload(anna, "c.txt", b"", 422)
    answer = anna.client.post("/api/uploads", params={"name": "a"}, data={"a": "b"}, headers={"origin": ADDRESS})
    assert answer.status_code == 415


def test_files_that_wait_are_their_owner_s_alone_and_go_with_the_desk(study, seat: Seat):
    anna = seat(study)
    mine = upload(anna, "a.txt", "Des mots.")["upload"]
    anna.desk.uploads.of("anna", mine)
    anna.client.cookies.clear()
    from desk.sessions import Session

    anna.client.cookies.set(anna.desk.sessions.cookie, anna.desk.sessions.written(Session("ben")))
    for way in ("read", "add", "leave"):
        assert "no more" in anna.post(f"/api/uploads/{way}", {"upload": mine}, 404)["message"]
    anna.desk.close()
    assert left_files(study) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "novel"},
        {"language": "la"},
        {"speakers": [{"role": "other"}]},
        {"speakers": [{"label": "A", "role": "x"}]},
    ],
)
def test_what_cannot_be_stated_is_refused(study, seat: Seat, wrong):
    anna = seat(study)
    seen = upload(anna, "a.txt", INTERVIEW)
    anna.post("/api/uploads/read", {"upload": seen["upload"], **wrong}, 422)
