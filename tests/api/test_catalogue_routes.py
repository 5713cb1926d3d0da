import pytest

from index.types import Figure

LARKSPUR = "larkspur-instruments/optics-engineer"
QUILL = "quillfeather-labs/data-engineer"


def guides(client, **query):
    response = client.get("/v1/guides", params=query)
    assert response.status_code == 200, response.text
    return [card["id"] for card in response.json()["guides"]]


def figures(client, **query):
    response = client.get("/v1/compensation", params=query)
    assert response.status_code == 200, response.text
    return [Figure.model_validate(figure) for figure in response.json()["figures"]]


def test_the_catalogue_lists_every_guide_with_its_facts(client):
    page = client.get("/v1/guides").json()
    assert [card["id"] for card in page["guides"]] == [LARKSPUR, QUILL]
    assert page["next_cursor"] is None
    card = page["guides"][0]
    assert card["regions"] == ["Lisbon", "New York (HQ)"]
    assert (card["last_updated"], card["url"]) == ("2026-01-10", f"/guides/{LARKSPUR}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"company": "larkspur-instruments"}, [LARKSPUR]),
        ({"company": "Larkspur Instruments"}, [LARKSPUR]),
        ({"company": "larkspur"}, [LARKSPUR]),
        ({"company": "Larkspurr"}, []),
        ({"company": "nobody"}, []),
        ({"role": "Data Engineer"}, [QUILL]),
        ({"role": "engineer"}, []),
        ({"company": "larkspur", "role": "data-engineer"}, []),
        ({"q": "optics"}, [LARKSPUR]),
        ({"q": "engineer dublin"}, [QUILL]),
        ({"q": "welder"}, []),
        ({"q": ""}, [LARKSPUR, QUILL]),
    ],
)
def test_the_catalogue_is_filtered(client, query, found):
    assert guides(client, **query) == found


def test_pages_of_the_catalogue_make_up_the_whole(client):
    first = client.get("/v1/guides", params={"limit": 1}).json()
    second = client.get("/v1/guides", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [card["id"] for card in first["guides"] + second["guides"]] == [LARKSPUR, QUILL]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("cursor", ["x", "%%%", "MQ", "LTE6c2NyaXB0ZWQ", "MTpvdGhlcg", "\ud7ff", "🙂"])
def test_a_cursor_of_something_else_is_refused(client, assert_problem, cursor):
    assert_problem(client.get("/v1/guides", params={"cursor": cursor}), 422, "cursor-invalid", field="cursor")


@pytest.mark.parametrize(
    ("path", "query", "field"),
    [
        ("/v1/guides", {"limit": 0}, "limit"),
        ("/v1/guides", {"limit": 10_000}, "limit"),
        ("/v1/guides", {"limit": "canary"}, "limit"),
        ("/v1/guides", {"q": "canary" * 100}, "q"),
        ("/v1/guides", {"compnay": "canary"}, "query"),
        ("/v1/compensation", {"component": "canary"}, "component"),
    ],
)
def test_a_bad_filter_is_named_and_never_echoed(client, assert_problem, path, query, field):
    assert_problem(client.get(path, params=query), 422, "invalid-request", field=field, never="canary")


def test_a_guide_travels_without_its_text(client, library):
    record = client.get(f"/v1/guides/{LARKSPUR}").json()
    guide = library.guides[LARKSPUR]
    assert [section["title"] for section in record["sections"]] == [section.title for section in guide.sections]
    assert [Figure.model_validate(each) for each in record["figures"]] == list(guide.figures)
    assert record["data_sources"] == ["An Invented Pay Survey"]
    assert "calibration" not in str(record)


def test_an_unknown_guide_is_a_problem_that_names_the_nearest(client, assert_problem):
    problem = assert_problem(client.get("/v1/guides/larkspur/optics"), 404, "unknown-guide")
    assert LARKSPUR in problem["detail"]


def test_every_figure_has_its_provenance(client):
    found = figures(client)
    assert {figure.guide_id for figure in found} == {LARKSPUR, QUILL}
    assert all(figure.source.line > 0 and figure.source.path for figure in found)


@pytest.mark.parametrize("region", ["Lisbon", "lisbon", "LISBON"])
def test_figures_of_a_region_are_of_that_region(client, region):
    found = figures(client, company="larkspur", region=region, component="base_salary")
    assert [(figure.low, figure.high, figure.currency) for figure in found if figure.kind == "market_range"] == [
        (62000, 81000, "EUR")
    ]
    assert {figure.region for figure in found} == {"Lisbon"}


def test_a_region_is_known_by_its_common_alias(client):
    assert {figure.region for figure in figures(client, region="NYC")} == {"New York (HQ)"}


def test_a_region_or_level_that_no_guide_has_gives_nothing(client):
    assert figures(client, region="Atlantis") == []
    assert figures(client, level="Archduke") == []


def test_a_component_alone_comes_alone(client):
    assert {figure.component for figure in figures(client, component="bonus")} == {"bonus"}


def test_pages_of_figures_make_up_the_whole(client):
    everything = figures(client)
    collected, cursor = [], None
    while True:
        page = client.get("/v1/compensation", params={"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
        collected += page["figures"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert [Figure.model_validate(each) for each in collected] == everything
