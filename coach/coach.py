"""The coach: a message and a conversation in, a verified answer out and stored."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path

from coach.compose import compose
from coach.conversations import MOST_TURNS, Conversations
from coach.draft import Draft
from coach.errors import ConversationFull, MessageInvalid
from coach.grounding import violations
from coach.refusals import declined_reason, without_instructions
from coach.rendering import citations, cited_figures, derived, render
from coach.types import Answer, Conversation, Offer, Question, Scope, Stage, Status
from coach.understanding import understand
from coach.wording import phrase
from coach.writing.gaps import find_gap, refuse, say_nothing_found
from index.catalogue import Catalogue
from index.embedder import DEFAULT_EMBEDDER
from index.library import Library, open_library
from index.types import Guide

MOST_CHARACTERS = 8000
COMPOSER = "extractive"
log = logging.getLogger(__name__)


def ignore(stage: Stage) -> None:
    """Take no notice of stages."""


class Coach:
    """Answers questions from a library of guides, and remembers conversations."""

    def __init__(
        self, library: Library, conversations: Conversations, today: Callable[[], dt.date] = dt.date.today
    ) -> None:
        self.library = library
        self.conversations = conversations
        self._today = today
        self._catalogue = Catalogue(library.guides.values())

    def answer(
        self,
        message: str,
        conversation_id: str | None = None,
        offer: Offer | None = None,
        on_stage: Callable[[Stage], None] = ignore,
    ) -> Answer:
        """Answer `message`; the turn is stored when this returns. Raises CoachFault."""
        _check(message)
        own_id = conversation_id or self.conversations.new_id()
        with self.conversations.hold(own_id):
            conversation = self._conversation(own_id, conversation_id is None)
            question, answer = self._answer(message, offer, conversation, on_stage)
            self.conversations.append(message, offer, question, answer)
        return answer

    def _conversation(self, conversation_id: str, new: bool) -> Conversation:
        if new:
            return Conversation(conversation_id=conversation_id, turns=())
        conversation = self.conversations.read(conversation_id)
        if len(conversation.turns) >= MOST_TURNS:
            raise ConversationFull(MOST_TURNS)
        return conversation

    def _answer(
        self, message: str, offer: Offer | None, conversation: Conversation, on_stage: Callable[[Stage], None]
    ) -> tuple[Question | None, Answer]:
        on_stage(Stage.UNDERSTANDING)
        draft = Draft(guides=dict(self.library.guides))
        reason = declined_reason(without_instructions(message)[0])
        if reason:
            refuse(draft, reason)
            return None, self._finish(draft, None, conversation, message)
        question = understand(message, offer, conversation, self._catalogue)
        if not find_gap(question, self._catalogue, draft):
            on_stage(Stage.RETRIEVING)
            guides = [self.library.guides[guide_id] for guide_id in question.guide_ids]
            on_stage(Stage.COMPOSING)
            compose(question, guides, self.library, draft, self._today())
            if not draft.pieces:
                say_nothing_found(self._catalogue, draft)
        on_stage(Stage.VERIFYING)
        return question, self._finish(draft, question, conversation, message)

    def _finish(self, draft: Draft, question: Question | None, conversation: Conversation, message: str) -> Answer:
        """Ground the draft and put it on the wire; an unsupported draft is withheld."""
        said = [*(turn.message for turn in conversation.turns), message]
        asked, offer = (question.guide_ids, question.offer) if question else ((), None)
        wrong = violations(draft, said, asked, offer)
        if wrong:
            log.error("draft withheld: %s", "; ".join(f"{item.rule}: {item.detail}" for item in wrong))
            draft = Draft(draft.guides, Status.NOT_IN_GUIDES, warnings=draft.warnings)
            draft.say(phrase("gap.withheld"))
        rendered = render(draft)
        return Answer(
            conversation_id=conversation.conversation_id,
            turn=len(conversation.turns) + 1,
            status=draft.status,
            answer=rendered.text,
            scope=self._scope(question),
            citations=citations(rendered, draft.guides),
            figures=cited_figures(rendered),
            derived=derived(rendered),
            warnings=tuple(draft.warnings),
            follow_ups=tuple(dict.fromkeys(draft.follow_ups)),
            composer=COMPOSER,
            index=self.library.index_id,
        )

    def _scope(self, question: Question | None) -> Scope:
        """What the answer is about; None for whatever isn't one thing."""
        guides: list[Guide] = [self.library.guides[key] for key in question.guide_ids] if question else []
        companies = {guide.company for guide in guides}
        if not guides and question and not question.elsewhere:
            companies = {self._catalogue.companies[company] for company in question.companies}
        roles = {guide.role for guide in guides}
        regions = question.regions if question else ()
        return Scope(
            company=min(companies) if len(companies) == 1 else None,
            role=min(roles) if len(roles) == 1 else None,
            region=regions[0] if len(regions) == 1 else None,
            level=question.title if question else None,
            guide_ids=tuple(guide.id for guide in guides),
        )


def open_coach(guides: Path, data: Path, embedder: str = DEFAULT_EMBEDDER) -> Coach:
    """The coach over the index in `data`; raises IndexUnusable where there is none for these guides."""
    return Coach(open_library(guides, data, embedder), Conversations(data / "conversations.sqlite"))


def _check(message: str) -> None:
    if not message.strip():
        raise MessageInvalid("The message is empty.", "Write a question.")
    if len(message) > MOST_CHARACTERS:
        raise MessageInvalid("The message is too long.", f"Keep it under {MOST_CHARACTERS:,} characters.")
    try:
        message.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise MessageInvalid("The message isn't valid text.", "Remove the broken characters.") from fault
