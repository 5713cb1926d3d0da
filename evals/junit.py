"""A run as a JUnit file: a suite per category, a test per case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from evals.results import CaseResult, Results

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold, escaped or not."""


def junit(results: Results) -> bytes:
    """The file's bytes."""
    root = ElementTree.Element("testsuites", {"name": "coach eval", **_counts(results.cases)})
    for category in results.categories:
        cases = [result for result in results.cases if result.case.category == category]
        started = f"{results.made_at:%Y-%m-%dT%H:%M:%S}"
        suite = ElementTree.SubElement(root, "testsuite", {"name": category, "timestamp": started, **_counts(cases)})
        for result in cases:
            _add_case(suite, result)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def _counts(cases: Sequence[CaseResult]) -> dict[str, str]:
    return {
        "tests": str(len(cases)),
        "failures": str(sum(result.outcome == "failed" for result in cases)),
        "errors": "0",
        "skipped": str(sum(result.outcome == "unscored" for result in cases)),
        "time": f"{sum(result.seconds or 0 for result in cases):.4f}",
    }


def _add_case(suite: ElementTree.Element, result: CaseResult) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=result.case.category,
        name=_fit(result.case.id),
        time=f"{result.seconds or 0:.4f}",
    )
    if result.outcome == "passed":
        return
    reasons = [_fit(reason) for reason in result.reasons]
    sign = ElementTree.SubElement(case, "failure" if result.outcome == "failed" else "skipped", message=reasons[0])
    if result.outcome == "failed":
        sign.set("type", "expectation")
        sign.text = "\n".join(reasons)


def _fit(text: str) -> str:
    return _UNFIT.sub("�", text)
