class Refused(Exception):
    """The file is not taken; `reason` tells its owner in plain words what to do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason
