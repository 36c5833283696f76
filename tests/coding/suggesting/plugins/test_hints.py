"""Suggesters from elsewhere: heard where they are sound, left out and named where they are not."""

import importlib.metadata
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from coding.codebook.file import load_codebook
from coding.suggesting.plugins.endpoint import Endpoint
from coding.suggesting.plugins.hints import Hint, PassageQuery, PluginUse, ask
from coding.suggesting.plugins.trained import Trained

BOOK = load_codebook("codes:\n  - {id: a, label: Animaux}\n  - {id: b, label: Bateaux}\n")
PASSAGES = [
    PassageQuery("Le lion dort.", "t", 1, "fr"),
    PassageQuery("Le voilier file.", "t", 2, "fr", "Et les bateaux ?"),
]


class Sound:
    """A plug-in as it should be."""

    name, version = "sound", "3"

    def __init__(self, options):
        self.word = options.get("word", "lion")

    def hints(self, passages, codebook):
        for number, asked in enumerate(passages):
            at = asked.words.find(self.word)
            if at >= 0:
                yield Hint(number, "a", 0.9, at, at + len(self.word), f"it says {self.word}")


class Raising(Sound):
    def hints(self, passages, codebook):
        raise ZeroDivisionError("oh")


class Hanging(Sound):
    def hints(self, passages, codebook):
        time.sleep(3)
        return []


class Talking(Sound):
    def hints(self, passages, codebook):
        return [Hint(0, "no_such_code", 0.5, 0, 3, "why")]


@pytest.fixture
def plugged(monkeypatch):
    """The plug-ins of this file, installed under small names."""
    made = {"sound": Sound, "raising": Raising, "hanging": Hanging, "talking": Talking}

    class Point:
        def __init__(self, name):
            self.name = name

        def load(self):
            return made[self.name]

    real = importlib.metadata.entry_points

    def points(**which):
        return [Point(name) for name in made] if which.get("group") == "glose.suggesters" else real(**which)

    monkeypatch.setattr("importlib.metadata.entry_points", points)


def test_a_sound_plug_in_is_heard_and_named(plugged):
    heard = ask([PluginUse("sound", weight=0.7)], PASSAGES, BOOK)
    assert heard.versions == ["sound/3"]
    assert heard.problems == []
    [(hint, weight)] = heard.hints
    assert (hint.number, hint.code, hint.suggester, weight) == (0, "a", "sound", 0.7)


@pytest.mark.parametrize(
    ("plugin", "said"),
    [("raising", "oh"), ("hanging", "did not answer within"), ("talking", "no_such_code"), ("absent", "not installed")],
)
def test_one_that_fails_is_left_out_and_the_others_go_on(plugged, plugin, said):
    heard = ask([PluginUse(plugin, seconds=0.2), PluginUse("sound")], PASSAGES, BOOK)
    assert len(heard.hints) == 1
    [problem] = heard.problems
    assert plugin in problem.message
    assert said in problem.message
    assert problem.level == "warning"


@pytest.mark.slow
def test_a_study_asks_what_its_settings_name(plugged, coded, glose):
    settings = coded / "study.yaml"
    before = {(s["code"], s["passage"]): s["score"] for s in glose("suggest", "--json", "--threshold", 0).lines}
    more = "\nsuggesters:\n  - raising\n  - {use: talking_about, weight: 2}\n"
    settings.write_text(settings.read_text() + more)
    said = glose("suggest", "--json", "--threshold", 0)
    assert "'raising' was left out: oh" in said.err
    assert "'talking_about' was left out" in said.err
    assert {(s["code"], s["passage"]): s["score"] for s in said.lines} == before


@pytest.mark.slow
def test_hints_count_and_are_shown_as_evidence(plugged, coded, glose, monkeypatch):
    class Frein(Sound):
        def hints(self, passages, codebook):
            for number, asked in enumerate(passages):
                at = asked.words.find("silos")
                if at >= 0:
                    yield Hint(number, "objectives.environment", 1.0, at, at + 5, "because of silos")

    monkeypatch.setattr(Sound, "hints", Frein.hints)
    (coded / "study.yaml").write_text((coded / "study.yaml").read_text() + "\nsuggesters: [{use: sound, weight: 3}]\n")
    found = [s for s in glose("suggest", "--json").lines if s["code"] == "objectives.environment"]
    assert [e["quote"] for e in found[0]["evidence"] if e["kind"] == "sound"] == ["silos"]
    assert found[0]["parts"]["plug-ins"] > 0.5


