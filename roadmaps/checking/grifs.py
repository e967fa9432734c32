"""The approval over an annex: it agrees with what is approved (domain.md 1.4, 3.7)."""

import re

from roadmaps.checking.faults import Fault

GRIF = re.compile(
    r"\s*(?P<word>УТВЕРЖД[ЕЁ]Н(?P<ending>[АОЫ]?))(?![А-ЯЁа-яё])(?P<rest>.*)", re.DOTALL
)
FORMS = {"": "УТВЕРЖДЁН", "А": "УТВЕРЖДЕНА", "О": "УТВЕРЖДЕНО", "Ы": "УТВЕРЖДЕНЫ"}
# Kinds of documents by the ending of the participle that agrees with them.
KINDS = {
    "": "план график состав список перечень порядок паспорт комплекс реестр регламент проект "
    "календарь устав механизм",
    "А": "программа карта форма инструкция методика модель концепция циклограмма справка смета",
    "О": "положение соглашение задание расписание",
    "Ы": "формы правила списки требования рекомендации мероприятия меры критерии показатели "
    "положения планы составы",
}
ENDING_OF = {word: ending for ending, words in KINDS.items() for word in words.split()}
WORDS_LOOKED_AT = 7
ACT = re.compile(r"\s*(?P<act>Приказом|Распоряжением|Постановлением)\b")
INSTRUMENTAL = {
    "приказ": "приказом",
    "распоряжение": "распоряжением",
    "постановление": "постановлением",
}


def grifs(document):
    """[(part, its Text, the match of the participle, the words after it)]."""
    for part in document.parts:
        lines = [(line, text) for text in part.mark for line in text.lines]
        for index, (line, text) in enumerate(lines):
            if found := GRIF.fullmatch(line):
                rest = found["rest"].strip() or "".join(
                    words for words, _ in lines[index + 1 : index + 2]
                )
                yield part, text, found, rest


def kind_of(title):
    """(word, ending) of the kind of document that the title begins with, or None.

    A noun is the kind in its dictionary form only: «форма плана» is a form.
    """
    for word in re.findall(r"[А-Яа-яЁё]+", title)[:WORDS_LOOKED_AT]:
        if (folded := word.casefold()) in ENDING_OF:
            return folded, ENDING_OF[folded]
    return None


def wrong_ending(document):
    """«УТВЕРЖДЕНО» over «План»."""
    for part, text, found, _ in grifs(document):
        kind = kind_of(part.title)
        if kind and kind[1] != found["ending"]:
            yield Fault(
                text.place,
                f"«{found['word']}» не согласуется со словом «{kind[0]}».",
                f"Напишите «{FORMS[kind[1]]}».",
            )


def capital_act(document):
    """«УТВЕРЖДЕНО Приказом»: the sentence goes on."""
    for _, text, found, rest in grifs(document):
        if act := ACT.match(rest):
            yield Fault(
                text.place,
                f"После «{found['word']}» слово «{act['act']}» с прописной буквы.",
                f"Напишите со строчной: «{act['act'].lower()}».",
            )


def act_case(document):
    """«УТВЕРЖДЕНО приказ»: by what? The act stands in the instrumental (domain.md 1.4)."""
    for _, text, found, rest in grifs(document):
        act = rest.split(maxsplit=1)[0] if rest.strip() else ""
        if instrumental := INSTRUMENTAL.get(act.casefold()):
            yield Fault(
                text.place,
                f"«{found['word']} {act}»: не сказано, чем утверждено.",
                f"Напишите в творительном падеже: «{instrumental}».",
            )
