"""What can go wrong while a question is answered, by who must act.

CoachFault
  MessageInvalid         the user: empty, too long, or not text
  OfferInvalid           the user: an offer that can't be read
  UnknownConversation    the caller: no such conversation (or it was deleted)
  ConversationFull       the caller: past the limit of turns; start a new one
  ConversationsUnavailable   the outside world: the store can't be reached (retry later)
"""

from __future__ import annotations


class CoachFault(Exception):
    """Base: `str()` says what and what to do next, never what the user wrote."""

    retryable = False


class MessageInvalid(CoachFault):
    """The message can't be used."""

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(f"{problem} {advice}")
        self.problem = problem
        self.advice = advice


class OfferInvalid(CoachFault):
    """The structured offer can't be used."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"offer.{field}: {problem}")
        self.field = field
        self.problem = problem


class UnknownConversation(CoachFault):
    """No conversation has this id."""

    def __init__(self) -> None:
        super().__init__(
            "There is no such conversation: it was deleted, has expired or never existed. Start a new one."
        )


class ConversationFull(CoachFault):
    """The conversation has reached its limit of turns."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"This conversation has reached its {limit} turns. Start a new one.")
        self.limit = limit


class ConversationsUnavailable(CoachFault):
    """The conversation store can't be read or written."""

    retryable = True

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"Conversations can't be stored right now ({problem}). Check the data directory and try again."
        )
        self.problem = problem
