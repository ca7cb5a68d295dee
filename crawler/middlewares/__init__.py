"""Downloader middlewares: the politeness of a visitor, and the archive of what came."""
