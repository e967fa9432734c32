"""One text changed, as an order says it: «слова «…» заменить словами «…»» (domain.md 1.7)."""

from typing import NamedTuple

from roadmaps.difference.words import DIGITS, run_of

# A longer quotation is harder to follow than the whole text anew.
LONGEST_QUOTE = 150


class Where(NamedTuple):
    """The place of a text: «в графе «Сроки»» and «графу «Сроки»»."""

    inside: str
    whole: str


def sentence(where, old, new):
    """What an order orders about the text at the place."""
    if not old.strip():
        return anew(where, new)
    if not new.strip():
        return (
            f"{where.inside} {noun(old)} «{old.strip()}» исключить"
            if brief(old)
            else (f"{where.whole} исключить")
        )
    run = run_of(old, new)
    if run.is_whole:
        return replaced(where, old.strip(), new.strip()) if brief(old, new) else anew(where, new)
    if not brief(run.old, run.new):
        return anew(where, new)
    return _about(where, run, old) or anew(where, new)


def _about(where, run, old):
    """Sentence about the run alone; None when its words stand in the text more than once."""
    if run.old and not is_single(run.old, old):
        return None
    if run.old and run.new:
        return replaced(where, run.old, run.new)
    if run.old:
        return f"{where.inside} {noun(run.old)} «{run.old}» исключить"
    if run.new and is_single(run.before, old):
        words = f"дополнить {noun(run.new, 'ins')} «{run.new}»"
        return f"{where.inside} после {noun(run.before, 'gen')} «{run.before}» {words}"
    return None


def replaced(where, old, new):
    """«слова «…» заменить словами «…»»."""
    return f"{where.inside} {noun(old)} «{old}» заменить {noun(new, 'ins')} «{new}»"


def anew(where, new):
    """«графу «Сроки» изложить в следующей редакции: «…»»."""
    return f"{where.whole} изложить в следующей редакции: «{new.strip()}»"


def brief(*texts):
    """Every text may be quoted inside a sentence."""
    return all(len(text) <= LONGEST_QUOTE and "\n" not in text.strip() for text in texts)


def is_single(words, text):
    """The words stand in the text once."""
    return bool(words) and text.count(words) == 1


def noun(text, case="acc"):
    """What the quotation is: цифры, слово or слова, in the case."""
    if DIGITS.fullmatch(text):
        return {"acc": "цифры", "gen": "цифр", "ins": "цифрами"}[case]
    if any(char.isspace() for char in text.strip()):
        return {"acc": "слова", "gen": "слов", "ins": "словами"}[case]
    return {"acc": "слово", "gen": "слова", "ins": "словом"}[case]
