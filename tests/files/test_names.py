import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from files.names import MAX_NAME, NAMELESS, clean_name

RIGHT_TO_LEFT = "\u202e"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Приказ № 12-од от 09.01.2026.pdf", "Приказ № 12-од от 09.01.2026.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Документы\\план.docx", "план.docx"),
        ("C:план.docx", "C_план.docx"),
        ("\\\\server\\share\\a.xlsx", "a.xlsx"),
        ("a.pdf/", "a.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("a.pdf\0.exe", "a.pdf.exe"),
        ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
        (f"счёт{RIGHT_TO_LEFT}fdp.exe", "счётfdp.exe"),
        ("a\u200b\u2066b\ufeff.pdf", "ab.pdf"),
        ("a\ud800.pdf", "a.pdf"),
        ("и\u0306.pdf", "й.pdf"),
        ("  два   слова.pdf ", "два слова.pdf"),
        (".htaccess", "htaccess"),
        ("...pdf", "pdf"),
        ("a.pdf. . .", "a.pdf"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("lpt1.план.docx", "_lpt1.план.docx"),
        ("COM²", "_COM²"),
        ("конь.pdf", "конь.pdf"),
        ("<svg onload=alert(1)>.pdf", "_svg onload=alert(1)_.pdf"),
        ('a"; filename="b.exe', "a_; filename=_b.exe"),
        ("", NAMELESS),
        ("../..", NAMELESS),
        ("\u202e", NAMELESS),
        (None, "None"),
    ],
)
def test_name_becomes_a_label(raw, clean):
    assert clean_name(raw) == clean


def test_long_name_is_cut_and_keeps_its_extension():
    name = clean_name("ж" * 300 + ".docx")
    assert len(name) == MAX_NAME
    assert name.endswith("ж.docx")


def test_long_tail_after_a_point_is_not_an_extension():
    assert clean_name("План. " + "ж" * 300) == "План. " + "ж" * (MAX_NAME - 6)


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=400))
def test_any_text_becomes_a_harmless_label(raw):
    name = clean_name(raw)
    assert 0 < len(name) <= MAX_NAME
    assert not set(name) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(char).startswith("C") for char in name)
    assert name == name.strip(". ")
    assert clean_name(name) == name
