"""A release: the corpus as typed, documented, citable data, in a folder of files that say what they are.

1. ``selecting.py``: which stored articles are in it; ``splitting.py``: in which split each of them is.
2. ``data_files.py`` writes them as Parquet, and ``counting.py`` counts them, in one pass.
3. ``changes/``: what was added, edited and gone since an earlier release.
4. ``provenance/``: the crawls, archive files, user agents and robots.txt behind it (``provenance.json``).
5. ``croissant/`` and ``card/`` describe it for programs (``croissant.json``) and readers (``README.md``).
6. ``folder.py``: all of it is written aside and appears at once; ``releasing.py`` puts the steps in order.
"""
