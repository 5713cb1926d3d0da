import pytest

from api.errors import ApiFault
from api.problems import ADVICE, HTTP_SORTS, INTERNAL, SORTS, describe, problem_of, sort_of
from coach.errors import CoachFault
from index.errors import GuideUnreadable, IndexFault


def below(kind):
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


@pytest.mark.parametrize(
    "fault", [*below(CoachFault), *below(IndexFault), *below(ApiFault)], ids=lambda kind: kind.__name__
)
def test_every_fault_has_a_status(fault):
    assert any(kind in SORTS for kind in fault.__mro__), f"give {fault.__name__} a line in api.problems.SORTS"


@pytest.mark.parametrize("fault", list(SORTS), ids=lambda kind: kind.__name__)
def test_a_fault_to_retry_is_a_503(fault):
    assert not fault.retryable or SORTS[fault].status == 503


def test_a_fault_takes_the_status_of_its_nearest_class():
    assert sort_of(GuideUnreadable("a.md", 1, "binary", "Save it as text.")).name == "guide-unusable"
    assert sort_of(CoachFault("new")) is INTERNAL


def test_what_is_wrong_on_this_side_is_not_told_to_clients():
    problem = problem_of(GuideUnreadable("secret.md", 1, "binary", "Save it as text."))
    assert "secret" not in problem.detail


@pytest.mark.parametrize("name", [sort.name for sort in SORTS.values()] + ["invalid-request", "internal-error"])
def test_every_type_of_problem_is_explained(client, name):
    explained = client.get(f"/problems/{name}").json()
    assert explained["type"] == f"/problems/{name}"
    assert explained["detail"]


@pytest.mark.parametrize("sort", HTTP_SORTS.values(), ids=lambda sort: sort.name)
def test_the_errors_of_http_are_explained(sort):
    explained = describe(sort.name)
    assert explained
    assert explained.detail == ADVICE[sort.status]


def test_a_fault_without_words_still_has_a_meaning():
    assert all(kind.__doc__ for kind in SORTS)
