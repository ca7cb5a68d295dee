"""Downloader middlewares: politeness, and the archive of what was downloaded."""
