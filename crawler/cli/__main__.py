"""``python -m crawler.cli``: the same, where the folder of programs is not in PATH."""

from __future__ import annotations

from crawler.cli.main import main

if __name__ == "__main__":
    main()
