"""Words to send or say: a counter-offer letter, and a rehearsal of the talk."""

from __future__ import annotations

from coach.passages import lever_passage
from coach.selecting import distinct, figures_in, prose_figures, thresholds
from coach.topics import best_levers, names_lever, shared_weight, topic_words
from coach.types import Ask
from coach.wording import component_name, guide_name, listing, phrase, threshold_amount
from coach.writing.context import Context
from coach.writing.lines import opening_numbers, write_walk_away
from index.components import component_words
from index.money import format_amount
from index.names import fold, normal
from index.types import Figure, Guide, Kind, Lever, SectionKind, Unit

_MOST_ASKS = 4
_SURE = 2
_LETTER_WORDS = frozenset(
    [
        "email",
        "mail",
        "note",
        "letter",
        "slack",
        "message",
        "draft",
        "compose",
        "polite",
        "short",
        "pls",
        "position",
        "candidate",
        "mails",
        "dm",
    ]
)


def write_letter(context: Context, ask: Ask) -> None:
    """A letter with the guide's opening numbers, the user's own offer, and blanks for the rest."""
    for guide in context.guides:
        lever = _lever(context, guide, ask)
        opening = [] if lever and not ask.components else _asked_for(context, guide, ask)
        if not opening and not lever:
            context.draft.miss(phrase("threshold.none_any", guide=guide_name(guide), what="opening number"))
            continue
        support = context.draft.shown(opening[:1]) or ([lever_passage(guide, lever)] if lever else [])
        context.draft.say(phrase("draft.lead", guide=guide_name(guide)), passages=support)
        context.draft.letter(phrase("draft.subject", role=guide.role))
        context.draft.letter(phrase("draft.greeting"))
        context.draft.letter(phrase("draft.thanks", company=guide.company, role=guide.role))
        if context.question.offer.items:
            context.draft.letter(phrase("draft.offer", items=_own_offer(context)))
        if opening:
            context.draft.letter(phrase("draft.ask"))
        for figure in opening:
            text = phrase("draft.ask_items", component=_named(figure), amount=_plain(figure))
            context.draft.letter(f"- {text}", (figure,))
        if lever:
            text = phrase("draft.point", title=lever.title)
            context.draft.letter(text, passages=(lever_passage(guide, lever),))
        context.draft.letter(phrase("draft.reason"))
        if context.question.has_rival_offer:
            context.draft.letter(phrase("draft.rival"))
        context.draft.letter(phrase("draft.close_phrase"))
        context.draft.letter(phrase("draft.sign"))
        if lever:
            _add_script(context, guide, lever)


def write_rehearsal(context: Context, ask: Ask) -> None:
    """The recruiter's first line, the user's opening numbers, and the lines to keep in mind."""
    for guide in context.guides:
        context.draft.say(phrase("rehearsal.lead", role=guide.role, company=guide.company))
        offer = phrase("rehearsal.offer", items=_own_offer(context)) if context.question.offer.items else ""
        context.draft.say(phrase("rehearsal.recruiter", offer=offer))
        opening = opening_numbers(context, guide, ask.components)
        if opening:
            context.draft.say(phrase("rehearsal.yours"), passages=context.draft.shown(opening[:1]))
        for figure in opening:
            _line(context, figure)
        lines = distinct(thresholds(guide, (Kind.ACCEPT, Kind.WALK_AWAY), ask.components, context.regions))
        if lines:
            context.draft.say(phrase("rehearsal.floor"), passages=context.draft.shown(lines[:1]))
        for figure in lines:
            _line(context, figure)
        if not opening and not lines:
            write_walk_away(context, ask)
    context.draft.say(phrase("rehearsal.turn"))


def _line(context: Context, figure: Figure) -> None:
    name = f"{component_name(figure.component).capitalize()} ({phrase(f'kind.{figure.kind.value}')})"
    context.draft.bullet(phrase("threshold.item", component=name, amount=threshold_amount(figure)), (figure,))


def _asked_for(context: Context, guide: Guide, ask: Ask) -> list[Figure]:
    """Opening numbers for the letter: of the parts named; else base, bonus, equity and total."""
    named = opening_numbers(context, guide, ask.components)
    general = [
        figure
        for figure in opening_numbers(context, guide, ())
        if figure.unit is not Unit.SHARES and figure.kind is not Kind.OTHER
    ]
    chosen = named if ask.components and named else general
    return chosen[:_MOST_ASKS] or prose_figures(guide, SectionKind.STRATEGY)[:_MOST_ASKS]


def _own_offer(context: Context) -> str:
    offer = context.question.offer
    return listing(
        f"{format_amount(item.amount, item.amount, item.unit, offer.currency if item.unit is Unit.CURRENCY else None)} "
        f"{component_name(item.component)}"
        for item in offer.items
    )


def _named(figure: Figure) -> str:
    guaranteed = "guaranteed " if figure.qualifier and "guaranteed" in figure.qualifier else ""
    return f"{guaranteed}{component_name(figure.component)}"


def _plain(figure: Figure) -> str:
    return format_amount(figure.low, figure.high, figure.unit, figure.currency)


def _lever(context: Context, guide: Guide, ask: Ask) -> Lever | None:
    """The lever whose name the message uses."""
    words = " ".join(word for word in normal(ask.text).split() if word not in {*_LETTER_WORDS, *component_words()})
    topic = topic_words(words, guide)
    honest = [
        lever for lever in best_levers(guide, topic) if context.question.has_rival_offer or not _rival(guide, lever)
    ]
    named = [
        lever
        for lever in honest
        if names_lever(lever, topic)
        or (len(topic) >= _SURE and shared_weight(lever.text, topic) >= sum(topic.values()) / _SURE)
    ]
    return named[0] if named else None


def _rival(guide: Guide, lever: Lever) -> bool:
    """Whether the lever's script speaks of competing offers, which the user may not have."""
    inside = figures_in(guide, lever_passage(guide, lever))
    return any(figure.kind is Kind.COMPETING_OFFER for figure in inside) or "competing offer" in fold(lever.text)


def _add_script(context: Context, guide: Guide, lever: Lever) -> None:
    passage = lever_passage(guide, lever)
    context.draft.say(phrase("draft.lever"), passages=(passage,))
    context.draft.quote(passage, figures_in(guide, passage))
