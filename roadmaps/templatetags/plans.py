"""Filters of the pages of a plan."""

from django import template

from roadmaps.reports import stamp_of

register = template.Library()


@register.filter
def cell(row, column):
    """Printed text of the row in the column."""
    return row.cell(column)


@register.filter
def stamp(section):
    """What the deletion of a section compares: see roadmaps.reports.stamp_of."""
    return stamp_of(section.section, [row.measure for row in section.rows])


@register.filter
def answering(plan, column):
    """Who answers for the actions in the actor column."""
    return plan.by_actor[column.pk]


@register.filter
def below(url, row):
    """Address of the form for a new row below this one."""
    return f"{url}?after={row.pk}"


@register.filter
def amended_cells(table, row):
    """Pairs (kind of the column, text) of a row of an AmendingTable."""
    return table.cells_of(row)


@register.filter
def headed_cells(table, row):
    """Pairs (column, text) of a row of an AmendingTable."""
    return zip(table.columns, row.cells, strict=True)


register.filter("stamp_of", stamp_of)
