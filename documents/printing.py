"""Orders as paper: HTML that WeasyPrint turns into PDF."""


def order_html(order):
    """Full HTML of the order with its annexes."""
    raise NotImplementedError


def order_pdf(order):
    """PDF of the order."""
    raise NotImplementedError
