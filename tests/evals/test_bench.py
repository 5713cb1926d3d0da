from io import StringIO

from rich.console import Console

from evals.bench import Bench, Measurement, show


def test_a_measurement_is_held_against_its_bar() -> None:
    assert Measurement(name="a", value=0.9, unit="s", bar=1).verdict == "ok"
    assert Measurement(name="a", value=1.0, unit="s", bar=1).verdict == "over"
    assert Measurement(name="a", value=9, unit="s").verdict == ""


def test_the_table_shows_numbers_beside_their_bars() -> None:
    found = Measurement(name="answer, warm, median", value=12.34, unit="ms", bar=60)
    bench = Bench.model_validate(
        {"made_at": "2031-03-04T00:00:00Z", "commit": None, "dirty": None, "python": "3.11.9", "cpus": 2, "load": 0.1}
        | {"guides": 3, "measurements": (found,)}
    )
    output = StringIO()
    show(bench, Console(file=output, width=120))
    assert "12.34 ms" in output.getvalue()
    assert "< 60 ms" in output.getvalue()
