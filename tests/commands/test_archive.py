"""glose archive: what is in it, that a stranger finds their way, that nothing in it can change unnoticed."""

import hashlib
import json
import shutil
import zipfile

import pytest

from tests.commands.test_export_pseudonyms import assert_no_name, every_byte, named  # noqa: F401 - a fixture

SETTINGS = """\
archive:
  abstract: {fr: Une étude inventée., en: An invented study.}
  creators: [Anne Roy (0000-0002-1825-0097), Paul Lenoir]
  access: sur demande
"""


@pytest.fixture
def described(named):  # noqa: F811
    settings = named / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + SETTINGS, encoding="utf-8")
    return named


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def graph_of(folder):
    said = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    return {one["@id"]: one for one in said["@graph"]}


def test_an_archive_describes_every_file_it_holds(described, glose, tmp_path):
    told = glose("archive", tmp_path / "deposit", "--licence", "CC-BY-4.0")
    files = files_of(tmp_path / "deposit")
    assert {"README.md", "texts/nice-berthier.txt", "codebook/codebook.yaml", "tables/codings.csv", "cases.csv",
            "project.qdpx", "methods.md", "ledger/study.db"} <= files.keys()  # fmt: skip
    graph = graph_of(tmp_path / "deposit")
    root = graph["./"]
    assert {one["@id"] for one in root["hasPart"]} == files.keys() - {"ro-crate-metadata.json"}
    assert graph["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert root["license"] == {"@id": "https://spdx.org/licenses/CC-BY-4.0"}
    assert [graph[one["@id"]]["name"] for one in root["author"]] == ["Anne Roy", "Paul Lenoir"]
    assert root["author"][0] == {"@id": "https://orcid.org/0000-0002-1825-0097"}
    assert graph["cases.csv"]["sha256"] == hashlib.sha256(files["cases.csv"].read_bytes()).hexdigest()
    missing = told.err.split("does not say yet: ")[1].splitlines()[0]
    assert "funder" in missing
    assert "licence" not in missing
    assert "abstract" not in missing


def test_its_readme_speaks_the_language_of_the_study(described, glose, tmp_path):
    glose("archive", tmp_path / "deposit")
    readme = (tmp_path / "deposit" / "README.md").read_text(encoding="utf-8")
    assert "| Résumé | Une étude inventée. | `stdyInfo/abstract` |" in readme
    assert "2 codages" in readme
    assert "| Financement | non indiqué |" in readme


def test_a_project_and_a_ledger_in_it_are_studies_again(described, glose, tmp_path):
    glose("archive", tmp_path / "deposit")
    quotes = sorted(line["quote"] for line in glose("quotes", "--json").lines)
    glose("import", tmp_path / "deposit" / "project.qdpx", "--study", tmp_path / "a")
    glose("restore", tmp_path / "deposit" / "ledger" / "study.db", tmp_path / "b")
    for again in ("a", "b"):
        assert sorted(line["quote"] for line in glose("quotes", "--json", "--study", tmp_path / again).lines) == quotes


@pytest.mark.parametrize("name", ["deposit", "deposit.zip"])
def test_with_pseudonyms_no_byte_has_a_name_of_the_key(described, glose, tmp_path, name):
    target = tmp_path / name
    glose("archive", target, "--pseudonyms")
    if target.is_dir():
        whole = "\n".join(f"{path}\n{every_byte(file.read_bytes())}" for path, file in files_of(target).items())
    else:
        whole = every_byte(target.read_bytes())
    assert_no_name(whole)
    assert "ledger/study.db" not in whole
    assert "[Personne 1]" in whole
    assert "Le registre" not in glose("check", "--archive", target).out


def test_a_name_among_the_creators_stops_the_archive(described, glose, tmp_path):
    settings = described / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("Paul Lenoir", "Claire Berthier"), "utf-8")
    told = glose("archive", tmp_path / "deposit", "--pseudonyms", code=1)
    assert "README.md would still hold the name “Claire Berthier”" in told.err
    assert not (tmp_path / "deposit").exists()


def test_whatever_happens_to_a_file_is_found_without_a_study(described, glose, tmp_path, monkeypatch):
    written = glose("archive", tmp_path / "deposit").err
    monkeypatch.chdir(tmp_path)
    shutil.copytree("deposit", "whole")
    checked = glose("check", "--archive", "whole").out
    assert "all unchanged" in checked
    assert written.split(" files, ")[0].split()[-1] == checked.split(" files ")[0]
    (tmp_path / "deposit" / "README.md").write_text("Autre chose.", encoding="utf-8")
    (tmp_path / "deposit" / "cases.csv").unlink()
    (tmp_path / "deposit" / "texts" / "added.txt").write_text("", encoding="utf-8")
    found = {line["place"]: line["message"] for line in glose("check", "--archive", "deposit", "--json", code=1).lines}
    assert found.keys() == {"README.md", "cases.csv", "texts/added.txt"}
    assert found["cases.csv"] == "is missing."


def test_a_hash_that_was_made_to_fit_is_not_that_of_the_description(described, glose, tmp_path):
    glose("archive", tmp_path / "deposit")
    manifest, readme = tmp_path / "deposit" / "manifest-sha256.txt", tmp_path / "deposit" / "README.md"
    was = hashlib.sha256(readme.read_bytes()).hexdigest()
    readme.write_text("Autre chose.", encoding="utf-8")
    now = hashlib.sha256(readme.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
    [found] = glose("check", "--archive", tmp_path / "deposit", "--json", code=1).lines
    assert found["message"] == "describes README.md with another hash than manifest-sha256.txt."


def test_what_is_no_archive_is_said(described, glose, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "rien")
    assert "is not an archive" in glose("check", "--archive", tmp_path / "a.zip", code=1).err
    assert "does not exist" in glose("check", "--archive", tmp_path / "b.zip", code=1).err


def test_a_folder_with_files_is_not_written_over(described, glose, tmp_path):
    (tmp_path / "deposit").mkdir()
    (tmp_path / "deposit" / "mine.txt").write_text("à moi", encoding="utf-8")
    assert "is not empty" in glose("archive", tmp_path / "deposit", code=1).err
    assert files_of(tmp_path / "deposit").keys() == {"mine.txt"}


def test_faults_in_what_is_said_have_their_line(described, glose):
    settings = described / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("  access:", "  acces:"), encoding="utf-8")
    told = glose("archive", code=1)
    assert "unknown setting 'acces'" in told.err
    assert "Did you mean 'access'?" in told.err
