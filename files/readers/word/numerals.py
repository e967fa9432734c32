"""Numbers of automatic lists in the forms that Word offers."""

LATIN = "abcdefghijklmnopqrstuvwxyz"
# Word leaves out ё, й, ъ and ь.
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
ROMAN = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
]
LARGEST_ROMAN = 3999
MOST_LETTERS = 10  # of one number: «аа» follows «я»


def numeral(number, form):
    """The number as Word prints it; what is not known comes in digits, "none" is empty."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    plain = {
        "lowerRoman": _roman,
        "lowerLetter": lambda value: _letters(value, LATIN),
        "russianLower": lambda value: _letters(value, RUSSIAN),
    }
    lower = form.replace("upper", "lower").replace("russianUpper", "russianLower")
    written = plain.get(lower, str)(number) if number > 0 else str(number)
    return written if lower == form else written.upper()


def _roman(number):
    if number > LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number, alphabet):
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1) if times < MOST_LETTERS else str(number)
