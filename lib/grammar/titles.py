"""Words that agree with a title: «Об утверждении», «УТВЕРЖДЕНА» over a roadmap (domain.md 1.4)."""

from lib.grammar.phrases import head_of

ENDINGS = {"masc": "ЁН", "femn": "ЕНА", "neut": "ЕНО"}


def about(noun_phrase):
    """«Об утверждении», «О назначении»: «Об» before а, о, у, э, и (domain.md 4.1)."""
    preposition = "Об" if noun_phrase[:1].lower() in "аоуэи" else "О"
    return f"{preposition} {noun_phrase}"


def approved(heading):
    """«УТВЕРЖДЁН», «УТВЕРЖДЕНА», «УТВЕРЖДЕНО», «УТВЕРЖДЕНЫ»: agrees with the first noun."""
    head = head_of(" ".join(heading.split()).lower())
    if head is None:
        return "УТВЕРЖДЁН"
    if head.number == "plur":
        return "УТВЕРЖДЕНЫ"
    return f"УТВЕРЖД{ENDINGS.get(head.gender, 'ЁН')}"
