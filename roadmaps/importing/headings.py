"""What the heading of a column says about its contents (domain.md 3.2)."""

import re

from rapidfuzz import fuzz, process

from roadmaps.importing.plan import Role
from roadmaps.importing.wording import LOOK_ALIKE, folded

MONTH_STEMS = "январ феврал март апрел ма[йя] июн июл август сентябр октябр ноябр декабр".split()
MONTH_OR_QUARTER = re.compile(
    rf"(?:{'|'.join(MONTH_STEMS)})\w{{0,2}}"
    r"|(?:янв|фев|мар|апр|авг|сен|сент|окт|ноя|нояб|дек)\.?"
    r"|(?:[1-4]|iv|i{1,3}|перв\w+|втор\w+|трет\w+|четверт\w+)[\s-]*(?:-?[йи]+ )?\s*"
    r"кв(?:артал\w*|\.)?"
    r"|(?:[12]|i{1,2}|перв\w+|втор\w+)[\s-]*(?:-?[ое]е )?\s*(?:полугоди\w+|п/г)"
)
YEAR = re.compile(r"20\d\d(?:\s*[-/]\s*(?:20)?\d\d)?(?:\s*(?:г|гг|год|годы|года|уч\w*)\b\.?)*")

# In this order: «срок исполнения мероприятия» is a deadline, «ответственный за мероприятие» not
# a title. Each pattern is searched for in the folded heading.
PATTERNS = (
    (
        Role.NUMBER,
        r"^(№|n[oо]?|n°|номер)\W*(п\W*[пn]|пункта?|строки|мероприятия)?\W*$|^п\W*[пn№]\W*$|^n$",
    ),
    # Lists of schools and of indicators are other tables, though they too have «наименование».
    (
        Role.OTHER,
        r"^((полное |краткое )?(наименование|название|перечень|список) (оо|оу|школ\w*"
        r"|(обще)?образовательн\w+|учреждени\w+|организаци\w+|муниципальн\w+ образовани\w+)"
        r"( организаци\w+| учреждени\w+)?|оо|оу|школа|(обще)?образовательн(ая|ое) \w+)$",
    ),
    (Role.OTHER, r"^(фио|ф\W*и\W*о\W*|фамилия.*|должность.*|место работы.*|телефон.*)$"),
    # Whom it is for and what it needs; who acts stands elsewhere.
    (
        Role.OTHER,
        r"^(школы?-|целев\w+ )?(участник|аудитори|групп[аы]$)|^категори|^место\b|^объект|контингент"
        r"|ресурс|последстви|слушател|охват",
    ),
    (Role.OTHER, r"финансир|^сумм|стоимост|бюджет|источник|объем|тыс\W*руб|единиц\w+ измерения"),
    (Role.INDICATOR, r"индикатор|целев\w+ (показател|значени|ориентир)|^критери|\bk[pр]i\b"),
    (Role.INDICATOR, r"^(\w+ )?показател"),
    (Role.DEADLINE_START, r"\b(дата|срок|время)?\s*начал[оа]\b|^(дата |срок )?с$"),
    (Role.DEADLINE_END, r"окончани|завершени[ея]\b(?!.*результат)|^(дата |срок )?по$"),
    (Role.NOTE, r"отметк|примечани|комментари|статус|ход (исполнени|выполнени|реализаци)"),
    # Both in one column: the words of the deadline come first, and the column is asked about.
    (Role.DEADLINE, r"срок.*(ответствен|исполнител)|(ответствен|исполнител)\w*[\W]+срок"),
    (Role.RESPONSIBLE, r"ответственн|исполнител|^кто\b|^организатор|координатор\w*$"),
    (
        Role.DEADLINE,
        r"\bсрок|\bдат[аы]\b|^период|^время|\bвремя (проведени|реализаци|исполнени|выполнени)"
        r"|^когда|график (проведени|выполнени|исполнени)|^месяц$|календарн",
    ),
    (
        Role.EXPECTED_RESULT,
        r"результат|\bитог(?!о\b)|продукт|\bвыход|эффект|подтверждающ"
        r"|форма (представлени|отчет|завершени)"
        r"|вид (отчет|документ)|отчетн\w+ (документ|материал|форм)|^документ",
    ),
    (Role.SECTION, r"^(раздел|этап|направлени|блок|стади|модул|задач|цел)[а-я]*( [\w-]+){0,6}$"),
    (Role.SECTION, r"^(фактор\w*|групп\w+) риск\w*$|^риск\w*$|^уровень$"),
    (
        Role.TITLE,
        r"мероприяти|наименовани|содержани|действи|\bработ|\bшаг|вид\w* деятельност|^задач"
        r"|направлени|\bмер[аы]?\b|^что\b|^тем[аы]|^форм[аы] ",
    ),
)
COMPILED = tuple((role, re.compile(pattern)) for role, pattern in PATTERNS)
# These name what is done, whatever stands before them.
NOT_A_SECTION = re.compile(r"мероприяти|действи|работ")
# An actor's column is headed by who acts: «школьный уровень», «Управление образования».
ACTOR = re.compile(
    r".\bуровень|\bуровень.|\bуровне|^муниципалитет"
    r"|^((муниципальн|районн|городск|региональн|территориальн)\w+ )*"
    r"(комитет|управлени[ея] |отдел|департамент|служб|информационно|методическ\w+ (служб|кабинет"
    r"|центр|объединени)|центр|школы|оо |оу |(обще)?образовательные|администраци|руководители"
    r"|директора|педагоги|учителя|тьюторы|рмк|имц|ммс|уо$|рмо)"
)


# Words of headings as they ought to be, for those with a slip of recognition.
KEY_WORDS = (
    "мероприятия мероприятие ответственный ответственные исполнитель исполнители результат "
    "результаты показатель показатели примечание содержание наименование реализации"
).split()
SLIP = 84


def role_of_heading(heading):
    """Role that the words of the heading name, or None for words that name no role."""
    words = folded(heading).translate(LOOK_ALIKE)
    if not words or len(words) > 120:
        return None
    if is_mark_heading(words):
        return Role.DEADLINE_MARK
    if ACTOR.search(words):
        return None
    return role_of_words(words) or role_of_words(without_slips(words))


def without_slips(words):
    """The words with slips of one or two letters in the usual ones put right."""
    fixed = []
    for word in words.split():
        near = process.extractOne(word, KEY_WORDS, scorer=fuzz.ratio, score_cutoff=SLIP)
        fixed.append(near[0] if near and len(word) > 6 else word)
    return " ".join(fixed)


def role_of_words(words):
    """Role by the first pattern that the folded words hold."""
    for role, pattern in COMPILED:
        if pattern.search(words) and not (role == Role.SECTION and NOT_A_SECTION.search(words)):
            return role
    return None


def is_actor_heading(heading):
    """True for a heading that names who acts: «Муниципальный уровень», «Управление образования»."""
    return bool(ACTOR.search(folded(heading).translate(LOOK_ALIKE)))


def names_two_roles(heading):
    """True for «Срок и ответственный»: two things stand in one column."""
    words = folded(heading)
    return "срок" in words and bool(re.search(r"ответственн|исполнител", words))


def is_mark_heading(heading):
    """True for a month, a quarter or a half-year, perhaps with its year: a column of marks."""
    words = YEAR.sub(" ", folded(heading)).strip(" ,./-")
    return bool(MONTH_OR_QUARTER.fullmatch(words))


def is_year_heading(heading):
    """True for «2024 год», which stands over quarters or months, or over marks."""
    return bool(YEAR.fullmatch(folded(heading)))
