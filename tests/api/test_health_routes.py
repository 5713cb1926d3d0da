from coach.errors import ConversationsUnavailable
from index.errors import IndexUnusable


def test_a_living_process_says_so(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_ready_coach_says_what_it_serves(client, library):
    expected = {"status": "ready", "index": library.index_id, "guides": 2, "faulty_guides": 0}
    assert client.get("/readyz").json() == expected


def test_a_store_out_of_reach_is_not_ready(scripted_client, scripted, assert_problem):
    scripted.conversations.fault = ConversationsUnavailable("disk full")
    assert_problem(scripted_client.get("/readyz"), 503, "conversations-unavailable")
    assert scripted_client.get("/healthz").status_code == 200


def test_a_broken_index_is_not_ready(scripted_client, scripted, assert_problem, tmp_path):
    def search(*_, **__):
        raise IndexUnusable(tmp_path, "damaged")

    scripted.library.search = search
    assert_problem(scripted_client.get("/readyz"), 503, "index-unusable", never=str(tmp_path))