def test_faults_in_the_settings_are_named_with_their_line(coded, glose):
    (coded / "study.yaml").write_text(
        "language: fr\nlearn: maybe\nsuggesters:\n  - {weight: 2}\n  - {use: x, weight: -1}\n"
    )
    said = glose("suggest", code=1).err
    assert "study.yaml:2" in said
    assert "study.yaml:4" in said
    assert "study.yaml:5" in said


@pytest.mark.slow
def test_a_trained_text_categoriser_by_path(tmp_path):
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("fr")
    bag_of_words = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "ngram_size": 1}
    categories = nlp.add_pipe("textcat_multilabel", config={"model": {**bag_of_words, "no_output_layer": False}})
    for label in ("a", "b", "elsewhere"):
        categories.add_label(label)
    lines = [("Le lion dort.", "a"), ("Le tigre dort.", "a"), ("Le voilier file.", "b"), ("Le cargo file.", "b")]
    examples = [
        Example.from_dict(nlp.make_doc(words), {"cats": {c: float(c == label) for c in ("a", "b", "elsewhere")}})
        for words, label in lines
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path / "model")
    trained = Trained({"path": tmp_path / "model"})
    found = list(trained.hints(PASSAGES, BOOK))
    best = {number: max((h for h in found if h.number == number), key=lambda h: h.score).code for number in (0, 1)}
    assert best == {0: "a", 1: "b"}
    assert "elsewhere" not in {hint.code for hint in found}
    with pytest.raises(ValueError, match="no folder"):
        Trained({"path": str(tmp_path / "none")})


@pytest.fixture
def server():
    """A small real server that answers as language models do."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            seen.append((self.path, body))
            prompt = body["messages"][-1]["content"]
            if "voilier" in prompt:
                said = (
                    'Voici : {"codes": [{"code": "b", "score": 0.8, "quote": "voilier"}, {"code": "zz", "score": 1}]}'
                )
            else:
                said = "I cannot help with that."
            answer = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_):
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/v1", seen
    running.shutdown()
    thread.join()
    running.server_close()


def test_an_endpoint_on_this_machine_is_asked_passage_by_passage(server):
    url, seen = server
    [hint] = list(Endpoint({"url": url, "model": "small"}).hints(PASSAGES, BOOK))
    assert (hint.number, hint.code, hint.score) == (1, "b", 0.8)
    assert PASSAGES[1].words[hint.start : hint.end] == "voilier"
    assert [path for path, _ in seen] == ["/v1/chat/completions"] * 2
    assert "Question: Et les bateaux ?" in seen[1][1]["messages"][-1]["content"]


def test_an_endpoint_elsewhere_is_refused_unless_that_is_written(server):
    with pytest.raises(ValueError, match="texts would leave yours"):
        Endpoint({"url": "http://models.example.org/v1", "model": "m"})
    Endpoint({"url": "http://models.example.org/v1", "model": "m", "elsewhere": True})
    with pytest.raises(ConnectionError, match="did not answer"):
        list(Endpoint({"url": "http://127.0.0.1:9/v1", "model": "m", "timeout": 1}).hints(PASSAGES, BOOK))


def test_the_plug_in_that_every_suggestion_has_now_says_so():
    heard = ask([PluginUse("semantic")], PASSAGES, BOOK)
    assert [problem.message for problem in heard.problems] == [
        "the suggester 'semantic' was left out: meaning is part of every suggestion now: take this line out of study.yaml."
    ]


def test_an_endpoint_follows_no_redirect():
    """The texts go to the address that was written down, and a server there cannot send them elsewhere."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked.append(self.path)
            self.send_response(307)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *_):
            pass

    running = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    try:
        with pytest.raises(ConnectionError, match="refused"):
            list(Endpoint({"url": f"http://127.0.0.1:{running.server_port}/v1", "model": "m"}).hints(PASSAGES, BOOK))
    finally:
        running.shutdown()
        thread.join()
        running.server_close()
    assert asked == ["/v1/chat/completions"]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/v1", "127.0.0.1:8080/v1", "javascript:1"])
def test_an_endpoint_is_an_address_of_the_web(url):
    with pytest.raises(ValueError, match="must begin with http"):
        Endpoint({"url": url, "model": "m"})
