"""Many newspapers over many machines: a queue of sites in the PostgreSQL database that holds the store."""
