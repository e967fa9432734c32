"""The preamble of an order: basis acts in the right case, the purpose, the operative word."""

from itertools import groupby

from documents.cases import Case, act_kind_in
from documents.models import Opening, OperativeVerb, OrderKind

# «На основании приказа», «Во исполнение приказа», «В соответствии с приказом» (domain.md 4.1).
CASES = {
    Opening.ON_BASIS: Case.GENITIVE,
    Opening.IN_PURSUANCE: Case.GENITIVE,
    Opening.IN_ACCORDANCE: Case.INSTRUMENTAL,
}


def preamble(order):
    """Paragraphs before the clauses; an inline operative word ends the last of them."""
    paragraphs = [line.strip() for line in order.basis.splitlines() if line.strip()]
    if cited := bases_in_words(order):
        if paragraphs:
            first = paragraphs[0]
            paragraphs[0] = f"{cited}, {first[0].lower()}{first[1:]}"
        else:
            paragraphs = [cited]
    return with_operative(paragraphs, operative(order), is_inline=order.profile.operative_inline)


def bases_in_words(order):
    """«На основании приказа … от … № … «…», во исполнение …»; empty without basis acts."""
    parts = []
    bases = list(order.bases.select_related("act"))
    for opening, group in groupby(bases, key=lambda basis: basis.opening):
        acts = ", ".join(cited_act(basis.act, CASES[opening], order.profile) for basis in group)
        words = Opening(opening).label
        parts.append(f"{words[0].lower() if parts else words[0]}{words[1:]} {acts}")
    return ", ".join(parts)


def cited_act(act, case, profile):
    """«приказа министерства образования от 15.05.2020 № 01-21/744 «Об утверждении …»»."""
    words = [act_kind_in(act.kind, case), act.author_genitive]
    if act.date:
        words.append(f"от {profile.printed_date(act.date)}")
    if act.number:
        words.append(f"№ {act.number}")
    if act.title:
        words.append(f"«{act.title.strip(' «»')}»")
    return " ".join(filter(None, words))


def with_operative(paragraphs, word, *, is_inline):
    """The paragraphs, ended as the operative word of the act asks."""
    if not paragraphs:
        return [word] if word and is_inline else []
    last = paragraphs[-1]
    if word and is_inline:
        return [*paragraphs[:-1], f"{last} {word}"]
    if not word and last[-1] not in ",.:;":
        return [*paragraphs[:-1], f"{last},"]
    return paragraphs


V = OperativeVerb
# Which operative words an act of the kind may have; of a directive, usually none.
FITTING = {
    OrderKind.ORDER: (V.CAPITALS, V.SMALL, V.SPACED),
    OrderKind.DIRECTIVE: (V.OBLIGES, V.SUGGESTS),
    OrderKind.RESOLUTION: (V.DECREES, V.DECREES_SPACED, V.BODY_DECREES),
}


def operative(order):
    """«ПРИКАЗЫВАЮ:» and the like: what the profile says, if it fits the kind (domain.md 1.3)."""
    chosen = order.profile.operative
    return chosen if chosen in FITTING[order.kind] else ""
