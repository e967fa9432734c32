from crispy_forms.layout import LayoutObject
from django import forms
from django.template.loader import render_to_string
from django_scopes.forms import SafeModelChoiceField

from lib.forms import DateField, VersionedForm, helper, mark_optional, name_empty_choices
from schools.models import Person, Post, School, Unit

MAX_POSTS = 20


class PostForm(forms.ModelForm):
    """One post of a person: in a unit or in a school of the municipality."""

    since = DateField(label="С какого дня", required=False)
    until = DateField(label="По какой день", required=False)

    class Meta:
        model = Post
        fields = ["title", "unit", "school", "since", "until"]
        labels = {"title": "Должность", "unit": "Подразделение", "school": "Школа"}
        field_classes = {"unit": SafeModelChoiceField, "school": SafeModelChoiceField}

    def __init__(self, *args, municipality, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.filter(municipality=municipality)
        self.fields["school"].queryset = School.objects.filter(municipality=municipality)
        mark_optional(self)
        name_empty_choices(self)
        for field in self.fields.values():
            is_choice = isinstance(field, forms.ModelChoiceField)
            field.widget.attrs["class"] = "form-select" if is_choice else "form-control"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("unit") and cleaned.get("school"):
            self.add_error("school", "Оставьте одно: подразделение или школу.")
        return cleaned


PostFormSet = forms.inlineformset_factory(
    Person,
    Post,
    form=PostForm,
    extra=1,
    max_num=MAX_POSTS,
    absolute_max=MAX_POSTS + 5,
    validate_max=True,
)


class Posts(LayoutObject):
    """The place of the posts in the layout of the person's form."""

    fields = ()

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string("schools/_posts.html", {"formset": form.posts})


class PersonForm(VersionedForm):
    """A person together with the posts."""

    class Meta:
        model = Person
        fields = ["surname", "first_name", "patronymic", "gender", "keep_surname", "phone"]
        help_texts = {"keep_surname": "Например, Черных или иностранная фамилия."}

    def __init__(self, *args, municipality, submit, back, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        self.posts = PostFormSet(
            self.data if self.is_bound else None,
            instance=self.instance,
            queryset=Post.objects.select_related("unit", "school"),
            form_kwargs={"municipality": municipality},
            prefix="posts",
        )
        self.helper = helper(
            submit,
            "version",
            "surname",
            "first_name",
            "patronymic",
            "gender",
            "keep_surname",
            "phone",
            Posts(),
            back=back,
        )

    def clean(self):
        cleaned = super().clean()
        if not self.posts.is_valid():
            self.add_error(None, "Проверьте должности: ошибки отмечены в их строках.")
        return cleaned

    def changed_posts(self):
        """Posts to save and posts to delete, as the person has typed them."""
        saved = self.posts.save(commit=False)
        return saved, self.posts.deleted_objects
