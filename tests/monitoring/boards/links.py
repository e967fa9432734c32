"""Numbers of a page that are links, and how many rows the register shows behind each."""

import html
import re

LINK = re.compile(r'href="([^"]*/control/\?[^"]+)"[^>]*>(?:<b>)?(\d+)\s*<')
SHOWN = re.compile(r"Показаны \d+–\d+ из (\d+)")


def counts_of(page):
    """{address: number} of every number that opens rows of the register of control."""
    return {html.unescape(address): int(number) for address, number in LINK.findall(page)}


def rows_behind(client, address):
    """How many rows the register shows at the address."""
    response = client.get(address)
    assert response.status_code == 200, address
    shown = SHOWN.search(response.content.decode())
    return int(shown[1]) if shown else 0


def wrong_counts(client, page):
    """[(address, number, rows)] of the links that open another number of rows."""
    found = ((a, n, rows_behind(client, a)) for a, n in counts_of(page).items())
    return [(address, number, rows) for address, number, rows in found if number != rows]
