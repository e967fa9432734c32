"""What is printed about a programme: the conclusion and the title sheet."""

from dataclasses import dataclass

from django.template.loader import render_to_string

from schools.programmes import scoring


@dataclass(frozen=True)
class SheetOfProgramme:
    """Fields of a paper that is bound with the programme (ГОСТ Р 7.0.97)."""

    left_margin_mm: int = 30
    right_margin_mm: int = 10
    top_margin_mm: int = 20
    bottom_margin_mm: int = 20
    font_size: int = 12
    corner_mm: int = 80
    annexes_count_pages: bool = True


def conclusion_html(conclusion, outcome, remarks):
    """Full HTML of the conclusion; `remarks` are [(section, text)]."""
    programme = conclusion.programme_version.programme
    context = {
        "title": str(conclusion),
        "author": conclusion.municipality.department,
        "style": SheetOfProgramme(),
        "conclusion": conclusion,
        "programme": programme,
        "version": conclusion.programme_version,
        "marks": marks_of(outcome),
        "remarks": remarks,
        "signer": signer_of(conclusion.issued_by, conclusion.municipality),
    }
    return render_to_string("print/conclusion.html", context)


def title_html(programme):
    """Full HTML of the title sheet; what is not entered yet is left to be written by hand."""
    context = {
        "title": str(programme),
        "author": programme.school.name,
        "style": SheetOfProgramme(),
        "programme": programme,
        "approval": getattr(programme, "approval", None),
        "founder": programme.municipality.department,
    }
    return render_to_string("print/programme_title.html", context)


@dataclass(frozen=True)
class Marks:
    """The outcome of an appraisal in words, as the pages and the paper show it."""

    experts: list  # [(Appraisal, per cent)]
    rows: list  # [(CriterionResult, median)]
    median: str
    lowest: str
    highest: str
    width: str
    proposed: str

    @property
    def is_disputed(self):
        """The experts differ much by some criterion."""
        return any(result.is_disputed for result, _ in self.rows)


def marks_of(outcome):
    """Marks of the Outcome."""
    spread = outcome.spread
    return Marks(
        experts=[
            (appraisal, words(total))
            for appraisal, total in zip(outcome.appraisals, outcome.totals, strict=True)
        ],
        rows=[(result, words(result.spread.median)) for result in outcome.results],
        median=words(spread.median),
        lowest=words(spread.lowest),
        highest=words(spread.highest),
        width=words(spread.width),
        proposed=outcome.proposed.label,
    )


def words(fraction):
    """«2», «66,7» of a Fraction."""
    return decimal_words(scoring.rounded(fraction))


def decimal_words(number):
    """«2», «66,7»: no zero after the comma."""
    return f"{number:f}".removesuffix(".0").replace(".", ",")


def signer_of(user, municipality):
    """(post with a capital, «Н. В. Капустина») of who signs, as far as a card tells it."""
    person = user.people.filter(municipality=municipality).first()
    if person is None:
        return "Ответственный за экспертизу", str(user)
    post = person.posts.held(municipality.today()).first()
    title = post.title[:1].upper() + post.title[1:] if post else "Ответственный за экспертизу"
    return title, person.initials_first
