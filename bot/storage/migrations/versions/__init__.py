"""One file a migration, in order. Never change one that was released: add the next."""
