"""The tables of the store."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from crawler.store.columns import OPTIONAL_JSON, WITHOUT_ROWID, Instant, article_columns, where

metadata = MetaData()

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("scope", Text, nullable=False),  # the options that narrow it; empty: everything
    Column(
        "round", Integer, nullable=False
    ),  # one discovery of the scope; after a kill it continues in the next run; 0: none began
    Column("complete", Boolean, nullable=False),  # the round lists everything again, whatever validators say
    Column("started_at", Instant, nullable=False),
    Column("round_ended_at", Instant),  # null: something was left
    Column("whole", Boolean),  # whether all listings of the ended round were read
    Column("ended_at", Instant),  # null: killed, or still going
    Column("reason", Text),
    Column("stats", OPTIONAL_JSON),
    Column("status", Integer),  # exit status; None: killed, still going, or ended by an earlier version
    Column("failed_checks", OPTIONAL_JSON),  # [{"name": ..., "sentence": ...}, ...], the main reason first
    Index("run_of_scope", "site", "scope", "id"),
)

article = Table(
    "article",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),  # urls.article_key(url)
    *article_columns(),
    Column("published_instant", Instant),  # published_at for sorting and narrowing
    Column("gone_at", Instant),  # the site no longer has it
    Column("extraction", Text),  # the version of the extraction that read it
    Index("article_by_date", "published_instant", "url"),
    Index("article_of_site", "site", "gone_at", "published_instant"),
    Index("article_near_duplicate", "site", "near_duplicate_of", **where("near_duplicate_of IS NOT NULL")),
)

alias = Table(
    "alias",  # further URLs under which an article was found
    metadata,
    Column("key", Text, primary_key=True),
    Column("article_id", ForeignKey("article.id"), nullable=False, index=True),
)

revision = Table(
    "revision",
    metadata,
    Column("article_id", ForeignKey("article.id"), primary_key=True),
    Column("run_id", ForeignKey("run.id")),
    Column("cause", Text, nullable=False, server_default="site"),  # site, or extractor: only how it is read
    Column("extraction", Text),
    *(
        column if column.name != "revision" else Column("revision", Integer, primary_key=True)
        for column in article_columns()
    ),
)

frontier = Table(
    "frontier",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("scope", Text, nullable=False),  # a narrowed run has rows of its own
    Column("key", Text, nullable=False),  # urls.article_key(url) of an article, the URL of a listing
    Column("url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("way", Text, key="source", nullable=False),  # of discovery; or urls, recheck
    Column("state", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("not_before", Instant),  # of what failed
    Column("tries", Integer, nullable=False),  # failures since the last success
    Column("reason", Text),
    Column("lastmod", Text),  # as the listing above printed it
    Column("etag", Text),
    Column("last_modified", Text),
    Column("mark", OPTIONAL_JSON, key="checkpoint"),
    Column(
        "next_mark", OPTIONAL_JSON, key="next_checkpoint"
    ),  # becomes the checkpoint when the round ends complete
    Column("hint", OPTIONAL_JSON, key="meta"),
    Column("round", Integer, nullable=False),  # the last one in which a listing named it
    Column("added_at", Instant, nullable=False),
    Column("asked_at", Instant),  # when its last request ended, however
    UniqueConstraint("site", "scope", "key"),
    Index("frontier_next", "site", "scope", "state", text("priority DESC"), "id"),
    Index("frontier_due", "site", "scope", "not_before", **where("not_before IS NOT NULL")),
    Index("frontier_asked", "site", "scope", "kind", "asked_at"),
    Index("frontier_left_out", "site", **where("kind = 'article' AND hint IS NOT NULL")),
)

archive_file = Table(
    "archive_file",  # of the index of the archive, which can be rebuilt from its files
    metadata,
    Column("name", Text, primary_key=True),
    Column("site", Text, nullable=False),
    Column("spider", Text),
    Column("place", Text),  # which archive has it; null: an earlier version wrote this
    Column("size", BigInteger, nullable=False),  # this many bytes of it are in the index
    Column("damage", OPTIONAL_JSON),  # [[offset, reason], ...] of what cannot be read
)

capture = Table(
    "capture",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, nullable=False),
    Column("key", Text, nullable=False),  # urls.article_key(url)
    Column("url", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("length", Integer, nullable=False),
    Column("digest", Text),  # of the body
    Column("type", Text, nullable=False),  # response, revisit or metadata
    Column("status", Integer),
    Column("role", Text),  # what it was requested for; null: the file does not say
    Column("asked", Text),  # the URL before redirects, if it differs
    Column("visit", Text),  # the record it belongs to: the first page, or the response of a decision
    Column("record", Text, nullable=False),  # WARC-Record-ID
    UniqueConstraint("file", "offset"),
    Index("capture_in_order", "at", "id"),
    Index("capture_of_key", "key", "at"),
    Index("capture_of_visit", "visit"),
)

host = Table(
    "host",  # when a host was asked last, so that a run that takes over goes on at its pace
    metadata,
    Column("host", Text, primary_key=True),  # of a URL, with its port if that is named
    Column("asked_at", Instant, nullable=False),  # its last request that is known of
    Column("noted_at", Instant, nullable=False),  # when this was written: later ones may have followed
    Column("delay", Float, nullable=False),  # seconds between two requests
    Column("turn_at", Instant, nullable=False),  # when it may be asked again, a Retry-After included
    Column("site", Text),  # whose run is asking it; null: none is any more
)

fleet_site = Table(
    "fleet_site",  # the sites that a fleet keeps, as its workers saw them last
    metadata,
    Column("site", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("every", Integer, nullable=False),  # seconds
    Column("scope", Text, nullable=False),  # of its runs, as in the table run
    Column("listed_at", Instant, nullable=False),
    Column("paused_at", Instant),  # null: it is not paused
    Column("begun_at", Instant),  # of its last run
    Column("ended_at", Instant),  # null: running, or its worker died
    Column("verdict", Integer),  # exit status of the last run that ended
    Column("sentence", Text),  # why it is not 0
    Column("attempts", Integer, nullable=False, server_default="0"),  # that failed, one after another
    Column("wanted_at", Instant),  # an operator asked for a run; null: the period decides
)

due = Table(
    "due",  # articles to compare with others; triggers write it, and no key keeps plain SQL from deleting any
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article_id", Integer, nullable=False),  # several times, if it changed several times
)

sketch = Table(
    "sketch",  # what is known of the text of an article that was compared, and its group
    metadata,
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    Column("period", Integer, nullable=False),  # of its fingerprints
    Column("published", BigInteger),  # microseconds since 1970
    Column("packed", LargeBinary, nullable=False),
    Column("filed", Boolean, nullable=False),  # whether these stand in the table fingerprint
    Column("leader", Integer),  # the earliest article of its group; null: it is alone
    Index("sketch_of_leader", "leader", **where("leader IS NOT NULL")),
    Index("sketch_to_file", "article_id", **where("NOT filed")),
)

fingerprint = Table(
    "fingerprint",  # the articles of a period that have a hash; a look-up stays in the periods of its window
    metadata,
    Column("period", Integer, primary_key=True, autoincrement=False),
    Column("hash", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    info=WITHOUT_ROWID,
)

duplicate = Table(
    "duplicate",  # two articles that are near-duplicates, once each way
    metadata,
    Column("article_id", Integer, primary_key=True, autoincrement=False),
    Column("other_id", Integer, primary_key=True, autoincrement=False),
    info=WITHOUT_ROWID,
)

comparison = Table(
    "comparison",  # how these were found: one row, or none as long as nothing was compared
    metadata,
    Column("scheme", Integer, nullable=False),
    Column("window_days", Float, nullable=False),
)

ledger = Table(
    "ledger",  # the newest one of each site
    metadata,
    Column("site", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("found", OPTIONAL_JSON, nullable=False),  # as `scrapy ledger --json` prints it; long lists are cut
)

schema = Table("schema_version", metadata, Column("version", Integer, nullable=False))
