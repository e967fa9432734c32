"""Risks of schools: the list of factors, the profile of a school and a year, the table of them."""
