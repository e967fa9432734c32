"""The order as paper: what stands in it and where."""

import datetime
import io
from html import unescape

import pypdf
import pytest

from documents.models import Annex, Clause
from documents.models.profile import DateStyle
from documents.printing import order_html, order_pdf, standalone_html
from roadmaps.models import Orientation
from roadmaps.reports import plan_of
from tests.documents.papers import (
    fonts_of,
    orientations,
    page_numbers,
    pages_of,
    whole,
)
from tests.factories import (
    make_edition,
    make_measure,
    make_municipality,
    make_order,
    make_person,
    make_profile,
    make_roadmap,
    make_section,
)

# What is printed does not depend on the database.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

DAY = datetime.date(2020, 9, 10)


def make_paper(*, signed=False, rows=3, clauses=3, orientation=Orientation.LANDSCAPE, **style):
    """An order with clauses and a plan in its annex; «signed» only for the print."""
    municipality = make_municipality(
        letterhead="Отдел образования\nРечного района",
        department_genitive="отдела образования Речного района",
    )
    make_profile(municipality, **style)
    executor = make_person(municipality, surname="Белоусова")
    order = make_order(municipality, executor=executor, executor_phone="4-36-34")
    for number in range(1, clauses + 1):
        Clause.objects.create(
            order=order, position=number, number=f"{number}.", text=f"Обеспечить работу {number}."
        )
    edition = make_edition(make_roadmap(municipality), order=order, orientation=orientation)
    for part in range(3):
        section = make_section(edition, title=f"Направление {part}")
        for number in range(rows):
            make_measure(section, text=f"Провести семинар {part}/{number}")
    if signed:
        order.state, order.number, order.signed_on = "signed", "01-10/142-2", DAY
    return order


def text_of(order):
    return whole("\n".join(pages_of(order_pdf(order))))


def test_draft_says_so_on_every_part_and_has_blanks():
    pages = pages_of(order_pdf(make_paper()))
    assert "ПРОЕКТ" in pages[0]
    assert "ПРОЕКТ" in pages[1]
    assert "№ ______" in pages[0]
    assert "от ____________ № ______" in pages[1]


def test_signed_order_has_its_requisites_and_no_word_of_a_draft():
    order = make_paper(signed=True)
    pages = pages_of(order_pdf(order))
    assert "ПРОЕКТ" not in "".join(pages)
    assert "10.09.2020" in pages[0]
    assert "№ 01-10/142-2" in pages[0]
    mark = whole(pages[1])
    assert mark.startswith("Приложение к приказу отдела образования Речного района")
    assert "от 10.09.2020 № 01-10/142-2" in mark


def test_paper_is_tagged_russian_titled_and_in_the_packaged_font():
    order = make_paper(signed=True)
    content = order_pdf(order)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "ru"
    assert reader.metadata.title == str(order)
    assert fonts_of(content) == {"Tinos", "Tinos-Bold"}


def test_printing_leaves_no_remark_in_the_log(caplog):
    caplog.set_level("WARNING", logger="weasyprint")
    order_pdf(make_paper())
    assert [r.getMessage() for r in caplog.records if r.name == "weasyprint"] == []


def test_two_prints_are_the_same_bytes():
    order = make_paper()
    assert order_pdf(order) == order_pdf(order)


def test_order_stands_upright_and_a_wide_annex_lies():
    assert orientations(order_pdf(make_paper())) == ["tall", "wide"]
    upright = make_paper(orientation=Orientation.PORTRAIT)
    assert orientations(order_pdf(upright)) == ["tall", "tall"]


def test_pages_are_numbered_from_the_second_and_anew_in_every_annex():
    order = make_paper(signed=True, rows=25, clauses=70)
    second = make_edition(make_roadmap(order.municipality), order=order)
    Annex.objects.filter(pk=second.annex_id).update(position=2)
    section = make_section(second)
    for _ in range(25):
        make_measure(section)
    content = order_pdf(order)
    starts = [i for i, text in enumerate(pages_of(content)) if "Приложение №" in text]
    assert len(starts) == 2
    expected = []
    for first, last in zip([0, *starts], [*starts, len(pages_of(content))], strict=True):
        expected += [None, *range(2, last - first + 1)]
    assert page_numbers(content) == expected
    assert all(last - first > 1 for first, last in zip([0, *starts], starts, strict=False))


def test_left_margin_is_the_municipality_s():
    for margin in (20, 30):
        order = make_paper(left_margin_mm=margin)
        page = pypdf.PdfReader(io.BytesIO(order_pdf(order))).pages[0]
        lefts = []
        page.extract_text(visitor_text=lambda text, cm, tm, *_: lefts.append((cm, tm, text)))  # noqa: B023
        places = [cm[4] + tm[4] * cm[0] for cm, tm, text in lefts if "ПРИКАЗЫВАЮ" in text]
        assert places[0] / 72 * 25.4 == pytest.approx(margin, abs=0.2)


def test_heading_row_is_repeated_over_every_page_of_the_table():
    pages = pages_of(order_pdf(make_paper(rows=30)))[1:]
    assert len(pages) > 3
    assert all("№ п/п" in page and "Ответственный" in page for page in pages)


