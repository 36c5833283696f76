"""study.yaml: what is not there yet is refused at its line, never accepted and ignored."""

import pytest

from workbench.settings import read_settings


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("count: consensus", "count: consensus is not available yet"),
        ("cache: /tmp/parses", "unknown setting 'cache'"),
    ],
)
def test_a_setting_that_nothing_obeys_is_an_error_at_its_line(line, message):
    [problem] = read_settings(f"title: Essai\n{line}\n", "essai").problems
    assert problem.place.startswith("study.yaml:2:")
    assert problem.level == "error"
    assert message in problem.message


@pytest.mark.parametrize(
    ("line", "counted"), [("", "all"), ("count: all", "all"), ("count: lead", ("lead",)), ("count: [a, b]", ("a", "b"))]
)
def test_whose_codings_count(line, counted):
    settings = read_settings(f"title: Essai\n{line}\n", "essai")
    assert (settings.count, settings.problems) == (counted, ())
