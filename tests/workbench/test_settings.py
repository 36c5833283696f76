"""study.yaml: what is not there yet is refused at its line, never accepted and ignored."""

import pytest

from workbench.settings import read_settings


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("adjudication: {reason: irony}", "unknown key 'reason'"),
        ("adjudication: {reasons: irony}", "reasons must be a list of words"),
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


def test_a_consensus_counts_everybody_and_a_study_adds_its_reasons():
    settings = read_settings("count: consensus\nadjudication: {reasons: [irony, border]}\n", "essai")
    assert (settings.count, settings.consensus, settings.problems) == ("all", True, ())
    assert settings.reasons[-1] == "irony"
    assert settings.reasons.count("border") == 1


def test_a_study_says_what_it_calls_its_cases():
    settings = read_settings("unit: {fr: [collectivité, collectivités], en: [city, cities]}\n", "study")
    assert settings.problems == ()
    assert (settings.unit["fr"].many, settings.unit["fr"].feminine, settings.unit["en"].one) == (
        "collectivités",
        True,
        "city",
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("unit: {fr: [école, écoles]}", "masculine or feminine"),
        ("unit: {fr: école}", "one and several"),
        ("unit: {gender: x}", "m or f"),
        ("unit: {es: [caso, casos]}", "unknown setting 'es'"),
        ("unit: city", "not of the right type"),
        ("attributes: {status: {lable: Statut}}", "unknown setting 'lable'"),
        ("attributes: {status: {values: {a: [b]}}}", "a label is words"),
        ("attributes: {status: {type: number, values: [a]}}", "without a type"),
    ],
)
def test_what_cannot_be_understood_is_said_at_its_line(line, said):
    (problem,) = read_settings(f"title: T\n{line}\n", "study").problems
    assert said in problem.message
    assert problem.place.startswith("study.yaml:2")


def test_attributes_and_their_values_have_labels():
    source = (
        "attributes:\n  unit: {label: {fr: Statut, en: Status}, values: {commune: {fr: commune, en: town}, epci: }}\n"
    )
    settings = read_settings(source, "study")
    assert settings.problems == ()
    unit = settings.attributes["unit"]
    assert unit.categories == ("commune", "epci")
    assert (unit.label["en"], unit.labelled("commune", "en"), unit.labelled("epci", "en")) == ("Status", "town", "epci")
