"""How the time and memory of reading grow with what is read: ``python -m benchmarks.growth [WORD]``.

Each kind of page, listing and text is made in three sizes, each twice the one before: time in proportion
doubles. The time is the processor's, the better of two readings, so that a busy machine changes it little.
The bare parse of the same bytes stands beside it, since a parser has its own way of growing. With a word,
only the kinds whose name contains it are read.
"""
