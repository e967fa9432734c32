"""Parties → field values of Responsible, as roadmaps.details.replace_responsible takes them."""

LONGEST = 300
FIELDS = {"person": "person", "signatory": "person", "unit": "unit", "school": "school"}


def references_of(parties, only_sure=True):
    """Ordered references, each once; what nobody is sure of stays words."""
    references = []
    for party in parties:
        reference = reference_of(party, only_sure)
        if reference not in references:
            references.append(reference)
    return references


def reference_of(party, only_sure):
    """Field values of one party."""
    match = party.match
    if party.kind == "school_class" and match is None:
        return {"kind": "schools"}
    if match and (match.is_sure or not only_sure):
        if match.kind == "schools":
            return {"kind": "schools"}
        kind = FIELDS[match.kind]
        return {"kind": kind, f"{kind}_id": match.pk}
    return {"kind": "post" if party.kind == "post" else "text", "text": words_for(party)}


def words_for(party):
    """Words that stand for the party, 300 characters at most and cut between words."""
    # As printed: a nominative that was guessed («Щеглов» → «Щеглы») must not stand for a person.
    words = " ".join(party.text.split())
    words = words[:1].upper() + words[1:]
    if len(words) <= LONGEST:
        return words
    return words[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
