"""What makes both ends of a connection to PostgreSQL notice within twenty seconds that the other is gone.

A cable that is cut, a machine that loses its power or a firewall that forgets a connection sends nothing: by
default a client waits for a quarter of an hour for what it sent, and for ever for an answer. A server keeps
the session of such a client for two hours, and with it the lock of its site, which no other machine can take
meanwhile.

An idle connection is asked after 5 seconds, three times, 5 seconds apart. What was sent and is not
acknowledged ends it after 15: a run looks at its connection each 5 seconds, so that it sends something. A
shorter time would take a busy network for a cut one; a longer one leaves a site without its crawl.

Sources: PostgreSQL 18, 32.1.2 (keepalives, tcp_user_timeout of libpq), 19.3.2 (tcp_keepalives_idle and others
of the server); tcp(7). On a Unix socket all of these are without effect.
"""

from __future__ import annotations

from sqlalchemy import URL, Connection, text

CONNECT_SECONDS = 10
"""How long to wait for a PostgreSQL server that does not respond."""

_IDLE, _INTERVAL, _COUNT, _UNACKNOWLEDGED_MS = 5, 5, 3, 15_000

_CLIENT = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": _IDLE,
    "keepalives_interval": _INTERVAL,
    "keepalives_count": _COUNT,
    "tcp_user_timeout": _UNACKNOWLEDGED_MS,
}
"""Parameters of libpq, in seconds, but for the last one, in milliseconds."""

_SERVER = {
    "tcp_keepalives_idle": _IDLE,
    "tcp_keepalives_interval": _INTERVAL,
    "tcp_keepalives_count": _COUNT,
    "tcp_user_timeout": _UNACKNOWLEDGED_MS,
}
"""The same for the server's end, which any user may set for his session."""

_SET = text(
    """
    SELECT set_config(name, :value, false) FROM pg_settings
    WHERE name = :name AND source NOT IN ('client', 'session')
    """
)
"""From the table of settings, since not every server has each of them; what the URL sets is left alone."""


def client_parameters(url: URL) -> dict[str, int]:
    """Return the parameters of libpq for a connection to a PostgreSQL URL, without those that it has itself.

    >>> from sqlalchemy import make_url
    >>> client_parameters(make_url("postgresql://db/berita?keepalives_idle=60&connect_timeout=3"))
    {'keepalives': 1, 'keepalives_interval': 5, 'keepalives_count': 3, 'tcp_user_timeout': 15000}
    """
    return {name: value for name, value in _CLIENT.items() if name not in url.query}


def set_server_side(conn: Connection) -> None:
    """Let the server notice that this session's client is gone, and free what it holds."""
    conn.execute(_SET, [{"name": name, "value": str(value)} for name, value in _SERVER.items()])
