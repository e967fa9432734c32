"""How the fields look on pages that lay them out by hand, in tables and rows."""

from django import forms


def dress(form):
    """Give each field the class that crispy would have given it."""
    for field in form.fields.values():
        widget = field.widget
        if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect)):
            name = "form-check-input"
        elif isinstance(widget, forms.Select):
            name = "form-select"
        else:
            name = "form-control"
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} {name}".strip()
