"""What the queue says of the files of a round, asked through the store's connection."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

_STATES = text(
    """
    SELECT job.args ->> 'file' AS file, job.status::text AS status, job.queue_name AS queue, note.reason
    FROM fleet.procrastinate_jobs AS job LEFT JOIN fleet.job_note AS note ON note.job_id = job.id
    WHERE job.task_name = 'shard' AND jsonb_typeof(job.args) = 'object' AND job.args ->> 'round' = :round
    ORDER BY job.id
    """
)


@dataclass(frozen=True)
class FileState:
    """The newest job of a file."""

    status: str
    queue: str
    reason: str | None

    @property
    def is_over(self) -> bool:
        """Whether it neither waits nor runs."""
        return self.status not in ("todo", "doing")

    @property
    def has_failed(self) -> bool:
        """Whether it ended otherwise than by its end."""
        return self.is_over and self.status != "succeeded"


def file_states(conn: Connection, name: str) -> dict[str, FileState]:
    """Return the newest jobs of all files of a round; one that is done may be gone."""
    rows = conn.execute(_STATES, {"round": name})
    return {row.file: FileState(row.status, row.queue, row.reason) for row in rows if row.file}
