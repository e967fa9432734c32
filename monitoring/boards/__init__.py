"""Dashboards: what needs an act, how control stands, and how it went; of a place and of a region.

Every number is the count of the rows that its link opens in the register (monitoring/filters.py).
"""
