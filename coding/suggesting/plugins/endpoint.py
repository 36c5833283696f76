"""A language model on the user's own machine as a suggester, behind an OpenAI-compatible address. Off by default.

In study.yaml: `suggesters: [{use: endpoint, url: "http://127.0.0.1:8080/v1", model: NAME}]`. The texts go to that
address and nowhere else; an address on another computer is refused unless `elsewhere: true` is written.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from coding.codebook.model import Codebook, word
from coding.suggesting.plugins.hints import Hint, PassageQuery
from corpus.loopback import is_loopback
from wording.messages import tr

_ASK = (
    "You help to code qualitative interviews. From the list of codes choose those that the passage deserves, at most "
    'five. Answer with JSON only: {"codes": [{"code": "id", "score": 0.0-1.0, "quote": "words of the passage"}]}.'
)


class Endpoint:
    """The codes that a model gives to each passage, asked one at a time."""

    name = "endpoint"

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._url = str(options.get("url") or "").rstrip("/")
        self._model = str(options.get("model") or "")
        self._timeout = float(options.get("timeout", 60))
        if not self._url or not self._model:
            raise ValueError(tr("it needs `url:` (…/v1) and `model:`."))
        if urlsplit(self._url).scheme not in ("http", "https"):
            raise ValueError(
                tr("{url} is not an address on the web: it must begin with http:// or https://.", url=self._url)
            )
        if not is_loopback(urlsplit(self._url).hostname or "") and options.get("elsewhere") is not True:
            raise ValueError(
                tr(
                    "{url} is on another computer: the texts would leave yours. Write `elsewhere: true` to allow it.",
                    url=self._url,
                )
            )
        self.version = self._model

    def hints(self, passages: Sequence[PassageQuery], codebook: Codebook) -> Iterator[Hint]:
        """The codes the model names, each with the words it quotes, or the whole passage where they are not in it."""
        listed = "\n".join(_line(codebook, code) for code in codebook.codes)
        for number, asked in enumerate(passages):
            before = f"Question: {asked.question}\n" if asked.question else ""
            prompt = f"Codes:\n{listed}\n\n{before}Passage: {asked.words}"
            for answer in self._ask(prompt):
                code, score = str(answer.get("code")), answer.get("score", 0.5)
                if code in codebook.codes and isinstance(score, int | float):
                    quote = str(answer.get("quote") or "")
                    start = asked.words.find(quote) if quote else -1
                    begin, end = (start, start + len(quote)) if start >= 0 else (0, len(asked.words))
                    bounded = min(max(float(score), 0.0), 1.0)
                    why = tr("the model {model} gives it {score:.2f}", model=self._model, score=bounded)
                    yield Hint(number, code, bounded, begin, end, why)

    def _ask(self, prompt: str) -> list[Mapping[str, Any]]:
        messages = [{"role": "system", "content": _ASK}, {"role": "user", "content": prompt}]
        body = {"model": self._model, "messages": messages, "temperature": 0, "seed": 0}
        request = urllib.request.Request(  # noqa: S310 - the address is the one a person wrote
            f"{self._url}/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())
        try:
            with opener.open(request, timeout=self._timeout) as response:
                content = json.load(response)["choices"][0]["message"]["content"]
        except (urllib.error.URLError, TimeoutError, ValueError, KeyError, IndexError, TypeError) as error:
            raise ConnectionError(
                tr("{url} did not answer as expected: {error}.", url=self._url, error=error)
            ) from error
        return _codes_in(str(content))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the texts go to the address that a person wrote, and nowhere else."""

    def redirect_request(self, req: Any, *arguments: Any, **_: Any) -> None:
        """Refuse the new address."""
        raise ConnectionError(
            tr("{url} wants to send the texts on to {other}; this is refused.", url=req.full_url, other=arguments[-1])
        )


def _codes_in(content: str) -> list[Mapping[str, Any]]:
    """The codes in an answer, even with words around the JSON; an empty list where there is no JSON."""
    try:
        value = json.loads(content[content.index("{") : content.rindex("}") + 1])
    except ValueError:
        return []
    codes = value.get("codes") if isinstance(value, dict) else None
    return [line for line in codes if isinstance(line, dict)] if isinstance(codes, list) else []


def _line(codebook: Codebook, code: str) -> str:
    entry = codebook.codes[code]
    language = codebook.languages[0]
    return f"- {code}: {word(entry.label, language)}. {word(entry.definition, language)}".rstrip()
