from monitoring.models.checkpoint import (
    Checkpoint,
    CheckpointEvent,
    CheckpointState,
    Evidence,
    Verb,
)

__all__ = ["Checkpoint", "CheckpointEvent", "CheckpointState", "Evidence", "Verb"]
