import pytest

from evals.certainty import percentile, wilson


@pytest.mark.parametrize(
    ("passed", "tried", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (81, 263, 0.2553, 0.3662), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_wilson_gives_the_published_intervals(passed: int, tried: int, low: float, high: float) -> None:
    assert wilson(passed, tried) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([float(value) for value in range(1, 101)], 0.95) == 95.0
    assert percentile([7.0], 0.95) == 7.0


def test_no_values_have_no_percentile() -> None:
    assert percentile([], 0.5) is None
