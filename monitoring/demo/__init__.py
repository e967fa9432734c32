"""Training data: five municipalities after the facts of real plans, with invented people."""
