"""What the rules of names get wrong: facts of the language, each with its reason.

A name whose forms only its owner knows («Заяц», «Воробей») does not belong here: the forms are
corrected in the person's card.
"""

# Surnames that are nouns with the stress on the ending: «Ткачом», but «Стасевичем», «Шульцем».
# Those on -ач are so without a list.
STRESSED_ENDING = frozenset(
    "ёж еж корж чиж стриж морж уж сыч хрыч ключ кирпич борщ лещ клещ хвощ хрущ плющ кулеш".split()
)
# First parts of a hyphenated surname or first name that are no names by themselves.
UNDECLINED_FIRST = frozenset(
    # Turkic: «чёрный», «белый», «красный», «жёлтый», «богатый», «большой»
    "кара ак кызыл сарыг сары бай улуг "
    # particles of other languages
    "тер мак сен сан ван де ибн дер "
    # French: «Жан-Жака»
    "жан пьер".split()
)
# After a father's name: «сын», «дочь».
KINSHIP = frozenset("оглы оглу кызы гызы улы уулу уулы".split())
