"""The order of rows: clauses, annexes, rows of a list."""


def moved(rows, row, step):
    """Swap the row with its neighbour in the saved order; [old, new] places, or None at an edge."""
    place = rows.index(row)
    target = place + step
    if not 0 <= target < len(rows):
        return None
    rows[place], rows[target] = rows[target], rows[place]
    for position, one in enumerate(rows, start=1):
        one.position = position
    type(row).objects.bulk_update(rows, ["position"])
    return [place + 1, target + 1]
