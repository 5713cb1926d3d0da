"""What a build of the index did, in a line and as JSON."""

from __future__ import annotations

import json

from index.build import BuildReport
from index.errors import GuideFault


def report_line(report: BuildReport) -> str:
    """One sentence."""
    what = f"Index {report.generation}: {report.guides} guides, {report.chunks} chunks"
    if not report.built:
        return f"{what}. Nothing has changed."
    skipped = f", {len(report.faults)} files skipped" if report.faults else ""
    return f"{what} ({report.embedded} embedded, {report.reused} reused{skipped}) in {report.seconds:.1f} s."


def report_json(report: BuildReport) -> str:
    """Everything, for programs."""
    return json.dumps(
        {
            "generation": report.generation,
            "guides": report.guides,
            "chunks": report.chunks,
            "embedded": report.embedded,
            "reused": report.reused,
            "built": report.built,
            "seconds": round(report.seconds, 3),
            "faults": [fault_json(fault) for fault in report.faults],
        },
        indent=2,
        ensure_ascii=False,
    )


def fault_json(fault: GuideFault) -> dict[str, str | int]:
    """A faulty guide, for programs."""
    message = f"{fault.problem}. {fault.advice}"
    return {"level": "error", "code": fault.code, "path": fault.path, "line": fault.line, "message": message}
