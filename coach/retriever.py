"""The search as a LangChain retriever. The one door of LangChain."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig
from langsmith import tracing_context
from pydantic import ConfigDict

from coach.passages import section_of
from index.library import Library
from index.types import Hit


class GuideRetriever(BaseRetriever):
    """Passages of guides as `Document`s: verbatim words, with guide, section, lines and page.

    >>> GuideRetriever(library=library, guide_ids=("millennium-management/devops-engineer",)).invoke("on-call")
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    """The opened index."""
    k: int = 5
    """How many passages to return."""
    guide_ids: tuple[str, ...] | None = None
    """Search only these guides; None searches all."""

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> list[Document]:
        """Find passages for a question; nothing is sent to a tracing service, whatever the environment says."""
        with tracing_context(enabled=False):
            return super().invoke(input, config, **kwargs)

    async def ainvoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> list[Document]:
        """As `invoke`, without blocking."""
        with tracing_context(enabled=False):
            return await super().ainvoke(input, config, **kwargs)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        limit = int(kwargs.get("k", self.k))
        hits = self.library.search(query, guide_ids=self.guide_ids, limit=limit)
        return [self._document(hit) for hit in hits]

    def _document(self, hit: Hit) -> Document:
        passage = hit.chunk.passage
        guide = self.library.guides[passage.guide_id]
        section = section_of(guide, passage.anchor)
        return Document(
            id=hit.chunk.id,
            page_content=passage.quote,
            metadata={
                "guide_id": guide.id,
                "company": guide.company,
                "role": guide.role,
                "section": section.title if section else "Front-matter",
                "source_path": guide.source_path,
                "start_line": passage.start_line,
                "end_line": passage.end_line,
                "url": f"/guides/{guide.id}#{passage.anchor}",
                "score": hit.score,
            },
        )
