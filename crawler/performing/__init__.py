"""What the project's commands do once they run, a file each.

``scrapy`` imports all commands to name them, whichever was asked for; what a command needs is imported by
these files, when it runs.
"""
