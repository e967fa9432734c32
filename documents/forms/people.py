"""Choosing people of the municipality, with the posts that they hold."""

from django import forms
from django.db.models import Prefetch

from schools.models import Person, Post


def held_posts(municipality):
    """Prefetch of the posts that people hold today."""
    return Prefetch("posts", Post.objects.held(municipality.today()))


def with_post(person):
    """«Капустина Н. В., методист»: how a person with prefetched posts is shown in a list."""
    post = next(iter(person.posts.all()), None)
    return f"{person}, {post}" if post else str(person)


class PersonField(forms.ModelChoiceField):
    """A person of the municipality, shown with the post."""

    def label_from_instance(self, person):
        return with_post(person)


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people of the municipality, to be ticked in a list."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person):
        return with_post(person)


def people_of(municipality):
    """People of the municipality with their posts, by name."""
    people = Person.objects.filter(municipality=municipality)
    return people.prefetch_related(held_posts(municipality))


def held_post(person):
    """The Post that the person with prefetched posts holds today, or None."""
    return next(iter(person.posts.all()), None)


def post_of(person):
    """Title of that post with a capital; empty without one."""
    post = held_post(person)
    return post.title[0].upper() + post.title[1:] if post else ""


def fill_post(form, cleaned, person_name, post_name):
    """Take the post from the person's card when it was left empty, or ask for it."""
    person = cleaned.get(person_name)
    if person is None or cleaned.get(post_name):
        return
    cleaned[post_name] = post_of(person)
    if not cleaned[post_name]:
        form.add_error(post_name, "Укажите должность: в карточке человека её нет.")
