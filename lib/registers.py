"""Registers: lists of rows with sorting, filters, paging.

django-tables2 keeps the columns, the sorting and the paging; the rows are joined here over plain
values, which is five times quicker than its own renderer (docs/decisions/0005).
"""

from functools import lru_cache

import django_tables2 as tables
from django.core.paginator import Paginator
from django.db.models.functions import Collate
from django.forms import CheckboxInput
from django.http import QueryDict
from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from lib.collation import NAME as RU
from lib.forms import shown
from lib.permissions import require

PER_PAGE = 50


class RuColumn(tables.Column):
    """Text column sorted by the Russian alphabet."""

    def order(self, queryset, is_descending):
        text = Collate(self.accessor.replace(".", "__"), RU)
        return queryset.order_by(text.desc() if is_descending else text.asc()), True


def in_total_order(rows):
    """The rows in the chosen order, else in that of the model, and by key where these are equal.

    Pages of rows in no order may show one twice and another never. The ORM forgets the order of
    a model where rows are counted (GROUP BY), so it is said here.
    """
    order = rows.query.order_by or rows.model._meta.ordering
    return rows.order_by(*order, *(() if {"pk", "-pk"} & {*order} else ("pk",)))


class Register(tables.Table):
    """A table whose rows are named tuples of `values_list`; `cell_<column>` draws a cell."""

    # Columns that a phone shows in the card of a row; the first one is its heading.
    phone_columns = ()

    def __init__(self, *args, slug="", **kwargs):
        super().__init__(*args, **kwargs)
        self.data.data = in_total_order(self.data.data)
        self.slug = slug

    def body(self):
        """Rows of the page as safe HTML; data is escaped by format_html and conditional_escape."""
        columns = [(column.name, self._opening(column)) for column in self.columns]
        draw = {name: getattr(self, f"cell_{name}", None) for name, _ in columns}
        return format_html_join(
            "\n", "<tr>{}</tr>", ((self._cells(row, columns, draw),) for row in self.page_rows())
        )

    def page_rows(self):
        """Records of this page."""
        return self.page.object_list.data

    def _opening(self, column):
        classes = [column.column.attrs.get("td", {}).get("class", "")]
        if self.phone_columns and column.name not in self.phone_columns:
            classes.append("wide-only")
        return format_html(
            '<td class="{}" data-label="{}">', " ".join(filter(None, classes)), column.header
        )

    def _cells(self, row, columns, draw):
        parts = []
        for name, opening in columns:
            value = draw[name](row) if draw[name] else getattr(row, name)
            parts.append(f"{opening}{conditional_escape('' if value is None else value)}</td>")
        # Every part went through conditional_escape or format_html above.
        return SafeString("".join(parts))


# Cells of a page, and of the next one, mostly say the same: executors, sections, measures.
@lru_cache(maxsize=2000)
def clamped(text):
    """Text of a cell cut to two lines, whole in the hint."""
    return format_html('<span class="clamp" title="{0}">{0}</span>', escaped(text or ""))


@lru_cache(maxsize=2000)
def escaped(text):
    """The text as safe HTML, for cells that say it several times.

    Markup is escaped even of a SafeString: it is equal to the plain text, and kept as the same.
    """
    return escape(text)


class RegisterView(TemplateView):
    """Page of a register; `get_queryset()` gives `values_list(..., named=True)` of `fields`."""

    register_class = None
    filter_class = None
    fields = ()
    # What the rows are, in the plural: «Школы».
    label = ""

    def get_queryset(self):
        """Rows visible to the person, unordered."""
        raise TypeError(f"{type(self).__name__} must say which rows it shows.")

    def get_filter(self, data=None):
        """The filter over the rows, bound to the address or to other data."""
        data = self.request.GET if data is None else data
        return self.filter_class(data, queryset=self.get_queryset(), request=self.request)

    def kept_conditions(self, data):
        """(conditions and order that the register takes, labels of the conditions it does not)."""
        form = self.get_filter(data).form
        wrong = [name for name in data if name in form.errors]
        kept = QueryDict(mutable=True)
        for name in form.fields:
            values = [value for value in data.getlist(name) if value]
            if values and name not in wrong and form.cleaned_data.get(name) is not False:
                kept.setlist(name, values)
        if self.ordering_column(data):
            kept["sort"] = data["sort"]
        return kept, [form.fields[name].label for name in wrong]

    def ordering_column(self, data):
        """The column by which the data put the rows in order, if there is such a one."""
        column = self.register_class.base_columns.get(data.get("sort", "").removeprefix("-"))
        return None if column is None or column.orderable is False else column

    def in_words(self, conditions):
        """Conditions and order as a person reads them: «Перечень — ШНОР; по столбцу «Школа»»."""
        form = self.get_filter(conditions).form
        words = []
        for name in (name for name in form.fields if name in conditions):
            label, value = form.fields[name].label, shown(form.fields[name], conditions[name])
            is_tick = isinstance(form.fields[name].widget, CheckboxInput)
            words.append(label if is_tick else f"{label} — {value}")
        if column := self.ordering_column(conditions):
            back = ", в обратном порядке" if conditions["sort"].startswith("-") else ""
            words.append(f"по столбцу «{column.verbose_name}»{back}")
        return "; ".join(words)

    def register_options(self):
        """Arguments that the register class wants beside the rows."""
        return {"slug": self.request.municipality.slug}

    def get_context_data(self, **kwargs):
        rows_filter = self.get_filter()
        rows = rows_filter.qs if rows_filter.is_valid() else rows_filter.queryset.none()
        register = self.register_class(
            rows.values_list(*self.fields, named=True),
            **self.register_options(),
            order_by=self.request.GET.get("sort"),
            order_by_field="sort",
        )
        # Given it above, the table would page by itself, and count all rows joined.
        register.request = self.request
        # Counted before the rows are joined with what they show.
        register.paginate(
            page=page_number(self.request),
            per_page=PER_PAGE,
            paginator_class=Pages,
            number=rows.count(),
        )
        return (
            {"register_label": self.label}
            | super().get_context_data(**kwargs)
            | {
                "filter": rows_filter,
                "register": register,
                "is_filtered": any(self.request.GET.get(name) for name in rows_filter.filters),
            }
        )

    def get_template_names(self):
        htmx = self.request.htmx
        if htmx and not htmx.boosted and htmx.target == "register":
            return ["components/_register.html"]
        return super().get_template_names()


WRONG_CONDITIONS = "Условия отбора не распознаны: откройте {} заново."


def filtered(filter_class, request, rows, *, what="список"):
    """(the valid filter of the address over the rows, its conditions for the journal).

    What is not recognised is refused: all the rows instead of some must not be taken away. `what`
    is opened anew then.
    """
    rows_filter = filter_class(request.GET, queryset=rows, request=request)
    require(rows_filter.is_valid(), WRONG_CONDITIONS.format(what))
    chosen = {name: str(value) for name, value in rows_filter.form.cleaned_data.items() if value}
    return rows_filter, chosen


class Pages(Paginator):
    """Paginator that shows the nearest page instead of failing on a wrong number.

    How many rows there are is said by who makes it.
    """

    def __init__(self, *args, number, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = number

    def page(self, number):
        return super().page(min(max(1, number), self.num_pages))


def page_number(request):
    """Number of the page in the address; anything else is the first page."""
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() and len(number) < 7 else 1
