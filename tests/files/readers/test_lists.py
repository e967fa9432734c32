"""Labels of automatic lists of Word: most number columns of real plans are such lists."""

import pytest

from files.readers.word.numerals import numeral
from tests.files.readers.word import in_list, p, read_word, tbl, tc, texts


@pytest.fixture
def labels(tmp_path):
    """Texts of the paragraphs of a document with the lists."""

    def read(numbering, *paragraphs, styles=""):
        paper = read_word(tmp_path, "".join(paragraphs), numbering=numbering, styles=styles)
        return [block.text for block in paper.paragraphs]

    return read


def level(number, text, form="decimal", start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def pattern(number, *levels, extra=""):
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def use(number, of, extra=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{extra}</w:num>'


def items(list_id, *levels):
    return [p(properties=in_list(list_id, depth)) for depth in levels]


OUTLINE = pattern(5, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3.")) + use(1, 5)


def test_empty_cells_of_the_number_column_get_their_numbers(tmp_path):
    cell = tc(p(properties=in_list(1)))
    body = tbl([cell, "Семинар"], [cell, "Курсы"], [tc(p("без номера")), "-"], [cell, "Выезд"])
    (table,) = read_word(tmp_path, body, numbering=OUTLINE).tables
    assert [row[0] for row in texts(table)] == ["1.", "2.", "без номера", "3."]


def test_label_stands_before_the_text(labels):
    assert labels(OUTLINE, p("Создать группу", properties=in_list(1))) == ["1. Создать группу"]


def test_levels_count_within_the_level_above(labels):
    found = labels(OUTLINE, *items(1, 0, 1, 1, 2, 0, 1, 2, 2))
    assert found == ["1.", "1.1.", "1.2.", "1.2.1.", "2.", "2.1.", "2.1.1.", "2.1.2."]


def test_level_without_the_one_above_counts_from_its_start(labels):
    assert labels(OUTLINE, *items(1, 1, 1)) == ["1.1.", "1.2."]


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("decimal", "%1)", ["1)", "2)", "3)"]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperLetter", "%1.", ["A.", "B.", "C."]),
        ("russianLower", "%1)", ["а)", "б)", "в)"]),
        ("russianUpper", "%1.", ["А.", "Б.", "В."]),
        ("decimal", "Этап %1:", ["Этап 1:", "Этап 2:", "Этап 3:"]),
        ("chicago", "%1", ["1", "2", "3"]),
        ("none", "%1", ["", "", ""]),
        ("none", "Раздел", ["Раздел"] * 3),
        ("decimal", "", ["", "", ""]),
        ("decimal", "%2%1", ["1", "2", "3"]),
    ],
)
def test_forms_of_numbers(labels, form, text, found):
    numbering = pattern(0, level(0, text, form)) + use(1, 0)
    assert labels(numbering, *items(1, 0, 0, 0)) == found


def test_bullets_are_dashes_before_text(labels):
    numbering = pattern(0, level(0, "\uf0b7", "bullet")) + use(1, 0)
    found = labels(numbering, p("семинары", properties=in_list(1)), p(properties=in_list(1)))
    assert found == ["- семинары", ""]


def test_list_begins_with_its_start(labels):
    numbering = pattern(0, level(0, "%1.", start=7)) + use(1, 0)
    assert labels(numbering, *items(1, 0, 0)) == ["7.", "8."]


def test_lists_of_one_pattern_go_on_counting(labels):
    numbering = pattern(0, level(0, "%1.")) + use(1, 0) + use(2, 0)
    assert labels(numbering, *items(1, 0, 0), *items(2, 0)) == ["1.", "2.", "3."]


def test_list_with_a_start_of_its_own_begins_anew(labels):
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = pattern(0, level(0, "%1.")) + use(1, 0) + use(2, 0, restart)
    assert labels(numbering, *items(1, 0, 0), *items(2, 0, 0)) == ["1.", "2.", "1.", "2."]


def test_list_may_change_a_level_of_its_pattern(labels):
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "п. %1", start=3)}</w:lvlOverride>'
    numbering = pattern(0, level(0, "%1.")) + use(1, 0, change)
    assert labels(numbering, *items(1, 0, 0)) == ["п. 3", "п. 4"]


def test_level_that_never_restarts(labels):
    lower = level(1, "%2)", extra='<w:lvlRestart w:val="0"/>')
    numbering = pattern(0, level(0, "%1."), lower) + use(1, 0)
    assert labels(numbering, *items(1, 0, 1, 1, 0, 1)) == ["1.", "1)", "2)", "2.", "3)"]


def test_legal_level_has_all_numbers_in_digits(labels):
    lower = level(1, "%1.%2", extra="<w:isLgl/>")
    numbering = pattern(0, level(0, "%1.", "upperRoman"), lower) + use(1, 0)
    assert labels(numbering, *items(1, 0, 1)) == ["I.", "1.1"]


def test_form_that_old_programs_do_not_know(labels):
    two = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        "</mc:Fallback></mc:AlternateContent>"
    )
    lvl = f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{two}<w:lvlText w:val="%1."/></w:lvl>'
    assert labels(pattern(0, lvl) + use(1, 0), *items(1, 0)) == ["1."]


LIST_STYLE = (
    '<w:style w:type="paragraph" w:styleId="n"><w:pPr><w:numPr><w:ilvl w:val="{}"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def styled(properties=""):
    return p(properties=f'<w:pStyle w:val="n"/>{properties}')


def test_list_of_a_style(labels):
    found = labels(OUTLINE, *items(1, 0), styled(), styled(), styles=LIST_STYLE.format(1))
    assert found == ["1.", "1.1.", "1.2."]


def test_level_tied_to_a_style(labels):
    tied = pattern(5, level(0, "%1."), level(1, "%1.%2.", extra='<w:pStyle w:val="n"/>'))
    found = labels(tied + use(1, 5), *items(1, 0), styled(), styles=LIST_STYLE.format(0))
    assert found == ["1.", "1.1."]


def test_paragraph_leaves_the_list_of_its_style(labels):
    out = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert labels(OUTLINE, styled(), styled(out), styles=LIST_STYLE.format(0)) == ["1.", ""]


def test_levels_kept_by_a_list_style(labels):
    numbering = (
        pattern(0, extra='<w:numStyleLink w:val="Свой"/>')
        + pattern(1, level(0, "%1)"), extra='<w:styleLink w:val="Свой"/>')
        + use(1, 0)
    )
    assert labels(numbering, *items(1, 0)) == ["1)"]


def test_deleted_item_is_not_counted(labels):
    gone = p(properties=in_list(1) + "<w:rPr><w:del/></w:rPr>")
    assert labels(OUTLINE, *items(1, 0), gone, *items(1, 0)) == ["1.", "2."]


def test_unknown_list_has_no_labels(labels):
    assert labels(OUTLINE, p("а", properties=in_list(9)), p("б", properties=in_list(1, 77))) == [
        "а",
        "б",
    ]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (4, "upperRoman", "IV"),
        (1999, "lowerRoman", "mcmxcix"),
        (4000, "upperRoman", "4000"),
        (26, "lowerLetter", "z"),
        (28, "lowerLetter", "bb"),
        (10, "russianLower", "к"),
        (29, "russianLower", "я"),
        (30, "russianUpper", "АА"),
        (10**9, "lowerLetter", "1000000000"),
        (0, "upperRoman", "0"),
        (-5, "lowerLetter", "-5"),
    ],
)
def test_numeral(number, form, written):
    assert numeral(number, form) == written
