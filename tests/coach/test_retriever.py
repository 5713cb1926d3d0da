"""The search as a LangChain retriever: conformant, verbatim, with provenance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from coach.retriever import GuideRetriever
from index.library import Library

DEVOPS = "millennium-management/devops-engineer"
QUESTION = "premium for being on call in market hours"


class TestConformance(RetrieversIntegrationTests):
    """LangChain's own suite."""

    test_ainvoke_returns_documents = pytest.mark.asyncio(RetrieversIntegrationTests.test_ainvoke_returns_documents)

    @pytest.fixture(autouse=True)
    def _opened(self, library: Library) -> None:
        self.library = library

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return GuideRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"library": self.library}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION

    @property
    def num_results_arg_name(self) -> str:
        return "k"


def found(library: Library, query: str = QUESTION, **settings: Any) -> list[Document]:
    return GuideRetriever(library=library, **settings).invoke(query)


def test_a_document_holds_verbatim_words_of_its_lines(library: Library, seeds: Path) -> None:
    for document in found(library, k=20):
        told = document.metadata
        lines = (seeds / told["source_path"]).read_text("utf-8").split("\n")[told["start_line"] - 1 : told["end_line"]]
        assert " ".join(document.page_content.split()) in " ".join(" ".join(lines).split())


def test_a_document_says_where_it_comes_from(library: Library) -> None:
    for document in found(library, k=20):
        guide = library.guides[document.metadata["guide_id"]]
        assert (document.metadata["company"], document.metadata["role"]) == (guide.company, guide.role)
        titles = {section.title: section.anchor for section in guide.sections}
        assert document.metadata["url"] == f"/guides/{guide.id}#{titles[document.metadata['section']]}"
        assert document.metadata["source_path"] == guide.source_path
        assert document.id


def test_ids_are_distinct_and_stay_the_same(library: Library) -> None:
    ids = [document.id for document in found(library, k=20)]
    assert len(set(ids)) == len(ids) == 20
    assert ids == [document.id for document in found(library, k=20)]


def test_the_best_words_come_first(library: Library) -> None:
    documents = found(library, k=8)
    assert "on-call" in documents[0].page_content.lower()
    scores = [document.metadata["score"] for document in documents]
    assert scores == sorted(scores, reverse=True)


def test_a_retriever_can_be_kept_to_some_guides(library: Library) -> None:
    everywhere = {document.metadata["guide_id"] for document in found(library, "competing offers", k=20)}
    assert len(everywhere) == 3
    kept = found(library, "competing offers", k=20, guide_ids=(DEVOPS,))
    assert {document.metadata["guide_id"] for document in kept} == {DEVOPS}
    assert found(library, "competing offers", guide_ids=()) == []


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_a_blank_question_finds_nothing(library: Library, query: str) -> None:
    assert found(library, query) == []


@pytest.mark.parametrize("query", ["🚀" * 50, "\ud800 broken", "a" * 20_000, '"; drop table'])
def test_odd_questions_do_no_harm(library: Library, query: str) -> None:
    assert all(isinstance(document, Document) for document in found(library, query))


def test_documents_survive_json(library: Library) -> None:
    document = found(library, k=1)[0]
    assert Document.model_validate_json(document.model_dump_json()) == document
