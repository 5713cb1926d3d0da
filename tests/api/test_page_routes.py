import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

LARKSPUR = "larkspur-instruments/optics-engineer"
VOID = {"meta", "link", "br", "hr", "input", "img"}


class Outline(HTMLParser):
    """Ids, links, headings and unclosed tags of a page."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.headings, self.open, self.tags = [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if tag == "a" and "href" in attributes else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def page(client):
    response = client.get(f"/guides/{LARKSPUR}")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


def test_each_section_has_its_anchor_on_the_page(page, library):
    outline = Outline(page)
    assert outline.open == []
    anchors = {section.anchor for section in library.guides[LARKSPUR].sections}
    assert anchors | {"front-matter"} == set(outline.ids)
    assert len(outline.ids) == len(set(outline.ids))


def test_a_citation_opens_its_words(client):
    answer = client.post("/v1/chat", json={"message": "base in Lisbon?"}).json()
    for citation in answer["citations"]:
        path, anchor = citation["url"].split("#")
        html = client.get(path).text
        assert f'id="{anchor}"' in html
        for line in citation["quote"].splitlines():
            assert line.strip() in html


def test_all_words_of_a_guide_stand_on_its_page_in_order(page):
    words = [
        "Negotiation DNA",
        "Optics engineers here",
        "€62K - €81K",
        "Engineer III",
        "Lens patents",
        "Walk away below",
    ]
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_headings_dont_skip_a_level(page):
    levels = [int(heading[1]) for heading in Outline(page).headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_guide_puts_nothing_live_into_its_page(page):
    outline = Outline(page)
    names = {tag for tag, _ in outline.tags}
    assert not names & {"script", "img", "iframe", "style", "form"}
    assert not [
        name for _, attributes in outline.tags for name in attributes if name.startswith("on") or name == "style"
    ]
    assert {link for link in outline.links if link.startswith("http")} == {"https://survey.example/pay"}
    assert "&lt;script&gt;" in page


def test_a_level_heading_with_markup_is_escaped(client, guides_folder):
    from index.reading import read_guide

    path = guides_folder / "larkspur-instruments.md"
    path.write_text(path.read_text().replace("## Level Mapping", "## Levels <img src=x onerror=y> & more"))
    guide = read_guide(path, guides_folder)
    client.app.state.shared.catalogue.guides[guide.id] = guide
    html = client.get(f"/guides/{LARKSPUR}").text
    assert "Levels &lt;img src=x onerror=y&gt; &amp; more" in html


def test_an_unknown_guide_has_no_page(client, assert_problem):
    assert_problem(client.get("/guides/larkspur/optics"), 404, "unknown-guide")


@pytest.mark.parametrize(
    "path", ["/", f"/guides/{LARKSPUR}", "/docs", "/widget.js", "/guide.css", "/openapi.json", "/nowhere"]
)
def test_every_response_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["img-src"] == "'self' data:"
    assert policy["base-uri"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", f"/guides/{LARKSPUR}", "/docs"])
def test_pages_load_nothing_from_elsewhere(client, path):
    outline = Outline(client.get(path).text)
    loaded = [
        attributes.get("src") or attributes.get("href") for tag, attributes in outline.tags if tag in {"script", "link"}
    ]
    assert loaded
    assert all(source.startswith(("/", "data:,")) and not source.startswith("//") for source in loaded)
    assert not [1 for tag, attributes in outline.tags if tag == "script" and "src" not in attributes]


def test_the_demo_page_and_its_files_are_served(client):
    assert "negotiation-coach" in client.get("/").text
    assert client.get("/widget.js").headers["content-type"].startswith("text/javascript")
    assert client.get("/guide.css").headers["content-type"].startswith("text/css")


def test_an_unchanged_file_isnt_sent_again(client):
    tag = client.get("/guide.css").headers["etag"]
    assert client.get("/guide.css", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("path", ["/__init__.py", "/guide.html.j2", "/..%2fapp.py", "/static/guide.css"])
def test_only_the_pages_own_files_are_served(client, assert_problem, path):
    assert_problem(client.get(path), 404, "not-found")


def test_every_call_is_documented_with_its_problems(client):
    document = client.get("/openapi.json").json()
    html = client.get("/docs").text
    assert Outline(html).open == []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f"<code>{method.upper()}</code> {path}" in html
            assert operation["description"]
            for status, response in operation["responses"].items():
                if not status.startswith("2"):
                    assert list(response["content"]) == ["application/problem+json"], (path, status)
    assert "HTTPValidationError" not in json.dumps(document)


def test_the_contracts_calls_are_all_there(client):
    paths = client.get("/openapi.json").json()["paths"]
    calls = {(method, path) for path, methods in paths.items() for method in methods}
    assert calls == {
        ("post", "/v1/chat"),
        ("get", "/v1/conversations/{conversation_id}"),
        ("delete", "/v1/conversations/{conversation_id}"),
        ("post", "/v1/conversations/{conversation_id}/feedback"),
        ("get", "/v1/guides"),
        ("get", "/v1/guides/{company}/{role}"),
        ("get", "/v1/compensation"),
        ("get", "/healthz"),
        ("get", "/readyz"),
    }


def test_every_reference_in_the_description_resolves(client):
    document = client.get("/openapi.json").json()
    names = re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document))
    assert names
    assert set(names) <= set(document["components"]["schemas"])


def test_the_documented_examples_are_valid(client):
    from api.openapi import EXAMPLE_ANSWER
    from api.types import EXAMPLE_QUESTION, EXAMPLE_WITH_OFFER, ChatRequest, ChatResponse

    ChatResponse.model_validate(EXAMPLE_ANSWER)
    for example in (EXAMPLE_QUESTION, EXAMPLE_WITH_OFFER):
        ChatRequest.model_validate(example)


@pytest.mark.parametrize("path", ["/", "/widget.js", f"/guides/{LARKSPUR}", "/healthz", "/v1/guides"])
def test_head_is_answered_like_get_without_the_body(client, path):
    full, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == full.headers["content-length"]
