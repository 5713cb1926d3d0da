"""The widget as a file: small, self-contained, without doors through which words could become markup."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

STATIC = Path(__file__).parents[3] / "api" / "static"
WIDGET = (STATIC / "widget.js").read_text(encoding="utf-8")
SINKS = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTMLUnsafe|srcdoc|\.cssText"


def test_the_widget_keeps_to_its_size():
    assert len(WIDGET.encode()) <= 60_000
    assert len(gzip.compress(WIDGET.encode(), 9)) <= 16_000


def test_there_is_one_string_sink_and_it_makes_an_inert_document():
    assert re.findall(SINKS, WIDGET) == []
    assert WIDGET.count("parseFromString") == 1


def test_page_and_widget_name_no_other_origin():
    for name in ("widget.js", "index.html", "page.css"):
        text = (STATIC / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"(?:https?:)?//\w[\w.-]+\.\w+", text) == []


def test_the_page_has_no_inline_script_or_style():
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
