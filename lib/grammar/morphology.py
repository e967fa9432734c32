"""pymorphy3, loaded when it is first asked: what a word may be, capitals kept (domain.md 4.2)."""

from functools import lru_cache


@lru_cache(maxsize=1)
def analyzer():
    """The analyser with its Russian dictionary; 0.1 s and 16 MB, once in a process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4096)
def parses(word):
    """What the word may be, the likeliest first."""
    return analyzer().parse(word)


@lru_cache(maxsize=4096)
def is_known(word):
    """The dictionary has the word; guessing the others would take a hundred times as long."""
    return analyzer().word_is_known(word)


def like(word, pattern):
    """The word in the capitals of the pattern, and without ё where the pattern has е."""
    if "ё" not in pattern.lower():
        word = word.replace("ё", "е")
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
