"""Russian text: numbers with nouns, no-break spaces, folding for search."""

NBSP = "\u00a0"
KILOBYTE = 1024
# So many megabytes are told in gigabytes.
BIG = 1000
# A line does not end after it: «А. М.‑о.» stays together.
NB_HYPHEN = "\u2011"


def plural(number, one, few, many):
    """Form of the noun for the number: 1 школа, 2 школы, 5 школ."""
    if 11 <= abs(number) % 100 <= 14:
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(abs(number) % 10, many)


def count(number, one, few, many):
    """«5 школ», with a no-break space."""
    return f"{number}{NBSP}{plural(number, one, few, many)}"


def size_words(size):
    """So many bytes: «512 байт», «12 КБ», «1,5 МБ», «1,4 ГБ»."""
    if size < KILOBYTE:
        return count(size, "байт", "байта", "байт")
    if round(size / KILOBYTE) < KILOBYTE:
        return f"{round(size / KILOBYTE)}{NBSP}КБ"
    megabytes = size / KILOBYTE / KILOBYTE
    if megabytes < BIG:
        return f"{megabytes:.1f}".replace(".", ",") + f"{NBSP}МБ"
    return f"{megabytes / KILOBYTE:.1f}".replace(".", ",") + f"{NBSP}ГБ"


def uncapitalised(words):
    """«Рабочая группа» inside a sentence; «РМО учителей» keeps its letters."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def fold(text):
    """What search compares: small letters, ё as е, plain hyphens, no quotes, single spaces."""
    text = text.casefold().replace("ё", "е").replace(NB_HYPHEN, "-")
    return " ".join("".join(" " if char in "«»„“”\"'" else char for char in text).split())


def initials(first_name, patronymic):
    """«Н. В.» with a no-break space; «А.‑М.» of a hyphened name, with a no-break hyphen."""
    names = [name.split("-") for name in (first_name, patronymic) if name]
    return NBSP.join(NB_HYPHEN.join(f"{part[0]}." for part in parts if part) for parts in names)
