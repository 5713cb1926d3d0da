import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rendering import answer_html, link_definitions, passage_html

URL = "/guides/larkspur-instruments/optics-engineer#front-matter"
CITE = f'<a class="cite" href="{URL}" data-marker="1" rel="noopener noreferrer">[1]</a>'


@pytest.fixture
def html_of(scripted):
    answer = scripted.answer("anything")
    return lambda words: answer_html(answer.model_copy(update={"answer": words}))


def test_a_marker_becomes_a_link_to_what_it_cites(html_of):
    assert html_of("Base: **€62,000** [1].") == f"<p>Base: <strong>€62,000</strong> {CITE}.</p>\n"


def test_a_marker_in_a_table_becomes_a_link(html_of):
    assert f"<td>{CITE}</td>" in html_of("| a | b |\n|---|---|\n| 1 | [1] |")


@pytest.mark.parametrize("words", ["[2]", "[x]", "[1", "`[1]`", "\\[1\\]", "[01x]", "[99999]"])
def test_what_resolves_to_nothing_stays_text(html_of, words):
    assert 'class="cite"' not in html_of(words)


@pytest.mark.parametrize(
    "words", ["[1](https://evil.example)", "[1]: https://evil.example", "[1][x]\n\n[x]: https://evil.example"]
)
def test_a_marker_cant_be_turned_into_another_link(html_of, words):
    html = html_of(words)
    assert CITE in html
    assert 'href="https://evil.example' not in html


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html,x)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "[x](\\\\evil.example)",
        "[x](http://evil.example)",
        "[x](ftp://evil.example)",
        "[x](relative/path)",
        "![x](https://evil.example/pixel.png)",
        '<a href="https://evil.example" data-marker="1" class="cite">[x]</a>',
        "<https://evil.example onclick=alert(1)>",
        "<style>*{display:none}</style>",
        '<iframe src="https://evil.example"></iframe>',
    ],
)
def test_data_never_becomes_markup(html_of, words):
    for html in (html_of(words), passage_html(words)):
        assert not re.search(r"<(?!/?(p|a)\b)", html), html
        assert all(link.startswith("/%5C") for link in re.findall(r"<a [^>]*href=\"([^\"]*)", html)), html


def test_links_to_https_and_own_paths_are_kept_and_closed_off():
    assert passage_html("[x](https://survey.example/pay?a=1&b=2)") == (
        '<p><a href="https://survey.example/pay?a=1&amp;b=2" rel="noopener noreferrer">x</a></p>\n'
    )
    assert 'href="/guides/a/b#c"' in passage_html("[x](/guides/a/b#c)")


def test_a_picture_is_replaced_by_its_description():
    assert passage_html("![a <b>chart</b>](https://tracker.example/p.png)") == "<p>a &lt;b&gt;chart&lt;/b&gt;</p>\n"


def test_link_definitions_elsewhere_in_a_guide_are_found():
    definitions = link_definitions("Words [x].\n\n[x]: https://survey.example\n[y]: javascript:alert(1)")
    assert 'href="https://survey.example"' in passage_html("Words [x].", definitions)
    assert "javascript" not in passage_html("Words [y].", definitions)


@given(st.text(alphabet=st.sampled_from("<>&\"'[]()!*`|\\/:.#-=\n 1ax")) | st.text())
def test_any_text_renders_to_allowed_tags_only(words):
    tags = re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", passage_html(words))
    assert set(tags) <= {
        *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a"),
        *("table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
