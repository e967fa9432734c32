from django import forms

from lib.grammar.cases import OBLIQUE, WHAT, WHO, Case

PARTS = ("surname", "first_name", "patronymic")


class SchoolCaseForms(forms.Form):
    """The case forms of a school's full name, as suggested or as checked before."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, school, **kwargs):
        super().__init__(*args, **kwargs)
        self.school = school
        self.initial["version"] = school.version
        for case in OBLIQUE:
            self.fields[case.value] = word_field(
                f"Название, {case.label} падеж",
                school.form(case),
                widget=forms.Textarea,
                rows=6,
            )

    def rows(self):
        """[(what, words in the nominative, [bound fields by case])] of the table."""
        return [("название", self.school.name, [self[case.value] for case in OBLIQUE])]

    @property
    def name_forms(self):
        """{case code: words} as they were sent."""
        return {case.value: self.cleaned_data[case.value] for case in OBLIQUE}


class CaseForms(forms.Form):
    """The case forms of a person and the posts, as suggested or as checked before."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, person, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.posts = person, posts
        self.initial["version"] = person.version
        for case in OBLIQUE:
            for part, word in zip(PARTS, person.parts_in(case), strict=True):
                if getattr(person, part):
                    label = f"{person._meta.get_field(part).verbose_name}, {case.label} падеж"
                    self.fields[f"{case.value}_{part}"] = word_field(label, word)
            for post in posts:
                label = f"{post.title}, {case.label} падеж"
                self.fields[f"{case.value}_post{post.pk}"] = word_field(
                    label, post.form(case), widget=forms.Textarea, rows=2
                )

    def rows(self):
        """[(what, word in the nominative, [bound fields by case])] of the table."""
        person = self.person
        rows = [
            (person._meta.get_field(part).verbose_name, getattr(person, part), part)
            for part in PARTS
            if getattr(person, part)
        ]
        rows += [("должность", post.title, f"post{post.pk}") for post in self.posts]
        return [
            (what, word, [self[f"{case.value}_{name}"] for case in OBLIQUE])
            for what, word, name in rows
        ]

    @property
    def name_forms(self):
        """{case code: [surname, first name, patronymic]} as they were sent."""
        return {
            case.value: [self.cleaned_data.get(f"{case.value}_{part}", "") for part in PARTS]
            for case in OBLIQUE
        }

    @property
    def post_forms(self):
        """{post: {case code: words}} as they were sent."""
        return {
            post: {c.value: self.cleaned_data[f"{c.value}_post{post.pk}"] for c in OBLIQUE}
            for post in self.posts
        }


def word_field(label, word, *, widget=forms.TextInput, **attributes):
    """Field for one form of a word."""
    return forms.CharField(
        label=label[:1].upper() + label[1:],
        initial=word,
        max_length=250,
        widget=widget(attrs={"class": "form-control", **attributes}),
        error_messages={"required": "Напишите слово в этом падеже."},
    )


HEADINGS = [f"{Case(case).label}, {WHO[case]}" for case in OBLIQUE]
SCHOOL_HEADINGS = [f"{Case(case).label}, {WHAT[case]}" for case in OBLIQUE]
