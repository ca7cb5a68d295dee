"""Re-extraction by a fleet: a round reads each archive file again where it lies, then writes each site."""
