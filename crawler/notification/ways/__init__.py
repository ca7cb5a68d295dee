"""The ways to tell somebody: a command, e-mail, a webhook, and the services of apprise."""
