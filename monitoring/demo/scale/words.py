"""Invented words of the region: places, names of people, what the plans say."""

import itertools

PLACES = tuple(
    f"{first}{last}"
    for first, last in itertools.product(
        "Ново Верхне Нижне Красно Бело Средне Велико Мало Светло Сухо".split(),
        "заводск лесн озёрн полянск реченск горск дольск ключевск каменск луговск".split(),
    )
)
SURNAMES = (
    "Авдеев Белов Власов Гордеев Демидов Ершов Жданов Зимин Ильин Карпов Лаптев Мельников "
    "Носов Орлов Панов Родионов Савин Тихонов Уваров Фомин Хохлов Цветков Чернов Шубин Яшин"
).split()
NAMES = {
    "female": (
        "Анна Вера Галина Елена Ирина Лариса Марина Наталья Ольга Татьяна".split(),
        "Алексеевна Борисовна Викторовна Ивановна Михайловна Николаевна Павловна".split(),
    ),
    "male": (
        "Алексей Борис Виктор Дмитрий Иван Михаил Николай Олег Павел Сергей".split(),
        "Алексеевич Борисович Викторович Иванович Михайлович Николаевич Павлович".split(),
    ),
}
SECTIONS = (
    "Управление качеством образования",
    "Работа с педагогическими кадрами",
    "Работа с обучающимися и их родителями",
    "Мониторинг результатов",
)
DOINGS = (
    "Провести анализ",
    "Организовать семинар для учителей",
    "Провести консультации",
    "Разработать план мероприятий",
    "Обсудить на педагогическом совете итоги",
    "Организовать взаимопосещение уроков",
    "Провести диагностику",
    "Обновить локальные акты",
    "Направить учителей на курсы повышения квалификации",
    "Провести родительское собрание",
)
SUBJECTS = (
    "по оценке качества знаний",
    "по подготовке к государственной итоговой аттестации",
    "по результатам всероссийских проверочных работ",
    "по работе с обучающимися с трудностями в обучении",
    "по функциональной грамотности",
    "по наставничеству и методической помощи",
    "по объективности оценивания",
    "по адресной поддержке школ",
)
RESULTS = (
    "Аналитическая справка, управленческие решения",
    "Повышение квалификации учителей, рост качества преподавания",
    "Снижение доли обучающихся, не преодолевших минимальный порог",
    "Материалы размещены на сайте школы",
)


def place_name(number):
    """Masculine stem of the place, «Новозаводск»; past the list of names, with a number."""
    stem = PLACES[number % len(PLACES)]
    return stem if number < len(PLACES) else f"{stem}-{number // len(PLACES) + 1}-"


def measure_words(number):
    """What the measure of the plan asks to do: the same words come back after many numbers."""
    doing = DOINGS[number % len(DOINGS)]
    return f"{doing} {SUBJECTS[number // len(DOINGS) % len(SUBJECTS)]}"


def full_name(chance):
    """{surname, first_name, patronymic, gender} of somebody."""
    gender = "female" if chance.random() < 0.8 else "male"
    first_names, patronymics = NAMES[gender]
    surname = chance.choice(SURNAMES) + ("а" if gender == "female" else "")
    return {
        "surname": surname,
        "first_name": chance.choice(first_names),
        "patronymic": chance.choice(patronymics),
        "gender": gender,
    }
