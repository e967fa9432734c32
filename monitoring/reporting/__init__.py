"""Reports of control as of any day: one dataclass each, the same in every format (0024)."""