def test_heading_of_a_section_never_ends_a_page():
    for rows in range(6, 14):
        pages = pages_of(order_pdf(make_paper(rows=rows)))
        for page in pages[1:]:
            last = page.strip().splitlines()[-1]
            assert "Направление" not in last


def test_every_measure_is_printed_in_order():
    order = make_paper(rows=12)
    text = text_of(order)
    places = [text.index(f"семинар {part}/{row} ") for part in range(3) for row in range(12)]
    assert places == sorted(places)
    assert "3.12." in text


def test_one_annex_has_no_number_unless_the_text_gives_it_one():
    order = make_paper(signed=True)
    assert "Приложение к приказу" in text_of(order)
    order.clauses.filter(position=1).update(text="Утвердить план (приложение № 1).")
    assert "Приложение № 1 к приказу" in text_of(order)


@pytest.mark.parametrize(
    ("style", "basis", "expected"),
    [
        ({"operative": "ПРИКАЗЫВАЮ:"}, "В целях развития", "В целях развития ПРИКАЗЫВАЮ: 1."),
        ({"operative": "п р и к а з ы в а ю :"}, "В целях", "В целях п р и к а з ы в а ю : 1."),
        ({"operative": ""}, "На основании закона", "На основании закона, 1. Обеспечить"),
        ({"operative": ""}, "На основании закона,", "На основании закона, 1. Обеспечить"),
        (
            {"operative": "ПРИКАЗЫВАЮ:", "operative_inline": True},
            "В целях развития,",
            "В целях развития, ПРИКАЗЫВАЮ: 1.",
        ),
    ],
)
def test_preamble_goes_over_to_the_clauses_in_the_municipality_s_style(style, basis, expected):
    order = make_paper(**style)
    order.basis = basis
    assert expected in text_of(order)


def test_other_kinds_of_acts_do_not_say_order():
    order = make_paper()
    order.kind = "resolution"
    text = text_of(order)
    assert "ПОСТАНОВЛЕНИЕ" in text
    assert "ПОСТАНОВЛЯЮ:" in text
    assert "к постановлению" in text
    order.kind = "directive"
    assert "ПРИКАЗЫВАЮ" not in text_of(order)


def test_long_date_and_missing_place_follow_the_style():
    order = make_paper(signed=True, date_style=DateStyle.LONG)
    order.place = ""
    html = order_html(order)
    assert "10\u00a0сентября\u00a02020\u00a0г." in html
    assert "made-at" not in html


def test_act_of_another_body_carries_its_own_name():
    order = make_paper(signed=True)
    order.body = "Администрация Речного района"
    text = text_of(order)
    assert text.startswith("АДМИНИСТРАЦИЯ РЕЧНОГО РАЙОНА")
    assert "отдела образования" not in text


def test_deadline_stands_on_a_line_of_its_own():
    order = make_paper()
    order.clauses.filter(position=1).update(deadline_line="до 15 апреля")
    order.clauses.filter(position=2).update(deadline_line="Срок: постоянно")
    lines = pages_of(order_pdf(order))[0].splitlines()
    assert "Срок: до 15 апреля" in lines
    assert "Срок: постоянно" in lines


@pytest.mark.parametrize("field", ["title", "basis", "body", "place", "signatory_post"])
def test_typed_markup_is_printed_as_typed(field):
    order = make_paper()
    nasty = '<img src="file:///etc/passwd"> <b>жирно</b> {{ order.pk }}'
    setattr(order, field, nasty)
    html = order_html(order)
    assert "<img" not in html
    assert (
        "file:///etc/passwd"
        in whole("".join(pages_of(order_pdf(order)))).replace("- ", "-").lower()
    )


def test_plan_alone_carries_the_mark_of_its_signed_order():
    order = make_paper(signed=True)
    edition = order.annexes.get().edition
    edition.annex.order = order
    html = alone(edition)
    assert "от 10.09.2020 №\u00a001-10/142-2" in html
    assert "ПРОЕКТ" not in html


def test_plan_alone_without_a_signed_order_is_a_draft():
    edition = make_paper().annexes.get().edition
    assert "ПРОЕКТ" in alone(edition)
    edition.annex = None
    assert "ПРОЕКТ" in alone(edition)


def alone(edition):
    return standalone_html(
        {"plan": plan_of(edition)},
        template="print/roadmap.html",
        title="План",
        wide=True,
        municipality=edition.municipality,
        annex=edition.annex,
    )


def test_order_is_typeset_and_its_plan_keeps_its_own_signs():
    order = make_paper(rows=1)
    order.title = 'Об утверждении "Плана "Рост"" на 2020-2022 годы'
    Clause.objects.filter(order=order, number="1.").update(
        text='Школе "Рост" - обеспечить...', deadline_line="до 10 сентября 2020 г."
    )
    order.basis = 'В целях развития школы "Рост"'
    measures = order.annexes.get().edition.sections.first().measures
    measures.update(expected_result='План школы "Рост" - на 2020-2022 годы')
    html = unescape(order_html(order)).replace("\u00a0", "_")
    assert '<h2 class="title">Об утверждении «Плана „Рост“» на 2020–2022_годы</h2>' in html
    assert "<p>В_целях развития школы «Рост»" in html
    assert "<p>1._Школе «Рост»_— обеспечить…</p>" in html
    assert "Срок: до 10_сентября 2020_г." in html
    assert 'План школы "Рост" - на 2020-2022_годы' in html
